import { edgesOf, stageOf } from '../../shared/domain/cases/edges.ts';
import type { CaseRecord } from '../../shared/domain/cases/records.ts';
import type { OwedBy, Stage } from '../../shared/domain/cases/states.ts';

/** In which stages whoever is named as the owner of the next move acts. */
const STAGES_OF: Record<Exclude<OwedBy, 'nobody'>, readonly Stage[]> = {
  applicant: ['applicant'],
  'confirming-body': ['confirmation'],
  intake: ['intake'],
  reviewers: ['review'],
  experts: ['opinion'],
  'condition-checker': ['monitoring'],
  investigator: ['diligence'],
  approvers: ['decision'],
  public: ['public'],
  'notice-officer': ['notice'],
  'appeal-reviewer': ['appeal'],
  both: ['contract'],
  finance: ['payment'],
  'closing-office': ['monitoring'],
  system: ['system', 'intake'],
};
/** Giving up, or having the money sent elsewhere, is not the move anybody waits for. */
const NO_MOVES: readonly string[] = ['withdraw', 'change-payee', 'change-payee-after-approval'];

/** The events with which an owner can take the next move of this case; none: they are told to act, and cannot. */
export const ownMoves = (record: CaseRecord, owner: OwedBy): readonly string[] =>
  owner === 'nobody'
    ? []
    : edgesOf(record)
        .filter((edge) => STAGES_OF[owner].includes(stageOf(edge, record)) && !NO_MOVES.includes(edge.event))
        .map(({ event }) => event);
