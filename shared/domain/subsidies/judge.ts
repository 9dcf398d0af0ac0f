import type { ClaimJudge } from '../instruments/judging.ts';
import { handIn } from './hand-in.ts';
import { judgeAnew } from './judge-anew.ts';
import { reEvaluate } from './re-evaluate.ts';

/** Judges the claims of the six subsidies, and of the one nobody applies for. */
export const SUBSIDY_JUDGE: ClaimJudge = { handIn, judgeAnew, reEvaluate };
