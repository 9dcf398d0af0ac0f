import type { Operand, Operator } from '../../../shared/domain/policy/criteria.ts';
import type { FactDefinition, FactType, FactValue } from '../../../shared/domain/policy/fact.ts';
import type { Random } from './random.ts';

/** One fact of the generated world: what the firm in question says, and what programmes ask of it. */
export interface BenchFact {
  readonly id: string;
  readonly type: FactType;
  readonly scope: 'applicant' | 'request';
  /** What our firm has; money in fen. */
  readonly value: Exclude<FactValue, null>;
  readonly ask: (random: Random) => { readonly op: Operator; readonly value: Operand };
}

const INDUSTRIES = Array.from({ length: 60 }, (_, index) => String(1000 + index * 137));
const CITIES = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13'];
const QUALIFICATIONS = [
  '高新技术企业',
  '科技型中小企业',
  '专精特新',
  '瞪羚企业',
  '培育入库',
  '独角兽',
  '技术先进型',
  '双软',
  '众创社区入驻',
  '孵化毕业',
];
const TALENTS = ['双创人才', '姑苏领军', '海外高层次', '紫金人才', '青年英才', '大学生创业', '科技副总', '乡土人才'];

const wholes =
  (low: number, high: number, step = 1) =>
  (random: Random) =>
    low + step * random.whole(0, (high - low) / step);
const bounds =
  (value: (random: Random) => number): BenchFact['ask'] =>
  (random) => {
    const form = random.next();
    if (form < 0.45) return { op: 'gte', value: value(random) };
    if (form < 0.75) return { op: 'lte', value: value(random) };
    if (form < 0.85) return { op: random.pick(['gt', 'lt'] as const), value: value(random) };
    const [a, b] = [value(random), value(random)];
    return { op: 'between', value: [Math.min(a, b), Math.max(a, b)] };
  };
const words =
  (choices: readonly string[], most: number): BenchFact['ask'] =>
  (random) => ({ op: random.chance(0.8) ? 'in' : 'noneOf', value: random.some(choices, random.whole(1, most)) });
const lists =
  (choices: readonly string[]): BenchFact['ask'] =>
  (random) => ({ op: random.chance(0.7) ? 'intersects' : 'noneOf', value: random.some(choices, random.whole(1, 4)) });
const flag: BenchFact['ask'] = (random) => ({ op: 'eq', value: random.chance(0.5) });
const regions: BenchFact['ask'] = (random) => {
  const city = `32${random.pick(CITIES)}`;
  return {
    op: 'prefix',
    value: random.chance(0.3) ? '32' : random.chance(0.6) ? city : `${city}${String(random.whole(5, 85)).padStart(2, '0')}`,
  };
};
const days: BenchFact['ask'] = (random) => ({
  op: random.pick(['gte', 'lt'] as const),
  value: `${random.whole(2014, 2026)}-${String(random.whole(1, 12)).padStart(2, '0')}-01`,
});

const fact = (id: string, type: FactType, value: BenchFact['value'], ask: BenchFact['ask'], scope: BenchFact['scope'] = 'applicant') => ({
  id,
  type,
  value,
  ask,
  scope,
});

export const FACTS: readonly BenchFact[] = [
  fact('firm.division_code', 'division', '320585', regions),
  fact('firm.employees', 'integer', 46, bounds(wholes(1, 500))),
  fact('firm.revenue_cny', 'money', 3_150_000_00, bounds(wholes(0, 20_000_000, 50_000))),
  fact('firm.net_assets_cny', 'money', 1_200_000_00, bounds(wholes(0, 10_000_000, 50_000))),
  fact('firm.rd_spend_pct', 'decimal', 12.5, bounds(wholes(0, 40, 0.5))),
  fact('firm.rd_staff_pct', 'decimal', 31, bounds(wholes(0, 60))),
  fact('firm.ip_count', 'integer', 4, bounds(wholes(0, 20))),
  fact('firm.age_months', 'integer', 28, bounds(wholes(0, 120))),
  fact('firm.founded_on', 'date', '2024-07-08', days),
  fact('firm.industry', 'choice', INDUSTRIES[7] as string, words(INDUSTRIES, 20)),
  fact('firm.size_class', 'choice', '小型', words(['微型', '小型', '中型', '大型'], 3)),
  fact('firm.legal_form', 'choice', '有限责任公司', words(['有限责任公司', '股份有限公司', '合伙企业', '个体工商户'], 3)),
  fact('firm.community_status', 'choice', '备案试点', words(['备案试点', '认定', '申请中', '退出'], 2)),
  fact('firm.qualifications', 'choices', ['科技型中小企业', '众创社区入驻'], lists(QUALIFICATIONS)),
  fact('firm.talents', 'choices', ['姑苏领军'], lists(TALENTS)),
  fact('firm.listed', 'boolean', false, flag),
  fact('firm.abnormal', 'boolean', false, flag),
  fact('firm.dishonest', 'boolean', false, flag),
  fact('firm.wage_arrears', 'boolean', false, flag),
  fact('firm.insured_staff', 'integer', 41, bounds(wholes(0, 300))),
  fact('firm.last_valuation_cny', 'money', 30_000_000_00, bounds(wholes(0, 200_000_000, 1_000_000))),
  fact('firm.rounds', 'integer', 1, bounds(wholes(0, 5))),
  fact('loan.amount_cny', 'money', 2_000_000_00, bounds(wholes(0, 10_000_000, 100_000)), 'request'),
  fact('loan.term_months', 'integer', 12, bounds(wholes(1, 36)), 'request'),
  fact('loan.purpose', 'choice', '研发', words(['研发', '流动资金', '设备', '厂房'], 3), 'request'),
  fact('expense.amount_cny', 'money', 86_000_00, bounds(wholes(0, 500_000, 5_000)), 'request'),
];

/** What our firm leaves unsaid in the timed question. */
const UNSAID = new Set(['firm.rd_staff_pct', 'firm.last_valuation_cny', 'firm.talents', 'loan.purpose', 'expense.amount_cny']);

export const ALL_FACTS: ReadonlyMap<string, FactValue> = new Map(FACTS.map((entry) => [entry.id, entry.value]));
export const SOME_FACTS: ReadonlyMap<string, FactValue> = new Map([...ALL_FACTS].filter(([id]) => !UNSAID.has(id)));

export const DEFINITIONS: readonly FactDefinition[] = FACTS.map(({ id, type, scope }) => ({
  id,
  type,
  open: true,
  nullable: false,
  label: { zh: id, en: id },
  question: { zh: id, en: id },
  scope,
  changes: 'by-action',
  sensitivity: 'business',
  freshMonths: 12,
  asked: true,
  confidence: 'invented',
}));
