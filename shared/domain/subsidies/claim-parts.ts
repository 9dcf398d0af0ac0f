import type * as z from 'zod/mini';
import type { ClaimDraft, Strike } from './claim.ts';
import { type Line, line, type Session, session, type Trainee, trainee, type UtilityLine, utilityLine } from './claim-rows.ts';

/** A row with its place in the claim, so that whatever is said of it can name the field. */
export type Placed<Row> = { readonly row: Row; readonly pointer: string };

type Rows = 'lines' | 'trainees' | 'sessions' | 'household';
type AnyRow = { readonly lineId?: string; readonly traineeId?: string; readonly sessionId?: string; readonly relativeId?: string };

/** The rows of a list as they are, complete or not. */
export const rowsOf = (claim: ClaimDraft, name: Rows): readonly AnyRow[] => (claim as Partial<Record<Rows, AnyRow[]>>)[name] ?? [];

export const rowIdOf = (row: AnyRow): string => row.lineId ?? row.traineeId ?? row.sessionId ?? row.relativeId ?? '';

/** The ids of the rows a reviewer has left out. */
export const struckOf = (strikes: readonly Strike[]): ReadonlySet<string> => new Set(strikes.map(({ lineId }) => lineId));

function complete<Row>(claim: ClaimDraft, name: Rows, schema: z.ZodMiniType<Row>, struck: ReadonlySet<string>): Placed<Row>[] {
  return rowsOf(claim, name).flatMap((row, index) => {
    const read = struck.has(rowIdOf(row)) ? undefined : schema.safeParse(row);
    return read?.success ? [{ row: read.data, pointer: `/${name}/${index}` }] : [];
  });
}

/** The complete rows that are not struck: what a claim is judged and counted by. */
export const linesOf = (claim: ClaimDraft, struck: ReadonlySet<string>): Placed<Line | UtilityLine>[] =>
  complete<Line | UtilityLine>(claim, 'lines', claim.kind === 'utilities' ? utilityLine : line, struck);
export const utilityLinesOf = (claim: ClaimDraft, struck: ReadonlySet<string>): Placed<UtilityLine>[] =>
  claim.kind === 'utilities' ? complete(claim, 'lines', utilityLine, struck) : [];
export const traineesOf = (claim: ClaimDraft, struck: ReadonlySet<string>): Placed<Trainee>[] =>
  complete(claim, 'trainees', trainee, struck);
export const sessionsOf = (claim: ClaimDraft, struck: ReadonlySet<string>): Placed<Session>[] =>
  complete(claim, 'sessions', session, struck);

/** What of a line counts: what is claimed of the bill, less what the supplier already took off it. */
export const countedFen = (row: Line | UtilityLine): number =>
  Math.max(0, row.amountFen - ('discountFen' in row ? (row.discountFen ?? 0) : 0));

export const totalFen = (rows: readonly Placed<Line | UtilityLine>[]): number => rows.reduce((sum, { row }) => sum + countedFen(row), 0);

/** A number of a line or a certificate, or a title, as it is compared: letters and digits alone, without width and case. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

/** A month as a number that counts on, and back. */
export const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthOf = (number: number): string => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** All months of a span, both ends included; none where it ends before it begins or is longer than ten years. */
export function monthsOf({
  monthsFrom,
  monthsTo,
}: {
  readonly monthsFrom?: string | undefined;
  readonly monthsTo?: string | undefined;
}): string[] {
  if (monthsFrom === undefined || monthsTo === undefined) return [];
  const length = monthNumber(monthsTo) - monthNumber(monthsFrom) + 1;
  return length < 1 || length > 120 ? [] : Array.from({ length }, (_, at) => monthOf(monthNumber(monthsFrom) + at));
}
