import type { ApplicantFile } from '../instruments/applicant-file.ts';
import { isCompetent } from '../parties/competence.ts';
import type { FactSource } from '../parties/records.ts';
import type { SnapshotContent } from '../parties/snapshot.ts';
import type { FactDictionary } from '../policy/fact.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';
import type { ClaimOf } from './claim.ts';
import { factsBehind } from './facts-asked.ts';

/** What a source says of facts it is there to know; nothing where it is the applicant itself, under whichever name. */
const vouched = (one: FactSource, applicantId: string): FactSource => {
  const own = one.source === 'self' || one.organisationId === applicantId;
  const facts = Object.entries(one.facts).filter(([fact]) => !own && isCompetent(one.source, fact));
  return { ...one, facts: Object.fromEntries(facts) };
};

/** The applicant as only others describe it who are there to know: registers, bureaus, communities and banks, each of what is theirs to say. */
export function asOthersVouch(applicant: ApplicantFile): ApplicantFile {
  const { organisation, sources } = applicant.file;
  return { ...applicant, file: { ...applicant.file, sources: sources.map((one) => vouched(one, organisation.id)) } };
}

/** The facts of a snapshot a version rests on, those included from which its derived ones follow; each with who says so. */
export function restsOn(version: ProgrammeVersion, { facts }: SnapshotContent, dictionary: FactDictionary): ClaimOf<'automatic'>['facts'] {
  return factsBehind(version, dictionary).flatMap((fact) => {
    const said = facts[fact];
    if (!said || said.source === 'self') return [];
    const { value, source, organisationId, statedAt } = said;
    return [{ fact, value, source, organisationId, statedAt }];
  });
}
