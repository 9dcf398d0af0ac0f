import { useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { fenOf } from './fen-of.ts';

const FIELDS = ['sellerUscc', 'sellerName', 'number', 'code', 'buyerName', 'buyerUscc', 'issuedOn', 'amount'] as const;
type Field = (typeof FIELDS)[number];
const OPTIONAL: ReadonlySet<Field> = new Set(['sellerName', 'code', 'buyerUscc']);

/** What an invoice says, so that its money can be claimed, and only once. */
export function InvoiceForm({
  document,
  companyId,
  onRegistered,
}: {
  readonly document: WireDocument;
  readonly companyId: string;
  onRegistered(): void;
}) {
  const { t } = useWords();
  const command = useCommand();
  const [open, setOpen] = useState(false);
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const amountFen = fenOf(values.amount ?? '');
  const text = (field: Field) => (values[field] ?? '').trim();
  const save = async () => {
    if (amountFen === undefined) return;
    const answer = await command.run('POST /v1/companies/{id}/documents/{documentId}/invoices', {
      params: { id: companyId, documentId: document.id },
      body: {
        sellerUscc: text('sellerUscc').toUpperCase(),
        sellerName: text('sellerName') || null,
        number: text('number'),
        code: text('code') || null,
        buyerName: text('buyerName'),
        buyerUscc: text('buyerUscc').toUpperCase() || null,
        issuedOn: text('issuedOn'),
        amountFen,
      },
    });
    if (!answer) return;
    setOpen(false);
    setValues({});
    onRegistered();
  };
  return (
    <div>
      <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('invoices.register')}
        <span className="visually-hidden"> {document.title}</span>
      </button>
      {open ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <p className="muted">{t('invoices.meaning')}</p>
          <div className="two-fields">
            {FIELDS.map((field) => (
              <label key={field} className="field">
                <span>{t(`invoices.field.${field}`)}</span>
                <input
                  type={field === 'issuedOn' ? 'date' : 'text'}
                  inputMode={field === 'amount' ? 'decimal' : field === 'number' || field === 'code' ? 'numeric' : undefined}
                  autoComplete="off"
                  required={!OPTIONAL.has(field)}
                  aria-invalid={field === 'amount' && values.amount !== undefined && values.amount !== '' && amountFen === undefined}
                  value={values[field] ?? ''}
                  onChange={(event) => setValues({ ...values, [field]: event.target.value })}
                />
              </label>
            ))}
          </div>
          <p className="actions">
            <button type="submit" className="button" disabled={command.busy || amountFen === undefined}>
              {t('invoices.save')}
            </button>
          </p>
          <Refusal failure={command.failure} />
        </form>
      ) : null}
    </div>
  );
}
