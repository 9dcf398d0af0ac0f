import { useId, useRef, useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { FILE_KINDS, kindByName } from '../../../shared/domain/documents/file-kinds.ts';
import { type DocumentKind, KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import { Refusal } from '../account/notices.tsx';
import { useUpload } from '../papers/use-upload.ts';
import { wrongFile } from '../papers/wrong-file.ts';
import { useWords } from '../words/use-words.ts';
import type { Field } from './claim-forms.ts';
import { valueAt } from './claim-paths.ts';
import { useDesk } from './desk-of-claim.ts';
import { fitting } from './fitting-papers.ts';

type PaperField = Extract<Field, { type: 'paper' | 'papers' }>;
/** Why a file that was sent is no use, in words; nothing where it is. */
function Rejected({ document }: { readonly document: WireDocument | undefined }) {
  const { t, of } = useWords();
  return (
    <div role="alert">
      {document?.status === 'rejected' ? (
        <>
          <p className="wrong">{t('claims.paper.rejected', { title: document.title })}</p>
          <ul className="plain-list">
            {document.rejections.map(({ code, text }) => (
              <li key={code}>{of(text)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

/** A file sent from where it is asked for. It lies in the vault from then on, for every programme. */
export function UploadHere({
  kind,
  title,
  about,
  onArrived,
}: {
  readonly kind: DocumentKind;
  readonly title?: string | undefined;
  readonly about: string;
  onArrived(document: WireDocument): void;
}) {
  const { t, of } = useWords();
  const { place, documents, reload } = useDesk();
  const upload = useUpload(place.id);
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const wrong = file ? wrongFile(file, kind) : undefined;
  const sending = upload.command.busy || upload.progress !== undefined;
  const send = async () => {
    const fileKind = file && kindByName(file.name);
    if (!file || !fileKind || wrong) return;
    const document = await upload.start(file, { kind, mediaType: FILE_KINDS[fileKind].mediaType, ...(title && { title }) });
    if (!document) return;
    setFile(undefined);
    setSent(document.id);
    if (field.current) field.current.value = '';
    reload();
    onArrived(document);
  };
  return (
    <div className="upload-here">
      <label className="field" htmlFor={id}>
        <span>{t('claims.paper.new', { name: about })}</span>
      </label>
      <input
        ref={field}
        id={id}
        type="file"
        accept={KINDS_OF_PAPER[kind].files.flatMap((name) => FILE_KINDS[name].extensions.map((extension) => `.${extension}`)).join(',')}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong !== undefined}
        onChange={(event) => setFile(event.target.files?.[0])}
      />
      <p id={`${id}-hint`} className={wrong ? 'wrong' : 'muted'}>
        {wrong ? t(`papers.wrong.${wrong}`) : KINDS_OF_PAPER[kind].files.map((name) => of(FILE_KINDS[name])).join(t('formula.comma'))}
      </p>
      {file && !wrong ? (
        <button type="button" className="button button-quiet" disabled={sending} onClick={() => void send()}>
          {t(sending ? 'papers.upload.sending' : 'papers.upload.send')}
        </button>
      ) : null}
      <Rejected document={documents.find((one) => one.id === sent)} />
      <div role="alert">{upload.interrupted ? <p className="wrong">{t('papers.upload.interrupted')}</p> : null}</div>
      <Refusal failure={upload.command.failure} />
    </div>
  );
}

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
  const { claim, documents, put } = useDesk();
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
          <option value={value}>{chosen?.title ?? t('claims.paper.gone')}</option>
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
