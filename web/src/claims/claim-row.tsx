import { Link } from 'wouter';
import { isEnd, labelOf, OWED_BY } from '../../../shared/domain/cases/states.ts';
import { dayOf, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { type ClaimCard, claimAddress, isClosing, waitsForMe } from './claim-order.ts';
import { StepsLine } from './steps-line.tsx';

/** What is said of its last day. A day that may still move lets nothing lapse. */
const wordsOfDay = ({ state, provisional }: ClaimCard, closing: boolean): string =>
  closing && !provisional ? `closing.${state}` : state === 'draft' ? 'keptUntil' : provisional ? 'notBefore' : 'due';

/** One of my cases: where it stands, who has to act since when and until when, and how much it is about. */
export function ClaimRow({ card }: { readonly card: ClaimCard }) {
  const { t, of, money, day } = useWords();
  const { state, owedBy, since, dueOn, computedFen, halted, submittedOn } = card;
  const mine = waitsForMe(card);
  const today = todayInShanghai();
  const late = dueOn !== null && dueOn < today && !isEnd(state);
  const closing = isClosing(card, today);
  return (
    <li className={mine ? 'row todo todo-warn' : 'row'} data-claim={card.id} data-state={state}>
      <p className="row-head">
        <strong>
          <Link href={claimAddress(card)} className="claim-link">
            {of(card.programmeName)}
          </Link>
        </strong>
        {computedFen === null ? null : <strong>{money(computedFen)}</strong>}
      </p>
      <StepsLine instrument={card.instrument} state={state} />
      <p>
        {isEnd(state)
          ? of(labelOf(state))
          : t(mine ? 'claims.row.you' : 'claims.row.owed', { who: of(OWED_BY[owedBy]), since: day(dayOf(since)) })}
        {halted ? ` ${t('claims.row.halted')}` : ''}
      </p>
      {dueOn === null || isEnd(state) ? null : (
        <p className={late || closing ? 'wrong' : 'muted'}>{t(`claims.row.${wordsOfDay(card, closing && !late)}`, { day: day(dueOn) })}</p>
      )}
      <p className="muted">{submittedOn ? t('claims.row.submitted', { day: day(submittedOn) }) : t('claims.row.notSubmitted')}</p>
    </li>
  );
}
