import { type Citation, cite } from '../policy/citation.ts';
import { evaluateCriterion, type Outcome } from '../policy/evaluate.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import { openLeaves } from '../policy/judge.ts';
import type { Priority, Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';

export type PriorityResult = {
  readonly outcome: Outcome;
  readonly effect: Priority['effect'];
  readonly text: Bilingual;
  readonly citation: Citation;
  readonly confidence: Confidence;
  readonly missingFacts: readonly string[];
};

/** The third answer beside "may I" and "how much": does a clause put me first? It orders a queue; it repairs nothing (reference.md 1.3). */
export function priorityOf(
  programme: Programme,
  version: ProgrammeVersion,
  facts: Facts,
  dictionary: FactDictionary,
): PriorityResult | null {
  const rule = version.priority;
  if (!rule) return null;
  return {
    outcome: evaluateCriterion(rule.when, facts, dictionary),
    effect: rule.effect,
    text: rule.text,
    citation: cite(programme, rule.clause),
    confidence: rule.confidence,
    missingFacts: [...new Set(openLeaves(rule.when, facts, dictionary).map((leaf) => leaf.fact))],
  };
}
