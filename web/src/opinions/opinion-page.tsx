import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Place } from '../account/me.ts';
import { Done, Loaded, Refusal, useDone } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { Evidence } from '../evidence/evidence.tsx';
import { dayOf } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { opinionsAddress } from './address.ts';
import { AnswerForm } from './answer-form.tsx';
import { MatterView, matterEvidence } from './matter.tsx';
import { MyLetters } from './my-letters.tsx';
import { rowPlace } from './row-place.ts';
import type { OpinionView } from './wire.ts';

type Props = { readonly view: OpinionView; onDone(said: string): void };
const GROUNDS = ['conflict', 'no-time', 'not-my-field'] as const;

/** What is asked, by whom, until when; before the declaration, whose case it is and who takes part. */
function Question({ view }: Pick<Props, 'view'>) {
  const { t, of, day } = useWords();
  const { programmeName, applicantName, askedBy, question, dueOn, late, askedAt, others } = view;
  return (
    <section className="panel" aria-labelledby="question">
      <h2 id="question">{t('opinions.question')}</h2>
      {question === null ? (
        <p className="muted">{t('opinions.questionLater')}</p>
      ) : (
        <blockquote className="as-written">{question}</blockquote>
      )}
      <dl className="pairs">
        <div>
          <dt>{t('opinions.programme')}</dt>
          <dd>{of(programmeName)}</dd>
        </div>
        <div>
          <dt>{t('opinions.applicant')}</dt>
          <dd>{applicantName ?? t('opinions.blind')}</dd>
        </div>
        {others.length === 0 ? null : (
          <div>
            <dt>{t('opinions.others')}</dt>
            <dd>{others.join('、')}</dd>
          </div>
        )}
        <div>
          <dt>{t(askedBy === null ? 'opinions.askedOn' : 'opinions.askedBy')}</dt>
          <dd>
            {askedBy === null ? '' : `${askedBy} `}
            <span className="muted">{day(dayOf(askedAt))}</span>
          </dd>
        </div>
        <div>
          <dt>{t('opinions.due')}</dt>
          <dd>
            {dueOn === null ? t('opinions.noDay') : day(dueOn)}{' '}
            {late ? <span className="badge badge-warn">{t('opinions.late')}</span> : null}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Before anything else is shown: no conflict with anybody named here. */
function Declaration({ view, onDone }: Props) {
  const { t } = useWords();
  const command = useCommand();
  const [free, setFree] = useState(false);
  const act = async () => {
    const sent = { params: { id: view.caseId }, body: { noConflict: true } };
    if (await command.run('POST /v1/cases/{id}/accept-opinion', sent)) onDone(t('opinions.saidDeclared'));
  };
  return (
    <section className="panel" aria-labelledby="declare">
      <h2 id="declare">{t('opinions.declare')}</h2>
      <p>{t('opinions.declareText')}</p>
      <ul>
        {(['member', 'family', 'stake', 'deal', 'part'] as const).map((tie) => (
          <li key={tie}>{t(`opinions.tie.${tie}`)}</li>
        ))}
      </ul>
      <label className="tick">
        <input type="checkbox" checked={free} onChange={(event) => setFree(event.target.checked)} />
        <span>{t('opinions.declareTick')}</span>
      </label>
      <p className="actions">
        <button type="button" className="button" disabled={!free || command.busy || !view.open} onClick={() => void act()}>
          {t('opinions.declareButton')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </section>
  );
}

/** Stepping back: for a conflict, for want of time, or of knowledge. */
function Decline({ view, onDone }: Props) {
  const { t, of } = useWords();
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('conflict');
  const [reason, setReason] = useState('');
  return (
    <section className="panel" aria-label={t('opinions.decline')}>
      <FoldedForm
        label={t('opinions.decline')}
        about={of(view.programmeName)}
        submit={t('opinions.declineButton')}
        act={async (command) => {
          const sent = { params: { id: view.caseId }, body: { ground, reason } };
          const answer = await command.run('POST /v1/cases/{id}/decline-opinion', sent);
          if (answer) onDone(t('opinions.saidDeclined'));
          return answer !== undefined;
        }}
      >
        <fieldset className="plain ticks">
          <legend>{t('opinions.declineWhy')}</legend>
          {GROUNDS.map((one) => (
            <label key={one} className="tick">
              <input type="radio" name="ground" checked={ground === one} onChange={() => setGround(one)} />
              <span>{t(`opinions.ground.${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>
            {t('opinions.remark')} <span className="muted">{t('desk.optional')}</span>
          </span>
          <textarea rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
      </FoldedForm>
    </section>
  );
}

function Given({ given, claim }: { readonly given: NonNullable<OpinionView['given']>; readonly claim: unknown }) {
  const { t, money, moment } = useWords();
  return (
    <section className="panel" aria-labelledby="given">
      <h2 id="given">{t('opinions.given')}</h2>
      <p>
        <strong>{t(`opinions.verdict.${given.verdict}`)}</strong> <span className="muted">{moment(given.givenAt)}</span>
      </p>
      {given.amounts.map(({ lineId, amountFen }) => (
        <p key={lineId}>
          {t('opinions.amountSaid', { row: t('desk.claim.row', { count: rowPlace(claim, lineId) ?? 0 }), amount: money(amountFen) })}
        </p>
      ))}
      <blockquote className="as-written">{given.text}</blockquote>
      <p className="muted seal">{t('opinions.seal', { hash: given.sealHash })}</p>
    </section>
  );
}

/** What a specialist goes through: the papers that were named, and can still be opened. */
const throughOf = (caseId: string, { matter }: OpinionView) =>
  (matter?.papers ?? []).filter(({ canOpen }) => canOpen).map((paper) => matterEvidence(caseId, paper));

/** One case as a specialist sees it: what is asked, the declaration, the matter, the answer. */
export function OpinionPage({ caseId, place }: { readonly caseId: string; readonly place: Place }) {
  const { t } = useWords();
  const live = useLive<OpinionView>('GET /v1/cases/{id}/opinion', { id: caseId });
  const [said, say] = useDone();
  const [over, setOver] = useState(false);
  const { reload } = live;
  const done = useCallback(
    (text: string) => {
      say(text);
      reload();
    },
    [say, reload],
  );
  const back = (
    <p className="no-print">
      <Link href={opinionsAddress(place.id)}>{t('opinions.back')}</Link>
    </p>
  );
  if (over)
    return (
      <>
        {back}
        <div className="state" role="status">
          <p className="state-title">{t('opinions.saidDeclined')}</p>
        </div>
      </>
    );
  return (
    <>
      {back}
      <Done said={said} />
      <Loaded live={live} rows={6}>
        {(view) => (
          <Evidence papers={throughOf(caseId, view)}>
            <MyLetters caseId={caseId} />
            <Question view={view} />
            {view.state === 'asked' && !view.open ? <p className="note">{t('opinions.paused')}</p> : null}
            {view.state === 'asked' && view.declaredAt === null ? <Declaration view={view} onDone={done} /> : null}
            {view.given ? <Given given={view.given} claim={view.matter?.claim} /> : null}
            {view.matter ? <MatterView caseId={caseId} matter={view.matter} /> : null}
            {view.state === 'asked' && view.matter ? (
              <div className="panel">
                <AnswerForm view={view} onAnswered={done} reload={reload} />
              </div>
            ) : null}
            {view.state === 'asked' ? <Decline view={view} onDone={() => setOver(true)} /> : null}
          </Evidence>
        )}
      </Loaded>
    </>
  );
}
