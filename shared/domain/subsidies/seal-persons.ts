import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { maskIdNumber } from '../parties/mask.ts';
import { PARTICULARS } from '../parties/particulars.ts';
import { badFields, type FieldFault, type RuleRefusal } from '../parties/refusal.ts';
import type { ClaimDraft, ClaimInput } from './claim.ts';

type Sent = { readonly name?: string | undefined; readonly idNumber?: string | undefined };
type Kept = { readonly personKey?: string | undefined; readonly idNumberMasked?: string | undefined };
type Context = {
  /** The draft as it was; what is not sent anew stays. */
  readonly before: ClaimDraft | undefined;
  /** A keyed hash of an id number in its plain form: the same person has the same key in every claim, and nobody can count back. */
  readonly keyOf: (idNumber: string) => string;
  readonly today: CivilDate;
};

/** One person: the number gives way to its key. Without a number, what was kept stays, as long as the name stays too. */
function seal<Row extends Sent>(
  row: Row,
  before: (Kept & Sent) | undefined,
  pointer: string,
  { keyOf, today }: Context,
  faults: FieldFault[],
) {
  const { idNumber, ...rest } = row;
  if (idNumber === undefined) {
    const same = before !== undefined && (rest.name === undefined || rest.name === before.name);
    return {
      ...rest,
      ...(same && before.personKey !== undefined && { personKey: before.personKey, idNumberMasked: before.idNumberMasked }),
    };
  }
  const read = PARTICULARS.legalRepresentativeId.read(idNumber, today);
  if (read.ok) return { ...rest, personKey: keyOf(read.value), idNumberMasked: maskIdNumber(read.value) };
  faults.push({ pointer: `${pointer}/idNumber`, code: 'invalid-id-number', detail: read.refusal });
  return rest;
}

/**
 * A draft as it may be kept: every id number is read, checked and replaced by its key and its masked form. All wrong numbers are named at
 * once; a fault never repeats the number. Of a claim the system put together nothing is anybody's to write but the papers beside it.
 */
export function sealPersons(input: ClaimInput, context: Context): Result<ClaimDraft, RuleRefusal<'invalid-request'>> {
  if (input.kind === 'automatic') {
    const { kind, paperIds } = input;
    const { year, facts = [] } = context.before?.kind === kind ? context.before : {};
    return ok({ kind, facts, ...(year !== undefined && { year }), ...(paperIds && { paperIds }) });
  }
  const before = context.before as Record<string, unknown> | undefined;
  const faults: FieldFault[] = [];
  const one = (name: 'mentor' | 'founder', row: Sent | undefined) =>
    row && { [name]: seal(row, before?.[name] as Kept | undefined, `/${name}`, context, faults) };
  const many = (
    name: 'trainees' | 'household',
    key: 'traineeId' | 'relativeId',
    rows: readonly (Sent & Record<string, unknown>)[] | undefined,
  ) => {
    const kept = new Map(((before?.[name] ?? []) as (Kept & Record<string, unknown>)[]).map((row) => [row[key], row]));
    return rows && { [name]: rows.map((row, at) => seal(row, kept.get(row[key]), `/${name}/${at}`, context, faults)) };
  };
  const sealed = {
    ...input,
    ...(input.kind === 'training' && many('trainees', 'traineeId', input.trainees)),
    ...(input.kind === 'mentoring' && one('mentor', input.mentor)),
    ...(input.kind === 'rent' && { ...one('founder', input.founder), ...many('household', 'relativeId', input.household) }),
  };
  return faults.length > 0 ? refuse(badFields(faults)) : ok(sealed as ClaimDraft);
}
