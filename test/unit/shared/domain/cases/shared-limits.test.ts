import { describe, expect, it } from 'vitest';
import { countedHolds, sharedLimits } from '../../../../../shared/domain/cases/money/shared-limits.ts';

const text = { zh: '上限', en: 'cap' };
const cap = { kind: 'cap', key: 'cap/site', pointer: '', text, capFen: 500_000, takeFen: 300_000 };
const invoice = { kind: 'invoice', key: 'bill', pointer: '/lines/0/amountFen', text, partFen: 100, ownFen: 250 };
const once = { kind: 'once', key: 'person', pointer: '', text };
const record = { state: 'under_review' as const, holds: [once, invoice], caps: [cap] };

describe('what claims share', () => {
  it('counts what others took: the part of this one only where it has taken it already', () => {
    expect(countedHolds(record).map(({ kind }) => kind)).toEqual(['invoice', 'cap']);
    expect(sharedLimits(record, [150, 250_000])).toMatchObject([
      { kind: 'invoice', mostFen: 250, othersFen: 50, ownFen: 100, exceeded: false },
      { kind: 'cap', mostFen: 500_000, othersFen: 250_000, ownFen: 300_000, exceeded: true },
    ]);
    expect(sharedLimits({ ...record, holds: [invoice, cap] }, [100, 500_000])).toMatchObject([
      { othersFen: 0, exceeded: false },
      { othersFen: 200_000, ownFen: 300_000, exceeded: false },
    ]);
  });

  it('is over to the fen, and nothing once the case has ended', () => {
    expect(sharedLimits(record, [100, 200_000]).map(({ exceeded }) => exceeded)).toEqual([false, false]);
    expect(sharedLimits(record, [100, 200_001]).map(({ exceeded }) => exceeded)).toEqual([false, true]);
    expect(countedHolds({ ...record, state: 'rejected' })).toEqual([]);
  });

  it('names nobody', () => {
    for (const limit of sharedLimits(record, [150, 250_000]))
      expect(Object.keys(limit).sort()).toEqual(['exceeded', 'kind', 'mostFen', 'othersFen', 'ownFen', 'pointer', 'text']);
  });
});
