import { grantPurpose } from '../../../shared/domain/parties/purpose.ts';
import type { AccessEntry } from '../../../shared/store/access-log.ts';
import { showPurpose } from './show-grant.ts';

/** One look at what was granted, as the company sees it. */
export const showAccess = (entry: AccessEntry) => ({
  id: entry.id,
  at: entry.at,
  institution: { id: entry.institutionId, name: entry.institutionName },
  officer: { personId: entry.personId, name: entry.personName },
  what: entry.what,
  fieldGroups: entry.fieldGroups,
  documentIds: entry.documentIds,
  particular: entry.particular,
  grantIds: entry.grantIds,
  purposes: entry.purposes.map((code) => showPurpose(grantPurpose.parse(code))),
  reason: entry.reason,
});
