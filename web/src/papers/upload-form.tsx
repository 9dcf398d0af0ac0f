import { useEffect, useId, useRef, useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { FILE_KINDS, kindByName, MAX_FILE_BYTES } from '../../../shared/domain/documents/file-kinds.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../shared/domain/documents/kind-names.ts';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import { Refusal } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { formatBytes, shiftDay } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { useUpload } from './use-upload.ts';
import { wrongFile } from './wrong-file.ts';

/** A paper to be asked for: its kind, and its name where the kind does not say enough. */
export type Wanted = { readonly kind: DocumentKind; readonly title: string };

/** A page to hand in a paper: which, the file, its dates. The file goes straight to storage and is checked there. */
export function UploadForm({
  companyId,
  wanted,
  empty,
  onArrived,
}: {
  readonly companyId: string;
  /** Nothing is there yet: the form lies open. */
  readonly empty: boolean;
  readonly wanted: Wanted | undefined;
  onArrived(document: WireDocument): void;
}) {
  const { t, of } = useWords();
  const upload = useUpload(companyId);
  const [kind, setKind] = useState<DocumentKind | ''>('');
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File>();
  const [issuedOn, setIssuedOn] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [open, setOpen] = useState(empty);
  const kindField = useRef<HTMLSelectElement>(null);
  const fileField = useRef<HTMLInputElement>(null);
  const hint = useId();
  const fault = useId();

  useEffect(() => {
    if (!wanted) return;
    setKind(wanted.kind);
    setTitle(wanted.title);
    setOpen(true);
    // Once it lies open.
    requestAnimationFrame(() => {
      fileField.current?.scrollIntoView({ block: 'center' });
      fileField.current?.focus();
    });
  }, [wanted]);

  const wrong = file && kind !== '' ? wrongFile(file, kind) : undefined;
  const sending = upload.command.busy || upload.progress !== undefined;
  const accepted = kind === '' ? [] : KINDS_OF_PAPER[kind].files;

  const send = async () => {
    const fileKind = file && kindByName(file.name);
    if (!file || kind === '' || wrong || !fileKind) return;
    const document = await upload.start(file, {
      kind,
      mediaType: FILE_KINDS[fileKind].mediaType,
      ...(title.trim() !== '' && { title: title.trim() }),
      ...(issuedOn && { issuedOn: issuedOn as NonNullable<WireDocument['issuedOn']> }),
      ...(lastDay && { validUntil: shiftDay(lastDay, 1) as NonNullable<WireDocument['validUntil']> }),
    });
    if (!document) return;
    setKind('');
    setTitle('');
    setFile(undefined);
    setIssuedOn('');
    setLastDay('');
    if (fileField.current) fileField.current.value = '';
    kindField.current?.focus();
    onArrived(document);
  };

  return (
    <details className="panel topic" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2 id="upload-title">{t('papers.upload.title')}</h2>
      </summary>
      <form
        className="form"
        aria-labelledby="upload-title"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label className="field">
          <span>{t('papers.upload.kind')}</span>
          <select ref={kindField} required value={kind} onChange={(event) => setKind(event.target.value as DocumentKind | '')}>
            <option value="">{t('check.pick')}</option>
            {DOCUMENT_KINDS.map((name) => (
              <option key={name} value={name}>
                {of(KINDS_OF_PAPER[name])}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('papers.upload.file')}</span>
          <input
            ref={fileField}
            type="file"
            required
            accept={accepted.flatMap((name) => FILE_KINDS[name].extensions.map((extension) => `.${extension}`)).join(',')}
            aria-describedby={`${hint} ${fault}`}
            aria-invalid={wrong !== undefined}
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </label>
        <p id={hint} className="muted">
          {t('papers.upload.hint', {
            kinds: (accepted.length > 0 ? accepted : (Object.keys(FILE_KINDS) as (keyof typeof FILE_KINDS)[]))
              .map((name) => of(FILE_KINDS[name]))
              .join(t('formula.comma')),
            most: formatBytes(MAX_FILE_BYTES),
          })}
        </p>
        <div id={fault} role="alert">
          {wrong ? <p className="wrong">{t(`papers.wrong.${wrong}`)}</p> : null}
        </div>
        <div className="two-fields">
          <label className="field">
            <span>{t('papers.issuedOn')}</span>
            <input type="date" value={issuedOn} onChange={(event) => setIssuedOn(event.target.value)} />
          </label>
          <label className="field">
            <span>{t('papers.lastDay')}</span>
            <input type="date" value={lastDay} onChange={(event) => setLastDay(event.target.value)} />
          </label>
        </div>
        <label className="field">
          <span>{t('papers.upload.name')}</span>
          <input type="text" maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <p className="actions">
          <SubmitButton busy={sending} ready={kind !== '' && file !== undefined && wrong === undefined}>
            {t(sending ? 'papers.upload.sending' : 'papers.upload.send')}
          </SubmitButton>
        </p>
        {upload.progress === undefined ? null : (
          <div className="progress">
            <label htmlFor="upload-progress">{t('papers.upload.progress', { pct: Math.round(upload.progress * 100) })}</label>
            <progress id="upload-progress" max={1} value={upload.progress} />
          </div>
        )}
        {upload.interrupted ? (
          <p className="wrong" role="alert">
            {t('papers.upload.interrupted')}
          </p>
        ) : null}
        <Refusal failure={upload.command.failure} />
      </form>
    </details>
  );
}
