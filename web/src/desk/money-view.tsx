import { Link } from 'wouter';
import type { Place } from '../account/me.ts';
import { useCommunities } from '../words/use-communities.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { budgetAddress } from './places.ts';

type Props = {
  /** The office of whoever may read its budgets. */
  readonly place: Place | undefined;
};

/** Out of which part of a budget it is paid, or for which it waits; a way to its books. */
function OfBudget({ budgetId, said, place }: Props & { readonly budgetId: string; readonly said: 'budget' | 'waitingFor' }) {
  const { t, of } = useWords();
  const communities = useCommunities();
  const { file } = useCase();
  // A budget's id is made of its words (`budgetIdOf` of the domain).
  const [year, , , communityId] = budgetId.split('.');
  const part = communityId === undefined ? t('desk.budget.general') : (communities?.[communityId] ?? communityId);
  const words = t(`desk.money.${said}`, { year, programme: of(file.programmeName), part });
  return <p className="muted">{place ? <Link href={budgetAddress(budgetId, place.id)}>{words}</Link> : words}</p>;
}

/** What of public money the case holds, has paid and gave back, and what it waits for. */
export function MoneyView({ place }: Props) {
  const { t, money } = useWords();
  const { file } = useCase();
  const { budgetId, waitingFor, reservedFen, postedFen, voidedFen, recoveredFen } = file.money;
  if (budgetId === null && waitingFor === null && file.payee === null) return null;
  const figures = { reserved: reservedFen, posted: postedFen, voided: voidedFen, recovered: recoveredFen };
  return (
    <section className="panel" aria-labelledby="money">
      <h2 id="money">{t('desk.money.title')}</h2>
      {file.payee ? (
        <dl className="pairs">
          <div>
            <dt>{t('desk.money.payee')}</dt>
            <dd>
              {file.payee.holderName} · {file.payee.bankName} · {file.payee.bankAccount}
            </dd>
          </div>
        </dl>
      ) : null}
      {waitingFor === null ? null : <OfBudget budgetId={waitingFor} said="waitingFor" place={place} />}
      {budgetId === null ? null : (
        <>
          <OfBudget budgetId={budgetId} said="budget" place={place} />
          <dl className="pairs pairs-short">
            {Object.entries(figures).map(([name, fen]) => (
              <div key={name}>
                <dt>{t(`desk.money.${name}`)}</dt>
                <dd>{money(fen)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {file.payments.length === 0 ? null : (
        <ul className="plain-list">
          {file.payments.map(({ id, state, amountFen, attempt }) => (
            <li key={id}>
              {t('desk.money.payment', {
                id,
                state: t(`desk.payment.${state}`, { defaultValue: state }),
                amount: money(amountFen),
                attempt,
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
