import type { CaseFile } from '../cases/records.ts';

/** Every paper a claim names, in whatever field; what is no claim names none. */
export function papersNamedBy(claim: unknown): ReadonlySet<string> {
  const named = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (/^paperIds$|[dD]ocumentIds?$/.test(key)) for (const id of [inner].flat()) named.add(String(id));
      else walk(inner);
    }
  };
  walk(claim);
  return named;
}

/**
 * Every paper that was handed in with a case: those its claim names, or named before it was corrected, and those a settled fact, a finding or
 * the decision rests on. What an applicant has beside it is nobody's business here.
 */
export function papersOfCase({ record, corrections }: Pick<CaseFile, 'record' | 'corrections'>): ReadonlySet<string> {
  const claims = [record.claim, ...corrections.map(({ before }) => before)];
  const evidence = [...record.settled, ...(record.decision?.findings ?? [])].flatMap((one) => one.evidence);
  return new Set([...claims.flatMap((claim) => [...papersNamedBy(claim)]), ...evidence]);
}

/** Of a paper that somebody names and `papersOfCase` does not know. */
export const NO_SUCH_PAPER = {
  zh: '不是随本案提交并已通过检查的材料',
  en: 'is no paper that was handed in with this case and found clean',
};
