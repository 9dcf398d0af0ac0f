import { lazy, Suspense } from 'react';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { type ClaimField, type ClaimRow, type ClaimTable, isPaper, partsOfClaim, touches } from './claim-parts.ts';
import { ClaimValue } from './claim-value.tsx';
import { useDefects } from './defects.ts';

/** Only of rows that can be struck, or were. */
const LineStep = lazy(() => import('./line-step.tsx'));

const lastCorrection = (corrections: ReturnType<typeof useCase>['file']['corrections']) =>
  corrections.findLast(({ state }) => state === 'resolved');

/** Whether a place was changed in the last correction, asked for or not. */
function Changed({ pointer }: { readonly pointer: string }) {
  const { t } = useWords();
  const { requestedChanges = [], unrequestedChanges = [] } = lastCorrection(useCase().file.corrections) ?? {};
  if (touches(pointer, unrequestedChanges)) return <span className="badge badge-warn">{t('desk.claim.unasked')}</span>;
  return touches(pointer, requestedChanges) ? <span className="badge badge-good">{t('desk.claim.asked')}</span> : null;
}

/** The mark on one place of the claim while a correction is written. */
function DefectMark({ field, label }: { readonly field: Pick<ClaimField, 'pointer'>; readonly label: string }) {
  const { t } = useWords();
  const { marking, found, mark } = useDefects();
  if (!marking) return null;
  const text = found.get(field.pointer);
  return text === undefined ? (
    <button type="button" className="link-button mark-defect" onClick={() => mark(field.pointer, '')}>
      {t('desk.defect.mark')}
      <span className="visually-hidden"> {label}</span>
    </button>
  ) : (
    <span className="defect">
      <label>
        <span className="visually-hidden">{t('desk.defect.text', { field: label })}</span>
        <textarea
          rows={2}
          maxLength={500}
          required
          placeholder={t('desk.defect.hint')}
          value={text}
          onChange={(event) => mark(field.pointer, event.target.value)}
        />
      </label>
      <button type="button" className="link-button" onClick={() => mark(field.pointer, undefined)}>
        {t('desk.defect.unmark')}
        <span className="visually-hidden"> {label}</span>
      </button>
    </span>
  );
}

function FieldCell({ field, label }: { readonly field: ClaimField; readonly label: string }) {
  return (
    <>
      <ClaimValue field={field} /> <Changed pointer={field.pointer} />
      <DefectMark field={field} label={label} />
    </>
  );
}

function Row({ table, row, at }: { readonly table: ClaimTable; readonly row: ClaimRow; readonly at: number }) {
  const { t } = useWords();
  const { file } = useCase();
  const struck = file.struck.find(({ lineId }) => lineId === row.rowId);
  const labelOf = (name: string) => t(`desk.field.${name}`, { defaultValue: name });
  const place = t('desk.claim.row', { count: at + 1 });
  const papers = row.fields.filter(({ name }) => isPaper(name));
  return (
    <tbody className={struck ? 'struck' : undefined} data-line={row.rowId}>
      <tr>
        <th scope="row" className="same-line">
          {place}
          {struck ? <span className="badge badge-bad">{t('desk.claim.struck')}</span> : null}
        </th>
        {table.columns.map((column) => {
          const field = row.fields.find(({ name }) => name === column);
          return (
            <td key={column} data-label={labelOf(column)} className={column.endsWith('Fen') ? 'number' : undefined}>
              {field ? (
                <FieldCell field={field} label={`${place} ${labelOf(column)}`} />
              ) : (
                <>
                  <span className="muted">{t('desk.unknown')}</span>
                  <DefectMark field={{ pointer: `${row.pointer}/${column}` }} label={`${place} ${labelOf(column)}`} />
                </>
              )}
            </td>
          );
        })}
        <td data-label={t('desk.claim.evidence')}>
          {papers.map((field) => (
            <div key={field.pointer} className="evidence">
              <span className="muted">{labelOf(field.name)}</span> <FieldCell field={field} label={`${place} ${labelOf(field.name)}`} />
            </div>
          ))}
        </td>
      </tr>
      {struck || file.actions.includes('strike-line') ? (
        <tr className="line-more">
          <td colSpan={table.columns.length + 2}>
            {struck ? <p>{t('desk.claim.struckWhy', { reason: struck.reason, name: struck.by.name })}</p> : null}
            <Suspense>
              <LineStep rowId={row.rowId} place={place} struck={struck !== undefined} />
            </Suspense>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

function RowTable({ table }: { readonly table: ClaimTable }) {
  const { t } = useWords();
  const title = t(`desk.list.${table.name}`, { defaultValue: table.name });
  return (
    <div className="table-scroll">
      <table className="desk-table claim-table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {t(`desk.field.${column}`, { defaultValue: column })}
              </th>
            ))}
            <th scope="col">{t('desk.claim.evidence')}</th>
          </tr>
        </thead>
        {table.rows.map((row, at) => (
          <Row key={row.rowId} table={table} row={row} at={at} />
        ))}
      </table>
    </div>
  );
}

/** What is claimed, as a table with its evidence beside it; every place can be marked as a defect while a correction is written. */
export function ClaimView() {
  const { t } = useWords();
  const { file } = useCase();
  const { marking } = useDefects();
  // A claim that names no further papers can be asked for some.
  const { groups, tables } = partsOfClaim(marking ? { paperIds: [], ...(file.claim as object) } : file.claim);
  return (
    <section aria-labelledby="claim" className="panel">
      <h2 id="claim">{t('desk.claim.title')}</h2>
      {groups.map(({ name, fields }) => (
        <div key={name ?? ''}>
          {name === null ? null : <h3>{t(`desk.list.${name}`, { defaultValue: name })}</h3>}
          <dl className="pairs">
            {fields.map((field) => {
              const label = t(`desk.field.${field.name}`, { defaultValue: field.name });
              return (
                <div key={field.pointer} data-pointer={field.pointer}>
                  <dt>{label}</dt>
                  <dd>
                    <FieldCell field={field} label={label} />
                  </dd>
                </div>
              );
            })}
          </dl>
        </div>
      ))}
      {tables.map((table) => (
        <RowTable key={table.name} table={table} />
      ))}
    </section>
  );
}
