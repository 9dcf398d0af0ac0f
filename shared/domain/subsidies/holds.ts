import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Citation } from '../policy/citation.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';

/** What every hold says of itself: the field it comes from, the rule, its clause, and how far it can be trusted. */
export type HoldRule = {
  readonly pointer: string;
  readonly text: Bilingual;
  readonly citation: Citation | null;
  readonly confidence: Confidence;
};

/**
 * What a claim takes for as long as it lives or is paid, so that no second claim takes it too; `key` names the row.
 * `cap`: an amount out of a counter that starts at `capFen`; a claim that exceeds it is LOWERED to what is left (the write then takes
 * exactly that, under the condition that it is there). All others are rows of `takes`, and exceeding them REFUSES the claim:
 * `once`: by one claim only · `exclusion`: by any number of claims of one holder (a programme, a firm) · `years`: in at most `most`
 * different years · `slots`: each slot (a month, a session) by one claim · `course`: a person once for a course, and at most
 * `typesPerYear` kinds of course a year.
 */
export type Hold = HoldRule & { readonly key: string } & (
    | { readonly kind: 'cap'; readonly capFen: number; readonly takeFen: number; readonly exceeding: 'lowers' }
    | { readonly kind: 'once'; readonly exceeding: 'refuses' }
    | { readonly kind: 'exclusion'; readonly holder: string; readonly exceeding: 'refuses' }
    | { readonly kind: 'years'; readonly year: number; readonly most: number; readonly exceeding: 'refuses' }
    | { readonly kind: 'slots'; readonly slots: readonly string[]; readonly exceeding: 'refuses' }
    | {
        readonly kind: 'course';
        readonly course: string;
        readonly year: number;
        readonly typesPerYear: number | null;
        readonly exceeding: 'refuses';
      }
  );
export type RowHold = Exclude<Hold, { readonly kind: 'cap' }>;

/** What one case has taken of a row. */
export type Take = {
  readonly caseId: string;
  readonly holder?: string;
  readonly year?: number;
  readonly slots?: readonly string[];
  readonly course?: string;
};
/** A row as it is kept, versioned: whoever writes it must have seen it. */
export type HoldRow = { readonly key: string; readonly takes: readonly Take[]; readonly version: number };

export const HOLD_REFUSALS = {
  once: 'claimed-already',
  exclusion: 'excluded',
  years: 'years-used-up',
  slots: 'claimed-already',
  course: 'course-taken-already',
} as const satisfies Record<RowHold['kind'], string>;
export type HoldRefusal = HoldRule & { readonly code: (typeof HOLD_REFUSALS)[RowHold['kind']] | 'cap-exhausted'; readonly key: string };

/** Does what others have taken leave room for this? */
function hasRoom(hold: RowHold, others: readonly Take[]): boolean {
  switch (hold.kind) {
    case 'once':
      return others.length === 0;
    case 'exclusion':
      return others.every(({ holder }) => holder === hold.holder);
    case 'years':
      return new Set([...others.flatMap(({ year }) => year ?? []), hold.year]).size <= hold.most;
    case 'slots':
      return !others.some(({ slots = [] }) => slots.some((slot) => hold.slots.includes(slot)));
    case 'course': {
      const sameYear = others.filter(({ year }) => year === hold.year).flatMap(({ course }) => course ?? []);
      const types = new Set([...sameYear, hold.course]).size;
      return !others.some(({ course }) => course === hold.course) && (hold.typesPerYear === null || types <= hold.typesPerYear);
    }
  }
}

function takeOf(hold: RowHold, caseId: string): Take {
  switch (hold.kind) {
    case 'once':
      return { caseId };
    case 'exclusion':
      return { caseId, holder: hold.holder };
    case 'years':
      return { caseId, year: hold.year };
    case 'slots':
      return { caseId, slots: hold.slots };
    case 'course':
      return { caseId, course: hold.course, year: hold.year };
  }
}

const ruleOf = ({ pointer, text, citation, confidence }: HoldRule): HoldRule => ({ pointer, text, citation, confidence });

/** Takes a hold for a case. Taken again by the same case, it is taken anew: what it took before gives way. */
export function takeHold(row: HoldRow | undefined, hold: RowHold, caseId: string): Result<HoldRow, HoldRefusal> {
  const others = (row?.takes ?? []).filter((take) => take.caseId !== caseId);
  if (!hasRoom(hold, others)) return refuse({ code: HOLD_REFUSALS[hold.kind], key: hold.key, ...ruleOf(hold) });
  return ok({ key: hold.key, takes: [...others, takeOf(hold, caseId)], version: (row?.version ?? 0) + 1 });
}

/** Gives back whatever a case has taken of a row: at every end without payment. */
export const giveBackHold = (row: HoldRow, caseId: string): HoldRow => ({
  key: row.key,
  takes: row.takes.filter((take) => take.caseId !== caseId),
  version: row.version + 1,
});

/** The refusal of a cap of which nothing is left. */
export const capExhausted = (hold: Extract<Hold, { kind: 'cap' }>): HoldRefusal => ({
  code: 'cap-exhausted',
  key: hold.key,
  ...ruleOf(hold),
});

export type HoldChanges = {
  /** Rows to take, or to take anew because the claim now takes something else of them. */
  readonly take: readonly RowHold[];
  /** Rows of which the claim takes nothing any more. */
  readonly giveBack: readonly RowHold[];
  /** By how much what is taken of each counter rises (more is taken) or falls (some is given back); fen, never nothing. */
  readonly caps: readonly { readonly hold: Extract<Hold, { kind: 'cap' }>; readonly moreFen: number }[];
};

const isRow = (hold: Hold): hold is RowHold => hold.kind !== 'cap';
const isCap = (hold: Hold): hold is Extract<Hold, { kind: 'cap' }> => hold.kind === 'cap';

/** From what a claim took to what it takes now: rows struck or put back, an amount lowered. At submission `before` is empty, at an end `after`. */
export function changesOfHolds(before: readonly Hold[], after: readonly Hold[]): HoldChanges {
  const [had, has] = [new Map(before.map((hold) => [hold.key, hold])), new Map(after.map((hold) => [hold.key, hold]))];
  const caps = [...new Map([...before, ...after].filter(isCap).map((hold) => [hold.key, hold])).values()];
  const taken = (holds: ReadonlyMap<string, Hold>, key: string): number => {
    const hold = holds.get(key);
    return hold?.kind === 'cap' ? hold.takeFen : 0;
  };
  return {
    take: after.filter(isRow).filter((hold) => JSON.stringify(had.get(hold.key)) !== JSON.stringify(hold)),
    giveBack: before.filter(isRow).filter(({ key }) => !has.has(key)),
    caps: caps.map((hold) => ({ hold, moreFen: taken(has, hold.key) - taken(had, hold.key) })).filter(({ moreFen }) => moreFen !== 0),
  };
}
