import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../../shared/domain/payments/batch.ts';
import type { Actor } from '../../../../../shared/domain/payments/payment-moves.ts';
import { batchContext, batchIn, FIRST, paymentOf, person, refusalOf } from './fixtures.ts';

const onBehalf = (name: string) => ({ delegationId: 'd1', personId: name, personKey: `key-${name}`, name, uptoFen: null });
const standIn = (name: string, principal: string): Actor => ({ ...person(name), onBehalf: onBehalf(principal) }) as Actor;
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
