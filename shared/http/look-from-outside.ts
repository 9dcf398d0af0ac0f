import type { Membership } from '../domain/parties/organisation.ts';
import type { Request } from './request.ts';

/**
 * Who looked from outside, for which institution, and when: what each line of a company's access log begins with. What was seen, and by which
 * grant, is added by whoever writes the line.
 * @param id of the line
 */
export const lookFromOutside = ({ who, now }: Pick<Request, 'who' | 'now'>, membership: Membership, id: string) => ({
  id,
  at: now.toISOString(),
  personId: who.personId,
  personName: who.name,
  institutionId: membership.organisationId,
  institutionName: membership.organisationName,
  fieldGroups: [],
  documentIds: [],
  particular: null,
  grantIds: [],
  purposes: [],
  reason: null,
});
