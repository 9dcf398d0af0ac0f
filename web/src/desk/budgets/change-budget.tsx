import { useState } from 'react';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Command } from '../../account/use-command.ts';
import { fenOf } from '../../papers/fen-of.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { AmountField } from './amount-field.tsx';
import type { BudgetNames } from './names.ts';
import type { Budget } from './wire.ts';

const KINDS = ['increase', 'decrease', 'allot', 'roll', 'roll-reserved', 'close'] as const;
type Kind = (typeof KINDS)[number];

const sameMoney = (a: Budget, b: Budget): boolean =>
  a.programmeId === b.programmeId && a.payerId === b.payerId && a.budgetId !== b.budgetId;
const isLater = (from: Budget, to: Budget): boolean => sameMoney(from, to) && to.fiscalYear > from.fiscalYear && to.open;

/** What a change asks for; `to`: whether money may go to that other budget, as the rules of the ledger have it (`change-budget.ts`). */
const TAKES: Record<Kind, { readonly amount: boolean; readonly to?: (from: Budget, to: Budget) => boolean }> = {
  increase: { amount: true },
  decrease: { amount: true },
  close: { amount: false },
  allot: {
    amount: true,
    to: (from, to) =>
      sameMoney(from, to) && to.open && from.fiscalYear === to.fiscalYear && (from.communityId === null) !== (to.communityId === null),
  },
  roll: { amount: true, to: isLater },
  'roll-reserved': { amount: false, to: isLater },
};

type Props = {
  readonly budget: Budget;
  readonly all: readonly Budget[];
  readonly names: BudgetNames;
  onDone(said: string): void;
};

/** Proposes a change of one budget; a second natural person of the bureau confirms. */
export default function ChangeBudget({ budget, all, names, onDone }: Props) {
  const { t, money } = useWords();
  const [kind, setKind] = useState<Kind>(budget.open ? 'increase' : 'decrease');
  const [amount, setAmount] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const takes = TAKES[kind];
  const targets = takes.to ? all.filter((other) => takes.to?.(budget, other)) : [];
  const amountFen = fenOf(amount);
  const toBudgetId = targets.find(({ budgetId }) => budgetId === to)?.budgetId ?? '';
  const ready = (!takes.amount || amountFen !== undefined) && (!takes.to || toBudgetId !== '') && reason.trim() !== '';
  const act = async (command: Command) => {
    const body = { kind, ...(takes.amount && { amountFen }), ...(takes.to && { toBudgetId }), reason };
    const done = await command.run('POST /v1/budgets/{id}/changes', { params: { id: budget.budgetId }, body });
    if (done) onDone(t('desk.change.proposed'));
    return done !== undefined;
  };
  return (
    <FoldedForm label={t('desk.change.change')} about={names.of(budget)} submit={t('desk.change.propose')} ready={ready} act={act}>
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
      <p className="muted">
        {t(`desk.changeHint.${kind}`, { available: money(budget.availableFen), reserved: money(budget.reservedFen) })}
      </p>
      {takes.to ? (
        targets.length === 0 ? (
          <p className="note">{t(`desk.change.noTarget.${kind === 'allot' ? 'allot' : 'roll'}`)}</p>
        ) : (
          <label className="field">
            <span>{t('desk.change.to')}</span>
            <select value={toBudgetId} onChange={(event) => setTo(event.target.value)}>
              <option value="">{t('desk.step.whichColleague')}</option>
              {targets.map((target) => (
                <option key={target.budgetId} value={target.budgetId}>
                  {t('desk.change.target', {
                    name: names.of(target),
                    part: names.part(target.communityId),
                    left: money(target.availableFen),
                  })}
                </option>
              ))}
            </select>
          </label>
        )
      ) : null}
      {takes.amount ? <AmountField value={amount} onChange={setAmount} /> : null}
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}
