import { Link } from 'wouter';
import { STATES } from '../../../shared/domain/cases/states.ts';
import type { Place } from '../account/me.ts';
import { dayOf, lastDayOf, todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { exactYuan, useInYuan } from './budgets/exact.ts';
import { isLate } from './due.ts';
import { DueDay } from './due-day.tsx';
import { caseAddress } from './places.ts';
import type { CaseItem } from './wire.ts';

type Props = {
  readonly items: readonly CaseItem[];
  readonly place: Place;
  readonly today: string;
  readonly ticked: ReadonlySet<string>;
  /** Whether a case of the list can be ticked; undefined: nothing is done with many at once. */
  readonly tickable?: (item: CaseItem) => boolean;
  onTick(id: string, on: boolean): void;
};

/** A specialist who was asked and has not answered in time. */
const isLateOpinion = ({ dueOn }: NonNullable<CaseItem['opinions']>): boolean => dueOn !== null && dueOn < todayInShanghai();

/** What hangs on a case beside its state. */
function CaseBadges({ item }: { readonly item: CaseItem }) {
  const { t } = useWords();
  const { halted, waiting, proposed, openFlags, opinions, recovering, escalated, returns, state, owedBy } = item;
  const badges = [
    escalated && t('desk.badge.escalated'),
    returns && t('desk.badge.returns', { count: returns }),
    halted && t('desk.badge.halted'),
    waiting && t('desk.badge.waiting'),
    proposed !== null && t('desk.badge.proposed'),
    state === 'conditional' && t(owedBy === 'applicant' ? 'desk.badge.conditionsOpen' : 'desk.badge.conditionsReported'),
    openFlags > 0 && t('desk.badge.flags', { count: openFlags }),
    recovering && t(recovering.escalated ? 'desk.badge.recoveryLate' : 'desk.badge.recovery'),
    opinions !== undefined && opinions.open > 0 && t(isLateOpinion(opinions) ? 'desk.badge.opinionLate' : 'desk.badge.opinion'),
  ].filter((text) => typeof text === 'string');
  return badges.map((text) => (
    <span key={text} className="badge badge-warn">
      {text}
    </span>
  ));
}

function Line({ item, place, today, ticked, tickable, onTick }: Omit<Props, 'items'> & { readonly item: CaseItem }) {
  const { t, of, day } = useWords();
  const inYuan = useInYuan();
  const { id, applicantName, programmeName, computedFen, state, since, assignedTo, mine, covering } = item;
  return (
    <tr data-case={id}>
      {tickable ? (
        <td className="tick-cell">
          <label>
            <input
              type="checkbox"
              checked={ticked.has(id)}
              disabled={!tickable(item)}
              onChange={(event) => onTick(id, event.target.checked)}
            />
            <span className="visually-hidden">{t('desk.inbox.tick', { name: applicantName })}</span>
          </label>
        </td>
      ) : null}
      <td data-label={t('desk.inbox.due')}>
        <DueDay {...item} late={isLate(item, today)} />
      </td>
      <th scope="row" data-label={t('desk.inbox.applicant')}>
        <Link href={caseAddress(id, place.id)}>{applicantName}</Link>
      </th>
      <td data-label={t('desk.inbox.programme')}>{of(programmeName)}</td>
      <td className="number" data-label={inYuan(t('desk.inbox.amount'))}>
        {computedFen === null ? t('desk.unknown') : exactYuan(computedFen)}
      </td>
      <td data-label={t('desk.inbox.state')}>
        {of(STATES[state])} <CaseBadges item={item} />
      </td>
      <td className="same-line" data-label={t('desk.inbox.since')}>
        {day(dayOf(since))}
      </td>
      <td data-label={t('desk.inbox.whose')}>
        <span className="same-line">{mine ? t('desk.inbox.mine') : (assignedTo ?? t('desk.inbox.free'))}</span>
        {covering ? <span className="muted"> {t('desk.cover.until', { day: day(lastDayOf(covering.until)) })}</span> : null}
      </td>
    </tr>
  );
}

/** One line a case, the same in the same column; on a narrow screen each line becomes a card. */
export function InboxTable({ items, ...rest }: Props) {
  const { t } = useWords();
  const inYuan = useInYuan();
  const columns = ['due', 'applicant', 'programme', 'amount', 'state', 'since', 'whose'] as const;
  return (
    <div className="table-scroll">
      <table className="desk-table">
        <caption className="visually-hidden">{t('desk.inbox.title')}</caption>
        <thead>
          <tr>
            {rest.tickable ? (
              <td>
                <span className="visually-hidden">{t('desk.inbox.choose')}</span>
              </td>
            ) : null}
            {columns.map((column) => (
              <th key={column} scope="col" {...(column === 'amount' && { className: 'number' })}>
                {column === 'amount' ? inYuan(t('desk.inbox.amount')) : t(`desk.inbox.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Line key={item.id} item={item} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
