import * as z from 'zod/mini';
import { civilDate } from '../../kernel/civil-date.ts';
import { isOpenRecovery } from '../../payments/records.ts';
import { isEscalated } from '../clock/timers.ts';
import { hold } from '../money/hold-row.ts';
import { isLive } from '../money/payments-of-case.ts';
import { firstDue, openOpinions } from '../opinions/opinion.ts';
import { INSTRUMENT_NAMES, profileOf } from '../profiles.ts';
import type { CaseFile, CaseRecord } from '../records.ts';
import { inLine, inLineOf } from '../runs/line.ts';
import { isEnd, OWED_BY, QUEUES, type Queue, STAGES, STATE_NAMES, stageOfState } from '../states.ts';
import { dueOf, owedBy } from './show.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** What lists show of a case. */
export const caseCard = z.object({
  id: z.string(),
  instrument: z.enum(INSTRUMENT_NAMES),
  programmeId: z.string(),
  programmeName: words,
  divisionCode: z.string(),
  organisationId: z.string(),
  applicantName: z.string(),
  applicantKind: z.string(),
  state: z.enum(STATE_NAMES),
  owedBy: z.enum(Object.keys(OWED_BY) as [keyof typeof OWED_BY, ...(keyof typeof OWED_BY)[]]),
  since: z.string(),
  dueOn: z.nullable(civilDate),
  provisional: z.boolean(),
  submittedOn: z.nullable(civilDate),
  computedFen: z.nullable(z.int()),
  /** The year whose costs it claims, once it was handed in. */
  costYear: z.optional(z.nullable(z.int())),
  queue: z.nullable(z.enum(QUEUES)),
  /** `forId`: the colleague in whose place it was taken. */
  assigned: z.array(z.object({ stage: z.enum(STAGES), personId: z.string(), name: z.string(), forId: z.optional(z.string()) })),
  halted: z.boolean(),
  waiting: z.boolean(),
  /** The part of a budget on whose waiting list it is; null: on none. */
  waitingFor: z.optional(z.nullable(z.string())),
  /** How it stands in the line for money; null: in none. */
  inLine: z.optional(z.nullable(inLine)),
  /** The first of two persons has proposed it. */
  proposed: z.nullable(z.string()),
  openFlags: z.int(),
  /** The head of the office was told that it is late. */
  escalated: z.optional(z.boolean()),
  /** How often it was sent back, from the time on when the head of the office is told of it. */
  returns: z.optional(z.int()),
  /** How many specialists are still asked, and the first day one of them is due. */
  opinions: z.optional(z.object({ open: z.int(), dueOn: z.nullable(civilDate) })),
  /** The payment that is to lead to money, and the bureau that pays it. */
  paying: z.optional(z.nullable(z.object({ paymentId: z.string(), payerId: z.string(), amountFen: z.int() }))),
  /** What is asked back, while it is: whether the debtor was reminded, and whether the bureau was told that nothing came. */
  recovering: z.optional(z.nullable(z.object({ id: z.string(), noticedOn: civilDate, reminded: z.boolean(), escalated: z.boolean() }))),
  /** Paid and kept, without what was recovered: for claims of the applicant that hang on it. */
  paidFen: z.optional(z.int()),
  /** What the claim holds of persons, sites, months and invoices: for the applicant's own later claims. */
  holds: z.array(hold),
});
export type CaseCard = z.infer<typeof caseCard>;

/** The desk a case waits at; null where it waits for the applicant, for a date, or for nobody. */
export function queueOf({ record, appeals, recoveries }: CaseFile): Queue | null {
  if (appeals.some(({ state }) => state === 'filed')) return 'appeal';
  if (isEnd(record.state) && recoveries.some(isOpenRecovery)) return 'monitoring';
  if (isEnd(record.state) || record.state === 'public_notice') return null;
  const stage = stageOfState(record.state);
  return QUEUES.find((queue) => queue === stage) ?? null;
}

function payingOf({ payments }: CaseFile): CaseCard['paying'] {
  const live = payments.find(isLive);
  return live ? { paymentId: live.id, payerId: live.payerId, amountFen: live.amountFen } : null;
}

function recoveringOf({ recoveries }: CaseFile): CaseCard['recovering'] {
  const open = recoveries.find(isOpenRecovery);
  return open ? { id: open.id, noticedOn: open.noticedOn, reminded: open.remindedAt != null, escalated: open.escalatedAt != null } : null;
}

/** From the third return on the head of the office is told, whatever each of them was for. A default of ours (invented). */
const RETURNS_TOLD = 3;

export function cardOf(file: CaseFile): CaseCard {
  const { record } = file;
  // One that was cancelled has asked nobody for anything.
  const returns = file.corrections.filter(({ state }) => state !== 'cancelled').length;
  const { id, instrument, programmeId, programmeName, divisionCode, applicant, state, since, submittedOn, halt, waiting, proposal } =
    record;
  return {
    id,
    instrument,
    programmeId,
    programmeName,
    divisionCode,
    organisationId: applicant.organisationId,
    applicantName: applicant.name,
    applicantKind: applicant.kind,
    state,
    owedBy: owedBy(file),
    since,
    ...dueOf(file),
    submittedOn,
    computedFen: record.appraisal?.computedFen ?? null,
    costYear: record.terms?.costYear ?? null,
    queue: queueOf(file),
    assigned: record.assigned.map(({ stage, by: { personId, name, onBehalf } }) => ({
      stage,
      personId,
      name,
      ...(onBehalf && { forId: onBehalf.personId }),
    })),
    halted: halt !== null,
    waiting: waiting !== null,
    waitingFor: waiting?.budgetId ?? null,
    inLine: inLineOf(record),
    proposed: proposal?.event ?? null,
    openFlags: record.flags.filter(({ answer }) => answer === null).length,
    escalated: isEscalated(record),
    ...(returns >= RETURNS_TOLD && { returns }),
    opinions: { open: openOpinions(file).length, dueOn: firstDue(file.opinions) },
    paying: payingOf(file),
    recovering: recoveringOf(file),
    paidFen: Math.max(0, record.money.postedFen - record.money.recoveredFen),
    holds: record.holds,
  };
}

/** The body that is asked to confirm now; null: nobody is. */
export const askedOf = ({ confirmingBodyId, confirmation, state, instrument }: CaseRecord): string | null =>
  profileOf(instrument).confirmation && confirmation === null && (state === 'submitted' || state === 'completeness_check')
    ? confirmingBodyId
    : null;

/** The one day on which a worker looks at a case again, and what it will try. */
export interface CaseTimer {
  readonly on: string;
  readonly event: string;
  /** The year whose list of days off it waits for. */
  readonly awaits?: number;
}
