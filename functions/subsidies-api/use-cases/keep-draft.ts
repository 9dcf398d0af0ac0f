import { createHmac } from 'node:crypto';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { badFields, type RuleRefusal } from '../../../shared/domain/parties/refusal.ts';
import type { ClaimDraft, ClaimInput } from '../../../shared/domain/subsidies/claim.ts';
import type { AnyClaimKind } from '../../../shared/domain/subsidies/kinds.ts';
import { sealPersons } from '../../../shared/domain/subsidies/seal-persons.ts';

/** A draft as it may be kept: of the kind its programme asks for, and with keys in the place of id numbers. */
export function keepable(
  input: ClaimInput,
  before: ClaimDraft | undefined,
  kind: AnyClaimKind,
  secret: string,
  today: CivilDate,
): Result<ClaimDraft, RuleRefusal<'invalid-request'>> {
  if (input.kind !== kind) {
    const detail = { zh: `这项政策的申请类型是 ${kind}`, en: `claims under this programme are of kind ${kind}` };
    return refuse(badFields([{ pointer: '/claim/kind', code: 'other-kind', detail }]));
  }
  const keyOf = (idNumber: string): string => createHmac('sha256', secret).update(idNumber).digest('hex');
  const sealed = sealPersons(input, { before: before?.kind === kind ? before : undefined, keyOf, today });
  if (sealed.ok) return sealed;
  return refuse(badFields((sealed.refusal.faults ?? []).map((fault) => ({ ...fault, pointer: `/claim${fault.pointer}` }))));
}
