import type { CaseEvent } from '../machine.ts';
import type { CaseRecord } from '../records.ts';
import type { Stage } from '../states.ts';
import type { StepDetail, StepInput } from '../step-input.ts';
import type { Effect, Effects } from './table.ts';

function signed({ file: { record }, by, now, detail, run }: StepInput): Partial<CaseRecord> {
  const level = record.approvals.length + 1;
  const amountFen = run?.grantedFen ?? record.appraisal?.computedFen ?? 0;
  const { contentHash = '', reason = '' } = detail;
  const approval = { level, by, at: now, contentHash, amountFen, ...(reason.trim() !== '' && { reason }) };
  return { approvals: [...record.approvals, approval] };
}

/** The last signature takes the shares of caps and the grant too, in the write that reserves; of a run, what it grants. */
const capped = ({ file: { record }, run }: StepInput): Partial<CaseRecord> => {
  const caps = record.caps.map((one) => (one.kind === 'granted' && run ? { ...one, takeFen: run.grantedFen } : one));
  return { holds: [...record.holds, ...caps] };
};

/** The clauses a step cites, plainly or with a finding. */
const citedIn = ({ clauses = [], findings = [] }: StepDetail): string[] => [
  ...new Set([...clauses, ...findings.map(({ clause }) => clause)]),
];

const decided =
  (event: CaseEvent): Effect =>
  (input) => ({
    record: {
      decision: {
        event,
        on: input.today,
        reason: input.detail.reason ?? '',
        clauses: citedIn(input.detail),
        findings: [...(input.detail.findings ?? [])],
      },
      proposal: null,
    },
  });

/** Granted: why it was, against whom, is kept with the signature and not said in the decision. */
const granted =
  (event: 'approve' | 'approve-conditional'): Effect =>
  (input) => ({ record: { ...signed(input), ...capped(input), ...decided(event)({ ...input, detail: {} }).record } });

const reopened: Partial<CaseRecord> = { approvals: [], decision: null, notice: null, contract: null, released: 0 };

const DECIDED_IN: readonly Stage[] = ['intake', 'review', 'decision'];
/** What was decided did not stand: nobody has it in hand any more, so that a colleague may take it anew. */
const reopenedToAll = ({ file: { record } }: StepInput): Partial<CaseRecord> => ({
  ...reopened,
  assigned: record.assigned.filter(({ stage }) => !DECIDED_IN.includes(stage)),
});

const openToAll: Effect = (input) => ({ record: reopenedToAll(input) });

/** What is decided, by whom, and what of a decision falls. */
export const DECISION_EFFECTS: Effects = {
  'refuse-intake': decided('refuse-intake'),
  'approve-step': (input) => ({ record: signed(input) }),
  approve: granted('approve'),
  'approve-conditional': granted('approve-conditional'),
  // Put on the list again, or on that of another part, it keeps its place.
  queue: ({ now, file: { record }, line }) => ({
    record: { waiting: line ? { since: record.waiting?.since ?? now, budgetId: line.budgetId } : record.waiting },
  }),
  reject: decided('reject'),
  'send-back': () => ({ record: reopened }),
  'reject-on-objection': decided('reject-on-objection'),
  'uphold-objection': openToAll,
  // The first of the two has proposed it; both signatures are kept with what was signed.
  sign: ({ file: { record }, by, now, detail }) => ({
    record: {
      contract: {
        documentHash: detail.documentHash ?? '',
        signatures: [...(record.proposal ? [{ by: record.proposal.by, at: record.proposal.at }] : []), { by, at: now }],
      },
    },
  }),
  'next-tranche': ({ file: { record } }) => ({ record: { released: (record.released ?? 0) + 1 } }),
  'cancel-payment': decided('cancel-payment'),
  terminate: decided('terminate'),
  'change-payee-after-approval': () => ({ record: reopened }),
  'uphold-appeal': openToAll,
};
