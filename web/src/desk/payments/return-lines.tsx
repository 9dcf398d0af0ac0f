import { RETURN_FAULTS } from '../../../../shared/domain/payments/return-faults.ts';
import { useWords } from '../../words/use-words.ts';
import type { ReturnReport } from './wire.ts';

const WHY: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = RETURN_FAULTS;

/** What became of each line of a file that was taken in. */
export default function ReturnLines({ report }: { readonly report: ReturnReport }) {
  const { t, of } = useWords();
  const why = (code: string) => (WHY[code] ? of(WHY[code]) : code);
  return (
    <div role="status">
      <p>{t('desk.return.report', { count: report.rows.length, open: report.openLines })}</p>
      <ul className="plain-list">
        {report.rows.map(({ line, state, refusedBy }) => (
          <li key={line}>
            {t('desk.return.line', { line, state: t(`desk.payment.${state}`) })}{' '}
            {refusedBy ? <span className="wrong">{t('desk.return.aside', { why: why(refusedBy) })}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
