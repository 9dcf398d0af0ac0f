import type { Hold } from '../domain/cases/money/hold-row.ts';
import { type KeptHold, keptHold, REFUSAL_OF_KIND } from '../domain/cases/money/holds.ts';
import type { FieldFault } from '../domain/parties/refusal.ts';
import type { Write } from './commit.ts';
import { caseCardKey, holdKey } from './keys/cases.ts';
import { invoiceKey } from './keys/companies.ts';
import type { ItemKey } from './keys/key.ts';
import type { HoldMove, Need } from './write-hold.ts';

/**
 * What a hold comes to in a row. `mark`: belongs to one case at a time · `share`: to any number of cases of one holder, counted · `sum`: a
 * number up to `most`, of all cases together · `year`: counted by year, where the years of the others must be those that were seen · `seen`: a
 * number that must be what it was, and stays that.
 */
type Part =
  | { readonly as: 'mark'; readonly name: string }
  | { readonly as: 'share'; readonly name: string; readonly holder: string }
  | { readonly as: 'sum'; readonly name: string; readonly by: number; readonly most: number }
  | { readonly as: 'year'; readonly year: number; readonly seen: Readonly<Record<string, number>> }
  | { readonly as: 'seen'; readonly name: string; readonly is: number };

/** A row with what is asked of one that counts on being there already. */
interface Row {
  readonly key: ItemKey;
  readonly isInvoice: boolean;
}
const rowOf = ({ kind, key }: KeptHold): Row =>
  kind === 'invoice' || kind === 'bill'
    ? { key: invoiceKey(key.split('/', 1)[0] ?? ''), isInvoice: true }
    : { key: holdKey(key), isInvoice: false };

/** What a programme has granted an applicant, in all and by the year of the costs; nothing limits it but what is granted. */
const allGranted = (year: number | null): string => (year === null ? 'grantedFen' : `g_${year}`);
const NO_END = Number.MAX_SAFE_INTEGER;

/** Each field begins with a letter of its own, so that no word of a claim is taken for a field of ours. */
const PARTS: { readonly [Kind in KeptHold['kind']]: (hold: Extract<KeptHold, { kind: Kind }>) => readonly Part[] } = {
  once: () => [{ as: 'mark', name: 'm_once' }],
  slots: ({ slots }) => slots.map((slot) => ({ as: 'mark', name: `m_${slot}` })),
  course: ({ course, year, typesPerYear }) => [
    { as: 'mark', name: `m_${course}` },
    // Each course is taken once, so as many are taken in a year as there are kinds of them.
    ...(typesPerYear === null ? [] : [{ as: 'sum' as const, name: `c_${year}`, by: 1, most: typesPerYear }]),
  ],
  exclusion: ({ holder }) => [{ as: 'share', name: 'all', holder }],
  // Two words, parted by the first slash: no number of an invoice has one.
  bill: ({ key, holder }) => [{ as: 'share', name: key.slice(key.indexOf('/') + 1), holder }],
  years: ({ year, seen }) => [{ as: 'year', year, seen }],
  invoice: ({ partFen, ownFen }) => [{ as: 'sum', name: 'claimedFen', by: partFen, most: ownFen }],
  cap: ({ takeFen, capFen }) => [{ as: 'sum', name: 'takenFen', by: takeFen, most: capFen }],
  granted: ({ year, takeFen }) => [allGranted(null), allGranted(year)].map((name) => ({ as: 'sum', name, by: takeFen, most: NO_END })),
  seen: ({ year, seenFen }) => [{ as: 'seen', name: allGranted(year), is: seenFen }],
  // No row of our own: the card of the case that was paid is asked itself.
  paid: () => [],
};
const partsOf = (hold: KeptHold): readonly Part[] => (PARTS[hold.kind] as (hold: KeptHold) => readonly Part[])(hold);

type Told = Pick<Need, 'refusal' | 'fault'>;
const toldBy = ({ kind, pointer, text, citation }: KeptHold): Told => {
  const code = REFUSAL_OF_KIND[kind];
  const fault: FieldFault = { pointer, code, detail: text, citation: citation as FieldFault['citation'] };
  return { refusal: code, fault };
};

/** What happens to one row of the database in one step: everything that is taken of it and given back, part by part. */
interface Change {
  readonly row: Row;
  readonly taken: Map<string, { readonly part: Part; readonly told: Told }>;
  readonly given: Map<string, Part>;
}
const nameOf = (part: Part): string => (part.as === 'year' ? part.as : `${part.as} ${part.name}`);
const sameMark = (a: Part | undefined, b: Part): boolean =>
  a !== undefined &&
  ((a.as === 'mark' && b.as === 'mark') ||
    (a.as === 'share' && b.as === 'share' && a.holder === b.holder) ||
    (a.as === 'year' && b.as === 'year' && a.year === b.year));

function changesOf(taken: readonly KeptHold[], givenBack: readonly KeptHold[]): Change[] {
  const changes = new Map<string, Change>();
  const changeOf = (hold: KeptHold): Change => {
    const row = rowOf(hold);
    const known = changes.get(row.key.pk) ?? { row, taken: new Map(), given: new Map() };
    changes.set(row.key.pk, known);
    return known;
  };
  for (const hold of givenBack) for (const part of partsOf(hold)) changeOf(hold).given.set(nameOf(part), part);
  for (const hold of taken) {
    const told = toldBy(hold);
    for (const part of partsOf(hold)) changeOf(hold).taken.set(nameOf(part), { part, told });
  }
  // What stays with the case is no change.
  for (const { taken: takes, given } of changes.values())
    for (const [name, { part }] of takes)
      if (sameMark(given.get(name), part)) {
        takes.delete(name);
        given.delete(name);
      }
  return [...changes.values()];
}

/** A move of a row as it is put together. */
interface Draft {
  readonly needs: Need[];
  readonly set: Record<string, string | number>;
  readonly add: Record<string, number>;
  readonly clear: string[];
}
const YEARS = 'years';
const yearField = (year: number | string): string => `y_${year}`;

/** Exactly these years, and as many claims of each, are what others and this case itself have: then nobody has another. */
function years(draft: Draft, taken: Part & { as: 'year' }, given: (Part & { as: 'year' }) | undefined): void {
  const seen: Record<string, number> = { ...taken.seen };
  if (given) seen[given.year] = (seen[given.year] ?? 0) + 1;
  const sum = Object.values(seen).reduce((all, one) => all + one, 0);
  const none = { field: YEARS, is: 'absent' } as const;
  const exactly = { field: YEARS, is: '=', than: sum } as const;
  draft.needs.push({ anyOf: sum === 0 ? [none, exactly] : [exactly] });
  for (const [year, claims] of Object.entries(seen)) draft.needs.push({ anyOf: [{ field: yearField(year), is: '=', than: claims }] });
  draft.add[yearField(taken.year)] = 1;
  if (given) draft.add[yearField(given.year)] = -1;
  else draft.add[YEARS] = 1;
}

/** Takes a part, in the place of what the case gives back of the same. */
function take(draft: Draft, caseId: string, part: Part, told: Told, given: Part | undefined): void {
  if (part.as === 'mark') {
    const [free, own] = [{ field: part.name, is: 'absent' } as const, { field: part.name, is: '=', than: caseId } as const];
    draft.needs.push({ anyOf: [free, own], ...told });
    draft.set[part.name] = caseId;
  } else if (part.as === 'share') {
    const [holder, count] = [`h_${part.name}`, `n_${part.name}`];
    const before = given?.as === 'share' ? 1 : 0;
    draft.needs.push({
      anyOf: [
        { field: count, is: 'absent' },
        { field: count, is: '<=', than: before },
        { field: holder, is: '=', than: part.holder },
      ],
      ...told,
    });
    draft.set[holder] = part.holder;
    if (before === 0) draft.add[count] = 1;
  } else if (part.as === 'sum') {
    const more = part.by - (given?.as === 'sum' ? given.by : 0);
    if (more === 0) return;
    const room = { field: part.name, is: '<=', than: part.most - more } as const;
    const begins = part.most >= more ? [{ field: part.name, is: 'absent' } as const] : [];
    draft.needs.push(more > 0 ? { anyOf: [room, ...begins], ...told } : { anyOf: [{ field: part.name, is: '>=', than: -more }] });
    draft.add[part.name] = more;
  } else if (part.as === 'seen') {
    const exactly = { field: part.name, is: '=', than: part.is } as const;
    draft.needs.push({ anyOf: part.is === 0 ? [{ field: part.name, is: 'absent' }, exactly] : [exactly], ...told });
    // A move has to write something; how often it was looked at nobody asks.
    draft.add.looks = 1;
  } else years(draft, part, given?.as === 'year' ? given : undefined);
}

/** Gives back what the case has: that it has it is a matter of our own books, never a refusal. */
function giveBack(draft: Draft, caseId: string, part: Part): void {
  const atLeast = (field: string, than: number) => draft.needs.push({ anyOf: [{ field, is: '>=', than }] });
  const less = (field: string, by: number) => {
    atLeast(field, by);
    draft.add[field] = -by;
  };
  if (part.as === 'mark') {
    draft.needs.push({ anyOf: [{ field: part.name, is: '=', than: caseId }] });
    draft.clear.push(part.name);
  } else if (part.as === 'share') {
    draft.needs.push({ anyOf: [{ field: `h_${part.name}`, is: '=', than: part.holder }] });
    less(`n_${part.name}`, 1);
  } else if (part.as === 'sum') less(part.name, part.by);
  else if (part.as === 'year') {
    less(yearField(part.year), 1);
    less(YEARS, 1);
  }
}

function moveOf({ row, taken, given }: Change, caseId: string): HoldMove[] {
  const draft: Draft = { needs: [], set: {}, add: {}, clear: [] };
  for (const [name, { part, told }] of taken) take(draft, caseId, part, told, given.get(name));
  for (const [name, part] of given) if (!taken.has(name)) giveBack(draft, caseId, part);
  const { needs, set, add, clear } = draft;
  if (needs.length === 0) return [];
  if (row.isInvoice) {
    // Whoever registers it anew writes the whole row on the version they read.
    needs.push({ anyOf: [{ field: 'version', is: '>=', than: 1 }] });
    add.version = 1;
  }
  return [{ hold: row.key, needs, set, add, clear }];
}

/** Money of that case must still be paid and kept, by its card, which every step of it and of its money writes. */
const paidChecks = (taken: readonly KeptHold[]): Write[] =>
  [...new Map(taken.flatMap((hold) => (hold.kind === 'paid' ? [[hold.caseId, hold]] : []))).values()].map((hold) => ({
    check: caseCardKey(hold.caseId),
    field: ['card', 'paidFen'],
    least: 1,
    ...toldBy(hold),
  }));

/**
 * What a step of a case takes of rows it shares with other cases, and what it gives back: one write a row, each with its conditions and with
 * the rule, the clause and the field that are told where one of them does not hold. What is both taken and given back stays.
 * @param taken as the case machine says (`Step.taken`, `Step.givenBack`); what is stored of a hold is enough to give it back
 * @throws ZodError for a hold of a kind that is not ours
 */
export function holdWrites({
  taken,
  givenBack,
  caseId,
}: {
  readonly taken: readonly Hold[];
  readonly givenBack: readonly Hold[];
  readonly caseId: string;
}): Write[] {
  const read = (holds: readonly Hold[]) => holds.map((hold) => keptHold.parse(hold));
  const takes = read(taken);
  return [...changesOf(takes, read(givenBack)).flatMap((change) => moveOf(change, caseId)), ...paidChecks(takes)];
}
