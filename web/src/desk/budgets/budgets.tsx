import { useState } from 'react';
import { may, type Place } from '../../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../../account/notices.tsx';
import { Pager } from '../../account/pager.tsx';
import { useLive, useReloadOn } from '../../account/use-live.ts';
import { todayInShanghai } from '../../words/format.ts';
import { useWords } from '../../words/use-words.ts';
import { BudgetDetail } from './budget-detail.tsx';
import { BudgetTable } from './budget-table.tsx';
import { Changes } from './changes.tsx';
import { useBudgetNames } from './names.ts';
import { OpenBudget } from './open-budget.tsx';
import type { Budget, BudgetList } from './wire.ts';

/** As many as a page of the API brings: the budgets of a bureau with all their parts, over several years. */
const PAGE = 100;
const thisYear = (): number => Number(todayInShanghai().slice(0, 4));

/** The years there are budgets of, the latest first, and the one that is looked at: this year's, unless another is chosen. */
function yearsOf(budgets: readonly Budget[], chosen: number | undefined): { years: readonly number[]; year: number } {
  const years = [...new Set(budgets.map(({ fiscalYear }) => fiscalYear))].sort((a, b) => b - a);
  const year = [chosen, thisYear(), years[0]].find((one) => one !== undefined && years.includes(one)) ?? thisYear();
  return { years, year };
}

type YearProps = { readonly years: readonly number[]; readonly year: number; onPick(year: number): void };

function YearPicker({ years, year, onPick }: YearProps) {
  const { t } = useWords();
  return (
    <div className="desk-filters">
      <label className="field">
        <span>{t('desk.change.year')}</span>
        <select value={year} onChange={(event) => onPick(Number(event.target.value))}>
          {years.map((one) => (
            <option key={one} value={one}>
              {t('desk.budgets.year', { year: one })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The budgets of a bureau (an auditor sees those of all), their books, and what two persons change about them. */
export function Budgets({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const names = useBudgetNames(place);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [picked, setPicked] = useState<number>();
  const [chosen, setChosen] = useState<string>();
  const [turns, setTurns] = useState(0);
  const [said, say] = useDone();
  // Who audits reads the books of all bureaus; the others those of their own.
  const as = place.roles.includes('auditor') ? undefined : place.id;
  const live = useLive<BudgetList>('GET /v1/ledger/budgets', {}, { as, limit: PAGE, cursor: cursors.at(-1) });
  useReloadOn(live, turns);
  const proposes = may([place], 'budget.propose');
  const done = (text: string) => {
    say(text);
    setTurns((count) => count + 1);
  };
  return (
    <>
      <Done said={said} />
      {proposes ? <Changes place={place} names={names} turns={turns} onDone={done} /> : null}
      <Loaded live={live} rows={6}>
        {({ items, nextCursor }) => {
          const { years, year } = yearsOf(items, picked);
          const shown = items.filter(({ fiscalYear }) => fiscalYear === year);
          const open = shown.find(({ budgetId }) => budgetId === chosen) ?? shown[0];
          return items.length === 0 ? (
            <Empty title={t('desk.budgets.none')} />
          ) : (
            <>
              <YearPicker years={years} year={year} onPick={setPicked} />
              <BudgetTable budgets={shown} names={names} open={open?.budgetId} onOpen={setChosen} />
              <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
              {open ? (
                <BudgetDetail
                  key={`${open.budgetId} ${turns}`}
                  budget={open}
                  all={items}
                  names={names}
                  place={place}
                  year={thisYear()}
                  onDone={done}
                />
              ) : null}
            </>
          );
        }}
      </Loaded>
      {proposes ? <OpenBudget names={names} year={thisYear()} onDone={done} /> : null}
    </>
  );
}
