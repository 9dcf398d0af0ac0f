import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { compileCatalogue } from '../../../../../shared/domain/policy/compile/compile.ts';
import { allClauses, allVerdicts, matchCompiled, OUTCOMES, VERDICTS } from '../../../../../shared/domain/policy/compile/match.ts';
import { fromBytes, toBytes } from '../../../../../shared/domain/policy/compile/serialise.ts';
import { createWorkspace, type Workspace } from '../../../../../shared/domain/policy/compile/workspace.ts';
import { leavesOf } from '../../../../../shared/domain/policy/criteria-tree.ts';
import {
  atLeast,
  definitionOf,
  evaluateCriterion,
  evaluateLeaf,
  type Outcome,
  requestGoesWell,
} from '../../../../../shared/domain/policy/evaluate.ts';
import type { FactDefinition, FactDictionary, Facts } from '../../../../../shared/domain/policy/fact.ts';
import { toDictionary } from '../../../../../shared/domain/policy/fact-dictionary.ts';
import { versionOn } from '../../../../../shared/domain/policy/in-force.ts';
import { tierCriteria } from '../../../../../shared/domain/policy/judge.ts';
import type { Programme, ProgrammeVersion } from '../../../../../shared/domain/policy/programme.ts';
import { asOf, catalogueOf, definitions, factsOf, leafOf, simpleProgramme } from './compile-arbitraries.ts';

const RUNS = process.env.LONG ? 20_000 : 1_000;
const TIMEOUT_MS = process.env.LONG ? 600_000 : 180_000;

type Override = Parameters<typeof evaluateCriterion>[3];

/** What the readable evaluator says of one version. */
function readable(programme: Programme, version: ProgrammeVersion, facts: Facts, dictionary: FactDictionary) {
  const tiers = tierCriteria(version.benefit.amount);
  const all = (outcomes: readonly Outcome[]) => atLeast(outcomes.length, outcomes);
  const tree = (override?: Override) =>
    all([
      ...(programme.regionCode === null ? (['unknown'] as const) : []),
      ...[version.criteria, ...tiers].map((node) => evaluateCriterion(node, facts, dictionary, override)),
    ]);
  const goesWell =
    (fact: string): Override =>
    (leaf, _definition, positive) =>
      leaf.fact === fact ? (positive ? 'met' : 'failed') : undefined;
  const outcome = tree();
  return {
    outcome,
    applicant: tree(requestGoesWell),
    clauses: leavesOf(version.criteria).map((leaf) => evaluateLeaf(leaf, definitionOf(dictionary, leaf.fact), facts.get(leaf.fact))),
    tier: tiers.length === 0 ? null : all(tiers.map((node) => evaluateCriterion(node, facts, dictionary))),
    mendedBy: outcome === 'met' ? [] : [...dictionary.keys()].filter((fact) => tree(goesWell(fact)) === 'met'),
  };
}

const VERDICT_OF: Record<Outcome, (typeof VERDICTS)[number]> = { met: 'eligible', failed: 'ineligible', unknown: 'unknown' };

/** Every answer the compiled catalogue gives against the readable one. */
function expectSame(
  workspace: Workspace,
  programmes: readonly Programme[],
  definitions: readonly FactDefinition[],
  facts: Facts,
  day: CivilDate,
) {
  const dictionary = toDictionary(definitions);
  const { catalogue } = workspace;
  const matches = matchCompiled(catalogue, facts, day, { limit: 3, workspace });
  const explanations = [...matches.verdicts.keys()].map(matches.explain);
  const [eligible, nearMisses] = [[...matches.eligible], [...matches.nearMisses]];
  const matched = [...matches.verdicts];
  const { verdicts, applicantVerdicts } = allVerdicts(catalogue, facts, day, { workspace });
  const { outcomes, clauseAt } = allClauses(catalogue, facts, day, { workspace });

  const versions = programmes.flatMap((programme) => programme.versions.map((version) => ({ programme, version })));
  expect(matched.length).toBe(versions.length);
  versions.forEach(({ programme, version }, index) => {
    const inForce = versionOn(programme, day) === version;
    const { outcome, applicant, clauses, tier, mendedBy } = readable(programme, version, facts, dictionary);
    const verdict = inForce ? VERDICT_OF[outcome] : 'not-in-force';
    const isNear = inForce && mendedBy.length > 0;
    const explanation = explanations[index];
    expect({
      matched: VERDICTS[matched[index] ?? 0],
      verdict: VERDICTS[verdicts[index] ?? 0],
      applicant: VERDICTS[applicantVerdicts[index] ?? 0],
      isEligible: eligible.includes(index),
      isNear: nearMisses.includes(index),
      explained: explanation?.verdict,
      ids: explanation?.clauses.map((clause) => clause.id),
      clauses: explanation?.clauses.map((clause) => clause.outcome),
      tier: explanation?.tier,
      all: [...outcomes.subarray(clauseAt[index], clauseAt[index + 1])].map((code) => OUTCOMES[code]),
    }).toEqual({
      matched: verdict,
      verdict,
      applicant: inForce ? VERDICT_OF[applicant] : 'not-in-force',
      isEligible: verdict === 'eligible',
      isNear,
      explained: verdict,
      ids: leavesOf(version.criteria).map((leaf) => leaf.id),
      clauses,
      tier,
      all: clauses,
    });
    if (isNear) expect(mendedBy).toContain(explanation?.oneAway);
    else expect(explanation?.oneAway).toBe(null);
  });
  expect(matches.explained.map((explanation) => explanation.index)).toEqual([...eligible, ...nearMisses].slice(0, 3));
}

describe('the compiled catalogue and the readable evaluator', () => {
  test('agree on every verdict and every clause, for any catalogue and any facts, also after a journey through bytes', {
    timeout: TIMEOUT_MS,
  }, () => {
    const question = definitions.chain((dictionary) =>
      fc.record({
        dictionary: fc.constant(dictionary),
        programmes: catalogueOf(dictionary),
        questions: fc.array(fc.tuple(factsOf(dictionary), asOf), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(question, ({ dictionary, programmes, questions }) => {
        const compiled = compileCatalogue(programmes, dictionary, { version: 'v' });
        const read = fromBytes(toBytes(compiled));
        expect(read).toEqual(compiled);
        // The same room serves every question: what one leaves behind must not reach the next.
        const workspace = createWorkspace(read);
        for (const [facts, day] of questions) expectSame(workspace, programmes, dictionary, facts, day);
      }),
      { numRuns: RUNS },
    );
  });

  test('agree on catalogues wide enough that bitmaps are rebuilt from the nearest one kept', { timeout: TIMEOUT_MS }, () => {
    const question = definitions.chain((dictionary) =>
      fc.record({
        dictionary: fc.constant(dictionary),
        criteria: fc.array(fc.array(leafOf(dictionary), { minLength: 1, maxLength: 3 }), { minLength: 65, maxLength: 300 }),
        questions: fc.array(fc.tuple(factsOf(dictionary), asOf), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(question, ({ dictionary, criteria, questions }) => {
        const programmes = criteria.map((all, index) => simpleProgramme(`p-${index}`, { all }));
        const compiled = compileCatalogue(programmes, dictionary, { version: 'v' });
        const workspace = createWorkspace(compiled);
        for (const [facts, day] of questions) expectSame(workspace, programmes, dictionary, facts, day);
      }),
      { numRuns: RUNS / 50 },
    );
  });
});
