import { useId, useState } from 'react';
import { FoldedForm } from '../account/folded-form.tsx';
import { Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import { rowPlace } from '../opinions/row-place.ts';
import type { ExpertList } from '../opinions/wire.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { papersOfClaim, partsOfClaim } from './claim-parts.ts';
import { ReasonField } from './reason-field.tsx';
import type { CaseFileView } from './wire.ts';

type Opinion = CaseFileView['opinions'][number];
type Expert = ExpertList['items'][number];

/** Whom one may ask: read when the form opens. */
function ExpertChoice({ chosen, onChoose }: { readonly chosen: string; onChoose(expert: Expert): void }) {
  const { t } = useWords();
  const live = useLive<ExpertList>('GET /v1/experts');
  return (
    <Loaded live={live} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="note">{t('opinions.noExperts')}</p>
        ) : (
          <label className="field">
            <span>{t('opinions.expert')}</span>
            <select
              required
              value={chosen}
              onChange={(event) => {
                const expert = items.find(({ personId }) => personId === event.target.value);
                if (expert) onChoose(expert);
              }}
            >
              <option value="">{t('opinions.choose')}</option>
              {items.map(({ personId, name, organisationName }) => (
                <option key={personId} value={personId}>
                  {t('opinions.expertAt', { name, office: organisationName })}
                </option>
              ))}
            </select>
          </label>
        )
      }
    </Loaded>
  );
}

type TicksProps = {
  readonly legend: string;
  readonly items: readonly { readonly id: string; readonly label: string }[];
  readonly ticked: readonly string[];
  onTick(ticked: readonly string[]): void;
};

function Ticks({ legend, items, ticked, onTick }: TicksProps) {
  if (items.length === 0) return null;
  return (
    <fieldset className="plain ticks">
      <legend>{legend}</legend>
      {items.map(({ id, label }) => (
        <label key={id} className="tick">
          <input
            type="checkbox"
            checked={ticked.includes(id)}
            onChange={(event) => onTick(event.target.checked ? [...ticked, id] : ticked.filter((other) => other !== id))}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Asks one by name: the question, what it is about, which papers may be opened, until when. */
function AskForm() {
  const { t } = useWords();
  const desk = useCase();
  const [expert, setExpert] = useState<Expert>();
  const [question, setQuestion] = useState('');
  const [lines, setLines] = useState<readonly string[]>([]);
  const [papers, setPapers] = useState<readonly string[]>([]);
  const [dueOn, setDueOn] = useState('');
  const hint = useId();
  const rows = partsOfClaim(desk.file.claim).tables.flatMap(({ name, rows: all }) =>
    name === 'household'
      ? []
      : all.map(({ rowId }, at) => ({
          id: rowId,
          label: `${t(`desk.list.${name}`, { defaultValue: name })} ${t('desk.claim.row', { count: at + 1 })}`,
        })),
  );
  const named = papersOfClaim(desk.file.claim).map((id) => ({ id, label: desk.papers?.get(id)?.title ?? t('desk.paper.named', { id }) }));
  return (
    <FoldedForm
      label={t('opinions.ask')}
      about=""
      submit={t('opinions.askButton')}
      ready={expert !== undefined && question.trim() !== ''}
      act={async (command) => {
        if (!expert) return false;
        const { personId: expertId, organisationId } = expert;
        const body = { expertId, organisationId, question, lines, papers, ...(dueOn !== '' && { dueOn }) };
        const answer = await takeStep(command, desk, 'ask-opinion', body);
        if (!answer) return false;
        desk.done(answer, t('opinions.saidAsked', { name: expert.name }));
        setExpert(undefined);
        setQuestion('');
        return true;
      }}
    >
      <p className="muted">{t('opinions.askNote')}</p>
      <ExpertChoice chosen={expert?.personId ?? ''} onChoose={setExpert} />
      <label className="field">
        <span>{t('opinions.question')}</span>
        <textarea rows={3} required maxLength={2000} value={question} onChange={(event) => setQuestion(event.target.value)} />
      </label>
      <Ticks legend={t('opinions.aboutRows')} items={rows} ticked={lines} onTick={setLines} />
      <Ticks legend={t('opinions.mayOpen')} items={named} ticked={papers} onTick={setPapers} />
      <label className="field">
        <span>
          {t('opinions.due')} <span className="muted">{t('desk.optional')}</span>
        </span>
        <input type="date" value={dueOn} aria-describedby={hint} onChange={(event) => setDueOn(event.target.value)} />
        <span id={hint} className="muted">
          {t('opinions.dueHint')}
        </span>
      </label>
    </FoldedForm>
  );
}

function TakeBack({ opinion }: { readonly opinion: Opinion }) {
  const { t } = useWords();
  const desk = useCase();
  const [reason, setReason] = useState('');
  return (
    <FoldedForm
      label={t('opinions.takeBack')}
      about={opinion.by.name}
      submit={t('opinions.takeBackButton')}
      ready={reason.trim() !== ''}
      act={async (command) => {
        const answer = await takeStep(command, desk, 'withdraw-opinion', { opinionId: opinion.id, reason });
        if (answer) desk.done(answer, t('opinions.saidTakenBack'));
        return answer !== undefined;
      }}
    >
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}

function Row({ opinion }: { readonly opinion: Opinion }) {
  const { t, day, money, moment } = useWords();
  const { file } = useCase();
  const { kind, state, by, question, dueOn, late, verdict, amounts, text, givenAt, outdated, declined, closedReason, declaredAt } = opinion;
  const badge = state === 'asked' ? (declaredAt === null ? 'asked' : 'accepted') : state;
  return (
    <li className={late ? 'row todo-warn' : 'row'} data-opinion={opinion.id}>
      <p className="row-head">
        <strong>{by.name}</strong> <span className="muted">{t(`opinions.kind.${kind}`)}</span>
        <span className="badge">{t(`opinions.state.${badge}`)}</span>
        {late ? <span className="badge badge-warn">{t('opinions.late')}</span> : null}
        {outdated ? <span className="badge badge-warn">{t('opinions.outdated')}</span> : null}
      </p>
      {question === null ? null : <p className="as-written">{question}</p>}
      {state === 'asked' && dueOn !== null ? <p className="muted">{t('opinions.dueOn', { day: day(dueOn) })}</p> : null}
      {verdict === null ? null : (
        <p>
          <strong>{t(`opinions.verdict.${verdict}`)}</strong> <span className="muted">{givenAt === null ? '' : moment(givenAt)}</span>
        </p>
      )}
      {amounts.map(({ lineId, amountFen }) => (
        <p key={lineId}>
          {t('opinions.amountSaid', { row: t('desk.claim.row', { count: rowPlace(file.claim, lineId) ?? 0 }), amount: money(amountFen) })}
        </p>
      ))}
      {text === '' ? null : <blockquote className="as-written">{text}</blockquote>}
      {declined === null ? null : <p>{t('opinions.declinedFor', { ground: t(`opinions.ground.${declined}`) })}</p>}
      {closedReason ? <p className="as-written">{closedReason}</p> : null}
      {state === 'asked' && file.actions.includes('withdraw-opinion') ? <TakeBack opinion={opinion} /> : null}
    </li>
  );
}

/** What was judged of the case, by the reviewer and by specialists who were asked; and asking one. Shown to those who decide. */
export default function Opinions() {
  const { t, moment } = useWords();
  const { file } = useCase();
  return (
    <section className="panel" aria-labelledby="opinions">
      <h2 id="opinions">{t('opinions.panel')}</h2>
      {file.opinions.length === 0 ? <p className="muted">{t('opinions.noneYet')}</p> : null}
      <ul className="rows">
        {file.opinions.map((opinion) => (
          <Row key={opinion.id} opinion={opinion} />
        ))}
      </ul>
      {file.approvals.map(({ level, by, at, reason }) =>
        reason === null ? null : (
          <div key={level}>
            <p>{t('opinions.allTheSame', { name: by.name, at: moment(at) })}</p>
            <blockquote className="as-written">{reason}</blockquote>
          </div>
        ),
      )}
      {file.actions.includes('ask-opinion') ? <AskForm /> : null}
    </section>
  );
}
