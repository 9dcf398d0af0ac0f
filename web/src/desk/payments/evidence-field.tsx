import { useId, useState } from 'react';
import { FILE_KINDS, kindByName, MAX_FILE_BYTES } from '../../../../shared/domain/documents/file-kinds.ts';
import { KINDS_OF_PAPER } from '../../../../shared/domain/documents/kinds.ts';
import type { Place } from '../../account/me.ts';
import { Refusal } from '../../account/notices.tsx';
import { useLive } from '../../account/use-live.ts';
import type { DocumentList } from '../../account/wire.ts';
import { useUpload } from '../../papers/use-upload.ts';
import { useWatched } from '../../papers/use-watched.ts';
import { wrongFile } from '../../papers/wrong-file.ts';
import { formatBytes, formatDay } from '../../words/format.ts';
import { useWords } from '../../words/use-words.ts';

/** What a bank writes of a payment. */
const KIND = 'payment-proof';
const ACCEPTED = KINDS_OF_PAPER[KIND].files.flatMap((name) => FILE_KINDS[name].extensions.map((extension) => `.${extension}`)).join(',');

type Props = { readonly place: Place; readonly value: string; onChange(documentId: string): void };

/** The paper that shows what became of a payment: one the bureau has, or one that is handed in here. It counts once it was looked into. */
export function EvidenceField({ place, value, onChange }: Props) {
  const { t, of, language } = useWords();
  const live = useLive<DocumentList>('GET /v1/companies/{id}/documents', { id: place.id }, { limit: 100 });
  const upload = useUpload(place.id);
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<ReturnType<typeof wrongFile>>();
  const hint = useId();
  const documents = live.data?.items ?? [];
  useWatched(live.data?.items, arrived, live.reload);
  const clean = documents.filter(({ status }) => status === 'clean');
  const coming = documents.filter(({ id, status }) => arrived.has(id) && status !== 'clean');
  const newest = clean.find(({ id }) => arrived.has(id));
  const chosen = clean.some(({ id }) => id === value) ? value : '';
  // What was handed in here is what is meant, as soon as it may be.
  if (newest && chosen === '') onChange(newest.id);

  const send = async (file: File | undefined) => {
    const kind = file && kindByName(file.name);
    const fault = file && wrongFile(file, KIND);
    setWrong(fault);
    if (!file || !kind || fault) return;
    const document = await upload.start(file, { kind: KIND, mediaType: FILE_KINDS[kind].mediaType, title: file.name.slice(0, 120) });
    if (!document) return;
    onChange('');
    setArrived((before) => new Set([...before, document.id]));
    live.reload();
  };
  return (
    <fieldset className="form">
      <legend>{t('outcomes.evidence.title')}</legend>
      <label className="field">
        <span>{t('outcomes.evidence.choose')}</span>
        <select required value={chosen} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t(clean.length === 0 ? 'outcomes.evidence.none' : 'check.pick')}</option>
          {clean.map(({ id, title, uploadedAt }) => (
            <option key={id} value={id}>
              {title} · {formatDay(uploadedAt.slice(0, 10), language)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('outcomes.evidence.upload')}</span>
        <input
          type="file"
          accept={ACCEPTED}
          disabled={upload.command.busy || upload.progress !== undefined}
          aria-describedby={hint}
          aria-invalid={wrong !== undefined}
          onChange={(event) => void send(event.target.files?.[0])}
        />
      </label>
      <p id={hint} className="muted">
        {t('papers.upload.hint', {
          kinds: KINDS_OF_PAPER[KIND].files.map((name) => of(FILE_KINDS[name])).join(t('formula.comma')),
          most: formatBytes(MAX_FILE_BYTES),
        })}
      </p>
      <div role="status">
        {upload.progress === undefined ? null : <p>{t('papers.upload.progress', { pct: Math.round(upload.progress * 100) })}</p>}
        {upload.progress === undefined &&
          coming.map(({ id, title, status, rejections }) => (
            <p key={id} className={status === 'rejected' ? 'wrong' : 'muted'}>
              {title}：{t(`papers.status.${status === 'rejected' ? 'rejected' : 'checking'}`)}
              {rejections.map(({ code, text }) => (
                <span key={code}> {of(text)}</span>
              ))}
            </p>
          ))}
      </div>
      <div role="alert">
        {wrong ? <p className="wrong">{t(`papers.wrong.${wrong}`)}</p> : null}
        {upload.interrupted ? <p className="wrong">{t('outcomes.evidence.interrupted')}</p> : null}
      </div>
      <Refusal failure={upload.command.failure} />
    </fieldset>
  );
}
