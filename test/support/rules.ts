import { type Criterion, type Leaf, leaf } from '../../shared/domain/policy/criteria.ts';
import type { Formula } from '../../shared/domain/policy/formula.ts';
import { type Programme, programme } from '../../shared/domain/policy/programme.ts';

const words = (text: string) => ({ zh: text, en: text });

/** One clause, parsed by the production schema. */
export const aLeaf = (id: string, fact: string, op: Leaf['op'], value: unknown): Leaf =>
  leaf.parse({ id, fact, op, value, text: words(id), clause: { ref: 'S1', quote: id }, confidence: 'sourced' });

/** A programme with one version, parsed by the production schema; only what a test is about need be said. */
export const aProgramme = (
  criteria: Criterion,
  amount: Formula = { yuan: 1000 },
  more: Record<string, unknown> = {},
  version: Record<string, unknown> = {},
): Programme =>
  programme.parse({
    id: 'p',
    name: words('p'),
    summary: words('p'),
    instrument: 'broadband_subsidy',
    applicants: ['enterprise'],
    finalBeneficiary: 'enterprise',
    issuer: words('p'),
    funders: [],
    regionCode: '320000',
    sources: [{ ref: 'S1', title: 't', year: 2025, url: null, reliability: 'r' }],
    versions: [
      {
        version: '1',
        effective: { from: null, to: null, confidence: 'typical' },
        criteria,
        benefit: { kind: 'grant', per: 'once', amount, rounding: 'half-up-to-yuan', confidence: 'sourced' },
        priority: null,
        riskSharing: [],
        exclusions: [],
        documents: [],
        process: [],
        daysToMoney: { days: 60, confidence: 'invented' },
        confidence: 'sourced',
        ...version,
      },
    ],
    ...more,
  });
