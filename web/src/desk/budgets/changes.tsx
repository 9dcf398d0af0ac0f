import { useState } from 'react';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Place } from '../../account/me.ts';
import { Loaded, Refusal } from '../../account/notices.tsx';
import { type Command, useCommand } from '../../account/use-command.ts';
import { useLive, useReloadOn } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';
import type { BudgetNames } from './names.ts';
import type { ChangeAnswer, ChangeList, ChangeView } from './wire.ts';

type DoneProps = { onDone(said: string): void };
type Rolled = ChangeAnswer['rolled'];

/** What became of each case whose reservation was to be rolled: those that stay are named, since they stay for a reason. */
function RolledCases({ rolled }: { readonly rolled: Rolled }) {
  const { t, money } = useWords();
  if (rolled.length === 0) return null;
  const stay = rolled.filter(({ refusedBy }) => refusedBy !== null);
  return (
    <div role="status" className="note">
      <p>{t('desk.change.rolled', { done: rolled.length - stay.length, count: rolled.length })}</p>
      <ul className="plain-list">
        {stay.map(({ caseId, amountFen, refusedBy }) => (
          <li key={caseId}>
            {t('desk.change.stays', { id: caseId, amount: money(amountFen) })}{' '}
            {t(`desk.change.stay.${refusedBy}`, { defaultValue: refusedBy ?? '' })}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Pending({ change, onDone, onRolled }: DoneProps & { readonly change: ChangeView; onRolled(rolled: Rolled): void }) {
  const { t } = useWords();
  const confirming = useCommand();
  const [reason, setReason] = useState('');
  const params = { id: change.budgetId, changeId: change.id };
  const confirm = async () => {
    const answer = await confirming.run<ChangeAnswer>('POST /v1/budgets/{id}/changes/{changeId}/confirm', { params });
    if (!answer) return;
    onRolled(answer.body.rolled);
    onDone(t('desk.change.confirmed'));
  };
  const decline = async (command: Command) => {
    const done = await command.run('POST /v1/budgets/{id}/changes/{changeId}/decline', { params, body: { reason } });
    if (done) onDone(t(change.mine ? 'desk.change.takenBack' : 'desk.change.declined'));
    return done !== undefined;
  };
  return (
    <>
      {change.mine ? (
        <p className="note">{t('desk.proposal.mine')}</p>
      ) : (
        <p className="actions">
          <button type="button" className="button" disabled={confirming.busy} onClick={() => void confirm()}>
            {t('desk.change.confirm')}
          </button>
        </p>
      )}
      <Refusal failure={confirming.failure} />
      <FoldedForm
        label={t(change.mine ? 'desk.change.takeBack' : 'desk.change.decline')}
        about={change.id}
        submit={t(change.mine ? 'desk.change.takeBack' : 'desk.change.declineSure')}
        ready={reason.trim() !== ''}
        act={decline}
      >
        <ReasonField value={reason} onChange={setReason} />
      </FoldedForm>
    </>
  );
}

type Props = DoneProps & { readonly place: Place; readonly names: BudgetNames; readonly turns: number };

/** What was proposed for the budgets of the bureau: by one person, for a second one to confirm. It stands first, since it waits. */
export function Changes({ place, names, turns, onDone }: Props) {
  const { t, of, money, moment } = useWords();
  const [rolled, setRolled] = useState<Rolled>([]);
  const live = useLive<ChangeList>('GET /v1/budgets/changes', {}, { as: place.id, limit: 50 });
  useReloadOn(live, turns);
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">{t('desk.change.title')}</h2>
      <RolledCases rolled={rolled} />
      <Loaded live={live} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{t('desk.change.none')}</p>
          ) : (
            <ul className="rows">
              {items.map((change) => (
                <li key={change.id} className="row todo-warn" data-change={change.id}>
                  <p className="row-head">
                    <strong>
                      {t(`desk.changeKind.${change.kind}`)} {change.amountFen === null ? '' : money(change.amountFen)}
                    </strong>
                    <span className="badge">{t(`desk.change.status.${change.status}`)}</span>
                  </p>
                  <p>{names.ofId(change.budgetId)}</p>
                  {change.toBudgetId ? (
                    <p>{t(change.corrects ? 'desk.change.correctedTo' : 'desk.change.goesTo', { name: names.ofId(change.toBudgetId) })}</p>
                  ) : null}
                  {change.corrects ? (
                    <p>
                      {t('desk.change.correctedEntry', { what: of(change.corrects.label), moment: moment(change.corrects.at) })}{' '}
                      <span className="muted">{change.corrects.reason}</span>
                    </p>
                  ) : null}
                  <blockquote>{change.reason}</blockquote>
                  <p>{t('desk.change.by', { name: change.proposedBy.name, moment: moment(change.proposedBy.at) })}</p>
                  <Pending change={change} onDone={onDone} onRolled={setRolled} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
