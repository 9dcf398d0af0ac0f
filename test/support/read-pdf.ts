import { getDocument, OPS, VerbosityLevel } from 'unpdf/pdfjs';

/** An element of the structure tree of one page, with the text that belongs to itself and not to what is in it. */
export type ReadElement = { readonly role: string; readonly text: string; readonly children: readonly ReadElement[] };

export type ReadPage = {
  readonly tree: ReadElement;
  /** What is drawn for the eye only, such as numbers of pages. */
  readonly artifacts: string;
  /** Text that is in no element and no artifact. */
  readonly unmarked: string;
  /** Codes of the glyphs in the order they are drawn; 0 is the box of a missing one. */
  readonly glyphs: readonly number[];
  /** How far its text reaches to the left and to the right, and how far down, in points from the left and from the lower edge of the paper. */
  readonly reach: { readonly left: number; readonly right: number; readonly bottom: number };
};

export type ReadPdf = {
  readonly pages: readonly ReadPage[];
  readonly info: Readonly<Record<string, unknown>>;
  /** As the XML says it. */
  readonly title: unknown;
  readonly marked: boolean;
  readonly outline: readonly { readonly title: string; readonly items: readonly { readonly title: string }[] }[];
};

type Node = { readonly role?: string; readonly type?: string; readonly id?: string; readonly children?: readonly Node[] };
type Glyph = { readonly originalCharCode: number; readonly unicode: string };
type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

/** Reads a PDF with a reader that knows nothing of the writer (pdf.js). */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  const pdf = await loading.promise;
  const { info, metadata } = await pdf.getMetadata();
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => readPage(await pdf.getPage(at + 1))));
  const read = {
    pages,
    info: info as Record<string, unknown>,
    title: metadata?.get('dc:title'),
    marked: (await pdf.getMarkInfo())?.Marked === true,
    outline: ((await pdf.getOutline()) ?? []) as ReadPdf['outline'],
  };
  await loading.destroy();
  return read;
}

/** The text is taken from what is drawn: what pdf.js calls the text of a page has spaces of its own, and lacks those at the ends of lines. */
async function readPage(page: PdfPage): Promise<ReadPage> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const byId = new Map<string, string>();
  const open: string[] = [];
  const glyphs: number[] = [];
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at] as unknown[];
    if (operator === OPS.beginMarkedContent) open.push(String(args[0]));
    if (operator === OPS.beginMarkedContentProps) open.push(typeof args[1] === 'number' ? `mc${args[1]}` : String(args[0]));
    if (operator === OPS.endMarkedContent) open.pop();
    if (operator !== OPS.showText) continue;
    const shown = (args[0] as (Glyph | number)[]).filter((glyph) => typeof glyph !== 'number');
    glyphs.push(...shown.map(({ originalCharCode }) => originalCharCode));
    const place = open.at(-1) ?? '';
    byId.set(place, (byId.get(place) ?? '') + shown.map(({ unicode }) => unicode).join(''));
  }
  const { items } = await page.getTextContent();
  const words = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
  const said = ({ type, id = '' }: Node): string => (type === 'content' ? (byId.get(id.replace(/^.*_/u, '')) ?? '') : '');
  const element = (node: Node): ReadElement => ({
    role: node.role ?? '',
    text: (node.children ?? []).map(said).join(''),
    children: (node.children ?? []).filter(({ role }) => role !== undefined).map(element),
  });
  return {
    tree: element((await page.getStructTree()) as Node),
    artifacts: byId.get('Artifact') ?? '',
    unmarked: byId.get('') ?? '',
    glyphs,
    reach: {
      left: Math.min(...words.map(({ transform }) => transform[4])),
      right: Math.max(...words.map(({ transform, width }) => transform[4] + width)),
      bottom: Math.min(...words.map(({ transform }) => transform[5])),
    },
  };
}

/** An element and all within it, in reading order. */
export const within = (element: ReadElement): ReadElement[] => [element, ...element.children.flatMap(within)];

/** Whatever the document says, in reading order, element by element, without what is empty. */
export const readingOrder = ({ pages }: ReadPdf): { role: string; text: string }[] =>
  pages.flatMap(({ tree }) => within(tree)).flatMap(({ role, text }) => (text === '' ? [] : [{ role, text }]));

/** The rows of all tables as text, cell by cell; a row that goes on over the page stands there in parts. */
export const rowsOf = ({ pages }: ReadPdf): string[][] =>
  pages
    .flatMap(({ tree }) => within(tree))
    .filter(({ role }) => role === 'TR')
    .map(({ children }) =>
      children.map((cell) =>
        within(cell)
          .map(({ text }) => text)
          .join(''),
      ),
    )
    .filter((cells) => cells.some((cell) => cell !== ''));
