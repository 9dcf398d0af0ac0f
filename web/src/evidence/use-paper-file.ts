import { useEffect, useState } from 'react';
import { useCommand } from '../account/use-command.ts';
import type { LinkAnswer } from '../account/wire.ts';
import type { ApiFailure } from '../api/client.ts';
import type { EvidencePaper } from './context.ts';
import { drawPicture } from './draw-picture.ts';
import type { Drawn } from './drawn.ts';
import { type Failing, fetchPaper, isDrawable, mediaTypeOf, PaperFailure, type PaperFile } from './fetch-paper.ts';

export type PaperState =
  | { readonly is: 'coming'; readonly share: number }
  | { readonly is: 'drawn'; readonly drawn: Drawn }
  | { readonly is: 'failed'; readonly why: Failing }
  /** The house gave no link: why stands in `refusal`. */
  | { readonly is: 'refused' }
  /** A kind of file the page does not draw; nothing was asked for. */
  | { readonly is: 'saved-only' };

/** The reader of PDF is a chunk of its own: it comes with the first one. */
async function drawFile({ kind, bytes }: PaperFile): Promise<Drawn> {
  try {
    return kind === 'pdf' ? await (await import('./draw-pdf.ts')).drawPdf(bytes) : await drawPicture(bytes, mediaTypeOf(kind));
  } catch {
    throw new PaperFailure('undrawable');
  }
}

/**
 * A paper laid open: a link of its own is asked for, its bytes are fetched, held against what was checked, and drawn. All of it is let go
 * of when another takes its place. Each time is one opening for the house, which notes it.
 */
export function usePaperFile(paper: EvidencePaper, onOpened?: (paper: EvidencePaper) => void) {
  const { run, failure: refusal } = useCommand();
  const [attempt, setAttempt] = useState(0);
  const [held, hold] = useState<{ readonly key: string; readonly state: PaperState }>();
  const key = `${paper.id} ${attempt}`;
  const drawable = paper.file === undefined || isDrawable(paper.file);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a paper is the same as long as its id is, and `key` holds it.
  useEffect(() => {
    if (!drawable) return;
    const abort = new AbortController();
    const tell = (state: PaperState) => {
      if (!abort.signal.aborted) hold({ key, state });
    };
    let drawn: Drawn | undefined;
    const load = async () => {
      const link = await run<LinkAnswer>(paper.route, { params: paper.params });
      if (abort.signal.aborted) return;
      if (!link) return tell({ is: 'refused' });
      onOpened?.(paper);
      const file = await fetchPaper(link.body, (share) => tell({ is: 'coming', share }), abort.signal);
      drawn = await drawFile(file);
      if (abort.signal.aborted) drawn.close();
      else tell({ is: 'drawn', drawn });
    };
    load().catch((reason: unknown) => tell({ is: 'failed', why: reason instanceof PaperFailure ? reason.why : 'line' }));
    return () => {
      abort.abort();
      drawn?.close();
    };
  }, [key, drawable, run]);
  const state: PaperState = !drawable ? { is: 'saved-only' } : held?.key === key ? held.state : { is: 'coming', share: 0 };
  return {
    state,
    refusal: refusal as ApiFailure | undefined,
    /** With a fresh link. */
    again: () => setAttempt((count) => count + 1),
    /** What was fetched is right, and yet cannot be drawn. */
    giveUp: () => hold({ key, state: { is: 'failed', why: 'undrawable' } }),
  };
}
