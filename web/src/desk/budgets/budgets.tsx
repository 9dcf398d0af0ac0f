import { useCallback, useState } from 'react';
import { may, type Place } from '../../account/me.ts';
import { Done, Empty, Loaded, useDone } from '../../account/notices.tsx';
import { Pager } from '../../account/pager.tsx';
import { useLive, useReloadOn } from '../../account/use-live.ts';
import { useLexicon } from '../../words/use-lexicon.ts';
import { useWords } from '../../words/use-words.ts';
import { Books, Trial } from './books.tsx';
import { BudgetTable } from './budget-table.tsx';
import { ChangeBudget, Changes, OpenBudget } from './changes.tsx';
import { Waiting } from './waiting.tsx';
import type { Budget, BudgetList } from './wire.ts';

/** The name of a budget as one says it: programme, year, and the community whose part it is. */
function useBudgetName(place: Place): (budget: Budget) => string {
  const { t } = useWords();
  const { lexicon } = useLexicon();
  return useCallback(
    ({ programmeId, fiscalYear, communityId, payerId }) => {
      const part = communityId === null ? '' : ` ${lexicon?.communities?.[communityId] ?? communityId}`;
      const whose = payerId === place.id ? part : `${part} ${payerId}`;
      return t('desk.budgets.name', { programme: lexicon?.names[programmeId] ?? programmeId, year: fiscalYear }) + whose;
    },
    [t, lexicon, place.id],
  );
}

/** The budgets of a bureau (an auditor sees those of all), their books, and what two persons change about them. */
export function Budgets({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const nameOf = useBudgetName(place);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [turns, setTurns] = useState(0);
  const [said, say] = useDone();
  // Who audits reads the books of all bureaus; the others those of their own.
  const as = place.roles.includes('auditor') ? undefined : place.id;
  const live = useLive<BudgetList>('GET /v1/ledger/budgets', {}, { as, limit: 20, cursor: cursors.at(-1) });
  useReloadOn(live, turns);
  const proposes = may([place], 'budget.propose');
  const done = (text: string) => {
    say(text);
    setTurns((count) => count + 1);
  };
  return (
    <>
      <Done said={said} />
      <Loaded live={live} rows={6}>
        {({ items, nextCursor }) => {
          const open = items.find(({ budgetId }) => budgetId === chosen) ?? items[0];
          return items.length === 0 ? (
            <Empty title={t('desk.budgets.none')} />
          ) : (
            <>
              <BudgetTable budgets={items} nameOf={nameOf} open={open?.budgetId} onOpen={setChosen} />
              <Pager cursors={cursors} next={nextCursor} onTurn={setCursors} />
              {open ? (
                <section key={`${open.budgetId} ${turns}`} className="panel" aria-labelledby="budget">
                  <h2 id="budget">{nameOf(open)}</h2>
                  <p className="muted">{open.budgetId}</p>
                  {may([place], 'budget.change', { organisationId: open.payerId }) ? (
                    <ChangeBudget
                      budgetId={open.budgetId}
                      others={items.map(({ budgetId }) => budgetId).filter((id) => id !== open.budgetId)}
                      onDone={done}
                    />
                  ) : null}
                  <Trial budgetId={open.budgetId} />
                  <Books budgetId={open.budgetId} place={place} />
                  {may([place], 'budget.read-waiting', { organisationId: open.payerId }) ? (
                    <Waiting budgetId={open.budgetId} place={place} />
                  ) : null}
                </section>
              ) : null}
            </>
          );
        }}
      </Loaded>
      {proposes ? (
        <section className="panel" aria-labelledby="changes">
          <h2 id="changes">{t('desk.change.title')}</h2>
          <OpenBudget onDone={done} />
          <Changes place={place} turns={turns} onDone={done} />
        </section>
      ) : null}
    </>
  );
}
