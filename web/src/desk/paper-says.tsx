import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { isPaper } from './claim-parts.ts';
import { ClaimValue } from './claim-value.tsx';
import { rowsNaming } from './rows-naming.ts';

/** What the rows that name a paper say, above it: one compares without looking for the row. */
export default function PaperSays({ paperId }: { readonly paperId: string }) {
  const { t } = useWords();
  const { file } = useCase();
  const rows = rowsNaming(file.claim, paperId);
  if (rows.length === 0) return null;
  return (
    <section className="paper-says" aria-label={t('evidence.says')}>
      {rows.map(({ list, at, row }) => (
        <dl key={row.pointer} data-line={row.rowId}>
          <div>
            <dt>{t(`desk.list.${list}`, { defaultValue: list })}</dt>
            <dd>{t('desk.claim.row', { count: at + 1 })}</dd>
          </div>
          {row.fields
            .filter(({ name, value }) => !isPaper(name) && value !== null && value !== undefined && value !== '')
            .map((field) => (
              <div key={field.pointer}>
                <dt>{t(`desk.field.${field.name}`, { defaultValue: field.name })}</dt>
                <dd>
                  <ClaimValue field={field} />
                </dd>
              </div>
            ))}
        </dl>
      ))}
    </section>
  );
}
