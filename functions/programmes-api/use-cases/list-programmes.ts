import type { ProgrammeList, ProgrammeQuery, ProgrammeSummary } from '../../../shared/contracts/programmes.ts';
import { type TermInWords, termsInWords } from '../../../shared/domain/cases/terms/terms-in-words.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Catalogue } from '../../../shared/domain/matching/answer.ts';
import { headlineFen } from '../../../shared/domain/matching/headline.ts';
import { honestyOf } from '../../../shared/domain/matching/honesty.ts';
import { groupOf } from '../../../shared/domain/matching/score.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import { versionOn } from '../../../shared/domain/policy/in-force.ts';
import type { Programme, ProgrammeVersion } from '../../../shared/domain/policy/programme.ts';

const COUNTRY = '100000';

/** Can one have it there? Its own area, or any that contains it; templates may be adopted anywhere. */
const reaches = (programme: Programme, region: string): boolean =>
  programme.regionCode === null || programme.regionCode === COUNTRY || region.startsWith(regionPrefix(programme.regionCode));

const mentions = (programme: Programme, words: string): boolean => {
  const text = [programme.name, programme.summary, programme.issuer]
    .flatMap(({ zh, en }) => [zh, en])
    .join('\n')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** The version to show: the one in force on the day, else the last. */
export const shownVersion = (programme: Programme, day: CivilDate): ProgrammeVersion =>
  versionOn(programme, day) ?? (programme.versions.at(-1) as ProgrammeVersion);

/** The counties that adopted a template, by their own version in force on the day, with all terms: their own, the template's, the usual ones. */
export const adoptersOf = ({ adopted = [], programmes }: Catalogue, id: string, day: CivilDate) =>
  adopted.flatMap((own) => {
    const version = own.id === id ? versionOn(own, day) : undefined;
    if (!version) return [];
    const template = programmes.find((one) => one.id === id);
    const terms = termsInWords(own, version, template && shownVersion(template, day));
    return [{ regionCode: own.regionCode as string, issuer: own.issuer, version: version.version, terms }];
  });

/** How a programme's cases are handled; nobody can apply under a template, so it tells only what it says itself. */
export const termsOf = (programme: Programme, day: CivilDate): TermInWords[] =>
  termsInWords(programme, shownVersion(programme, day)).filter(({ from }) => programme.regionCode !== null || from !== 'usual');

function summarise(programme: Programme, day: CivilDate, catalogue: Catalogue): ProgrammeSummary {
  const version = shownVersion(programme, day);
  const { id, name, summary, instrument, applicants, regionCode, issuer } = programme;
  return {
    id,
    name,
    summary,
    instrument,
    group: groupOf(version),
    applicants,
    regionCode,
    template: regionCode === null,
    issuer,
    inForce: versionOn(programme, day) !== undefined,
    version: version.version,
    effective: { from: version.effective.from, to: version.effective.to },
    benefit: { kind: version.benefit.kind, maxFen: headlineFen(version, catalogue.dictionary), per: version.benefit.per },
    honesty: honestyOf(programme, day),
  };
}

/** The catalogue, narrowed and paged. Programmes come by id; the cursor is the last one given. */
export function listProgrammes(
  catalogue: Catalogue,
  query: ProgrammeQuery,
  today: CivilDate,
  openOn: CivilDate | undefined,
): ProgrammeList {
  const day = openOn ?? today;
  const found = catalogue.programmes.filter(
    (programme) =>
      (query.instrument === undefined || programme.instrument === query.instrument) &&
      (query.region === undefined || reaches(programme, query.region)) &&
      (query.applicant === undefined || programme.applicants.includes(query.applicant)) &&
      (query.q === undefined || mentions(programme, query.q)) &&
      (openOn === undefined || versionOn(programme, openOn) !== undefined),
  );
  const after = query.cursor === undefined ? '' : atob(query.cursor);
  const rest = found.filter((programme) => programme.id > after);
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return {
    catalogueVersion: catalogue.catalogueVersion,
    asOf: day,
    total: found.length,
    programmes: page.map((programme) => summarise(programme, day, catalogue)),
    nextCursor: last && rest.length > page.length ? btoa(last.id) : null,
  };
}
