import type { Grounds } from '../../../shared/domain/parties/access.ts';
import { grantsThatHold } from '../../../shared/domain/parties/consent.ts';
import type { Grant, OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { lookFromOutside } from '../../../shared/http/look-from-outside.ts';
import type { Request } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { AccessEntry } from '../../../shared/store/access-log.ts';

type Seen = Pick<AccessEntry, 'what'> & Partial<Pick<AccessEntry, 'fieldGroups' | 'particular' | 'reason'>>;

/** Whose looks are noted: those a grant lets in, and the bodies a company sits with. */
const NOTED: readonly Grounds['relation'][] = ['granted', 'confirming-body', 'declared-body'];

/** The line a company reads of one look from outside at more than its teaser; one that no grant opened names none. */
export function accessEntryOf(
  { who, now }: Pick<Request, 'who' | 'now'>,
  { relation, membership }: Grounds,
  file: OrganisationFile,
  seen: Seen,
): AccessEntry | undefined {
  if (!NOTED.includes(relation) || !membership) return undefined;
  // Only those that opened it: one of papers alone, or of other groups, was not used. Any tells who granted it.
  const opened = ({ fieldGroups }: Grant) => !seen.fieldGroups || fieldGroups.some((group) => seen.fieldGroups?.includes(group));
  const grants = relation === 'granted' ? grantsThatHold(file, now, {}, membership.organisationId).filter(opened) : [];
  return {
    ...lookFromOutside({ who, now }, membership, newId()),
    ...seen,
    grantIds: grants.map(({ id }) => id),
    purposes: [...new Set(grants.map(({ purpose }) => purpose))],
  };
}
