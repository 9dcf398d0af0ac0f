import type { DocumentStatus } from '../domain/documents/document.ts';
import type { Write } from './commit.ts';
import { documentKey } from './keys/companies.ts';

const CLOSED = ['withdrawn', 'rejected'] as const satisfies DocumentStatus[];
/** Every status but that of a paper that was looked into and can be opened. */
export const UNCHECKED = [...CLOSED, 'awaiting-upload', 'checking'] as const satisfies DocumentStatus[];

const NO_SUCH_PAPER = {
  zh: '不是这家企业现有的材料，或已撤回、被拒收',
  en: 'is no paper of this organisation, or was taken back or refused',
};
const NOT_CLEAN = { zh: '不是申请人已通过检查的材料', en: 'is no paper of the applicant that was found clean' };

/**
 * A paper that is to show something must be there when it is said. The transaction itself looks, so that none is taken back in between.
 * @param unless what it may not be: taken back or refused; of `UNCHECKED`, anything but clean
 */
export const evidenceChecks = (
  organisationId: string,
  documentIds: readonly string[],
  unless: typeof CLOSED | typeof UNCHECKED = CLOSED,
): Write[] =>
  documentIds.flatMap((id, at): Write[] => {
    if (documentIds.indexOf(id) < at) return [];
    const fault = { pointer: `/evidence/${at}`, code: 'unknown-document', detail: unless === CLOSED ? NO_SUCH_PAPER : NOT_CLEAN };
    return [{ check: documentKey(organisationId, id), unless, refusal: 'unknown-document', fault }];
  });
