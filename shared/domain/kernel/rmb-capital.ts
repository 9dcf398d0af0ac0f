import type { Fen } from './money.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['仟', '佰', '拾', ''] as const;
const FEN_PER_YUAN = 100n;
/** 10,000,000,000,000,000 yuan: beyond 仟万亿 there is no agreed word. */
const LIMIT = 10n ** 18n;

/**
 * An amount in capital numerals (人民币大写), as payment papers and decisions write it so that no figure can be altered: `200000n` → `贰仟元整`.
 *
 * Whole yuan and whole 角 end in 整; an amount with 分 does not. Zeros between figures are one 零, also between 元 and the figures behind it
 * where the last figure of the yuan is 0 (`168032n` → `壹仟陆佰捌拾元零叁角贰分`); nothing is 零元整. The word 人民币 is put before it by the caller.
 *
 * Sources: 中国人民银行《支付结算办法》附一《正确填写票据和结算凭证的基本规定》, items 1 to 3, whose examples are our tests; 财政部《会计基础工作规范》
 * article 52 (整 behind 角). Where they leave a choice, the form of their first example is taken.
 *
 * @param fen whole fen, 0 or more
 * @throws RangeError below 0 and from 10^16 yuan on
 */
export function rmbCapital(fen: Fen): string {
  if (fen < 0n || fen >= LIMIT) throw new RangeError('an amount in capitals is at least 0 and below 10^16 yuan');
  const yuan = fen / FEN_PER_YUAN;
  const jiao = Number((fen / 10n) % 10n);
  const rest = Number(fen % 10n);
  const whole = yuan === 0n ? '' : `${wholeNumber(yuan)}元`;
  if (jiao === 0 && rest === 0) return `${whole || '零元'}整`;
  const gap = whole !== '' && (jiao === 0 || yuan % 10n === 0n) ? '零' : '';
  return `${whole}${gap}${jiao === 0 ? '' : `${DIGITS[jiao]}角`}${rest === 0 ? '整' : `${DIGITS[rest]}分`}`;
}

/** A whole number above 0 and below 10^16: so many 亿 (10^8), and what is left of them, which is so many 万 (10^4) and the rest. */
const wholeNumber = (value: bigint): string => join(value, 100_000_000n, '亿', belowYi);
const belowYi = (value: bigint): string => join(value, 10_000n, '万', belowWan);

/** `value` counted in `unit`, and the rest behind it; 零 between them where the rest has fewer places than it might. */
function join(value: bigint, unit: bigint, word: string, say: (part: bigint) => string): string {
  const high = value / unit;
  const low = value % unit;
  if (high === 0n) return say(low);
  const gap = low !== 0n && low < unit / 10n ? '零' : '';
  return `${say(high)}${word}${gap}${low === 0n ? '' : say(low)}`;
}

/** At most four figures, without zeros before the first and after the last. */
function belowWan(value: bigint): string {
  const figures = String(value).padStart(4, '0');
  let said = '';
  let zeros = false;
  for (const [at, place] of PLACES.entries()) {
    const figure = Number(figures[at]);
    if (figure === 0) zeros = said !== '';
    else {
      said += `${zeros ? '零' : ''}${DIGITS[figure]}${place}`;
      zeros = false;
    }
  }
  return said;
}
