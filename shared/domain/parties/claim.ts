import { ok, type Result, refuse } from '../kernel/result.ts';
import type { OrganisationFile } from './records.ts';
import type { RuleRefusal } from './refusal.ts';
import { type Founding, foundOrganisation, type Person, type Registration } from './registration.ts';

/** Has anybody a place in it? An operator brings companies in by a file; nobody looks after those until their founder comes. */
export const isUnclaimed = ({ organisation, members }: Pick<OrganisationFile, 'organisation' | 'members'>): boolean =>
  organisation.kind === 'company' && members.length === 0;

const BROUGHT_IN = {
  zh: '众创社区或众创空间已导入这家企业，您现在接管它的资料；须由第二人对照执照确认您提供的代码，在此之前不能确认入驻，也不能提交申请',
  en: 'an operator has brought this company in, and you take over its profile; a second person must confirm the code from the licence, and until then no residence can be confirmed and nothing submitted',
};

/**
 * A founder comes to a company that an operator brought in: its record goes on under what the founder says, with what is known of it.
 * Since the record holds more than its founder told, a second natural person confirms the code from the licence, as where a check fails.
 */
export function claimOrganisation(
  { organisation: before, profile: kept }: OrganisationFile,
  registration: Registration,
  by: Person,
  at: string,
): Result<Founding, RuleRefusal<'invalid-request'>> {
  const founded = foundOrganisation(registration, by, before.id, at);
  if (!founded.ok) return refuse(founded.refusal);
  const { organisation, warnings } = founded.value;
  const { divisionCode } = organisation;
  return ok({
    organisation: { ...organisation, usccStatus: 'awaiting-confirmation', createdAt: before.createdAt, version: before.version + 1 },
    profile: kept && { ...kept, teaser: { ...kept.teaser, divisionCode }, updatedAt: at, version: kept.version + 1 },
    warnings: [...warnings, { pointer: '/uscc', code: 'brought-in', detail: BROUGHT_IN }],
  });
}
