import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';

/** One company of the input, its facts in wire form. */
export type CompanyRow = {
  readonly company: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The day the input asks about; `--as-of` goes before it. */
  readonly asOf?: CivilDate | undefined;
  /** Line of the CSV it ends on; JSON has none. */
  readonly line?: number;
  /** Rises through the input; complaints are told in this order. */
  readonly order: number;
  /** Where a fact, or `asOf`, stands in the input, in words for the reader. */
  readonly placeOf: (name: string) => string;
};

/** A place of the input that cannot be used, and why. */
export type BadPlace = { readonly order: number; readonly place: string; readonly reason: string };
export type Companies = { readonly rows: CompanyRow[]; readonly bad: BadPlace[] };
