import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Criterion, Leaf } from '../../../shared/domain/policy/criteria.ts';
import { evaluateLeaf } from '../../../shared/domain/policy/evaluate.ts';
import { toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';
import type { Formula } from '../../../shared/domain/policy/formula.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import { ALL_FACTS, type BenchFact, DEFINITIONS, FACTS } from './dictionary.ts';
import { type Random, seeded } from './random.ts';

export const TODAY = '2026-11-23' as CivilDate;

/** How often a clause lets our firm pass; eight of them and some alternatives then leave about 7 in 100 programmes. */
const PASSES = 0.66;
const DICTIONARY = toDictionary(DEFINITIONS);
const CLAUSE = { ref: 'S1', article: '第七条', quote: '申请单位应当符合本办法规定的条件，并按时报送材料。' };

function leafOn(random: Random, fact: BenchFact, id: string): Leaf {
  const passes = random.chance(PASSES);
  const definition = DICTIONARY.get(fact.id);
  for (;;) {
    const asked = fact.ask(random);
    const text = { zh: `${fact.id}须符合本项目第${id}条的要求`, en: `${fact.id} meets clause ${id} of this programme` };
    const leaf: Leaf = { id, fact: fact.id, ...asked, text, clause: CLAUSE, confidence: 'invented' };
    if (definition && (evaluateLeaf(leaf, definition, fact.value) === 'met') === passes) return leaf;
  }
}

/** About eight clauses: most must hold, some are alternatives, a few are exceptions or "two of these three". */
function criteriaOf(random: Random): Criterion {
  const facts = random.some(FACTS, 12);
  let next = 0;
  const leaf = (): Leaf => leafOn(random, facts[next % facts.length] as BenchFact, `c${++next}`);
  const all: Criterion[] = Array.from({ length: random.whole(5, 7) }, leaf);
  if (random.chance(0.55)) all.push({ any: Array.from({ length: random.whole(2, 3) }, leaf) });
  if (random.chance(0.1)) all.push({ not: { all: [leaf(), leaf()] } });
  if (random.chance(0.08)) all.push({ atLeast: 2, of: [leaf(), leaf(), leaf()] });
  return { all };
}

function amountOf(random: Random): Formula {
  if (random.chance(0.85)) return { yuan: 1000 * random.whole(1, 500) };
  const facts = random.some(FACTS, 3);
  return {
    tiers: facts.map((fact, index) => ({
      id: `t${index + 1}`,
      when: leafOn(random, fact, `t${index + 1}`),
      gives: { yuan: 10_000 * (index + 1) },
      text: { zh: `第${index + 1}档`, en: `Tier ${index + 1}` },
      confidence: 'invented',
    })),
  };
}

function programmeAt(random: Random, index: number): Programme {
  const said = { zh: `第${index}号支持项目`, en: `Support programme ${index}` };
  return {
    id: `programme-${index}`,
    name: said,
    summary: { zh: '对符合条件的企业给予一次性资金支持。', en: 'A one-off grant for firms that meet the conditions.' },
    instrument: 'opex_subsidy',
    subsidyKinds: [],
    applicants: ['enterprise'],
    finalBeneficiary: 'enterprise',
    issuer: { zh: '科技局', en: 'Science bureau' },
    funders: [],
    regionCode: '320000',
    judgedAt: 'submission',
    sources: [{ ref: 'S1', title: '管理办法', year: 2025, url: null, reliability: 'invented' }],
    versions: [
      {
        version: '1',
        effective: { from: `20${random.whole(18, 25)}-01-01` as CivilDate, to: null, confidence: 'invented' },
        criteria: criteriaOf(random),
        benefit: {
          kind: 'grant',
          per: 'once',
          amount: amountOf(random),
          rounding: 'half-up-to-yuan',
          fees: [],
          limits: [],
          notes: [],
          confidence: 'invented',
        },
        priority: null,
        riskSharing: [],
        exclusions: [],
        documents: [{ kind: 'business-licence', name: { zh: '营业执照', en: 'Business licence' }, confidence: 'invented' }],
        process: [],
        daysToMoney: { days: 90, confidence: 'invented' },
        confidence: 'invented',
      },
    ],
  };
}

/** A catalogue of `count` programmes; the same seed gives the same catalogue, and a longer one starts with the shorter. */
export function generateCatalogue(count: number, seed: number): Programme[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => programmeAt(random, index));
}

export { ALL_FACTS };
