import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CivilDate, fromEpochDay, parseCivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  changedParticularsOf,
  idCheckCharacter,
  isIdNumber,
  PARTICULAR_NAMES,
  type ParticularName,
} from '../../../../../shared/domain/parties/particulars.ts';

const TODAY = parseCivilDate('2026-11-23') as CivilDate;
const none = Object.fromEntries(PARTICULAR_NAMES.map((name) => [name, null])) as Record<ParticularName, null>;
const told = (name: ParticularName, text: string) => {
  const read = changedParticularsOf(none, { [name]: text }, TODAY);
  return read.ok ? read.value[name] : undefined;
};

describe('a phone', () => {
  it.each([
    ['13800000102', '13800000102'],
    ['138 0000 0102', '13800000102'],
    ['138-0000-0102', '13800000102'],
    ['１３８００００００１０２', undefined],
    ['１３８０００００１０２', '13800000102'],
    ['+86 138 0000 0102', '+8613800000102'],
    ['0512-57300102', '0512-57300102'],
    ['051257300102', '0512-57300102'],
    ['025-57300102-801', '025-57300102-801'],
    ['+49 30 1234567', '+49301234567'],
    ['12800000102', undefined],
    ['1380000010', undefined],
    ['138000001022', undefined],
    ['+86 57300102', undefined],
    ['57300102', undefined],
    ['', undefined],
    ['110', undefined],
  ])('%s is read as %s', (text, read) => expect(told('contactPhone', text)).toBe(read));
});

describe('an id number', () => {
  it.each([
    // The example of GB 11643-1999 itself.
    ['11010519491231002X', '11010519491231002X'],
    ['11010519491231002x', '11010519491231002X'],
    ['440524188001010014', undefined],
    ['329900197602021014', '329900197602021014'],
    ['3299 0019 7602 0210 14', '329900197602021014'],
    ['329900197602021015', undefined],
    ['329900197602301013', undefined],
    ['110105491231002', undefined],
    ['E12345678', 'E12345678'],
    ['ea1234567', 'EA1234567'],
    ['12345678', undefined],
    ['ABCDEFGHI', undefined],
  ])('%s is read as %s', (text, read) => expect(told('legalRepresentativeId', text)).toBe(read));

  it('of somebody born after today is none', () => {
    const first = '32990020261124001';
    expect(isIdNumber(first + idCheckCharacter(first), TODAY)).toBe(false);
    expect(isIdNumber(first + idCheckCharacter(first), parseCivilDate('2026-11-24') as CivilDate)).toBe(true);
  });

  it('with one digit wrong, or two neighbours swapped, never passes', () => {
    const born = fc.integer({ min: 0, max: 20_000 }).map((at) => fromEpochDay(at).replaceAll('-', ''));
    fc.assert(
      fc.property(born, fc.integer({ min: 0, max: 999 }), fc.nat(16), fc.integer({ min: 1, max: 9 }), (birthday, serial, at, shift) => {
        const first = `320583${birthday}${String(serial).padStart(3, '0')}`;
        const good = first + idCheckCharacter(first);
        expect(isIdNumber(good, TODAY)).toBe(true);
        const wrong = [...good];
        wrong[at] = String((Number(wrong[at]) + shift) % 10);
        expect(isIdNumber(wrong.join(''), TODAY)).toBe(false);
        const swapped = [...good];
        [swapped[at], swapped[at + 1]] = [swapped[at + 1] as string, swapped[at] as string];
        if (swapped.join('') !== good) expect(isIdNumber(swapped.join(''), TODAY)).toBe(false);
      }),
    );
  });
});

describe('an account', () => {
  it.each([
    ['9900 5830 0000 0000 017', '9900583000000000017'],
    ['6222-0000-0000-0000', '6222000000000000'],
    ['1234567', undefined],
    ['1'.repeat(33), undefined],
    ['DE89370400440532013000', undefined],
  ])('%s is read as %s', (text, read) => expect(told('bankAccount', text)).toBe(read));
});

it('a change names every fault, and changes nothing then', () => {
  const read = changedParticularsOf(none, { contactPhone: '1', bankAccount: '1', contactName: '示例' }, TODAY);
  expect(read.ok ? [] : read.refusal.map(({ name }) => name)).toEqual(['contactPhone', 'bankAccount']);
});

it('a change leaves what it does not name and takes back what is null', () => {
  const before = { ...none, contactName: 'a', bankName: 'b' };
  expect(changedParticularsOf(before, { contactName: null }, TODAY)).toEqual({ ok: true, value: { ...none, bankName: 'b' } });
});
