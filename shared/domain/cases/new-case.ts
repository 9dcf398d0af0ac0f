import type { HolidayLists } from '../calendar/working-days.ts';
import { type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { noMoney } from '../ledger/case-money.ts';
import type { OrganisationFile } from '../parties/records.ts';
import { bodiesOfCompany, sitsThereOn } from '../parties/residence.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import { startClock } from './clock/clock.ts';
import type { InstrumentName } from './profiles.ts';
import { NO_CONCERN } from './records/handed-in.ts';
import type { CaseFile, CaseRecord } from './records.ts';
import { termsOf } from './terms/terms.ts';

/** Applicants that would have to confirm themselves: the county bureau does it for them. */
const CONFIRMS_OTHERS: readonly string[] = ['carrier', 'community_operator'];

/** What a case says of the programme it is under and of its applicant: as of today in a draft, and pinned once it is handed in. */
export function standingOf(
  { organisation, residences }: OrganisationFile,
  programme: Programme,
  version: ProgrammeVersion,
  hash: string,
  now: Date,
) {
  const { confirmingBodies, declaredBodies } = bodiesOfCompany({ residences }, now);
  const { id, kind, name, uscc } = organisation;
  // Where it sits with a carrier and in a community, the community is asked: it is what these programmes are for.
  const today = dayInShanghai(now);
  const community = residences.find((one) => one.communityId !== null && sitsThereOn(one, today));
  return {
    programmeId: programme.id,
    programmeName: programme.name,
    programmeVersion: version.version,
    programmeHash: hash,
    terms: termsOf(version),
    divisionCode: programme.regionCode as string,
    applicant: { organisationId: id, kind, name, uscc, communityId: community?.communityId ?? null },
    confirmingBodyId: CONFIRMS_OTHERS.includes(kind) ? null : (community?.bodyId ?? confirmingBodies[0] ?? declaredBodies[0] ?? null),
  };
}

interface Beginning {
  readonly id: string;
  readonly instrument: InstrumentName;
  readonly standing: ReturnType<typeof standingOf>;
  readonly claim: unknown;
  /** Declared before, where it is applied again. */
  readonly interests?: readonly { readonly name: string; readonly relation: 'relative' | 'holder' }[];
  readonly createdBy: string;
  readonly reapplyOf: string | null;
  /** RFC 3339. */
  readonly now: string;
  readonly today: CivilDate;
  readonly holidays: HolidayLists;
}

/** A case as it begins: a draft, with the clock of a draft running. */
export function newCase({
  id,
  instrument,
  standing,
  claim,
  interests = [],
  createdBy,
  reapplyOf,
  now,
  today,
  holidays,
}: Beginning): CaseFile {
  const blank: CaseRecord = {
    id,
    instrument,
    ...standing,
    state: 'draft',
    since: now,
    resumeState: null,
    clock: null,
    resumeClock: null,
    createdAt: now,
    createdBy,
    submittedAt: null,
    submittedOn: null,
    signedBy: null,
    draft: { claim, payee: null, interests: [...interests], savedAt: now },
    concern: NO_CONCERN,
    snapshotHash: null,
    claim: null,
    settled: [],
    struck: [],
    flags: [],
    appraisal: null,
    payee: null,
    payeeChangedOn: null,
    contentHash: null,
    confirmation: null,
    assigned: [],
    acts: [],
    proposal: null,
    approvals: [],
    waiting: null,
    budget: null,
    money: noMoney(id, id),
    holds: [],
    caps: [],
    halt: null,
    notice: null,
    contract: null,
    conditions: [],
    decision: null,
    reapplyOf,
    version: 1,
  };
  const record = { ...blank, clock: startClock(blank, 'draft', { today, holidays }) };
  return { record, corrections: [], opinions: [], objections: [], appeals: [], payments: [], recoveries: [] };
}
