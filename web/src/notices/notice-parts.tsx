import type { OrganisationKind } from '../../../shared/domain/parties/kinds.ts';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { useRegions } from '../account/regions.ts';
import type { Notice } from '../desk/wire.ts';
import { useWords } from '../words/use-words.ts';

const TONE = { running: 'good', paused: 'warn', over: 'old', dropped: 'old' } as const;

export function NoticeStatus({ status }: Pick<Notice, 'status'>) {
  const { t } = useWords();
  return <span className={`badge badge-${TONE[status]}`}>{t(`notices.status.${status}`)}</span>;
}

/** What the public is shown of a decision: no code, account or telephone, and of a person no full name. */
export function NoticePairs({ notice }: { readonly notice: Notice }) {
  const { t, of, money, day } = useWords();
  const { say } = useRegions();
  const kind = KIND_NAMES[notice.applicantKind as OrganisationKind];
  const lines = [
    ['programme', of(notice.programmeName)],
    ['amount', money(notice.amountFen)],
    ['region', say(notice.divisionCode)],
    ['kind', kind ? of(kind) : notice.applicantKind],
    ['period', t('notices.days', { from: day(notice.from), until: day(notice.until) })],
  ] as const;
  return (
    <dl className="pairs">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`notices.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
