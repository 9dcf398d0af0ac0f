import * as z from 'zod/mini';
import { type Letter, type LetterClause, MAX_LETTER_CLAUSES, MAX_LETTER_ROWS } from '../../../shared/contracts/letter.ts';
import type { Appraisal } from '../../../shared/domain/cases/records/appraisal.ts';
import type { Pins } from '../../../shared/domain/cases/records/handed-in.ts';
import { cite, isWritten } from '../../../shared/domain/policy/citation.ts';
import { leavesOf } from '../../../shared/domain/policy/criteria-tree.ts';
import { versionOn } from '../../../shared/domain/policy/in-force.ts';
import { type Programme, programme as programmeSchema } from '../../../shared/domain/policy/programme.ts';

const short = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

/** The programme as the case pinned it; undefined where it pinned none, or one this program cannot read any more. */
export const pinnedProgramme = (pins: Pins | undefined): Programme | undefined => {
  const read = programmeSchema.safeParse(pins?.programme);
  return read.success ? read.data : undefined;
};

/** The clauses as they were judged, each with the words of the programme it stands in. */
export function clausesOf({ clauses, asOf }: Appraisal, programme: Programme | undefined): LetterClause[] {
  const version = programme && versionOn(programme, asOf);
  const leaves = new Map((version ? leavesOf(version.criteria) : []).map((leaf) => [leaf.id, leaf]));
  return clauses.slice(0, MAX_LETTER_CLAUSES).map(({ id, outcome, text }) => {
    const leaf = leaves.get(id);
    const citation = programme && leaf ? cite(programme, leaf.clause) : null;
    return {
      text: short(text.zh, 1000),
      outcome,
      citation:
        citation && isWritten(citation)
          ? {
              document: short(citation.title ?? citation.ref, 300),
              article: citation.article && short(citation.article, 120),
              quote: short(citation.quote, 2000),
            }
          : null,
      confidence: leaf?.confidence ?? 'invented',
    };
  });
}

/** One step of the amount as the policy engine left it. */
const traceLine = z.object({ text: z.object({ zh: z.string().check(z.minLength(1)) }), minFen: z.int(), maxFen: z.nullable(z.int()) });

/** The amount step by step; null while it is not certain. `grantedFen`: what was approved, where that is less than what was computed. */
export function amountOf({ trace, computedFen }: Appraisal, grantedFen = computedFen): Letter['amount'] {
  if (computedFen === null) return null;
  const lines = trace.slice(0, MAX_LETTER_ROWS).flatMap((step) => {
    const read = traceLine.safeParse(step);
    if (!read.success) return [];
    const { text, minFen, maxFen } = read.data;
    return [{ label: short(text.zh, 500), amountFen: minFen === maxFen ? minFen : null }];
  });
  if (grantedFen === null || grantedFen === computedFen) return { lines, totalFen: computedFen };
  return { lines: [...lines, { label: '预算不足，按比例核定', amountFen: grantedFen }], totalFen: grantedFen };
}
