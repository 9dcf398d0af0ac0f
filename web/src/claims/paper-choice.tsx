import { useState } from 'react';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import { useWords } from '../words/use-words.ts';
import type { Field } from './claim-forms.ts';
import { valueAt } from './claim-paths.ts';
import { useDesk } from './desk-of-claim.ts';
import { fitting } from './fitting-papers.ts';
import { Rejected, UploadPaper, type UploadProps } from './upload-paper.tsx';

type PaperField = Extract<Field, { type: 'paper' | 'papers' }>;

/** The same out of a claim that is being written. */
export const UploadHere = (props: UploadProps) => <UploadPaper vault={useDesk()} {...props} />;

type ChoiceProps = {
  readonly field: PaperField;
  readonly pointer: string;
  readonly id: string;
  readonly describedBy: string;
  readonly wrong: boolean;
};

/** One paper out of the vault, or a new one. */
export function PaperChoice({ field, pointer, id, describedBy, wrong }: ChoiceProps) {
  const { t, of } = useWords();
  const { claim, documents, arrived, put } = useDesk();
  const value = valueAt(claim, pointer);
  const papers = fitting(documents, field.papers);
  const chosen = documents.find((document) => document.id === value);
  const [kind = 'other'] = field.papers;
  const [adding, setAdding] = useState(false);
  const about = field.title ?? of(KINDS_OF_PAPER[kind]);
  const refused = chosen?.status === 'rejected';
  const open = adding || refused || (papers.length === 0 && value === undefined);
  return (
    <>
      <select
        id={id}
        value={typeof value === 'string' ? value : ''}
        aria-describedby={describedBy}
        aria-invalid={wrong}
        onChange={(event) => put(pointer, event.target.value || undefined)}
      >
        <option value="">{t(papers.length === 0 ? 'claims.paper.none' : 'check.pick')}</option>
        {papers.map((document) => (
          <option key={document.id} value={document.id}>
            {document.status === 'clean' ? document.title : t('claims.paper.checking', { title: document.title })}
          </option>
        ))}
        {typeof value === 'string' && !papers.some((document) => document.id === value) ? (
          <option value={value}>{chosen?.title ?? t(arrived ? 'claims.paper.gone' : 'states.loading')}</option>
        ) : null}
      </select>
      {refused ? <Rejected document={chosen} /> : null}
      {open ? (
        <UploadHere
          kind={kind}
          title={field.title}
          about={about}
          onArrived={(document) => {
            setAdding(false);
            put(pointer, document.id);
          }}
        />
      ) : (
        <button type="button" className="link-button" onClick={() => setAdding(true)}>
          {t('claims.paper.add')}
          <span className="visually-hidden"> {about}</span>
        </button>
      )}
    </>
  );
}

/** Any number of papers out of the vault. */
export function PapersChoice({ field, pointer, label }: { readonly field: PaperField; readonly pointer: string; readonly label: string }) {
  const { t, of } = useWords();
  const { claim, documents, put } = useDesk();
  const value = valueAt(claim, pointer);
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const [kind = 'other'] = field.papers;
  const choose = (next: readonly string[]) => put(pointer, next.length === 0 ? undefined : next);
  return (
    <>
      <fieldset className="choices" aria-label={label}>
        {fitting(documents, field.papers).map((document) => (
          <label key={document.id} className="tick">
            <input
              type="checkbox"
              checked={chosen.includes(document.id)}
              onChange={(event) => choose(event.target.checked ? [...chosen, document.id] : chosen.filter((one) => one !== document.id))}
            />
            <span>{document.status === 'clean' ? document.title : t('claims.paper.checking', { title: document.title })}</span>
          </label>
        ))}
      </fieldset>
      <UploadHere kind={kind} about={of(KINDS_OF_PAPER[kind])} onArrived={(document) => choose([...chosen, document.id])} />
    </>
  );
}
