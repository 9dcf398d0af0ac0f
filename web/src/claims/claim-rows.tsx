import { lazy, Suspense, useEffect, useRef } from 'react';
import { useWords } from '../words/use-words.ts';
import { ClaimField } from './claim-field.tsx';
import type { RowsForm } from './claim-forms.ts';
import { DefectNotes } from './defect-notes.tsx';
import { useDesk } from './desk-of-claim.ts';
import { isListOfOne } from './own-name.ts';

/** Only claims with bills have it. */
const InvoiceOffers = lazy(() => import('./invoice-offers.tsx'));

type Row = Readonly<Record<string, unknown>>;

/** Bills, persons or sittings: each a card with its questions, and a button for the next one. */
export function ClaimRows({ form }: { readonly form: RowsForm }) {
  const { t, money } = useWords();
  const { claim, faults, defects, place, put } = useDesk();
  const list = useRef<HTMLOListElement>(null);
  /** The row that was just added or filled, by its place: it takes the focus. */
  const grown = useRef<number>(undefined);
  const rows = (claim[form.list] as readonly Row[] | undefined) ?? [];
  const { length } = rows;
  /** A person applies for themself: one row, and it stays. */
  const one = isListOfOne(form.list, place);
  useEffect(() => {
    if (grown.current === undefined) return;
    list.current?.children[grown.current]?.querySelector<HTMLElement>('select, input')?.focus();
    grown.current = undefined;
  });
  if (form.when && !form.when(claim)) return <p className="muted">{t(`claims.rows.${form.list}.notAsked`)}</p>;
  const add = () => {
    grown.current = length;
    put(`/${form.list}`, [...rows, { [form.idField]: crypto.randomUUID().slice(0, 8) }]);
  };
  const whole = faults.filter(({ pointer, kind }) => pointer === `/${form.list}` && kind === 'wrong');
  const sum = rows.reduce((total, { amountFen }) => total + (typeof amountFen === 'number' ? amountFen : 0), 0);
  return (
    <div className="claim-rows" data-pointer={`/${form.list}`}>
      {length === 0 ? <p className="muted">{t(`claims.rows.${form.list}.none`)}</p> : null}
      <ol className="rows" ref={list}>
        {rows.map((row, at) => {
          const parent = `/${form.list}/${at}`;
          const title = t(`claims.rows.${form.list}.title`, { number: at + 1 });
          return (
            <li key={String(row[form.idField])} className="row claim-row" data-row={parent}>
              <fieldset className="plain">
                <legend>{title}</legend>
                {form.fields.map((field) => (
                  <ClaimField key={field.path} field={field} parent={parent} />
                ))}
                {faults
                  .filter(({ pointer, kind }) => pointer === parent && kind === 'wrong')
                  .map(({ text }) => (
                    <p key={text} className="wrong">
                      {text}
                    </p>
                  ))}
                <DefectNotes defects={defects.filter(({ pointer }) => pointer === parent)} />
                {one && at === 0 ? null : (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() =>
                      put(
                        `/${form.list}`,
                        rows.filter((other) => other !== row),
                      )
                    }
                  >
                    {t('claims.rows.remove')}
                    <span className="visually-hidden"> {title}</span>
                  </button>
                )}
              </fieldset>
            </li>
          );
        })}
      </ol>
      {whole.map(({ text }) => (
        <p key={text} className="wrong">
          {text}
        </p>
      ))}
      <DefectNotes defects={defects.filter(({ pointer }) => pointer === `/${form.list}`)} />
      {form.list === 'lines' ? (
        <Suspense>
          <InvoiceOffers
            onAdd={(at) => {
              grown.current = at;
            }}
          />
        </Suspense>
      ) : null}
      {one && length > 0 ? null : (
        <p className="actions">
          <button type="button" className="button button-quiet" onClick={add}>
            {t(`claims.rows.${form.list}.add`)}
          </button>
        </p>
      )}
      {form.list === 'lines' && sum > 0 ? <p>{t('claims.rows.sum', { count: length, amount: money(sum) })}</p> : null}
    </div>
  );
}
