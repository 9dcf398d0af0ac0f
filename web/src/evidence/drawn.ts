/** A quarter turn clockwise, so many times. */
export type Turn = 0 | 1 | 2 | 3;
export type Size = { readonly width: number; readonly height: number };

/** A paper that lies open: pictures and PDF alike, page by page, as pixels. Nothing of a stranger's file ever becomes markup. */
export type Drawn = {
  readonly pages: number;
  /** Of a page as it stands upright, in its own units. */
  sizeOf(page: number): Promise<Size>;
  /** A page on a canvas of its own, `scale` device pixels to a unit, turned; with its words, where it has any, in `words`. */
  draw(page: number, scale: number, turn: Turn): Promise<HTMLCanvasElement>;
  /** Its words laid over it, to be read out, selected and copied; undefined where it has none to tell. */
  words?(page: number, scale: number, turn: Turn): Promise<HTMLElement>;
  /** Lets go of all it holds. */
  close(): void;
};

/** More pixels than this no telephone puts on a canvas: a page is drawn coarser instead. */
const MOST_PIXELS = 16_000_000;

/** How many device pixels a unit takes so that the page is `cssWidth` wide, no more than a canvas can hold. */
export function scaleFor({ width, height }: Size, turn: Turn, cssWidth: number, pixelRatio: number): { shown: number; drawn: number } {
  const shown = cssWidth / (turn % 2 === 0 ? width : height);
  return { shown, drawn: Math.min(shown * pixelRatio, Math.sqrt(MOST_PIXELS / (width * height))) };
}

export function canvasOf(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  return { canvas, context };
}
