import { useId, useRef, useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { FILE_KINDS, kindByName } from '../../../shared/domain/documents/file-kinds.ts';
import type { DocumentKind } from '../../../shared/domain/documents/kind-names.ts';
import { KINDS_OF_PAPER } from '../../../shared/domain/documents/kinds.ts';
import { Refusal } from '../account/notices.tsx';
import { useUpload } from '../papers/use-upload.ts';
import { wrongFile } from '../papers/wrong-file.ts';
import { useWords } from '../words/use-words.ts';
import type { ClaimDesk } from './desk-of-claim.ts';

/** Why a file that was sent is no use, in words; nothing where it is. */
export function Rejected({ document }: { readonly document: WireDocument | undefined }) {
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

export type UploadProps = {
  readonly kind: DocumentKind;
  readonly title?: string | undefined;
  readonly about: string;
  onArrived(document: WireDocument): void;
};

/** A file sent to the vault of an applicant from where it is asked for. It lies there from then on, for every programme. */
export function UploadPaper({
  vault: { place, documents, reload },
  kind,
  title,
  about,
  onArrived,
}: UploadProps & { readonly vault: Pick<ClaimDesk, 'place' | 'documents' | 'reload'> }) {
  const { t, of } = useWords();
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
