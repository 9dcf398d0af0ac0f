import { useCallback, useRef, useState } from 'react';
import type { DocumentRequest, WireDocument } from '../../../shared/contracts/documents.ts';
import { type Command, useCommand } from '../account/use-command.ts';
import type { UploadAnswer } from '../account/wire.ts';

type UploadForm = UploadAnswer['upload'];

/** Sends the file straight to storage: the fields in the order given, the file last, as its conditions want it. */
function sendFile({ url, fields }: UploadForm, file: File, onProgress: (share: number) => void): Promise<boolean> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request.status >= 200 && request.status < 300);
    request.onerror = () => resolve(false);
    request.onabort = () => resolve(false);
    request.ontimeout = () => resolve(false);
    request.send(form);
  });
}

export type Upload = {
  readonly command: Command;
  /** 0 to 1 while the file is on its way; undefined otherwise. */
  readonly progress: number | undefined;
  readonly interrupted: boolean;
  /** Announces a paper and sends its file. The paper, when its file has arrived. */
  start(file: File, request: Omit<DocumentRequest, 'fileName' | 'sizeBytes'>): Promise<WireDocument | undefined>;
};

/** An upload in two steps. When the line breaks in the second, the same announcement is used again. */
export function useUpload(companyId: string): Upload {
  const command = useCommand();
  const [progress, setProgress] = useState<number>();
  const [interrupted, setInterrupted] = useState(false);
  const announced = useRef<{ readonly file: File; readonly content: string; readonly answer: UploadAnswer }>(undefined);
  const { run } = command;
  const start = useCallback<Upload['start']>(
    async (file, request) => {
      setInterrupted(false);
      const body = { ...request, fileName: file.name, sizeBytes: file.size };
      const content = JSON.stringify(body);
      const before = announced.current;
      const again = before?.file === file && before.content === content && Date.parse(before.answer.upload.expiresAt) > Date.now();
      const answer = again
        ? before.answer
        : (await run<UploadAnswer>('POST /v1/companies/{id}/documents', { params: { id: companyId }, body }))?.body;
      if (!answer) return undefined;
      announced.current = { file, content, answer };
      setProgress(0);
      const arrived = await sendFile(answer.upload, file, setProgress);
      setProgress(undefined);
      setInterrupted(!arrived);
      if (arrived) announced.current = undefined;
      return arrived ? answer.document : undefined;
    },
    [companyId, run],
  );
  return { command, progress, interrupted, start };
}
