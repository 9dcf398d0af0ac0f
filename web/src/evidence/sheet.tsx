import { useEffect, useRef, useState } from 'react';
import { type Drawn, scaleFor, type Turn } from './drawn.ts';

type Props = {
  readonly drawn: Drawn;
  readonly page: number;
  readonly zoom: number;
  readonly turn: Turn;
  /** What it is, for whoever does not see it. */
  readonly label: string;
  /** The file is what it should be, and yet its page cannot be drawn. */
  onBroken(): void;
};

/** The width there is for a page, as it changes with the window. */
function useWidth(place: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [place]);
  return width;
}

/** One page as it lies there. What stood there stays until the next is drawn, so that nothing flickers. */
export function Sheet({ drawn, page, zoom, turn, label, onBroken }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told of a failure does not make the page another.
  useEffect(() => {
    if (width === 0) return;
    let over = false;
    const lay = async () => {
      const size = await drawn.sizeOf(page);
      const { shown, drawn: scale } = scaleFor(size, turn, width * zoom, window.devicePixelRatio);
      const canvas = await drawn.draw(page, scale, turn);
      const words = await drawn.words?.(page, shown, turn);
      if (over || !paper.current) return;
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', label);
      canvas.style.width = `${width * zoom}px`;
      words?.classList.add('paper-words');
      // The reader of PDF places its words by this.
      paper.current.style.setProperty('--total-scale-factor', String(shown));
      paper.current.replaceChildren(canvas, ...(words ? [words] : []));
    };
    lay().catch(() => {
      if (!over) onBroken();
    });
    return () => {
      over = true;
    };
  }, [drawn, page, zoom, turn, width, label]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="paper-frame" tabIndex={0} aria-label={label}>
      <div ref={frame}>
        <div ref={paper} className="paper-sheet" data-page={page + 1} data-turn={turn} />
      </div>
    </section>
  );
}
