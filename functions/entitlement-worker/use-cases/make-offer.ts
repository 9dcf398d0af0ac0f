import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import { offerTo } from '../../../shared/domain/subsidies/entitlement.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { OfferPorts } from './ports.ts';

const ID_DIGITS = 32;
/** One case for an applicant, a programme and a year, whoever looks and how often. */
const caseIdOf = (...words: readonly string[]): string => sha256Hex(JSON.stringify(['entitlement', ...words])).slice(0, ID_DIGITS);

/** What is known beside the applicant. */
export interface Offering {
  readonly programme: Programme;
  readonly catalogue: LoadedCatalogue;
  readonly holidays: HolidayLists;
}

/**
 * Looks at one applicant, and drafts the case where every clause is met by what others vouch for. One Query, and one transaction where there is
 * something to offer: the draft, its audit entry, and the row from which the applicant is told.
 * @returns whether this very look made the offer
 * @throws Error where the write could not be made; the next day looks again
 */
export async function makeOffer({ applicants, committer, now }: OfferPorts, organisationId: string, offering: Offering): Promise<boolean> {
  const applicant = await applicants.readApplicant(organisationId);
  if (!applicant) return false;
  const at = now();
  const file = offerTo({ ...offering, applicant, now: at, caseIdOf, hashOf: contentHash });
  if (!file) return false;
  const offered = { file, event: 'offered' };
  const outcome = await committer.commit({
    writes: stepWrites(undefined, offered, at.toISOString()),
    entry: {
      ...stepAudit(undefined, offered),
      action: 'case.offered',
      at: at.toISOString(),
      by: { personId: 'system', role: 'system', organisationId: null },
    },
    head: undefined,
  });
  if (outcome.kind === 'committed') return true;
  // Another run has drafted the same case in this moment.
  if (outcome.kind === 'moved') return false;
  throw new Error(`the offer was not written: ${outcome.kind}`);
}
