import type { ClaimKind } from '../../../shared/domain/subsidies/kinds.ts';
import type { Place } from '../account/me.ts';
import type { DocumentList } from '../account/wire.ts';
import { shiftDay } from '../words/format.ts';
import { CLAIM_FORMS } from './claim-forms.ts';
import { type Draft, withValue } from './claim-paths.ts';
import { fitting } from './fitting-papers.ts';

/** What the profile and the vault already say of a claim that is begun: nothing is asked twice. Only where there is one answer, not two. */
export function prefilled(kind: ClaimKind, place: Pick<Place, 'kind' | 'name'>, documents: DocumentList['items'], today: string): Draft {
  let claim: Draft = { kind, year: Number(today.slice(0, 4)) };
  // Who applies in their own name for an office is its founder; for a course, the one trainee.
  if (kind === 'rent' && place.kind === 'individual') claim = withValue(claim, '/founder/name', place.name);
  if (kind === 'training' && place.kind === 'individual')
    claim = withValue(claim, '/trainees', [{ traineeId: 'oneself', name: place.name }]);
  for (const { fields } of CLAIM_FORMS[kind]) {
    for (const field of fields) {
      const [only, second] =
        field.type === 'paper' ? fitting(documents, field.papers, field.title).filter(({ status }) => status === 'clean') : [];
      if (!only || second) continue;
      claim = withValue(claim, `/${field.path}`, only.id);
      if (field.path !== 'leaseDocumentId') continue;
      // A lease says itself how long it runs; `validUntil` is the day after its last one.
      claim = withValue(claim, '/leaseFrom', only.validFrom ?? undefined);
      claim = withValue(claim, '/leaseTo', only.validUntil ? shiftDay(only.validUntil, -1) : undefined);
    }
  }
  return claim;
}
