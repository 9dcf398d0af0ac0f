import type { Line } from './break-lines.ts';
import {
  addElement,
  drawArtifact,
  drawLine,
  type Element,
  linesOf,
  PAGE,
  type Place,
  roomOn,
  type Sheet,
  type Style,
  turnPage,
} from './sheet.ts';

export type Column = { readonly heading: string; readonly width: number; readonly align: 'left' | 'centre' | 'right' };
export type CellText = { readonly text: string; readonly style: Style; readonly lang?: string | undefined };
/** What stands in one cell, one paragraph below the other. */
export type Cell = readonly CellText[];

type CellLine = { readonly line: Line; readonly style: Style; readonly element: Element };

const PADDING = { side: 4, above: 3 };
/** A row up to this height is moved to the next page rather than parted: three quarters of a page. */
const MOST_WHOLE = (PAGE.bottom - PAGE.top) * 0.75;
const RULE = { width: 0.5, colour: '#444444', fill: '#eeeeee' };

/** The columns with where they begin. */
const placesOf = (columns: readonly Column[]): Place[] => {
  let x = PAGE.left;
  return columns.map(({ width, align }) => {
    const place = { x: x + PADDING.side, width: width - 2 * PADDING.side, align } as const;
    x += width;
    return place;
  });
};

const heightOf = (cells: readonly (readonly CellLine[])[]): number =>
  Math.max(...cells.map((lines) => lines.reduce((sum, { style }) => sum + style.leading, 0))) + 2 * PADDING.above;

export type Table = { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[]; readonly heading: Style };

const headingsOf = ({ columns, heading }: Table): Cell[] => columns.map((column) => [{ text: column.heading, style: heading }]);

/** How high a row will be. */
function rowHeight(sheet: Sheet, cells: readonly Cell[], places: readonly Place[]): number {
  const height = (cell: Cell, place: Place): number =>
    cell.reduce((sum, { text, style }) => sum + linesOf(sheet, text, style, place).length * style.leading, 0);
  return Math.max(...cells.map((cell, at) => height(cell, places[at] as Place))) + 2 * PADDING.above;
}

/** What a table needs of a page to begin on it: its heading row and the first one below, or half a page of that one where it is to be parted. */
export function startOf(sheet: Sheet, table: Table): number {
  const places = placesOf(table.columns);
  const [first = []] = table.rows;
  const below = first.length === 0 ? 0 : rowHeight(sheet, first, places);
  return rowHeight(sheet, headingsOf(table), places) + (below <= MOST_WHOLE ? below : MOST_WHOLE / 2);
}

/**
 * A table over the whole width, with rules around every cell. A row stays on one page unless it is very high; the heading row stands on each
 * page, after the first for the eye only.
 */
export function setTable(sheet: Sheet, parent: Element, table: Table): void {
  const { columns, heading } = table;
  const places = placesOf(columns);
  const element = addElement(sheet, parent, 'Table');
  const headings = headingsOf(table);
  const headingHeight = rowHeight(sheet, headings, places);
  const repeatHeading = (): void => {
    drawRules(sheet, columns, headingHeight, RULE.fill);
    drawArtifact(sheet, 'Pagination', () => {
      for (const [at, column] of columns.entries()) {
        const place = places[at] as Place;
        for (const [row, line] of linesOf(sheet, column.heading, heading, place).entries()) {
          drawLine(sheet, line, sheet.y + PADDING.above + row * heading.leading, heading, place);
        }
      }
    });
    sheet.y += headingHeight;
  };
  const nextPage = (): void => {
    turnPage(sheet);
    repeatHeading();
  };
  const layRow = (section: Element, cells: readonly Cell[], role: 'TH' | 'TD'): void => {
    const row = addElement(sheet, section, 'TR');
    let left = cells.map((cell, at) => cellLines(sheet, row, role, cell, places[at] as Place));
    const whole = heightOf(left);
    if (whole > roomOn(sheet) && whole <= MOST_WHOLE) nextPage();
    while (left.some((lines) => lines.length > 0)) {
      const now = left.map((lines) => thatFit(lines, roomOn(sheet) - 2 * PADDING.above));
      if (now.every((lines) => lines.length === 0)) {
        nextPage();
        continue;
      }
      drawRules(sheet, columns, heightOf(now), role === 'TH' ? RULE.fill : undefined);
      for (const [at, lines] of now.entries()) drawCell(sheet, lines, places[at] as Place);
      sheet.y += heightOf(now);
      left = left.map((lines, at) => lines.slice(now[at]?.length));
    }
  };
  layRow(addElement(sheet, element, 'THead'), headings, 'TH');
  const body = addElement(sheet, element, 'TBody');
  for (const cells of table.rows) layRow(body, cells, 'TD');
}

/** Adds a cell to its row, with an element for each paragraph, and breaks their lines. */
function cellLines(sheet: Sheet, row: Element, role: 'TH' | 'TD', cell: Cell, place: Place): CellLine[] {
  const element = addElement(sheet, row, role, role === 'TH' ? { scope: 'Column' } : {});
  return cell.flatMap(({ text, style, lang }) => {
    const paragraph = addElement(sheet, element, 'P', lang === undefined ? {} : { lang });
    return linesOf(sheet, text, style, place).map((line) => ({ line, style, element: paragraph }));
  });
}

function thatFit(lines: readonly CellLine[], height: number): CellLine[] {
  let used = 0;
  const end = lines.findIndex(({ style }) => {
    used += style.leading;
    return used > height;
  });
  return lines.slice(0, end < 0 ? lines.length : end);
}

/** Draws the lines of a cell, each run of one paragraph into its element. */
function drawCell(sheet: Sheet, lines: readonly CellLine[], place: Place): void {
  let y = sheet.y + PADDING.above;
  for (const element of new Set(lines.map((line) => line.element))) {
    const run = lines.filter((line) => line.element === element);
    element.add(() => {
      for (const { line, style } of run) {
        drawLine(sheet, line, y, style, place);
        y += style.leading;
      }
    });
  }
}

/** A grey ground where there is one, and one line along every edge. */
function drawRules(sheet: Sheet, columns: readonly Column[], height: number, fill: string | undefined): void {
  const { doc, y } = sheet;
  const right = PAGE.left + PAGE.width;
  drawArtifact(sheet, 'Layout', () => {
    if (fill !== undefined) doc.rect(PAGE.left, y, PAGE.width, height).fill(fill);
    for (const edge of [y, y + height]) doc.moveTo(PAGE.left, edge).lineTo(right, edge);
    let x = PAGE.left;
    for (const width of [0, ...columns.map((column) => column.width)]) {
      x += width;
      doc.moveTo(x, y).lineTo(x, y + height);
    }
    doc.lineWidth(RULE.width).stroke(RULE.colour);
  });
}
