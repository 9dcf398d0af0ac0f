import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import type * as z from 'zod/mini';
import type { TipView, tipList } from '../../../shared/contracts/tips.ts';
import { LONGEST_TIP } from '../../../shared/domain/cases/tips/tip-terms.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import { may, type Place } from '../account/me.ts';
import { Done, Empty, Loaded, Refusal, useDone } from '../account/notices.tsx';
import { Pager } from '../account/pager.tsx';
import { useCommand } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { caseAddress, tipsAddress } from '../desk/places.ts';
import { useWords } from '../words/use-words.ts';

type TipList = z.infer<typeof tipList>;
type Noted = { onNoted(said: string): void };

const ROUTE = 'POST /v1/cases/{id}/tips/{tipId}/note';
const paramsOf = ({ caseId, id }: TipView) => ({ id: caseId, tipId: id });

/** Read is a tap; looked into says what came of it. */
function Acts({ tip, onNoted }: Noted & { readonly tip: TipView }) {
  const { t, of } = useWords();
  const reading = useCommand();
  const [note, setNote] = useState('');
  const read = async () => {
    if (await reading.run(ROUTE, { params: paramsOf(tip), body: { state: 'read' } })) onNoted(t('notices.tips.saidRead'));
  };
  return (
    <>
      {tip.state === 'new' ? (
        <p className="actions">
          <button type="button" className="button button-quiet" disabled={reading.busy} onClick={() => void read()}>
            {t('notices.tips.read')}
          </button>
        </p>
      ) : null}
      <Refusal failure={reading.failure} />
      <FoldedForm
        label={t('notices.tips.lookInto')}
        about={`${of(tip.notice.programmeName)} ${tip.notice.applicantName}`}
        submit={t('notices.tips.save')}
        ready={note.trim() !== ''}
        act={async (command) => {
          const answer = await command.run(ROUTE, { params: paramsOf(tip), body: { state: 'looked-into', note: note.trim() } });
          if (answer) onNoted(t('notices.tips.saidDone'));
          return answer !== undefined;
        }}
      >
        <label className="field">
          <span>{t('notices.tips.note')}</span>
          <textarea rows={3} required maxLength={LONGEST_TIP} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <p className="muted">{t('notices.tips.noteHint')}</p>
      </FoldedForm>
    </>
  );
}

function Row({ tip, place, mayNote, onNoted }: Noted & { readonly tip: TipView; readonly place: Place; readonly mayNote: boolean }) {
  const { t, of, moment } = useWords();
  const { notice, state, text, leftAt, note, seenBy, seenAt, caseId } = tip;
  return (
    <li className={state === 'new' ? 'row todo-warn' : 'row'} data-tip={tip.id}>
      <p className="row-head">
        <strong>{t('notices.tips.about', { programme: of(notice.programmeName), applicant: notice.applicantName })}</strong>
        <span className="badge">{t(`notices.tips.state.${state}`)}</span>
      </p>
      <blockquote className="as-written">{text}</blockquote>
      <p className="muted">
        {t('notices.tips.left', { at: moment(leftAt) })} · <Link href={`/notices/${caseId}`}>{t('notices.tips.notice')}</Link> ·{' '}
        <Link href={caseAddress(caseId, place.id)}>{t('notices.tips.case')}</Link>
      </p>
      {note ? <p className="as-written">{note}</p> : null}
      {seenBy && seenAt ? <p className="muted">{t('notices.tips.by', { name: seenBy, at: moment(seenAt) })}</p> : null}
      {mayNote && state !== 'looked-into' ? <Acts tip={tip} onNoted={onNoted} /> : null}
    </li>
  );
}

const emptyWords = (caseId: string | undefined, seen: 'waiting' | 'done') =>
  caseId !== undefined ? 'notices.tips.noneOfCase' : seen === 'done' ? 'notices.tips.noneDone' : 'notices.tips.none';

/** The tips of a region, those nobody has looked into first, or those about the case the address names; auditors see that it is done, and do nothing. */
export function Tips({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const [seen, setSeen] = useState<'waiting' | 'done'>('waiting');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [said, say] = useDone();
  const caseId = new URLSearchParams(useSearch()).get('case') ?? undefined;
  const wanted = caseId === undefined ? { seen, limit: 20, cursor: cursors.at(-1) } : { case: caseId };
  const live = useLive<TipList>('GET /v1/tips', {}, { as: place.id, ...wanted });
  const mayNote = may([place], 'tip.note', { divisionCode: place.divisionCode });
  return (
    <>
      {caseId === undefined ? (
        <label className="field">
          <span>{t('notices.tips.seen')}</span>
          <select
            value={seen}
            onChange={(event) => {
              setSeen(event.target.value as typeof seen);
              setCursors([]);
            }}
          >
            {(['waiting', 'done'] as const).map((which) => (
              <option key={which} value={which}>
                {t(`notices.tips.${which}`)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p>
          {t('notices.tips.ofCase', { id: caseId })} <Link href={tipsAddress(place.id)}>{t('notices.tips.all')}</Link> ·{' '}
          <Link href={caseAddress(caseId, place.id)}>{t('notices.tips.case')}</Link>
        </p>
      )}
      <Done said={said} />
      <Loaded live={live}>
        {({ items, nextCursor }) => (
          <>
            {items.length === 0 ? <Empty title={t(emptyWords(caseId, seen))} /> : null}
            <ul className="rows">
              {items.map((tip) => (
                <Row
                  key={tip.id}
                  tip={tip}
                  place={place}
                  mayNote={mayNote}
                  onNoted={(words) => {
                    say(words);
                    live.reload();
                  }}
                />
              ))}
            </ul>
            <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
          </>
        )}
      </Loaded>
    </>
  );
}
