import { addMonths, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { answerMatch } from '../../../shared/domain/matching/answer.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { timelineOf } from '../../../shared/domain/matching/timeline.ts';
import type { Grounds } from '../../../shared/domain/parties/access.ts';
import { APPLIES_AS } from '../../../shared/domain/parties/applicant.ts';
import { RESIDENT_GROUPS } from '../../../shared/domain/parties/field-groups.ts';
import { APPLICANT_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import { type FactStanding, knownFacts } from '../../../shared/domain/parties/profile.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';
import { knownOf } from './known.ts';

const applicantOf = ({ organisation: { kind } }: ProfileFile) => {
  if (!isOneOf(APPLICANT_KINDS, kind)) throw new Error(`an organisation of kind ${kind} applies for nothing`);
  return APPLIES_AS[kind];
};

/** The body a company sits with asks with what concerns it alone; members with all there is. */
const readerOf = ({ relation }: Grounds) =>
  relation === 'same-organisation' ? { partial: false } : { partial: true, groups: RESIDENT_GROUPS };

/** The main question on what is known of a company. Refused: programmes that do not exist. */
export function matchCompany(
  file: ProfileFile,
  catalogue: LoadedCatalogue,
  grounds: Grounds,
  { now, asOf, programmeIds }: { readonly now: Date; readonly asOf: CivilDate; readonly programmeIds?: readonly string[] | undefined },
) {
  const { partial, ...reader } = readerOf(grounds);
  const { standings, known } = knownOf(file, catalogue, now, { asOf, ...reader });
  const answer = answerMatch(catalogue, { facts: known.facts, asOf, programmeIds, applicant: applicantOf(file) });
  if (!answer.ok) {
    if (answer.refusal.code === 'unknown-programme') return refuse(answer.refusal.ids);
    throw new Error('what is known of a company contradicts itself');
  }
  const contested = standings.filter((standing) => standing.contested && known.facts.has(standing.fact));
  return ok({
    ...answer.value,
    profileVersion: file.profile.version,
    partial,
    usedFacts: [...known.facts.keys()],
    leftOut: known.leftOut,
    contested: contested.map(({ fact }) => fact),
  });
}

/** First day on which nothing fresh is said of a fact any more; null: never. */
function staleOn({ statements }: FactStanding): CivilDate | null {
  const fresh = statements.filter(({ standing }) => standing === 'fresh').map(({ freshUntil }) => freshUntil);
  return fresh.reduce<CivilDate | null>((last, day) => (last === null || day === null ? null : day > last ? day : last), fresh[0] ?? null);
}

/** The days on which what is counted may change though nobody says anything: an answer runs out, a company comes or moves out. */
const daysOfAnswers = (standings: readonly FactStanding[], { residences }: ProfileFile): CivilDate[] =>
  [
    ...standings.flatMap(({ statements }) => statements.map(({ freshUntil }) => freshUntil)),
    ...residences.flatMap(({ from, until }) => [from, until] as (CivilDate | null)[]),
  ].filter((day) => day !== null);

/** The dates that lie ahead of a company: on each of them the matches say what is said of it here. */
export function lookAhead(file: ProfileFile, catalogue: LoadedCatalogue, grounds: Grounds, now: Date, months: number) {
  const { partial, ...reader } = readerOf(grounds);
  const { today, standings, known } = knownOf(file, catalogue, now, reader);
  const { dictionary, reference, catalogueVersion } = catalogue;
  const ends = standings.flatMap((standing): [string, CivilDate][] => {
    const day = known.facts.has(standing.fact) ? staleOn(standing) : null;
    return day === null ? [] : [[standing.fact, day]];
  });
  const until = addMonths(today, months);
  const entries = timelineOf({
    catalogue,
    applicant: applicantOf(file),
    factsOn: (day) => knownOf(file, catalogue, now, { ...reader, asOf: day }).known.derived,
    keptOn: (day, without) => {
      const left = without === undefined ? standings : standings.filter(({ fact }) => fact !== without);
      return knownFacts(left, dictionary, reference, day).derived;
    },
    answersTurnOn: daysOfAnswers(standings, file),
    from: today,
    until,
    staleOn: new Map(ends),
  });
  return {
    organisationId: file.organisation.id,
    profileVersion: file.profile.version,
    partial,
    catalogueVersion,
    asOf: today,
    until,
    entries,
  };
}
