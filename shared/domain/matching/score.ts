import type { Judgement } from '../policy/judge.ts';
import type { Priority, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual } from '../policy/text.ts';
import type { BenefitResult } from './benefit.ts';
import type { PriorityResult } from './priority.ts';

export type ScorePart = {
  readonly name: 'priority' | 'amount' | 'effort' | 'time' | 'certainty';
  readonly points: number;
  readonly max: number;
  readonly text: Bilingual;
};

export type Score = { readonly total: number; readonly parts: readonly ScorePart[] };
export type RankGroup = 'grant' | 'credit';

/** How strongly each kind of priority clause favours its beneficiary; the modal word of the clause decides (reference.md 1.3). */
const PRIORITY_POINTS: Record<Priority['effect'], number> = {
  queue: 20,
  'recommended-first': 20,
  'preferred-scope': 16,
  encouragement: 10,
  'local-choice': 8,
  permission: 4,
};

const within = (points: number, max: number): number => Math.max(0, Math.min(max, Math.round(points)));

/** Money in hand is ranked by amount; what must be given back or shared is not: a larger debt is no larger gift. */
export const groupOf = (version: ProgrammeVersion): RankGroup =>
  ['grant', 'loss_cover', 'discount'].includes(version.benefit.kind) ? 'grant' : 'credit';

function priorityPart(priority: PriorityResult | null): ScorePart {
  const full = priority ? PRIORITY_POINTS[priority.effect] : 0;
  const share = { met: 1, unknown: 0.25, failed: 0 }[priority?.outcome ?? 'failed'];
  return {
    name: 'priority',
    points: within(full * share, 20),
    max: 20,
    text: { zh: '有没有优先条款', en: 'a clause that puts you first' },
  };
}

/** Eight points for each power of ten above 100 yuan: 1,000 yuan 8, 10,000 yuan 16, 10,000,000 yuan 40. */
function amountPart(benefit: BenefitResult | null, group: RankGroup): ScorePart {
  const fen =
    group === 'grant' && benefit ? (benefit.amountFen ?? ((benefit.minFen ?? 0) + (benefit.maxFen ?? benefit.minFen ?? 0)) / 2) : 0;
  const points = fen > 10_000 ? 8 * (Math.log10(fen / 100) - 2) : 0;
  return {
    name: 'amount',
    points: within(points, 40),
    max: group === 'grant' ? 40 : 0,
    text: { zh: '能拿到手的金额', en: 'money in hand' },
  };
}

function certaintyPart(judgement: Judgement): ScorePart {
  const { clauses } = judgement;
  const met = clauses.filter((clause) => clause.outcome === 'met').length;
  const documented = clauses.filter((clause) => clause.confidence === 'seed' || clause.confidence === 'sourced').length;
  const points = clauses.length === 0 ? 0 : (6 * met + 4 * documented) / clauses.length;
  return {
    name: 'certainty',
    points: within(points, 10),
    max: 10,
    text: { zh: '条件和依据有多确定', en: 'how certain the conditions and their sources are' },
  };
}

/** A sum of named parts, all shown to the reader: priority 20, amount 40, effort 15, time 15, certainty 10. Whole points. */
export function scoreOf(
  version: ProgrammeVersion,
  judgement: Judgement,
  benefit: BenefitResult | null,
  priority: PriorityResult | null,
): Score {
  const parts: ScorePart[] = [
    priorityPart(priority),
    amountPart(benefit, groupOf(version)),
    {
      name: 'effort',
      points: within(15 - 1.5 * version.documents.length, 15),
      max: 15,
      text: { zh: '要准备的材料多少', en: 'how few papers it takes' },
    },
    {
      name: 'time',
      points: within(15 - version.daysToMoney.days / 12, 15),
      max: 15,
      text: { zh: '多久能到账', en: 'how soon the money comes' },
    },
    certaintyPart(judgement),
  ];
  return { total: parts.reduce((sum, part) => sum + part.points, 0), parts };
}
