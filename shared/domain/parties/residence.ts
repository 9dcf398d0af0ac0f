import { addMonths, type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bilingual } from '../policy/text.ts';
import { CONFIRMING_KINDS, isOneOf } from './kinds.ts';
import type { Organisation, OrganisationFile, Residence } from './records.ts';
import type { FieldFault, RuleRefusal } from './refusal.ts';
import { isEstablished } from './registration.ts';

type Residences = Pick<OrganisationFile, 'residences'>;

/** Where a residence stands on a day; one whose interval is past is over, whatever was last said of it. */
export const residenceStateOn = ({ status, until }: Pick<Residence, 'status' | 'until'>, day: CivilDate): Residence['status'] =>
  until !== null && until <= day ? 'ended' : status;

const isOpen = (residence: Residence, now: Date): boolean => residenceStateOn(residence, dayInShanghai(now)) !== 'ended';

/** Is it confirmed that the company sits there on this day? */
export const sitsThereOn = (residence: Residence, day: CivilDate): boolean =>
  residenceStateOn(residence, day) === 'confirmed' && residence.from <= day;

const bodiesOf = (residences: readonly Residence[]): readonly string[] => [...new Set(residences.map(({ bodyId }) => bodyId))];

/**
 * The carriers and community operators in the eyes of the access policy. `confirmingBodies`: those the company sits with today, as they have
 * confirmed · `declaredBodies`: those it only says it sits with, or will. One whose interval is past is neither.
 */
export function bodiesOfCompany({ residences }: Residences, now: Date) {
  const today = dayInShanghai(now);
  const open = residences.filter((residence) => isOpen(residence, now));
  return {
    confirmingBodies: bodiesOf(open.filter((residence) => sitsThereOn(residence, today))),
    declaredBodies: bodiesOf(open.filter((residence) => !sitsThereOn(residence, today))),
  };
}

const FAULTS = {
  'not-a-carrier-or-operator': {
    zh: '不是众创空间、孵化器或众创社区运营机构',
    en: 'is neither an incubator nor the operator of a community',
  },
  'too-early': { zh: '日期过早', en: 'lies too far back' },
  'too-late': { zh: '日期过晚', en: 'lies too far ahead' },
  'not-after-from': { zh: '必须晚于入驻日期', en: 'must be a day after the first' },
  'before-from': { zh: '不能早于入驻日期', en: 'must not lie before the first day' },
  'community-needed': { zh: '请填写企业所在的众创社区', en: 'name the community it sits in' },
  'not-your-community': { zh: '不是贵机构运营的、已备案或已认定的众创社区', en: 'is no community on record or certified that you operate' },
  'not-for-carriers': { zh: '由众创社区运营机构填写', en: 'is for the operators of communities to say' },
} as const satisfies Record<string, Bilingual>;

const fault = (pointer: string, code: keyof typeof FAULTS): FieldFault => ({ pointer, code, detail: FAULTS[code] });

/** Before that there were no incubators in Jiangsu; whoever writes it mistyped. */
const EARLIEST = '1987-01-01';
/** How far ahead a move may be declared. */
const MOST_MONTHS_AHEAD = 12;

const wrongFrom = (from: string, now: Date): FieldFault[] => [
  ...(from < EARLIEST ? [fault('/from', 'too-early')] : []),
  ...(from > addMonths(dayInShanghai(now), MOST_MONTHS_AHEAD) ? [fault('/from', 'too-late')] : []),
];

type Refused<Code extends string> = Result<Residence, RuleRefusal<Code | 'residence-refused'>>;

/** Decides on what a company says of where it sits. With one body it can sit once at a time. */
export function declareResidence(
  { organisation, residences }: Pick<OrganisationFile, 'organisation' | 'residences'>,
  said: { readonly id: string; readonly from: string; readonly declaredBy: string; readonly now: Date },
  body: Pick<Organisation, 'id' | 'kind' | 'name'> | undefined,
): Refused<'residence-already-there'> {
  const { id, from, declaredBy, now } = said;
  const kind = body && body.id !== organisation.id && isOneOf(CONFIRMING_KINDS, body.kind) ? body.kind : undefined;
  const faults = [...(kind ? [] : [fault('/bodyId', 'not-a-carrier-or-operator')]), ...wrongFrom(from, now)];
  if (faults.length > 0 || !body || !kind) return refuse({ code: 'residence-refused', faults });
  if (residences.some((other) => other.bodyId === body.id && isOpen(other, now))) return refuse({ code: 'residence-already-there' });
  return ok({
    id,
    bodyId: body.id,
    bodyKind: kind,
    bodyName: body.name,
    communityId: null,
    from,
    until: null,
    status: 'declared',
    declaredBy,
    confirmedBy: null,
    confirmedAt: null,
    version: 1,
  });
}

/** A community as far as a residence in it is concerned. */
export type HostCommunity = { readonly id: string; readonly operatorId: string; readonly standing: string };
/** Only in these a firm counts as being in a community: on record as a pilot, or certified. */
const OPEN_STANDINGS = ['recorded_pilot', 'certified'];

export interface ConfirmationTerms {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly communityId?: string | undefined;
}

/** A carrier names no community; an operator names one of its own, on record or certified. */
export function wrongCommunity(
  { bodyKind, bodyId }: Pick<Residence, 'bodyKind' | 'bodyId'>,
  named: string | undefined,
  community: HostCommunity | undefined,
): FieldFault[] {
  if (bodyKind === 'carrier') return named === undefined ? [] : [fault('/communityId', 'not-for-carriers')];
  if (named === undefined) return [fault('/communityId', 'community-needed')];
  const own = community?.id === named && community.operatorId === bodyId && OPEN_STANDINGS.includes(community.standing);
  return own ? [] : [fault('/communityId', 'not-your-community')];
}

/** Do two half-open intervals of days share one? */
const overlap = (a: Pick<Residence, 'from' | 'until'>, b: Pick<Residence, 'from' | 'until'>): boolean =>
  (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);

/** Is it confirmed for one of these days that the company sits with another body of the same kind? */
const sitsElsewhere = ({ residences }: Residences, { id, bodyKind }: Residence, days: Pick<Residence, 'from' | 'until'>): boolean =>
  residences.some(
    (other) =>
      other.id !== id && other.bodyKind === bodyKind && other.confirmedAt !== null && other.from !== other.until && overlap(other, days),
  );

/**
 * Decides on a confirmation by the body itself: of what was declared, for a company whose credit code is settled, and for days on which no
 * other body of the kind has confirmed it. What the terms leave out stays as declared.
 */
export function confirmResidence(
  file: Pick<OrganisationFile, 'residences' | 'organisation'>,
  residence: Residence,
  terms: ConfirmationTerms,
  about: { readonly confirmedBy: string; readonly now: Date; readonly community: HostCommunity | undefined },
): Refused<'residence-not-declared' | 'residence-overlaps' | 'credit-code-unsettled'> {
  const { confirmedBy, now, community } = about;
  if (residence.status !== 'declared' || !isOpen(residence, now)) return refuse({ code: 'residence-not-declared' });
  if (!isEstablished(file.organisation)) return refuse({ code: 'credit-code-unsettled' });
  const { from = residence.from, until = null } = terms;
  const faults = [
    ...wrongFrom(from, now),
    ...(until !== null && until <= from ? [fault('/until', 'not-after-from')] : []),
    ...wrongCommunity(residence, terms.communityId, community),
  ];
  if (faults.length > 0) return refuse({ code: 'residence-refused', faults });
  if (sitsElsewhere(file, residence, { from, until })) return refuse({ code: 'residence-overlaps' });
  return ok({
    ...residence,
    from,
    until,
    communityId: terms.communityId ?? null,
    status: 'confirmed',
    confirmedBy,
    confirmedAt: now.toISOString(),
    version: residence.version + 1,
  });
}

/**
 * Ends a residence today or on a day past. One that was only declared for a day ahead ends before it began.
 * A day ahead is said when it is confirmed (`until`), so that nothing has to happen by itself.
 */
export function endResidence(residence: Residence, on: string | undefined, now: Date): Refused<'residence-over'> {
  const today = dayInShanghai(now);
  if (!isOpen(residence, now)) return refuse({ code: 'residence-over' });
  const last = on ?? (today < residence.from ? residence.from : today);
  if (on !== undefined && on < residence.from) return refuse({ code: 'residence-refused', faults: [fault('/on', 'before-from')] });
  if (on !== undefined && on > today) return refuse({ code: 'residence-refused', faults: [fault('/on', 'too-late')] });
  return ok({ ...residence, until: last, status: 'ended', version: residence.version + 1 });
}
