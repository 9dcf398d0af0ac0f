import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAccount, maskIdNumber, maskName, maskPhone } from '../../../../../shared/domain/parties/mask.ts';

describe.each([
  [maskIdNumber, '329900197602021014', '329***********1014'],
  [maskIdNumber, '11010519491231002X', '110***********002X'],
  // Fifteen digits, as they were until 1999.
  [maskIdNumber, '320500760202101', '320********2101'],
  [maskIdNumber, 'E12345678', '*******78'],
  [maskIdNumber, 'H12345', '****45'],
  [maskIdNumber, 'AB123', '*****'],
  [maskIdNumber, '', ''],
  [maskPhone, '13800000102', '138****0102'],
  [maskPhone, '+8613800000102', '+86138****0102'],
  [maskPhone, '0512-55550102', '***********02'],
  [maskPhone, '+49301234567', '**********67'],
  [maskPhone, '110', '***'],
  [maskAccount, '9900583000000000017', '****0017'],
  [maskAccount, '12345678', '****5678'],
  [maskAccount, '1234567', '****'],
  [maskAccount, '', '****'],
  [maskName, '周示例', '周**'],
  [maskName, '李', '*'],
  [maskName, '𠮷田', '𠮷*'],
] as const)('%o of %s', (mask, plain, shown) => {
  it(`is ${shown}`, () => expect(mask(plain)).toBe(shown));
});

describe('whatever it is given', () => {
  it.each([
    ['an id number', maskIdNumber, 7],
    ['a phone', maskPhone, 10],
    ['an account', maskAccount, 4],
  ] as const)('a mask of %s shows at most %i characters of it, and hides at least four', (_what, mask, most) => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }).filter((text) => !text.includes('*')),
        (text) => {
          const shown = mask(text).replaceAll('*', '').length;
          expect(shown).toBeLessThanOrEqual(most);
          if (text.length > 0) expect(text.length - shown).toBeGreaterThanOrEqual(Math.min(4, text.length));
        },
      ),
    );
  });
});
