import { isEnd } from '../cases/states.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import { yuanText } from '../kernel/money.ts';
import type { Citation } from '../policy/citation.ts';
import { sharedScope } from './caps-of-claim.ts';
import type { CheckItem } from './check-claim.ts';
import type { ClaimDraft } from './claim.ts';
import { CLAIM_RULES } from './claim-rules.ts';

/** What the applicant's other living claims have taken of caps: what is left of each, by key. */
export function capsLeftOf(
  cards: ApplicantFile['cards'],
  caseId: string,
): (caps: readonly { key: string; capFen: number }[]) => Map<string, number> {
  const living = cards.filter(({ id, state, holds }) => id !== caseId && (!isEnd(state) || holds.length > 0));
  return (caps) =>
    new Map(
      caps.map(({ key, capFen }) => {
        const taken = living.flatMap(({ holds }) => holds.filter((hold) => hold.kind === 'cap' && hold.key === key));
        return [key, Math.max(0, capFen - taken.reduce((sum, hold) => sum + Number(hold.takeFen ?? 0), 0))];
      }),
    );
}

interface OwnCase {
  readonly id: string;
  readonly programmeId: string;
  readonly applicant: Pick<ApplicantFile, 'cards'> & { readonly file: { readonly organisation: { readonly id: string } } };
  readonly computedFen: number | null;
  /** The caps it is held to and has taken nothing of yet. */
  readonly caps: readonly { readonly key: string; readonly capFen: number; readonly citation?: unknown }[];
}

const yuan = (fen: number): string => yuanText(BigInt(fen));

/**
 * The applicant's other claims that are handed in and undecided under a cap this one is held to, where all together are above what is left of
 * it: an approval takes of a cap, not handing in, so each shows its whole amount until one of them is approved.
 */
export function openBeside(claim: ClaimDraft, { id, programmeId, applicant, computedFen, caps }: OwnCase): CheckItem[] {
  const { cards, file } = applicant;
  const left = capsLeftOf(cards, id)(caps);
  const { zh, en, hard, confidence } = CLAIM_RULES['cap-shared'];
  const undecided = cards.filter(
    (one) => one.id !== id && one.programmeId === programmeId && one.submittedOn !== null && one.state !== 'draft' && !isEnd(one.state),
  );
  return caps.flatMap(({ key, citation = null }): CheckItem[] => {
    const scope = sharedScope(key, claim, programmeId, file.organisation.id);
    const rest = left.get(key) ?? 0;
    const others = undecided.filter(
      ({ costYear, holds }) =>
        scope !== undefined &&
        (scope !== 'year' || costYear === claim.year) &&
        !holds.some((hold) => hold.kind === 'cap' && hold.key === key),
    );
    const asked = others.reduce((sum, one) => sum + (one.computedFen ?? 0), 0);
    if (others.length === 0 || asked + (computedFen ?? rest) <= rest) return [];
    const ids = others.map((one) => one.id);
    const detail = {
      zh: `另有 ${ids.length} 件申请未决，共 ${yuan(asked)} 元（编号 ${ids.join('、')}）；合计最多 ${yuan(rest)} 元，先核准的先得`,
      en: `${ids.length} more undecided, ${yuan(asked)} yuan in all (number ${ids.join(', ')}); together at most ${yuan(rest)} yuan, for whichever is approved first`,
    };
    return [
      {
        rule: 'cap-shared',
        pointer: '',
        outcome: 'unknown',
        hard,
        text: { zh, en },
        detail,
        citation: citation as Citation | null,
        confidence,
        cases: ids,
      },
    ];
  });
}
