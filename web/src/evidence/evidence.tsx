import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { openBook } from '../i18n.ts';
import { EvidenceContext, type EvidencePaper, useEvidence } from './context.ts';
import './evidence.css';

/** With its words, once a paper is opened. */
const Viewer = lazy(async () => {
  const [part] = await Promise.all([import('./viewer.tsx'), openBook('judged')]);
  return part;
});

type Props = {
  /** The papers of the page in the order in which one goes through them. */
  readonly papers: readonly EvidencePaper[];
  readonly className?: string;
  /** What the page says of a paper, shown with it. */
  says?(paper: EvidencePaper): ReactNode;
  /** Told when a link to one was given. */
  onOpened?(paper: EvidencePaper): void;
  readonly children: ReactNode;
};

/** A part of a page that names papers, and beside it the one that lies open: to its right where there is room, over it on a phone. */
export function Evidence({ papers, className = 'evidence-list', says, onOpened, children }: Props) {
  const [shown, show] = useState<EvidencePaper>();
  const opener = useRef<HTMLElement>(null);
  const open = useCallback((paper: EvidencePaper, from: HTMLElement) => {
    opener.current = from;
    show(paper);
  }, []);
  const close = useCallback(() => show(undefined), []);
  const table = useMemo(() => ({ openId: shown?.id, open }), [shown, open]);
  const lies = shown !== undefined;
  useEffect(() => {
    if (!lies) return;
    return () => opener.current?.focus();
  }, [lies]);
  const row = shown === undefined || papers.some(({ id }) => id === shown.id) ? papers : [...papers, shown];
  return (
    <EvidenceContext value={table}>
      <div className="evidence-place" data-open={lies || undefined}>
        <div className={className}>{children}</div>
        {shown ? (
          <Suspense>
            <Viewer paper={shown} papers={row} says={says?.(shown)} onOpened={onOpened} onTurnTo={show} onClose={close} />
          </Suspense>
        ) : null}
      </div>
    </EvidenceContext>
  );
}

type ButtonProps = { readonly paper: EvidencePaper; readonly label: string };

/** Lays a paper open. While one goes from paper to paper, the button of the one that is shown comes into sight. */
export function OpenPaper({ paper, label }: ButtonProps) {
  const { openId, open } = useEvidence();
  const button = useRef<HTMLButtonElement>(null);
  const shown = openId === paper.id;
  useEffect(() => {
    if (shown) button.current?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  return (
    <button
      type="button"
      ref={button}
      className="link-button"
      aria-expanded={shown}
      onClick={({ currentTarget }) => open(paper, currentTarget)}
    >
      {label}
      <span className="visually-hidden"> {paper.title}</span>
    </button>
  );
}
