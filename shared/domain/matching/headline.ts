import { round } from '../kernel/money.ts';
import { evaluateFormula } from '../policy/evaluate-formula.ts';
import type { FactDictionary } from '../policy/fact.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';

/** The most a programme can give, knowing nothing of the applicant: what stands on its card. Fen; null where the rule sets no upper end. */
export function headlineFen(version: ProgrammeVersion, dictionary: FactDictionary): number | null {
  const { range } = evaluateFormula(version.benefit.amount, { facts: new Map(), dictionary });
  return range?.max ? Number(round(range.max, version.benefit.rounding)) : null;
}
