import { grantsThatHold } from '../../../shared/domain/parties/consent.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';
import type { CatalogueReader } from '../../../shared/http/catalogue-route.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { gatherCompany } from './gather-company.ts';

/** The institutions with a grant that holds now and names a group of fields: a grant of papers alone opens no facts. */
const factReaders = (file: OrganisationFile, now: Date): string[] =>
  grantsThatHold(file, now)
    .filter(({ fieldGroups }) => fieldGroups.length > 0)
    .map(({ institutionId }) => institutionId);

/** The company the path names, with its profile. One read. `version` is what `If-Match` must name. */
export async function gatherProfile(request: Request, organisations: OrganisationReader) {
  const company = await gatherCompany(request, organisations);
  const { profile } = company?.file ?? {};
  if (!company || !profile) return undefined;
  const file: ProfileFile = { ...company.file, profile };
  return { ...company, subject: { ...company.subject, grantedTo: factReaders(file, request.now) }, file, version: profile.version };
}

/** The same with the catalogue, whose dictionary says what its facts are. Two reads, at once. */
export async function gatherFacts(request: Request, organisations: OrganisationReader, readCatalogue: CatalogueReader) {
  const [profile, catalogue] = await Promise.all([gatherProfile(request, organisations), readCatalogue()]);
  return profile && { ...profile, catalogue };
}
