import { useMemo } from 'react';
import { lineOf } from '../../../../shared/domain/cases/runs/line-of.ts';
import { useWords } from '../../words/use-words.ts';
import { Chart } from './chart.tsx';
import { budgetsOption } from './chart-options.ts';
import { exactYuan, useInYuan } from './exact.ts';
import type { BudgetNames } from './names.ts';
import { PartBar } from './part-bar.tsx';
import type { Waiting } from './use-waiting.ts';
import type { Budget } from './wire.ts';

const FIGURES = ['allocated', 'available', 'reserved', 'paid', 'recovered'] as const;
type Props = {
  readonly budgets: readonly Budget[];
  readonly names: BudgetNames;
  readonly waiting: Waiting;
  readonly open: string | undefined;
  onOpen(id: string): void;
};
type Group = { readonly key: string; readonly parts: readonly Budget[]; readonly total: Budget };

/** The parts of one programme, the general one first, with their sum. */
function groupsOf(budgets: readonly Budget[]): Group[] {
  const groups = new Map<string, Budget[]>();
  for (const budget of budgets) {
    const key = `${budget.fiscalYear}.${budget.payerId}.${budget.programmeId}`;
    groups.set(key, [...(groups.get(key) ?? []), budget]);
  }
  return [...groups].map(([key, found]) => {
    const parts = [...found].sort((a, b) => ((a.communityId ?? '') < (b.communityId ?? '') ? -1 : 1));
    const sum = (figure: (typeof FIGURES)[number]) => parts.reduce((all, one) => all + one[`${figure}Fen`], 0);
    const sums = Object.fromEntries(FIGURES.map((figure) => [`${figure}Fen`, sum(figure)]));
    return { key, parts, total: { ...(parts[0] as Budget), ...sums, communityId: null } };
  });
}

function Figures({ budget }: { readonly budget: Budget }) {
  const { t } = useWords();
  const inYuan = useInYuan();
  return FIGURES.map((figure) => (
    <td key={figure} className="number" data-label={inYuan(t(`desk.budgets.${figure}`))}>
      {exactYuan(budget[`${figure}Fen`])}
    </td>
  ));
}

function PartRow({ budget, name, bar, waiting, open, onOpen }: Pick<Props, 'waiting' | 'open' | 'onOpen'> & PartProps) {
  const { t } = useWords();
  const count = waiting.get(lineOf(budget.budgetId));
  return (
    <tr data-budget={budget.budgetId} className={bar.isPart ? 'part-row' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="link-button"
          aria-expanded={open === budget.budgetId}
          aria-controls="budget"
          onClick={() => onOpen(budget.budgetId)}
        >
          {name}
        </button>
        {budget.open ? null : <span className="badge badge-old">{t('desk.budgets.closed')}</span>}
        {count ? <span className="badge badge-warn">{t('desk.budgets.waiting', { count })}</span> : null}
        <PartBar budgets={[budget]} wholeFen={bar.wholeFen} beforeFen={bar.beforeFen} />
      </th>
      <Figures budget={budget} />
    </tr>
  );
}
type PartProps = {
  readonly budget: Budget;
  readonly name: string;
  readonly bar: { readonly wholeFen: number; readonly beforeFen: number; readonly isPart: boolean };
};

/** A budget that is not divided is a row; one that is, its sum and then its parts. */
function GroupRows({ group: { parts, total }, names, ...rest }: Omit<Props, 'budgets'> & { readonly group: Group }) {
  const wholeFen = total.allocatedFen;
  const [only] = parts;
  if (parts.length === 1 && only)
    return (
      <tbody>
        <PartRow budget={only} name={names.of(only)} bar={{ wholeFen, beforeFen: 0, isPart: false }} {...rest} />
      </tbody>
    );
  let beforeFen = 0;
  return (
    <tbody>
      <tr className="total-row">
        <th scope="row">
          {names.of(total)}
          <PartBar budgets={parts} wholeFen={wholeFen} />
        </th>
        <Figures budget={total} />
      </tr>
      {parts.map((budget) => {
        const bar = { wholeFen, beforeFen, isPart: true };
        beforeFen += budget.allocatedFen;
        return <PartRow key={budget.budgetId} budget={budget} name={names.part(budget.communityId)} bar={bar} {...rest} />;
      })}
    </tbody>
  );
}

/** All budgets of a year, as a picture and as a table with the same figures: by programme, and within it by part. */
export function BudgetTable({ budgets, names, ...rest }: Props) {
  const { t, language } = useWords();
  const inYuan = useInYuan();
  const groups = useMemo(() => groupsOf(budgets), [budgets]);
  const option = useMemo(
    () =>
      budgetsOption(
        groups.map(({ total }) => ({ ...total, name: names.of(total) })),
        {
          paid: t('desk.budgets.paid'),
          reserved: t('desk.budgets.reserved'),
          available: t('desk.budgets.available'),
          yuan: t('desk.chart.yuan'),
        },
        { width: window.innerWidth, language },
      ),
    [groups, names, t, language],
  );
  return (
    <>
      <Chart option={option} label={t('desk.chart.budgets', { count: groups.length })} rows={groups.length} />
      <div className="table-scroll">
        <table className="desk-table budget-table">
          <caption>{t('desk.budgets.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk.budgets.budget')}</th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className="number">
                  {inYuan(t(`desk.budgets.${figure}`))}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <GroupRows key={group.key} group={group} names={names} {...rest} />
          ))}
        </table>
      </div>
    </>
  );
}
