import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../../shared/domain/payments/batch.ts';
import { DEFAULT_RECOVERY_TERMS } from '../../../../../shared/domain/payments/interest.ts';
import type { Actor } from '../../../../../shared/domain/payments/payment-moves.ts';
import type { Recovery } from '../../../../../shared/domain/payments/records.ts';
import { decideRecovery, openRecovery } from '../../../../../shared/domain/payments/recovery.ts';
import type { RecoveryEvent } from '../../../../../shared/domain/payments/recovery-moves.ts';
import { AT, accepted, batchContext, batchIn, day, FIRST, paymentOf, person, refusalOf } from './fixtures.ts';

const onBehalf = (name: string, uptoFen: number | null = null) => ({
  delegationId: 'd1',
  personId: name,
  personKey: `key-${name}`,
  name,
  uptoFen,
});
const standIn = (name: string, principal: string, uptoFen: number | null = null): Actor =>
  ({ ...person(name), onBehalf: onBehalf(principal, uptoFen) }) as Actor;
const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : '');

describe('the second payer of a batch', () => {
  const sealed = () => batchIn('sealed', [paymentOf('C1', 100), paymentOf('C2', 250)]);
  const approvedBy = (by: Actor) => {
    const { batch, payments } = sealed();
    return decideBatch(batch, payments, { kind: 'approve', contentHash: batch.contentHash ?? '' }, batchContext(by));
  };

  it('is not who stands in for the first, though another natural person', () => {
    expect(refusalOf(approvedBy(standIn('other', nameOf(FIRST)))).code).toBe('same-person-twice');
  });

  it('is not the first in the place of somebody else', () => {
    expect(refusalOf(approvedBy(standIn(nameOf(FIRST), 'other'))).code).toBe('same-person-twice');
  });

  it('may stand in for a third, and signs with whom it was done for', () => {
    const done = approvedBy(standIn('other', 'third'));
    expect(done.ok && done.value.batch.approvedBy).toMatchObject({ personId: 'other', onBehalf: onBehalf('third') });
    expect(done.ok && done.value.payments.map(({ signers }) => signers.length)).toEqual([2, 2]);
  });
});

describe('two hands on money asked back', () => {
  const OWED = 600_000;
  const TODAY = day('2026-06-01');
  const inRole = (actor: Actor): Actor => ({ ...actor, role: 'finance-approver' }) as Actor;
  const tried = (recovery: Recovery, event: RecoveryEvent, by: Actor, tiedToApplicant: readonly string[] = []) =>
    decideRecovery(recovery, event, { by: inRole(by), at: AT, today: TODAY, tiedToApplicant });
  const noticed = accepted(
    openRecovery(
      {
        ...{ caseId: 'C1', id: 'r1', paymentId: 'p1', ground: '发票系伪造', terms: DEFAULT_RECOVERY_TERMS },
        ...{ paidOn: TODAY, noticedOn: TODAY, noticedBy: { personId: 'first', personKey: 'key-first', at: AT } },
      },
      { paidFen: OWED, recoveredFen: 0 },
    ),
  );
  const proposedBy = (by: Actor) => accepted(tried(noticed, { kind: 'propose_write_off', reason: '企业已破产清算' }, by)).recovery;
  const confirmed = (proposed: Recovery, by: Actor) => tried(proposed, { kind: 'confirm_write_off' }, by);

  it.each<[string, Actor, Actor]>([
    ['who stands in for whoever proposed it', person('first'), standIn('other', 'first')],
    ['whoever it was proposed for', standIn('other', 'first'), person('first')],
    ['another stand-in of the same colleague', standIn('other', 'first'), standIn('third', 'first')],
  ])('it is not given up by %s', (_who, one, two) => {
    expect(refusalOf(confirmed(proposedBy(one), two)).code).toBe('same-person-twice');
  });

  it('is given up by a stand-in of a third up to what was given to them, to the fen', () => {
    const proposed = proposedBy(person('first'));
    expect(refusalOf(confirmed(proposed, standIn('other', 'third', OWED - 1))).code).toBe('above-authority');
    expect(accepted(confirmed(proposed, standIn('other', 'third', OWED))).recovery).toMatchObject({
      state: 'written_off',
      writeOff: { confirmedBy: { personId: 'other', onBehalf: { personId: 'third' } } },
    });
  });

  it('no dispute is dismissed in the place of who gave notice, and nothing done for who is tied to the applicant', () => {
    const disputed: Recovery = { ...noticed, state: 'disputed', disputeReason: '发票真实' };
    expect(refusalOf(tried(disputed, { kind: 'dismiss_dispute' }, standIn('other', 'first'))).code).toBe('same-person-twice');
    expect(refusalOf(tried(disputed, { kind: 'dismiss_dispute' }, standIn('other', 'third'), ['key-third'])).code).toBe(
      'tied-to-applicant',
    );
  });
});
