import canonicalize from 'canonicalize';
import type { AuditValue } from '../domain/audit/entry.ts';
import type { CaseFile, CaseRecord } from '../domain/cases/records.ts';

/**
 * What the chain says of a case: one row for every field of the record and every list beside it, so that no event can change one unsaid. Plain is
 * what every reader of the chain may know (ids, days, counts, pointers); whatever was said, whom it names and where money goes is a keyed hash.
 */
export type Values = Readonly<Record<string, AuditValue>>;
type Kept = (name: string, value: never) => Values;
// biome-ignore lint/suspicious/noExplicitAny: rows of every kind are walked by the names of their parts
type Part = any;

const PLAIN = (name: string, value: Part): Values => ({ [name]: value ?? null });
/** Keys of persons are the house's own, and a claim as it was returned is in the content's hash of then. */
const without = (key: string, part: Part) => (key === 'before' ? undefined : part?.personId ? { ...part, personKey: undefined } : part);
const HASHED = (name: string, value: Part): Values => ({
  [name]: value == null ? null : { sensitive: canonicalize(JSON.parse(JSON.stringify(value, without))) as string },
});
const joined = (all: readonly Values[]): Values => Object.assign({}, ...all);
/** Each part hashed on its own: the entry tells which was changed. */
const PARTS = (name: string, value: Part): Values =>
  joined(Object.entries(value ?? {}).map(([part, content]) => HASHED(`${name}.${part}`, content)));

const at = (value: Part, path: string): Part =>
  path.split('.').reduce((part, step) => (Array.isArray(part) ? part.map((one) => one[step]) : part?.[step]), value);
/** Hashed whole, with these parts of it plain. */
const open =
  (...plain: readonly string[]) =>
  (name: string, value: Part): Values =>
    value == null ? {} : joined([HASHED(name, value), ...plain.map((path) => PLAIN(`${name}.${path}`, at(value, path)))]);
/** Row by row, each named by one of its parts, or by its place where that would tell too much. */
const rows =
  (key: string | undefined, ...plain: readonly string[]) =>
  (name: string, list: Part): Values =>
    joined((list ?? []).map((row: Part, place: number) => open(...plain)(`${name}.${key ? row[key] : place + 1}`, row)));
/** Hashed whole, with a line of words for each. */
const lines =
  (...paths: readonly string[]) =>
  (name: string, list: Part): Values => ({
    ...HASHED(name, list),
    [`${name}.lines`]: list.map((row: Part) => paths.map((path) => at(row, path)).join(' ')),
  });

type Fields = CaseRecord & Omit<CaseFile, 'record'>;

/**
 * What needs no row: the entry itself says who, when and of which case; each has `state`, `version` and `contentHash`, which covers the claim and,
 * by the hash of the programme, its name and terms; acts are the entries; the day a specialist is due, and what is opposed, is in the opinions; where it is counted
 * follows from state, terms and place.
 */
type Elsewhere =
  | 'id'
  | 'state'
  | 'version'
  | 'contentHash'
  | 'since'
  | 'acts'
  | 'createdAt'
  | 'createdBy'
  | 'submittedAt'
  | 'claim'
  | 'opinionDueOn'
  | 'opposedOn'
  | 'countedIn'
  | 'programmeName'
  | 'terms';

export const KEPT: Readonly<Record<Exclude<keyof Fields, Elsewhere>, Kept>> = {
  instrument: PLAIN,
  programmeId: PLAIN,
  programmeVersion: PLAIN,
  programmeHash: PLAIN,
  divisionCode: PLAIN,
  confirmingBodyId: PLAIN,
  reapplyOf: PLAIN,
  resumeState: PLAIN,
  submittedOn: PLAIN,
  snapshotHash: PLAIN,
  payeeChangedOn: PLAIN,
  released: PLAIN,
  seenOn: PLAIN,
  applicant: open('organisationId'),
  signedBy: HASHED,
  clock: open('start', 'shown.day', 'shown.exact'),
  resumeClock: HASHED,
  draft: PARTS,
  concern: HASHED,
  interests: HASHED,
  settled: rows('fact', 'evidence'),
  struck: rows('lineId'),
  // An applicant is not told what was noticed, nor about which bill.
  flags: rows(undefined),
  billFiles: HASHED,
  appraisal: open('asOf', 'verdict'),
  payee: PARTS,
  confirmation: HASHED,
  assigned: lines('stage', 'by.personId'),
  proposal: HASHED,
  approvals: lines('level', 'amountFen', 'by.personId'),
  waiting: open('since', 'budgetId'),
  budget: open('budgetId'),
  money: open('reservedFen', 'postedFen', 'voidedFen', 'recoveredFen'),
  holds: HASHED,
  caps: HASHED,
  halt: open('from', 'until'),
  notice: open('from', 'until'),
  contract: open('documentHash'),
  conditions: rows('id', 'dueOn', 'checkerRole', 'metAt', 'found.evidence'),
  conditionReports: rows('id', 'evidence', 'at', 'missing.at'),
  decision: open('event', 'on', 'clauses'),
  reminded: open('dueOn', 'exact'),
  corrections: rows('id', 'state', 'dueOn', 'defects.pointer', 'requestedChanges', 'unrequestedChanges'),
  opinions: rows('id'),
  objections: rows('id', 'state'),
  appeals: rows('id', 'state'),
  payments: rows('id', 'state', 'amountFen', 'attempt', 'batchId'),
  recoveries: rows('id', 'state', 'principalFen'),
};

/** Everything of a case that the chain speaks of, by the name it has there. */
export const contentsOfCase = ({ record, ...beside }: CaseFile): Values => {
  const fields: Partial<Fields> = { ...record, ...beside };
  return joined(Object.entries(KEPT).map(([name, kept]) => kept(name, fields[name as keyof Fields] as never)));
};

const same = (one: AuditValue | undefined, other: AuditValue | undefined): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What of it a step changed: the new values, null for what is gone. */
export function changedContents(before: CaseFile | undefined, after: CaseFile): Values {
  const [old, now] = [before ? contentsOfCase(before) : {}, contentsOfCase(after)];
  const names = Object.keys({ ...old, ...now }).filter((name) => !same(old[name], now[name]));
  return Object.fromEntries(names.map((name) => [name, now[name] ?? null]));
}
