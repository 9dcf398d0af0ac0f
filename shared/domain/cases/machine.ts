import type { GuardName } from './guards/guard-words.ts';
import { APPEALABLE, type CaseState, type Stage } from './states.ts';

export interface Edge {
  readonly event: string;
  readonly from: readonly CaseState[];
  /** Several: the first one that lies on the path of the case's profile. `resume`: the state it was returned from. `same`: it stays. */
  readonly to: readonly (CaseState | 'resume' | 'same')[];
  /** Whose step it is; left out: of whoever acts in the state it leaves, or, out of `returned`, in the state it came from. */
  readonly stage?: Stage;
  /** Two: the first proposes, a second natural person carries it out. */
  readonly persons?: 2;
  /** Of the two one acts for the applicant, in the stage of the applicant, and one for the office. */
  readonly bothSides?: true;
  /** Stepping back: whoever has a tie to the case may take it too. */
  readonly despiteTies?: true;
  /** A worker may take it as well: on silence, or on the bank's word. An edge of stage `system` is taken by workers alone. */
  readonly worker?: true;
  /** It is there only for what is granted without application (免申即享). */
  readonly automatic?: true;
  readonly guards?: readonly GuardName[];
  /**
   * What it does to the money or the capacity the case is given from, where its profile has any: `reserve` takes the amount out of what is
   * available, `void` gives back whatever of the reservation is not paid. Paying itself is a payment's business (`../payments/`).
   */
  readonly money?: 'reserve' | 'void';
  /** `take`: what the step brings and the case does not hold yet. `give-back-caps`: the shares of caps, which an approval took. `give-back`: what the claim holds of invoices, persons, sites and yearly caps is free again, unless something was paid. */
  readonly holds?: 'take' | 'give-back' | 'give-back-caps';
}

/** Handed in, not decided, and with an office. */
export const OPEN_TO_OFFICE = ['submitted', 'completeness_check', 'under_review', 'due_diligence', 'decision_pending'] as const;
/** States in which a reservation may stand. */
export const RESERVED_STATES = ['conditional', 'public_notice', 'objection_review', 'contracting', 'disbursing', 'monitoring'] as const;

/**
 * The case machine: one table for every instrument. Read a line as: this event leads from one of these states to that one, if these guards
 * hold. What no line allows is refused.
 * It is long because it is read as one; what each line asks and changes stands in `guards/` and `effects/`.
 */
export const EDGES = [
  {
    event: 'submit',
    from: ['draft'],
    to: ['submitted'],
    stage: 'applicant',
    guards: ['window-open', 'claim-complete', 'no-failed-clause'],
    holds: 'take',
  },
  { event: 'accept-intake', from: ['submitted'], to: ['completeness_check'], worker: true },
  {
    event: 'confirm',
    from: ['submitted', 'completeness_check'],
    to: ['same'],
    stage: 'confirmation',
  },
  {
    event: 'return',
    from: ['completeness_check', 'under_review', 'due_diligence'],
    to: ['returned'],
    guards: ['names-defects', 'no-open-correction', 'defects-new'],
  },
  {
    event: 'cancel-correction',
    from: ['returned'],
    to: ['resume'],
    guards: ['gives-reason'],
  },
  {
    event: 'resubmit',
    from: ['returned'],
    to: ['resume'],
    stage: 'applicant',
    guards: ['defects-answered', 'window-open', 'claim-complete', 'no-failed-clause'],
    holds: 'take',
  },
  {
    event: 'refuse-intake',
    from: ['completeness_check'],
    to: ['ineligible'],
    persons: 2,
    guards: ['cites-failed-clause', 'gives-reason'],
    holds: 'give-back',
  },
  {
    event: 'admit',
    from: ['completeness_check'],
    to: ['under_review'],
    guards: ['no-open-correction', 'residence-confirmed'],
  },
  {
    event: 'auto-admit',
    from: ['completeness_check'],
    to: ['decision_pending'],
    stage: 'system',
    automatic: true,
    guards: ['all-clauses-met', 'trusted-sources'],
  },
  {
    event: 'settle-fact',
    from: ['under_review'],
    to: ['same'],
    guards: ['gives-reason', 'settles-unknown'],
  },
  {
    event: 'strike-line',
    from: ['under_review'],
    to: ['same'],
    guards: ['gives-reason'],
    holds: 'take',
  },
  { event: 'restore-line', from: ['under_review'], to: ['same'], holds: 'take' },
  { event: 'recount', from: ['under_review'], to: ['same'], holds: 'take' },
  { event: 'answer-flag', from: ['under_review'], to: ['same'], guards: ['gives-reason'] },
  {
    event: 'complete-review',
    from: ['under_review'],
    to: ['due_diligence', 'decision_pending'],
    guards: ['no-open-correction', 'flags-answered', 'no-opinion-open', 'opinions-given'],
  },
  {
    event: 'ask-opinion',
    from: ['under_review'],
    to: ['same'],
    guards: ['asks-question', 'expert-free', 'opinion-day-fits'],
  },
  {
    event: 'withdraw-opinion',
    from: ['under_review'],
    to: ['same'],
    guards: ['names-open-opinion', 'gives-reason'],
  },
  {
    event: 'accept-opinion',
    from: ['under_review'],
    to: ['same'],
    stage: 'opinion',
    guards: ['opinion-asked'],
  },
  {
    event: 'give-opinion',
    from: ['under_review'],
    to: ['same'],
    stage: 'opinion',
    guards: ['opinion-asked', 'no-conflict-declared', 'matter-unchanged', 'gives-reason'],
  },
  {
    event: 'decline-opinion',
    from: ['under_review', 'returned'],
    to: ['same'],
    stage: 'opinion',
    despiteTies: true,
    guards: ['opinion-asked'],
  },
  {
    event: 'complete-dd',
    from: ['due_diligence'],
    to: ['decision_pending'],
    guards: ['no-open-correction', 'report-grounded'],
  },
  {
    event: 'approve-step',
    from: ['decision_pending'],
    to: ['same'],
    guards: ['all-clauses-met', 'content-unchanged', 'within-authority', 'answers-opposition', 'cooled-off', 'levels-left'],
  },
  {
    event: 'approve',
    from: ['decision_pending'],
    to: ['public_notice', 'contracting', 'disbursing', 'monitoring'],
    // Approved again after another account was named: what a bank says of the payment before is answered first.
    guards: [
      'all-clauses-met',
      'content-unchanged',
      'within-authority',
      'answers-opposition',
      'cooled-off',
      'nothing-contradicted',
      'last-level',
      'shared-by-run',
    ],
    money: 'reserve',
    holds: 'take',
  },
  {
    event: 'approve-conditional',
    from: ['decision_pending'],
    to: ['conditional'],
    guards: [
      'all-clauses-met',
      'content-unchanged',
      'within-authority',
      'answers-opposition',
      'cooled-off',
      'nothing-contradicted',
      'last-level',
      'shared-by-run',
      'names-conditions',
    ],
    money: 'reserve',
    holds: 'take',
  },
  {
    event: 'satisfy',
    from: ['conditional'],
    to: ['public_notice', 'contracting', 'disbursing', 'monitoring'],
    stage: 'monitoring',
    guards: ['conditions-found', 'conditions-met'],
  },
  {
    event: 'report-conditions',
    from: ['conditional'],
    to: ['same'],
    stage: 'applicant',
    guards: ['nothing-reported', 'gives-reason'],
  },
  {
    event: 'return-conditions',
    from: ['conditional'],
    to: ['same'],
    stage: 'monitoring',
    guards: ['conditions-reported', 'gives-reason', 'conditions-found', 'conditions-left'],
  },
  {
    event: 'queue',
    from: ['decision_pending'],
    to: ['same'],
    guards: ['keeps-list', 'all-clauses-met', 'gives-reason', 'budget-short'],
  },
  {
    event: 'reject',
    from: ['decision_pending'],
    to: ['rejected'],
    guards: ['cites-failed-clause', 'gives-reason'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'send-back',
    from: ['decision_pending'],
    to: ['under_review'],
    guards: ['gives-reason'],
    money: 'void',
    holds: 'give-back-caps',
  },
  {
    event: 'object',
    from: ['public_notice', 'objection_review'],
    to: ['objection_review'],
    stage: 'public',
    guards: ['window-still-open', 'objects-once'],
  },
  {
    event: 'dismiss-objection',
    from: ['objection_review'],
    to: ['public_notice', 'objection_review'],
    persons: 2,
    guards: ['names-open-objection', 'gives-reason'],
  },
  {
    event: 'uphold-objection',
    from: ['objection_review'],
    to: ['under_review'],
    persons: 2,
    guards: ['names-open-objection', 'gives-reason'],
    money: 'void',
    holds: 'give-back-caps',
  },
  {
    event: 'reject-on-objection',
    from: ['objection_review'],
    to: ['rejected'],
    persons: 2,
    guards: ['names-open-objection', 'gives-reason'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'notice-passed',
    from: ['public_notice'],
    to: ['contracting', 'disbursing', 'monitoring'],
    stage: 'system',
    guards: ['window-over', 'objections-settled'],
  },
  {
    event: 'sign',
    from: ['contracting'],
    to: ['disbursing', 'monitoring'],
    stage: 'contract',
    persons: 2,
    bothSides: true,
    guards: ['same-document'],
  },
  { event: 'pay-done', from: ['disbursing'], to: ['monitoring'], worker: true, guards: ['all-paid'] },
  {
    event: 'cancel-payment',
    from: ['disbursing'],
    to: ['rejected'],
    persons: 2,
    guards: ['gives-reason', 'nothing-sent', 'nothing-contradicted'],
    money: 'void',
    holds: 'give-back',
  },
  { event: 'keep-payment', from: ['disbursing'], to: ['same'], guards: ['cancel-proposed', 'gives-reason'] },
  {
    event: 'next-tranche',
    from: ['monitoring'],
    to: ['disbursing'],
    guards: ['tranche-left', 'all-paid', 'report-grounded', 'nothing-in-flight', 'nothing-contradicted', 'nothing-owed'],
  },
  {
    event: 'pay-again',
    from: ['monitoring'],
    to: ['disbursing'],
    stage: 'system',
    guards: ['sent-back'],
  },
  {
    event: 'close',
    from: ['monitoring'],
    to: ['closed'],
    persons: 2,
    guards: ['nothing-in-flight', 'nothing-contradicted', 'nothing-owed'],
    money: 'void',
  },
  {
    event: 'terminate',
    from: ['contracting', 'disbursing', 'monitoring'],
    to: ['terminated'],
    stage: 'decision',
    persons: 2,
    guards: ['gives-reason', 'nothing-in-flight', 'nothing-contradicted', 'nothing-owed'],
    money: 'void',
    holds: 'give-back',
  },
  // The office answers a contradicting bank line before it ends a case or lets more money go. Nobody is kept in one by a line only the office can
  // answer: what turns out to have arrived is asked back beside the books, from a case that has ended as from any other.
  {
    event: 'withdraw',
    from: ['draft', ...OPEN_TO_OFFICE, 'returned', 'conditional', 'public_notice', 'objection_review', 'contracting', 'disbursing'],
    to: ['withdrawn'],
    stage: 'applicant',
    guards: ['nothing-sent'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'lapse',
    from: ['draft', 'returned', 'conditional', 'contracting'],
    to: ['lapsed'],
    stage: 'system',
    guards: ['due-passed', 'nothing-reported'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'change-payee',
    from: [...OPEN_TO_OFFICE],
    to: ['same'],
    stage: 'applicant',
  },
  {
    event: 'change-payee-after-approval',
    from: ['conditional', 'public_notice', 'contracting', 'disbursing'],
    to: ['decision_pending'],
    stage: 'applicant',
    // It leads to another payment, to another account.
    guards: ['nothing-sent', 'nothing-contradicted'],
    money: 'void',
    holds: 'give-back-caps',
  },
  {
    event: 'appeal',
    from: [...APPEALABLE],
    to: ['same'],
    stage: 'applicant',
    guards: ['no-appeal-open', 'no-appeal-dismissed', 'nothing-sent', 'appeal-window-open', 'gives-reason'],
  },
  // Refused at intake, nobody may have confirmed it, and nobody has looked at its bills: it goes on where it was refused.
  {
    event: 'uphold-appeal',
    from: ['ineligible'],
    to: ['completeness_check'],
    stage: 'appeal',
    guards: ['appeal-open', 'nothing-sent', 'gives-reason'],
    holds: 'take',
  },
  {
    event: 'uphold-appeal',
    from: ['rejected', 'terminated'],
    to: ['under_review'],
    stage: 'appeal',
    guards: ['appeal-open', 'nothing-sent', 'gives-reason'],
    holds: 'take',
  },
  {
    event: 'dismiss-appeal',
    from: [...APPEALABLE],
    to: ['same'],
    stage: 'appeal',
    guards: ['appeal-open', 'gives-reason'],
  },
] as const satisfies readonly Edge[];

export type CaseEvent = (typeof EDGES)[number]['event'];
export const EVENT_NAMES = [...new Set(EDGES.map(({ event }) => event))] as [CaseEvent, ...CaseEvent[]];

const LIST: readonly Edge[] = EDGES;

/** The edge of an event that leaves a state; undefined: the state does not allow it. */
export const edgeFrom = (event: CaseEvent, state: CaseState): Edge | undefined =>
  LIST.find((edge) => edge.event === event && edge.from.includes(state));

/** The events that may be tried in a state, whether or not their guards hold. */
export const eventsFrom = (state: CaseState): CaseEvent[] =>
  LIST.filter((edge) => edge.from.includes(state)).map(({ event }) => event as CaseEvent);
