import type { CaseDraft, PinnedConcern } from '../records/handed-in.ts';
import type { CaseRecord } from '../records.ts';
import type { StepInput } from '../step-input.ts';
import { flaggedAnew } from './flags.ts';
import { everSigned, paidElsewhere, samePayee } from './payee.ts';
import type { Effects } from './table.ts';

/** Relatives and holders as declared last. */
export const declaredIn = ({ draft, interests }: CaseRecord): CaseDraft['interests'] => draft?.interests ?? interests ?? [];

const union = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];

/** Who was once concerned stays so: former members, and a relative whom a later version of the claim leaves out. */
const widened = (known: PinnedConcern, now: PinnedConcern): PinnedConcern => ({
  memberKeys: union(known.memberKeys, now.memberKeys),
  relatedKeys: union(known.relatedKeys, now.relatedKeys),
  relatedNames: union(known.relatedNames, now.relatedNames),
  relatedOrganisationNames: union(known.relatedOrganisationNames, now.relatedOrganisationNames),
  relatedCodes: union(known.relatedCodes, now.relatedCodes),
  hostIds: union(known.hostIds, now.hostIds),
});

/** The claim with its pins, as submitted. An account changed on this way cools off as by `change-payee`. */
export function pinned(input: StepInput): Partial<CaseRecord> {
  const { brought, now, today, by, file } = input;
  const { claim, payee, appraisal, snapshotHash, holds, caps, flags, concern, bills } = brought;
  const elsewhere = payee && everSigned(file.record) && !samePayee(file.record.payee, payee);
  return {
    ...(claim !== undefined && { claim }),
    ...(payee && { payee }),
    ...(elsewhere && paidElsewhere(input, true)),
    ...(appraisal && { appraisal }),
    ...(snapshotHash !== undefined && { snapshotHash }),
    ...(holds && { holds: [...holds] }),
    ...(caps && { caps: [...caps] }),
    ...(concern && { concern: widened(file.record.concern, concern) }),
    interests: [...declaredIn(file.record)],
    draft: null,
    ...(flags && { flags: flaggedAnew(file.record.flags, brought) }),
    ...(bills && { billFiles: Object.fromEntries(bills.flatMap(({ id, sha256 }) => (sha256 === undefined ? [] : [[id, sha256]]))) }),
    signedBy: by,
    submittedAt: file.record.submittedAt ?? now,
    submittedOn: file.record.submittedOn ?? today,
  };
}

/** A claim is handed in, and confirmed by whoever has to. */
export const HAND_IN_EFFECTS: Effects = {
  submit: (input) => ({ record: pinned(input) }),
  confirm: ({ by, now, detail }) => ({ record: { confirmation: { by, at: now, text: detail.text ?? '' } } }),
};
