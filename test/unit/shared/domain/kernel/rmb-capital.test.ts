import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenFromYuanText } from '../../../../../shared/domain/kernel/money.ts';
import { rmbCapital } from '../../../../../shared/domain/kernel/rmb-capital.ts';

const capital = (yuan: string) => rmbCapital(fenFromYuanText(yuan) as bigint);

describe('rmbCapital', () => {
  it.each([
    ['0', '零元整'],
    ['0.01', '壹分'],
    ['0.05', '伍分'],
    ['0.10', '壹角整'],
    ['0.55', '伍角伍分'],
    ['1', '壹元整'],
    ['1.01', '壹元零壹分'],
    ['1.10', '壹元壹角整'],
    ['10', '壹拾元整'],
    ['10.5', '壹拾元零伍角整'],
    ['10.05', '壹拾元零伍分'],
    ['11', '壹拾壹元整'],
    ['100', '壹佰元整'],
    ['101', '壹佰零壹元整'],
    ['110', '壹佰壹拾元整'],
    ['1000', '壹仟元整'],
    ['1001', '壹仟零壹元整'],
    ['1005', '壹仟零伍元整'],
    ['1010', '壹仟零壹拾元整'],
    ['1050', '壹仟零伍拾元整'],
    ['10000', '壹万元整'],
    ['10001', '壹万零壹元整'],
    ['10010', '壹万零壹拾元整'],
    ['10100', '壹万零壹佰元整'],
    ['11000', '壹万壹仟元整'],
    ['20000', '贰万元整'],
    ['100000', '壹拾万元整'],
    ['100500', '壹拾万零伍佰元整'],
    ['107000', '壹拾万柒仟元整'],
    ['1000000', '壹佰万元整'],
    ['1010101.01', '壹佰零壹万零壹佰零壹元零壹分'],
    ['10000000', '壹仟万元整'],
    ['10000001', '壹仟万零壹元整'],
    ['100000000', '壹亿元整'],
    ['100000001', '壹亿零壹元整'],
    ['100001000', '壹亿零壹仟元整'],
    ['100010000', '壹亿零壹万元整'],
    ['110000000', '壹亿壹仟万元整'],
    ['120304050.60', '壹亿贰仟零叁拾万肆仟零伍拾元零陆角整'],
    ['1000000000', '壹拾亿元整'],
    ['1000000000000', '壹万亿元整'],
    ['1000000010000', '壹万亿零壹万元整'],
    ['1000100000000', '壹万零壹亿元整'],
    ['9999999999999999.99', '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('%s → %s', (yuan, expected) => {
    expect(capital(yuan)).toBe(expected);
  });

  /** 《正确填写票据和结算凭证的基本规定》, item 3 */
  it.each([
    ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['1680.32', '壹仟陆佰捌拾元零叁角贰分'],
    ['107000.53', '壹拾万柒仟元零伍角叁分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
  ])('the example of the rules: %s → %s', (yuan, expected) => {
    expect(capital(yuan)).toBe(expected);
  });

  it.each([-1n, 10n ** 18n])('refuses %s fen', (fen) => {
    expect(() => rmbCapital(fen)).toThrow(RangeError);
  });

  it('reads back as the same amount, with never two 零 together nor one before a unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (fen) => {
        const said = rmbCapital(fen);
        expect(readBack(said)).toBe(fen);
        expect(said).not.toMatch(/零零|零[仟佰拾万亿角分]|.零元/u);
      }),
    );
  });

  it('reads back where most figures are 0', () => {
    const sparse = fc.array(fc.tuple(fc.nat({ max: 17 }), fc.nat({ max: 9 })), { maxLength: 4 });
    fc.assert(
      fc.property(sparse, (figures) => {
        const fen = [...new Map(figures)].reduce((sum, [place, figure]) => sum + BigInt(figure) * 10n ** BigInt(place), 0n);
        expect(readBack(rmbCapital(fen))).toBe(fen);
      }),
    );
  });
});

/** What the words amount to, read as one says them: by figures and units, 零 and 整 counting nothing. */
function readBack(said: string): bigint {
  const units: Record<string, bigint> = { 仟: 1000n, 佰: 100n, 拾: 10n };
  const [, whole = '', parts = ''] = /^(?:(.*)元)?(.*)$/u.exec(said) ?? [];
  const figure = (word: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(word));
  const four = (text: string) =>
    [...text.matchAll(/([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)/gu)].reduce((sum, [, f = '', u = '']) => sum + figure(f) * (units[u] ?? 1n), 0n);
  const eight = (text: string) => {
    const at = text.indexOf('万');
    return at < 0 ? four(text) : four(text.slice(0, at)) * 10_000n + four(text.slice(at));
  };
  const at = whole.indexOf('亿');
  const yuan = at < 0 ? eight(whole) : eight(whole.slice(0, at)) * 100_000_000n + eight(whole.slice(at));
  const small = (unit: string) => figure(new RegExp(`(.)${unit}`, 'u').exec(parts)?.[1] ?? '零');
  return yuan * 100n + small('角') * 10n + small('分');
}
