import { useState } from 'react';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Place } from '../../account/me.ts';
import { Loaded, Refusal } from '../../account/notices.tsx';
import { type Command, useCommand } from '../../account/use-command.ts';
import { useLive, useReloadOn } from '../../account/use-live.ts';
import { fenOf } from '../../papers/fen-of.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';
import type { ChangeAnswer, ChangeList, ChangeView } from './wire.ts';

type DoneProps = { onDone(said: string): void };

function AmountField({ value, onChange }: { readonly value: string; onChange(value: string): void }) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>{t('desk.change.amount')}</span>
      <input type="text" inputMode="decimal" required value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** Proposes to open a budget of the bureau; a second natural person of it confirms. */
export function OpenBudget({ onDone }: DoneProps) {
  const { t } = useWords();
  const [programmeId, setProgramme] = useState('');
  const [year, setYear] = useState(String(new Date().getFullYear()));
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const amountFen = fenOf(amount);
  const act = async (command: Command) => {
    const done = await command.run('POST /v1/budgets', {
      body: { programmeId: programmeId.trim(), fiscalYear: Number(year), amountFen, reason },
    });
    if (done) onDone(t('desk.change.proposed'));
    return done !== undefined;
  };
  const ready = programmeId.trim() !== '' && /^\d{4}$/.test(year) && amountFen !== undefined && reason.trim() !== '';
  return (
    <FoldedForm label={t('desk.change.open')} about="" submit={t('desk.change.propose')} ready={ready} act={act}>
      <label className="field">
        <span>{t('desk.change.programme')}</span>
        <input type="text" required maxLength={64} value={programmeId} onChange={(event) => setProgramme(event.target.value)} />
      </label>
      <label className="field">
        <span>{t('desk.change.year')}</span>
        <input type="text" inputMode="numeric" required value={year} onChange={(event) => setYear(event.target.value)} />
      </label>
      <AmountField value={amount} onChange={setAmount} />
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}

const KINDS = ['increase', 'decrease', 'close', 'allot', 'roll', 'roll-reserved'] as const;
type Kind = (typeof KINDS)[number];
const TAKES: Record<Kind, { readonly amount: boolean; readonly to: boolean }> = {
  increase: { amount: true, to: false },
  decrease: { amount: true, to: false },
  close: { amount: false, to: false },
  allot: { amount: true, to: true },
  roll: { amount: true, to: true },
  'roll-reserved': { amount: false, to: true },
};

/** Proposes a change of one budget. */
export function ChangeBudget({ budgetId, others, onDone }: DoneProps & { readonly budgetId: string; readonly others: readonly string[] }) {
  const { t } = useWords();
  const [kind, setKind] = useState<Kind>('increase');
  const [amount, setAmount] = useState('');
  const [toBudgetId, setTo] = useState('');
  const [reason, setReason] = useState('');
  const takes = TAKES[kind];
  const amountFen = fenOf(amount);
  const ready = (!takes.amount || amountFen !== undefined) && (!takes.to || toBudgetId !== '') && reason.trim() !== '';
  const act = async (command: Command) => {
    const body = { kind, ...(takes.amount && { amountFen }), ...(takes.to && { toBudgetId }), reason };
    const done = await command.run('POST /v1/budgets/{id}/changes', { params: { id: budgetId }, body });
    if (done) onDone(t('desk.change.proposed'));
    return done !== undefined;
  };
  return (
    <FoldedForm label={t('desk.change.change')} about={budgetId} submit={t('desk.change.propose')} ready={ready} act={act}>
      <label className="field">
        <span>{t('desk.change.kind')}</span>
        <select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`desk.changeKind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {takes.to ? (
        <label className="field">
          <span>{t('desk.change.to')}</span>
          <select value={toBudgetId} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t('desk.step.whichColleague')}</option>
            {others.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {takes.amount ? <AmountField value={amount} onChange={setAmount} /> : null}
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}

function Pending({ change, onDone }: DoneProps & { readonly change: ChangeView }) {
  const { t } = useWords();
  const confirming = useCommand();
  const [reason, setReason] = useState('');
  const params = { id: change.budgetId, changeId: change.id };
  if (change.status !== 'pending') return null;
  const confirm = async () => {
    if (await confirming.run<ChangeAnswer>('POST /v1/budgets/{id}/changes/{changeId}/confirm', { params }))
      onDone(t('desk.change.confirmed'));
  };
  const decline = async (command: Command) => {
    const done = await command.run('POST /v1/budgets/{id}/changes/{changeId}/decline', { params, body: { reason } });
    if (done) onDone(t('desk.change.declined'));
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
        label={t('desk.change.decline')}
        about={change.id}
        submit={t('desk.change.declineSure')}
        ready={reason.trim() !== ''}
        act={decline}
      >
        <ReasonField value={reason} onChange={setReason} />
      </FoldedForm>
    </>
  );
}

/** What was proposed for the budgets of the bureau: by one person, for a second one to confirm. */
export function Changes({ place, turns, onDone }: DoneProps & { readonly place: Place; readonly turns: number }) {
  const { t, money, moment } = useWords();
  const live = useLive<ChangeList>('GET /v1/budgets/changes', {}, { as: place.id, limit: 50 });
  useReloadOn(live, turns);
  return (
    <Loaded live={live} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="muted">{t('desk.change.none')}</p>
        ) : (
          <ul className="rows">
            {items.map((change) => (
              <li key={change.id} className={change.status === 'pending' ? 'row todo-warn' : 'row'} data-change={change.id}>
                <p className="row-head">
                  <strong>
                    {t(`desk.changeKind.${change.kind}`)} {change.amountFen === null ? '' : money(change.amountFen)}
                  </strong>
                  <span className="badge">{t(`desk.change.status.${change.status}`)}</span>
                </p>
                <p className="muted">
                  {change.budgetId} {change.toBudgetId ? `→ ${change.toBudgetId}` : ''}
                </p>
                <blockquote>{change.reason}</blockquote>
                <p>{t('desk.change.by', { name: change.proposedBy.name, moment: moment(change.proposedBy.at) })}</p>
                {change.decidedBy ? (
                  <p>{t('desk.change.decided', { name: change.decidedBy.name, moment: moment(change.decidedBy.at) })}</p>
                ) : null}
                <Pending change={change} onDone={onDone} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
