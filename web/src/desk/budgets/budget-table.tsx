import { useMemo } from 'react';
import { useWords } from '../../words/use-words.ts';
import { Chart } from './chart.tsx';
import { budgetsOption } from './chart-options.ts';
import type { Budget } from './wire.ts';

const FIGURES = ['allocated', 'available', 'reserved', 'paid', 'recovered'] as const;
/** Of the names beside the bars, in pixels. */
const WIDEST_NAME = 280;
type Props = {
  readonly budgets: readonly Budget[];
  nameOf(budget: Budget): string;
  readonly open: string | undefined;
  onOpen(id: string): void;
};

/** All budgets, as a picture and as a table with the same figures. */
export function BudgetTable({ budgets, nameOf, open, onOpen }: Props) {
  const { t, money } = useWords();
  const option = useMemo(
    () =>
      budgetsOption(
        budgets.map((budget) => ({ ...budget, name: nameOf(budget) })),
        {
          paid: t('desk.budgets.paid'),
          reserved: t('desk.budgets.reserved'),
          available: t('desk.budgets.available'),
          yuan: t('desk.chart.yuan'),
        },
        Math.min(WIDEST_NAME, window.innerWidth * 0.35),
      ),
    [budgets, nameOf, t],
  );
  return (
    <>
      <Chart option={option} label={t('desk.chart.budgets', { count: budgets.length })} rows={budgets.length} />
      <div className="table-scroll">
        <table className="desk-table">
          <caption>{t('desk.budgets.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk.budgets.budget')}</th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className="number">
                  {t(`desk.budgets.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {budgets.map((budget) => (
              <tr key={budget.budgetId} data-budget={budget.budgetId}>
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    aria-expanded={open === budget.budgetId}
                    onClick={() => onOpen(budget.budgetId)}
                  >
                    {nameOf(budget)}
                  </button>
                  {budget.open ? null : <span className="badge badge-old">{t('desk.budgets.closed')}</span>}
                </th>
                {FIGURES.map((figure) => (
                  <td key={figure} className="number" data-label={t(`desk.budgets.${figure}`)}>
                    {money(budget[`${figure}Fen`])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
