import type { HoldRefusalCode, KeptHold } from '../cases/money/holds.ts';
import type { Actor } from '../cases/records/actor.ts';
import type { Appraisal } from '../cases/records/appraisal.ts';
import type { Pins } from '../cases/records/handed-in.ts';
import type { CaseFile, CaseRecord } from '../cases/records.ts';
import type { CaseRefusal } from '../cases/refusals.ts';
import type { Step } from '../cases/step.ts';
import type { StepContext } from '../cases/step-context.ts';
import type { StepDetail } from '../cases/step-input.ts';
import type { Result } from '../kernel/result.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import type { RuleRefusal } from '../parties/refusal.ts';
import type { SnapshotContent } from '../parties/snapshot.ts';
import type { Programme } from '../policy/programme.ts';
import type { ApplicantFile } from './applicant-file.ts';
import type { Differences, Judged } from './compare-judgements.ts';

/** What handing in looks at beside the case: everything about the applicant, and what it is judged by. */
export interface HandingIn {
  readonly applicant: ApplicantFile;
  readonly catalogue: LoadedCatalogue;
  readonly context: Omit<StepContext, 'brought'>;
  readonly hashOfSnapshot: (content: SnapshotContent) => string;
  /** What it was judged by and on until now; undefined: it has not been handed in yet. */
  readonly pins: Pins | undefined;
}

/** The step, and what is pinned with it: the programme with the one version that binds, and the facts of that day. */
export interface HandedIn {
  readonly step: Step;
  readonly programme: Programme;
  readonly snapshot: SnapshotContent;
  readonly snapshotHash: string;
  /** What the claim names that lies elsewhere with the applicant, as it stood (`Pins.named`); undefined: nothing. */
  readonly named: unknown;
}

/** Why a claim cannot be judged at all on a day. */
export type NotPrepared = 'programme-not-open' | 'no-profile' | 'facts-contradict';
export type NotHandedIn = CaseRefusal | RuleRefusal<NotPrepared | HoldRefusalCode | 'payee-refused' | 'amount-above-cap'>;

/** A claim that was handed in, on what it pinned, with what a reviewer has struck and settled by now. */
export interface JudgingAnew {
  readonly record: CaseRecord;
  readonly pins: Pins;
  readonly applicant: ApplicantFile;
  readonly catalogue: LoadedCatalogue;
  /** RFC 3339, when it is asked. */
  readonly at: string;
  readonly struck: CaseRecord['struck'];
  readonly settled: CaseRecord['settled'];
}

/** What came of it, as a step of the case machine brings it: verdict and amount, and what the claim then takes. */
export interface JudgedAnew {
  readonly appraisal: Appraisal;
  readonly holds: readonly KeptHold[];
  readonly caps: readonly KeptHold[];
}
export type NotJudged = CaseRefusal | RuleRefusal<HoldRefusalCode | 'fact-conflict' | 'unreadable-fact'>;

export interface ReEvaluationQuestion {
  readonly record: CaseRecord;
  readonly pins: Pins;
  readonly applicant: ApplicantFile;
  readonly catalogue: LoadedCatalogue;
  readonly now: Date;
  readonly hashOf: (value: unknown) => string;
}

export interface ReEvaluation {
  readonly pinned: Judged;
  /** Null: it cannot be judged today, and `why` says so. */
  readonly today: Judged | null;
  readonly why: NotPrepared | null;
  readonly differences: Differences;
  /** The facts about the applicant that either side asks for: nothing else is compared. */
  readonly about: readonly string[];
}

/**
 * How claims of an instrument are judged and counted: the heavy half of an instrument (`claim-contents.ts` has the other). Each of these is a
 * pure function, and refuses a claim of another shape; none throws for it.
 */
export interface ClaimJudge {
  /** Judges the draft once more, pins what it is judged by and on, and takes the step that hands it in, or hands it in again. */
  handIn(file: CaseFile, event: 'submit' | 'resubmit', by: Actor, detail: StepDetail, within: HandingIn): Result<HandedIn, NotHandedIn>;
  /** Judges and counts it on what it pinned, never on what was published since: after a step of the review, or an appeal that is upheld. */
  judgeAnew(question: JudgingAnew): Result<JudgedAnew, NotJudged>;
  /** Judges it twice, as pinned and as of today, and says what differs. A question: it changes nothing. Refused where nothing is pinned. */
  reEvaluate(question: ReEvaluationQuestion): Result<ReEvaluation, { readonly code: 'case-state' }>;
}
