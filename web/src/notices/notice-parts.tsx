import type { OrganisationKind } from '../../../shared/domain/parties/kinds.ts';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { useRegions } from '../account/regions.ts';
import type { Notice } from '../desk/wire.ts';
import { formatYuan, shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { formatDays } from './format-days.ts';

const TONE = { running: 'good', paused: 'warn', over: 'old', dropped: 'old' } as const;

export function NoticeStatus({ status }: Pick<Notice, 'status'>) {
  const { t } = useWords();
  return <span className={`badge badge-${TONE[status]}`}>{t(`notices.status.${status}`)}</span>;
}

/** What the public is shown of a decision: no code, account or telephone, and of a person no full name; the place unless it stands above. */
export function NoticePairs({ notice, underPlace = false }: { readonly notice: Notice; readonly underPlace?: boolean }) {
  const { t, of, language } = useWords();
  const { say } = useRegions();
  const kind = KIND_NAMES[notice.applicantKind as OrganisationKind];
  const lines = [
    ['programme', of(notice.programmeName)],
    ['amount', formatYuan(notice.amountFen, language)],
    ...(underPlace ? [] : [['region', say(notice.divisionCode)] as const]),
    ['kind', kind ? of(kind) : notice.applicantKind],
    // `until` is the day on which it has passed.
    ['period', formatDays(notice.from, shiftDay(notice.until, -1), language)],
  ] as const;
  return (
    <dl className="pairs pairs-beside">
      {lines.map(([name, value]) => (
        <div key={name} className={name === 'period' ? 'pair-long' : undefined}>
          <dt>{t(`notices.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
