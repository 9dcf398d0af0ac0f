import { addDays, type CivilDate, dayInShanghai } from '../../kernel/civil-date.ts';
import { brokenRule, type Concerned } from '../people/four-eyes.ts';
import type { Actor } from '../records/actor.ts';
import type { Opinion } from '../records/beside.ts';
import type { CaseFile, CaseRecord } from '../records.ts';
import type { Stage } from '../states.ts';
import { OPINION_TOLD } from './opinion-terms.ts';

/**
 * Opinions on a case: the reviewer's own, and those of specialists who were asked by name. What is said by one is sealed: it has a hash of its
 * own, no step changes it, and no other specialist is shown it.
 */

/** The specialist who is to be asked, with what four eyes looks at; found by whoever serves the command. */
export interface AskedExpert {
  readonly by: Actor;
  /** All organisations they belong to, through whichever account. */
  readonly organisationIds: readonly string[];
  readonly concerned: Concerned;
}

const OPINION: Stage = 'opinion';
export const isOpen = ({ state }: Pick<Opinion, 'state'>): boolean => state === 'asked';
export const openOpinions = ({ opinions }: Pick<CaseFile, 'opinions'>): readonly Opinion[] => opinions.filter(isOpen);

/** What a specialist was asked for and has neither given nor declined; undefined: nothing. */
export const askedOf = (file: Pick<CaseFile, 'opinions'>, { personId }: Pick<Actor, 'personId'>): Opinion | undefined =>
  openOpinions(file).find(({ by }) => by.personId === personId);

/** The last one a specialist may still look at: what is asked of them, or what they gave. */
export const shownTo = ({ opinions }: Pick<CaseFile, 'opinions'>, { personId }: Pick<Actor, 'personId'>): Opinion | undefined =>
  opinions.findLast(({ by, kind, state }) => kind === 'expert' && by.personId === personId && (state === 'asked' || state === 'given'));

/** The specialists to whom the case is shown as far as they were asked about it. */
export const expertsOf = ({ opinions }: Pick<CaseFile, 'opinions'>): string[] => [
  ...new Set(
    opinions.filter(({ kind, state }) => kind === 'expert' && (state === 'asked' || state === 'given')).map(({ by }) => by.personId),
  ),
];

/** May this specialist be asked: no tie, no other part in the case, not asked already, and no conflict they declared themselves? */
export function mayBeAsked({ record, opinions }: CaseFile, { by, organisationIds, concerned }: AskedExpert): boolean {
  const own = opinions.filter((one) => one.by.personKey === by.personKey);
  if (own.some((one) => isOpen(one) || one.declined === 'conflict')) return false;
  return brokenRule(record, OPINION, { ...by, organisationIds }, concerned) === undefined;
}

/** The matter that is judged, whoever strikes what of it later: programme, facts and claim. */
export const basisOf = ({ programmeHash, snapshotHash, claim }: CaseRecord) => ({ programmeHash, snapshotHash, claim });

/** What is sealed when an opinion is given. */
export const sealedPart = ({ id, question, lines, papers, askedAt, declaredAt, verdict, amounts, text, givenAt, basisHash }: Opinion) => ({
  id,
  question,
  lines,
  papers,
  askedAt,
  declaredAt,
  verdict,
  amounts,
  text,
  givenAt,
  basisHash,
});

/**
 * How many natural persons have judged the matter as it stands. One that was given on other content does not count, nor a person's second one:
 * a profile that asks for several wants them from several.
 * What due diligence found is a report of its own and no judgement.
 * @param basisHash of the matter as it stands; null: whatever was judged counts
 */
export const judgesOf = (opinions: readonly Opinion[], basisHash: string | null): number =>
  new Set(
    opinions
      .filter(({ kind, state }) => kind !== 'diligence' && state === 'given')
      .filter((one) => basisHash === null || one.basisHash === basisHash)
      .map(({ by }) => by.personKey),
  ).size;

/** The matters that somebody opposes, by their hashes. Of what one person said the last counts, the reviewer among them. */
export function opposedOn(opinions: readonly Opinion[]): string[] {
  const given = opinions.filter(({ state }) => state === 'given').toSorted((a, b) => ((a.givenAt ?? '') < (b.givenAt ?? '') ? -1 : 1));
  const last = new Map(given.map((one) => [one.by.personKey, one]));
  return [
    ...new Set([...last.values()].flatMap(({ verdict, basisHash }) => (verdict === 'oppose' && basisHash !== null ? basisHash : []))),
  ];
}

/** Does somebody who judged the matter as it stands oppose it? Known of the record alone, which is all that a run of many reads. */
export const isOpposed = (record: CaseRecord, hashOf: (value: unknown) => string): boolean =>
  (record.opposedOn ?? []).includes(hashOf(basisOf(record)));

/** The first day by which one that is open has to be given; null: none is open. The worker of the clock looks at it. */
export const firstDue = (opinions: readonly Opinion[]): CivilDate | null =>
  opinions
    .filter(isOpen)
    .map(({ dueOn }) => dueOn)
    .reduce<CivilDate | null>((first, dueOn) => (dueOn !== null && (first === null || dueOn < first) ? dueOn : first), null);

/** Was it not given in time? A case that is on hold or away at the applicant keeps nobody waiting. */
export const isLate = ({ dueOn, state }: Opinion, { state: at, halt }: Pick<CaseRecord, 'state' | 'halt'>, today: CivilDate): boolean =>
  state === 'asked' && dueOn !== null && today > dueOn && at === 'under_review' && halt === null;

/** Since which day the case waits for a specialist; undefined: it does not. */
export const askedSince = (file: Pick<CaseFile, 'opinions'>): CivilDate | undefined => {
  const [first] = openOpinions(file)
    .map(({ askedAt }) => askedAt)
    .toSorted();
  return first === undefined ? undefined : dayInShanghai(new Date(first));
};

/** The days on which somebody is told about one that is due. */
export const tellsOf = (dueOn: CivilDate): readonly { readonly on: CivilDate; readonly event: 'opinion-due' | 'opinion-late' }[] => [
  { on: addDays(dueOn, -OPINION_TOLD.before), event: 'opinion-due' },
  ...OPINION_TOLD.after.map((days) => ({ on: addDays(dueOn, days), event: 'opinion-late' as const })),
];
