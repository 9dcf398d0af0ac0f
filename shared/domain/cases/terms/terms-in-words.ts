import { DEFAULT_RECOVERY_TERMS } from '../../payments/interest.ts';
import type { RecoveryTerms } from '../../payments/records.ts';
import { RECOVERY_DAYS } from '../../payments/recovery-timers.ts';
import type { Handling } from '../../policy/handling.ts';
import type { Programme, ProgrammeVersion } from '../../policy/programme.ts';
import type { Bilingual, Confidence } from '../../policy/text.ts';
import { type InstrumentName, type Level, type Limit, type Limited, PROFILES, type Profile, profileOf } from '../profiles.ts';
import { STATES } from '../states.ts';

/** Whose term it is: the programme's own (of a template that was adopted, the county's), that of the template it adopted, or what is usual here. */
export type TermFrom = 'own' | 'template' | 'usual';
/** One term of how cases are handled, as those who apply are told it. */
export interface TermInWords {
  readonly text: Bilingual;
  readonly confidence: Confidence;
  readonly from: TermFrom;
}

type Terms = Pick<ProgrammeVersion, 'handling' | 'recovery'>;
type Said = Omit<TermInWords, 'from'>;

const NUMBERS = [
  { zh: '一', en: 'one' },
  { zh: '两', en: 'two' },
  { zh: '三', en: 'three' },
  { zh: '四', en: 'four' },
  { zh: '五', en: 'five' },
] as const;
const many = (count: number): Bilingual => NUMBERS[count - 1] ?? { zh: String(count), en: String(count) };

/** 50000 → `5 万元`, `50,000 yuan`. */
const yuan = (amount: number): Bilingual => ({
  zh: amount >= 10_000 && amount % 1_000 === 0 ? `${amount / 10_000} 万元` : `${amount} 元`,
  en: `${String(amount).replaceAll(/\B(?=(\d{3})+$)/gu, ',')} yuan`,
});

/** How many persons approve which amount, each another natural person. */
function signing(aboveYuan: readonly number[]): Bilingual {
  const [first, ...more] = aboveYuan[0] === 0 ? aboveYuan.slice(1) : aboveYuan;
  const least = aboveYuan[0] === 0 ? 2 : 1;
  const base = many(least);
  if (first === undefined) return { zh: `每件由${base.zh}人审批`, en: `approved by ${base.en} in every case` };
  const steps = [first, ...more].map((amount, at) => ({ amount: yuan(amount), count: many(least + at + 1) }));
  return {
    zh: [`${yuan(first).zh}（含）以内${base.zh}人审批`, ...steps.map(({ amount, count }) => `超过 ${amount.zh}${count.zh}人审批`)].join(
      '，',
    ),
    en: [
      `up to ${yuan(first).en} ${base.en} approver${least === 1 ? '' : 's'}`,
      ...steps.map(({ amount, count }) => `above ${amount.en} ${count.en}`),
    ].join(', '),
  };
}
const aboveOf = (levels: readonly Level[]): number[] => levels.slice(1).map(({ fromFen }) => Math.floor((fromFen - 1) / 100));

const duration = ({ days, unit }: Pick<Limit, 'days' | 'unit'>): Bilingual =>
  unit === 'working-days' ? { zh: `${days} 个工作日`, en: `${days} working days` } : { zh: `${days} 天`, en: `${days} calendar days` };
const APPEAL = { zh: '复核', en: 'Appeal' } as const satisfies Bilingual;
function lasting(state: Limited, limit: Pick<Limit, 'days' | 'unit'>): Bilingual {
  const { zh, en } = duration(limit);
  if (state === 'public_notice') return { zh: `公示 ${zh}`, en: `on public notice for ${en}` };
  const name: Bilingual = state === 'appeal' ? APPEAL : STATES[state];
  return { zh: `${name.zh}：${zh}`, en: `${name.en}: ${en}` };
}

const EXHAUSTED = {
  'waiting-list': { zh: '预算不够时列入候补，按顺序安排', en: 'when the budget does not suffice, claims wait in their turn' },
  'pro-rata': {
    zh: '预算不够时，申报期结束后按同一比例分配',
    en: 'when the budget does not suffice it is shared pro rata once the call has closed',
  },
} as const satisfies Record<Profile['onBudgetExhausted'], Bilingual>;

function recovery({ rateBp, dayCount, from, payDays = RECOVERY_DAYS.pay }: RecoveryTerms): Bilingual {
  const day = from === 'payment' ? { zh: '拨付', en: 'payment' } : { zh: '通知', en: 'the notice' };
  return {
    zh: `须退还的资金自${day.zh}之日起按年利率 ${rateBp / 100}%、一年 ${dayCount} 日计息，通知后 ${payDays} 日内退还`,
    en: `what must be paid back bears ${rateBp / 100}% a year from the day of ${day.en} on (${dayCount} days a year), within ${payDays} days of the notice`,
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** A term a programme may say: as it says it, else as is usual. */
const term = <Value>(own: Value | undefined, ofTemplate: Value | undefined, usual: Said, say: (value: Value) => Said): TermInWords =>
  own === undefined ? { ...usual, from: 'usual' } : { ...say(own), from: same(own, ofTemplate) ? 'template' : 'own' };

type HandlingLimit = NonNullable<Handling['limits'][keyof Handling['limits']]>;
const isLimited = (instrument: string): instrument is InstrumentName => Object.hasOwn(PROFILES, instrument);

/**
 * How the cases of a programme are handled, for those who apply: how long they are on notice, what becomes of a used-up budget, who signs which
 * amount, how money comes back; then every other time limit the programme sets itself. Where it says nothing, what is usual for its instrument.
 * None where no case can be about it.
 * @param ofTemplate the version of the template it was adopted from
 */
export function termsInWords(
  { instrument, judgedAt }: Pick<Programme, 'instrument' | 'judgedAt'>,
  { handling, recovery: own, confidence }: Terms & Pick<ProgrammeVersion, 'confidence'>,
  ofTemplate: Terms = {},
): TermInWords[] {
  if (!isLimited(instrument)) return [];
  const profile = profileOf(instrument);
  const { public_notice: notice, ...others } = handling?.limits ?? {};
  const before = ofTemplate.handling?.limits ?? {};
  const limited =
    (state: Limited) =>
    (limit: HandlingLimit): Said => ({
      text: limit.text ?? lasting(state, limit),
      confidence: limit.confidence,
    });
  const usualNotice = profile.limits.public_notice;
  return [
    ...(usualNotice
      ? [
          term(
            notice,
            before.public_notice,
            { text: lasting('public_notice', usualNotice), confidence: usualNotice.confidence },
            limited('public_notice'),
          ),
        ]
      : []),
    ...Object.entries(others).map(([state, limit]): TermInWords => {
      const ofBefore = before[state as keyof typeof before];
      return { ...limited(state as Limited)(limit), from: same(limit, ofBefore) ? 'template' : 'own' };
    }),
    term(
      handling?.onBudgetExhausted,
      ofTemplate.handling?.onBudgetExhausted,
      { text: EXHAUSTED[profile.onBudgetExhausted], confidence: 'invented' },
      (said) => ({ text: said.text ?? EXHAUSTED[said.rule], confidence: said.confidence }),
    ),
    term(handling?.levels, ofTemplate.handling?.levels, { text: signing(aboveOf(profile.levels)), confidence: 'invented' }, (said) => ({
      text: said.text ?? signing(said.aboveYuan),
      confidence: said.confidence,
    })),
    term(own, ofTemplate.recovery, { text: recovery(DEFAULT_RECOVERY_TERMS), confidence: DEFAULT_RECOVERY_TERMS.confidence }, (said) => ({
      text: recovery(said),
      confidence: said.confidence,
    })),
    ...(judgedAt === 'cost'
      ? [
          {
            text: { zh: '按费用最后一天的规定和情况判断', en: 'judged by the rules and facts of the last day of the costs' },
            confidence,
            from: 'own' as const,
          },
        ]
      : []),
  ];
}
