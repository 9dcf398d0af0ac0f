import type { ClaimDraft } from '../../../shared/domain/subsidies/claim.ts';

/** The six that are written, and what the system writes itself. */
export type AnyKind = ClaimDraft['kind'];
/** A claim as it is written on the page: fields of `claimInput`, some still half filled. */
export type Draft = { readonly kind: AnyKind } & Readonly<Record<string, unknown>>;
type Bag = Readonly<Record<string, unknown>>;

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a JSON pointer (`/lines/0/amountFen`); undefined: nothing yet. */
export const valueAt = (whole: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((value: unknown, key) => (typeof value === 'object' && value !== null ? (value as Bag)[key] : undefined), whole);

/** The same with another value there; undefined takes it out. Nothing is changed in place. */
export function withValue<Whole>(whole: Whole, pointer: string, value: unknown): Whole {
  const [key = '', ...rest] = pointer.split('/').slice(1);
  const put = (inner: unknown) => (rest.length === 0 ? value : withValue(inner ?? {}, `/${rest.join('/')}`, value));
  if (Array.isArray(whole)) return whole.map((entry, at) => (`${at}` === key ? put(entry) : entry)) as Whole;
  const { [key]: before, ...others } = (whole ?? {}) as Bag;
  const next = put(before);
  return (next === undefined ? others : { ...(whole as Bag), [key]: next }) as Whole;
}

/** Given whole or not at all (`claim.ts`): the place with its division and address, the firm with its name and code. */
const WHOLE: Readonly<Record<string, readonly string[]>> = { site: ['divisionCode', 'address'], firm: ['name', 'uscc'] };
/** What the API shows and does not take. */
const SHOWN_ONLY = new Set(['idNumberMasked']);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isBag(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const gone = SHOWN_ONLY.has(key) || inner === undefined || inner === '';
      const half = isBag(inner) && (WHOLE[key] ?? []).some((part) => inner[part] === undefined || inner[part] === '');
      return gone || half ? [] : [[key, plain(inner)]];
    }),
  );
}

/** A claim as it is sent: without what only the API says, and without what is half filled and may not be. */
export const sendable = (claim: Draft): Draft => plain(claim) as Draft;

/** A claim as it may be kept on this device: without numbers of identity cards. */
export function withoutIdNumbers<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutIdNumbers) as Value;
  if (!isBag(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === 'idNumber' ? [] : [[key, withoutIdNumbers(inner)]])),
  ) as Value;
}

const ROW_IDS = ['lineId', 'traineeId', 'sessionId', 'relativeId'] as const;
/** The id of a row of a list; undefined: it is no row. */
export const rowIdOf = (row: unknown): string | undefined =>
  isBag(row) ? ROW_IDS.map((name) => row[name]).find((id): id is string => typeof id === 'string') : undefined;
const isRows = (value: unknown): value is readonly Bag[] => Array.isArray(value) && value.some((row) => rowIdOf(row) !== undefined);

/**
 * Takes over what the API has made of id numbers: where a number stands as it was sent, its masked form comes in its place. What was typed
 * since then stays.
 */
export function takeMasks(local: unknown, sent: unknown, kept: unknown): unknown {
  if (Array.isArray(local)) {
    const byId = (rows: unknown, row: unknown) =>
      Array.isArray(rows) ? rows.find((other) => rowIdOf(other) !== undefined && rowIdOf(other) === rowIdOf(row)) : undefined;
    return local.map((row) => takeMasks(row, byId(sent, row), byId(kept, row)));
  }
  if (!isBag(local)) return local;
  const { idNumber, ...rest } = local;
  const bags = [isBag(sent) ? sent : {}, isBag(kept) ? kept : {}] as const;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, takeMasks(value, bags[0][key], bags[1][key])]));
  const masked = bags[1].idNumberMasked;
  if (idNumber === undefined || idNumber !== bags[0].idNumber || masked === undefined) {
    return idNumber === undefined ? inner : { ...inner, idNumber };
  }
  return { ...inner, idNumberMasked: masked };
}

/** The parts of a claim two people can have changed apart from each other: its fields, and the rows of its lists one by one. */
function partsOf(claim: Draft): Map<string, unknown> {
  return new Map(
    Object.entries(claim).flatMap(([key, value]): [string, unknown][] =>
      isRows(value) ? value.map((row): [string, unknown] => [`${key}#${rowIdOf(row)}`, row]) : [[key, value]],
    ),
  );
}

function wholeOf(parts: ReadonlyMap<string, unknown>): Draft {
  const claim: Record<string, unknown> = {};
  for (const [part, value] of parts) {
    const [name = '', row] = part.split('#');
    // A list that one side has only emptied does not take away the rows of the other.
    const emptied = Array.isArray(value) && value.length === 0 && Array.isArray(claim[name]);
    if (value === undefined || emptied) continue;
    claim[name] = row === undefined ? value : [...((claim[name] as unknown[] | undefined) ?? []), value];
  }
  return claim as Draft;
}

/** Where two versions of one claim differ: what each side says, and whether both changed it. */
export type Difference = { readonly part: string; readonly mine: unknown; readonly theirs: unknown; readonly both: boolean };

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
/** Equal whatever the order of the fields. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isBag(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? '';

/** Every part in which my version and theirs differ. */
export function differences(base: Draft, mine: Draft, theirs: Draft): Difference[] {
  const [before, my, their] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  return [...new Set([...my.keys(), ...their.keys()])]
    .filter((part) => !same(my.get(part), their.get(part)))
    .map((part) => ({
      part,
      mine: my.get(part),
      theirs: their.get(part),
      both: !same(my.get(part), before.get(part)) && !same(their.get(part), before.get(part)),
    }));
}

/** Both versions in one: what only one side changed is taken from that side; of the others, what was chosen. */
export function merged(base: Draft, mine: Draft, theirs: Draft, takeTheirs: ReadonlySet<string>): Draft {
  const [before, my, their] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  const parts = new Map<string, unknown>();
  for (const part of new Set([...my.keys(), ...their.keys()])) {
    const onlyTheirs = same(my.get(part), before.get(part));
    parts.set(part, onlyTheirs || takeTheirs.has(part) ? their.get(part) : my.get(part));
  }
  return wholeOf(parts);
}
