import type { HolidayLists } from '../calendar/working-days.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { Payee } from '../payments/records.ts';
import type { Hold } from './money/hold-row.ts';
import type { AskedExpert } from './opinions/opinion.ts';
import type { DeclineGround, OPINION_VERDICTS } from './opinions/opinion-terms.ts';
import type { Actor } from './records/actor.ts';
import type { Appraisal } from './records/appraisal.ts';
import type { Appeal, ChangedFact, Correction, Objection, Opinion } from './records/beside.ts';
import type { Finding } from './records/decision.ts';
import type { PinnedConcern } from './records/handed-in.ts';
import type { CaseFile, CaseRecord } from './records.ts';

/** What the person says with a step; each event uses what it needs. */
export interface StepDetail {
  readonly reason?: string;
  /** `newBecause`: why what has not changed since the last return was not named then. */
  readonly defects?: readonly { readonly pointer: string; readonly text: string; readonly newBecause?: string }[];
  readonly answers?: readonly { readonly defectId: string; readonly kind: 'corrected' | 'disputed'; readonly text: string }[];
  readonly clauses?: readonly string[];
  readonly findings?: readonly Finding[];
  readonly contentHash?: string;
  readonly conditions?: readonly { readonly text: string; readonly dueOn: CivilDate; readonly checkerRole: string }[];
  /** Conditions that are found met, each with what shows it. */
  readonly met?: readonly { readonly conditionId: string; readonly evidence: readonly string[]; readonly source: string | null }[];
  readonly documentHash?: string;
  readonly objectionId?: string;
  readonly text?: string;
  readonly name?: string;
  readonly contact?: string;
  readonly lineId?: string;
  readonly flagId?: string;
  readonly fact?: string;
  readonly value?: unknown;
  readonly evidence?: readonly string[];
  readonly verdict?: (typeof OPINION_VERDICTS)[number];
  readonly opinionId?: string;
  readonly lines?: readonly string[];
  readonly dueOn?: CivilDate;
  readonly amounts?: readonly { readonly lineId: string; readonly amountFen: number }[];
  readonly ground?: DeclineGround;
  /** Of a claim that is handed in: the amount its applicant was shown and signs for, in fen. */
  readonly askedFen?: number | undefined;
}

/** Something the reviewer has to answer: which flag, and which invoice, filing or applicant it is about. */
export interface FlagRaised {
  readonly id: string;
  readonly about: string;
}

/** What a step brings along that the case machine does not work out itself: the claim's own rules and the policy engine have. */
export interface Brought {
  readonly claim?: unknown;
  readonly payee?: Payee;
  readonly appraisal?: Appraisal;
  readonly snapshotHash?: string;
  /** What the snapshot says otherwise than the one it was judged on before. */
  readonly changedFacts?: readonly ChangedFact[];
  readonly holds?: readonly Hold[];
  readonly caps?: readonly Hold[];
  readonly concern?: PinnedConcern;
  readonly flags?: readonly FlagRaised[];
  /** The bills the claim names. `same`: as it named them when it was handed in before · `sha256`: of the file it was registered from. */
  readonly bills?: readonly { readonly id: string; readonly same: boolean; readonly sha256?: string | undefined }[];
  /** Whom a reviewer wants to ask for an opinion. */
  readonly expert?: AskedExpert;
}

/** What the effect of a step is worked out from. */
export interface StepInput {
  readonly file: CaseFile;
  readonly by: Actor;
  readonly detail: StepDetail;
  readonly brought: Brought;
  readonly now: string;
  readonly today: CivilDate;
  readonly newId: () => string;
  readonly holidays: HolidayLists;
  /** The end of a specialist's answer time, as the calendar has it. */
  readonly workingDaysAhead: (days: number) => CivilDate;
  /** SHA-256 of the canonical JSON of a value. */
  readonly hashOf: (value: unknown) => string;
  /** What is granted where that is less than what was computed. */
  readonly run?: { readonly grantedFen: number };
  /** The part of a budget it is to wait for: what is there (fen; nothing where none is open), and how many cases wait for it already. */
  readonly line?: { readonly budgetId: string; readonly availableFen: number; readonly waiting: number };
}

/** What a step changes of a case and of what stands beside it; a list that is named stands in place of the one that was. */
export interface Changed {
  readonly record: Partial<CaseRecord>;
  readonly corrections?: readonly Correction[];
  readonly opinions?: readonly Opinion[];
  readonly objections?: readonly Objection[];
  readonly appeals?: readonly Appeal[];
}
