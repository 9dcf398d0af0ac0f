import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';
import { adoptTemplate } from '../../../../shared/domain/policy/adopt.ts';
import { compileCatalogue } from '../../../../shared/domain/policy/compile/compile.ts';
import { allVerdicts, VERDICTS } from '../../../../shared/domain/policy/compile/match.ts';
import { createWorkspace } from '../../../../shared/domain/policy/compile/workspace.ts';
import { deriveFacts } from '../../../../shared/domain/policy/derive.ts';
import { versionOn } from '../../../../shared/domain/policy/in-force.ts';
import { judge } from '../../../../shared/domain/policy/judge.ts';
import type { GoldenCase, Programme } from '../../../../shared/domain/policy/programme.ts';
import { readFacts } from '../../../../shared/domain/policy/read-fact.ts';

const { definitions, dictionary, reference, programmes, goldenCases } = readCatalogue();

/** The verdict of the compiled catalogue, and whether the case fails on nothing but an amount of zero. */
function compiledVerdict(programme: Programme, golden: GoldenCase): { verdict: string; onlyTheAmountFails: boolean } {
  const read = readFacts(golden.facts, dictionary);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const derived = deriveFacts(read.value, golden.asOf, dictionary, reference);
  if (!derived.ok) throw new Error(JSON.stringify(derived.refusal));
  const judged = golden.adoptedBy ? adoptTemplate(programme, golden.adoptedBy, dictionary) : programme;
  const compiled = compileCatalogue([judged], definitions, { version: 'golden' });
  const { verdicts } = allVerdicts(compiled, derived.value, golden.asOf, { workspace: createWorkspace(compiled) });
  const named = [...verdicts].map((verdict) => VERDICTS[verdict] ?? 'none');
  const version = versionOn(judged, golden.asOf);
  const failed = version
    ? judge(judged, version, derived.value, dictionary)
        .clauses.filter(({ outcome }) => outcome === 'failed')
        .map(({ id }) => id)
    : [];
  return {
    verdict: named.find((verdict) => verdict !== 'not-in-force') ?? 'not-in-force',
    onlyTheAmountFails: failed.join() === 'benefit.amount',
  };
}

/** The compiled catalogue answers before any amount is computed; an amount of nothing shows in the full answer alone. */
describe.each(programmes.map((programme) => [programme.id, programme] as const))('%s, compiled', (id, programme) => {
  const cases = goldenCases.get(id) ?? [];

  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', (_name, golden) => {
    const { verdict, onlyTheAmountFails } = compiledVerdict(programme, golden);
    expect(verdict).toBe(onlyTheAmountFails ? 'eligible' : golden.expect.verdict);
  });
});
