import { useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Command } from '../account/use-command.ts';
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
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const amountFen = fenOf(values.amount ?? '');
  const text = (field: Field) => (values[field] ?? '').trim();
  const save = async (command: Command) => {
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
    if (!answer) return false;
    setValues({});
    onRegistered();
    return true;
  };
  return (
    <FoldedForm
      label={t('invoices.register')}
      about={document.title}
      submit={t('invoices.save')}
      ready={amountFen !== undefined}
      act={save}
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
    </FoldedForm>
  );
}
