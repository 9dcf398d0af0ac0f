import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPointers, liesUnder, wayTo } from '../../../../../shared/domain/cases/diff.ts';

const BEFORE = { year: 2026, site: { address: '甲路 1 号' }, lines: [{ lineId: 'a', amountFen: 1 }], paperIds: [] };

describe('what differs between two claims', () => {
  it.each<[what: string, after: unknown, pointers: string[]]>([
    ['nothing, in another order', { paperIds: [], lines: BEFORE.lines, site: BEFORE.site, year: 2026 }, []],
    ['a field', { ...BEFORE, year: 2025 }, ['/year']],
    [
      'a row more, field by field',
      { ...BEFORE, lines: [...BEFORE.lines, { lineId: 'b', amountFen: 2 }] },
      ['/lines/1/amountFen', '/lines/1/lineId'],
    ],
    ['a row less, field by field', { ...BEFORE, lines: [] }, ['/lines/0/amountFen', '/lines/0/lineId']],
    ['a list where none was', { ...BEFORE, household: [{ name: '乙' }] }, ['/household/0/name']],
    ['a list without rows where none was', { ...BEFORE, household: [] }, ['/household']],
    ['a group taken out', { ...BEFORE, site: undefined }, ['/site/address']],
    ['a word where a group was', { ...BEFORE, site: '甲路' }, ['/site']],
    ['a group where a list was', { ...BEFORE, lines: { 0: 'a' } }, ['/lines']],
    ['nothing at all where something was', null, ['']],
    ['names with the signs of a pointer in them', { ...BEFORE, 'a/b~c': 1 }, ['/a~1b~0c']],
  ])('is named: %s', (_, after, pointers) => {
    expect(changedPointers(BEFORE, after)).toEqual(pointers);
    expect(changedPointers(after, BEFORE)).toEqual(pointers);
  });

  it('is nothing between a value and itself, and never a place above what differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(changedPointers(one, structuredClone(one))).toEqual([]);
        const found = changedPointers(one, other);
        expect(found.filter((place) => found.some((more) => more !== place && liesUnder(more, place)))).toEqual([]);
        expect(found.length === 0).toBe(changedPointers(other, one).length === 0);
      }),
    );
  });
});

describe('a change', () => {
  it.each<[change: string, asked: string, counts: boolean]>([
    ['/lines/0/amountFen', '/lines/0/amountFen', true],
    ['/lines/0/amountFen', '/lines/0', true],
    ['/lines/0/amountFen', '/claim/lines/0', true],
    ['/lines/0', '/lines/0/amountFen', false],
    ['/lines', '/lines/0', false],
    ['/lines/0/amountFen', '/lines/0/amount', false],
    ['/lines/10/amountFen', '/lines/1', false],
    ['/payee', '/claim', false],
  ])('of %s is one of what was asked for at %s: %s', (change, asked, counts) => expect(liesUnder(change, asked)).toBe(counts));

  it('is found by the way its pointer says', () => {
    expect(wayTo('/claim/a~1b~0c/0')).toEqual(['a/b~c', '0']);
    expect([wayTo(''), wayTo('/claim')]).toEqual([[], ['claim']]);
  });
});
