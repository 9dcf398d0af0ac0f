import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import { WHOLE_BP } from '../kernel/money.ts';
import { onBehalf } from '../parties/organisation.ts';
import { confidence } from '../policy/text.ts';

/** The records of paying as the rules see them and the store keeps them. Money is whole fen, instants are RFC 3339 in UTC. */
const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
/** A word of a business key has no dot: dots part its words. */
const word = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
/** Year, payer, programme and community with dots between them. */
const budgetName = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,200}$/));
const instant = z.string();
const version = z.int().check(z.positive());
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** No payment of ours comes near; beyond it a figure is a fault (the ledger has the same bound). */
export const MOST_FEN = 1_000_000_000_000_000;
const amountFen = z.int().check(z.positive(), z.lte(MOST_FEN));
const sumFen = z.int().check(z.nonnegative(), z.lte(MOST_FEN));

/** Who set their name to something: the account, the natural person behind it, and in whose place it was done. */
const signer = z.object({ personId: id, personKey: z.string(), at: instant, onBehalf: z.optional(onBehalf) });
export type Signer = z.infer<typeof signer>;

/** Whom money goes to. The number of the account is sensitive: it is masked in every answer, and never enters a log or an audit entry. */
export const payee = z.object({
  /** As the register has it, never as it was typed. */
  holderName: z.string(),
  /** Keyed hash of the verified id number of a person; null for an organisation. */
  holderIdKey: z.nullable(z.string()),
  bankName: z.string(),
  bankAccount: z.string().check(z.regex(/^\d{8,32}$/)),
  /** 联行号 of CNAPS, 12 digits; null where the bank finds the branch by itself. */
  cnaps: z.nullable(z.string().check(z.regex(/^\d{12}$/))),
});
export type Payee = z.infer<typeof payee>;

export const PAYMENT_STATES = ['drafted', 'l1_ok', 'l2_ok', 'sent', 'unknown', 'paid', 'failed', 'reversed', 'cancelled'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** How one attempt ended. `returned`: paid first, then sent back by the payee's bank (退汇). */
const attemptOutcome = z.enum(['paid', 'failed', 'returned']);
export type AttemptOutcome = z.infer<typeof attemptOutcome>;

/** An attempt that has ended; the last one changes from `paid` to `returned` when the money comes back. */
const settledAttempt = z.object({
  n: z.int().check(z.positive()),
  batchId: id,
  outcome: attemptOutcome,
  /** What we know it from. */
  basis: z.enum(['bank-line', 'statement']),
  /** The bank's number of the booking; null while two persons' word is all there is. */
  bankSerial: z.nullable(z.string()),
  /** When the bank booked it; interest on money that must come back may count from this day. */
  bankAt: z.nullable(instant),
  /** The bank's reason for a failure or a return, or the note of the statement. */
  why: z.nullable(z.string()),
  at: instant,
  /** Document of a statement. */
  evidenceDocumentId: z.nullable(id),
  evidenceSha256: z.optional(sha256),
  statedBy: z.array(signer),
  /** It arrived beside another one, or after the payment was given up: no reserve stands behind it, and it is asked back. */
  beyond: z.optional(z.boolean()),
});
export type SettledAttempt = z.infer<typeof settledAttempt>;

/** One person's word on what became of an attempt, until a second person confirms it. */
const statement = z.object({
  outcome: z.enum(['paid', 'failed']),
  evidenceDocumentId: id,
  /** Of the bytes of the paper as it was named: what a second person confirms is what lay before them. */
  evidenceSha256: sha256,
  note: z.string(),
  by: signer,
});

/** What became of the money a contradicting line is about: it is with the payee, or it is not. */
export const CONTRADICTION_ANSWERS = ['arrived', 'not-arrived'] as const;
export type ContradictionAnswer = (typeof CONTRADICTION_ANSWERS)[number];
/**
 * What an answer to the open contradiction does to the money. `settles` it as paid on the late line, and nothing is sent again · `beyond` what was
 * reserved it arrived, and is asked back · `waits` for what becomes of the later attempt, which is with the bank · `unsaid`: no line of the bank
 * says so · `stands` as it does · `goes-on`: it stays unpaid, and may be sent again · `reverses` what was booked, so that it may be sent again ·
 * `one-left`: of two that arrived one is gone, and nothing is asked back any more · `noted` only, as part of it has been repaid.
 */
export const ANSWER_EFFECTS = ['settles', 'beyond', 'waits', 'unsaid', 'stands', 'goes-on', 'reverses', 'one-left', 'noted'] as const;
export type AnswerEffect = (typeof ANSWER_EFFECTS)[number];
const finding = z.object({ answer: z.optional(z.enum(CONTRADICTION_ANSWERS)), finding: z.string(), by: signer });

/** A bank line that says otherwise than what is settled. While one is unanswered, nothing of the payment goes on. */
const contradiction = z.object({
  reference: z.string(),
  stands: attemptOutcome,
  says: attemptOutcome,
  fileHash: sha256,
  row: z.int(),
  /** The booking the line names; an attempt that is found to have arrived is settled on it. */
  bankSerial: z.optional(z.string()),
  bankAt: z.optional(instant),
  at: instant,
  /** One person's answer after which money would go out again, until a second person gives the very same. */
  stated: z.optional(z.nullable(finding)),
  answer: z.nullable(finding),
});
export type Contradiction = z.infer<typeof contradiction>;

/** One payment of a case: a satellite row of its partition. */
export const payment = z.object({
  caseId: word,
  /** Short and without dots, as `p1`: it is the middle of the business key. */
  id: z.string().check(z.regex(/^[a-z0-9]{1,8}$/)),
  programmeId: z.string(),
  budgetId: budgetName,
  fiscalYear: z.int(),
  /** The finance bureau that pays. */
  payerId: id,
  amountFen,
  /** What the payee reads on the statement of the account. */
  purpose: z.string().check(z.minLength(1), z.maxLength(60)),
  payee,
  payeeHash: sha256,
  state: z.enum(PAYMENT_STATES),
  attempt: z.int().check(z.positive(), z.lte(999)),
  /** The live batch the current attempt goes with; null before, and once the attempt has ended. One field, so never two. */
  batchId: z.nullable(id),
  /** Of the current attempt, first and second. */
  signers: z.array(signer).check(z.maxLength(2)),
  /** When the current attempt went to the bank; null before, and once it is tried again. */
  sentAt: z.optional(z.nullable(instant)),
  attempts: z.array(settledAttempt),
  statement: z.nullable(statement),
  contradictions: z.array(contradiction),
  /** Another payment of the case that a bank line contradicts and nobody has answered: this one is not sent meanwhile. */
  contradictedBeside: z.optional(z.nullable(z.string())),
  /** A payment of the case that was given up and arrived all the same, and whose money is not back: this one is not sent meanwhile. */
  arrivedBeside: z.optional(z.nullable(z.string())),
  version,
});
export type Payment = z.infer<typeof payment>;
/** It lies with the bank, which has not said yet what became of it. */
export const isAtBank = ({ state }: Payment): boolean => state === 'sent' || state === 'unknown';

/** The bank line nobody has answered yet. */
export const openContradictionOf = ({ contradictions }: Payment): Contradiction | undefined =>
  contradictions.find(({ answer }) => answer === null);

export const BATCH_STATES = ['open', 'sealed', 'approved', 'sent', 'reconciled', 'discarded'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** One line of a batch: all that the bank file and the treasury export say of it. */
const batchLine = z.object({
  /** From 1, without gaps. */
  line: z.int().check(z.positive()),
  reference: z.string(),
  caseId: word,
  paymentId: z.string(),
  attempt: z.int().check(z.positive()),
  programmeId: z.string(),
  budgetId: budgetName,
  fiscalYear: z.int(),
  amountFen,
  purpose: z.string(),
  payee,
});
export type BatchLine = z.infer<typeof batchLine>;

/** Every commit of a batch moves all its payments at once, under the guard of this row and within the 100 actions of one transaction. */
export const MOST_LINES = 40;

export const batch = z.object({
  id,
  payerId: id,
  /** 付款账号 of the payer. */
  payerAccount: z.string().check(z.regex(/^\d{8,32}$/)),
  state: z.enum(BATCH_STATES),
  lines: z.array(batchLine).check(z.minLength(1), z.maxLength(MOST_LINES)),
  count: z.int().check(z.positive()),
  totalFen: sumFen,
  /** SHA-256 of the body of the bank file; null until sealed. What the second payer approves is exactly what the bank reads. */
  contentHash: z.nullable(sha256),
  openedBy: signer,
  sealedBy: z.nullable(signer),
  approvedBy: z.nullable(signer),
  sentBy: z.nullable(signer),
  /** Return files taken in, by the hash of their bytes. */
  returns: z.array(z.object({ fileHash: sha256, lines: z.int(), at: instant })),
  /** A return file whose lines are being taken in, case by case: until it is through, it and no other goes on. */
  taking: z.optional(z.nullable(z.object({ fileHash: sha256, at: instant }))),
  version,
});
export type Batch = z.infer<typeof batch>;

/** How money that must come back bears interest: data of the programme. */
export const recoveryTerms = z.strictObject({
  /** Per year, in hundredths of a per cent. */
  rateBp: z.int().check(z.nonnegative(), z.lte(WHOLE_BP)),
  dayCount: z.union([z.literal(360), z.literal(365)]),
  /** From the day it was paid, or from the day of the notice. */
  from: z.enum(['payment', 'notice']),
  /** What a repayment covers first. */
  covers: z.enum(['interest-first', 'principal-first']),
  /** Calendar days to pay it back from the notice on; where it says nothing a default of ours holds. */
  payDays: z.optional(z.int().check(z.gte(1), z.lte(365))),
  confidence,
});
export type RecoveryTerms = z.infer<typeof recoveryTerms>;

/** What stands beside a case and has a day of its own on which a worker looks at it, by the first word of its key. */
export const MONEY_KINDS = ['PAYMENT', 'RECOVERY'] as const;
export type MoneyRow = { readonly kind: (typeof MONEY_KINDS)[number]; readonly id: string };

export const RECOVERY_STATES = ['noticed', 'agreed', 'disputed', 'repaying', 'settled', 'written_off'] as const;
export type RecoveryState = (typeof RECOVERY_STATES)[number];
/** States in which something is still to come back or to be given up. */
export const OPEN_RECOVERY = ['noticed', 'agreed', 'disputed', 'repaying'] as const satisfies readonly RecoveryState[];
export const isOpenRecovery = ({ state }: { readonly state: RecoveryState }): boolean =>
  (OPEN_RECOVERY as readonly RecoveryState[]).includes(state);

/** What a first person proposes with a reason, and a second one confirms on a day. */
const byTwo = z.object({ reason: z.string(), proposedBy: signer, confirmedBy: z.nullable(signer), on: z.nullable(civilDate) });

const repayment = z.object({
  /** The bank's number of the incoming money; the same number twice is the same money. */
  bankSerial: z.string().check(z.minLength(1)),
  on: civilDate,
  amountFen,
  principalFen: sumFen,
  interestFen: sumFen,
  /** The state it was entered in: where it has to go again if this was wrong. */
  foundIn: z.optional(z.enum(RECOVERY_STATES)),
  /** That it was entered wrongly. Once confirmed it counts no more, and the books have a second entry that compensates it. */
  correction: z.optional(z.nullable(byTwo)),
});
export type Repayment = z.infer<typeof repayment>;

export const recovery = z.object({
  caseId: word,
  id: word,
  paymentId: z.string(),
  /**
   * The attempt whose money arrived beyond what was reserved; absent: the payment itself must come back. What arrived beyond the books comes
   * back beside them: its repayments move no budget.
   */
  ofAttempt: z.optional(z.string()),
  /** Why, in words the applicant reads. */
  ground: z.string().check(z.minLength(1)),
  principalFen: amountFen,
  terms: recoveryTerms,
  paidOn: civilDate,
  noticedOn: civilDate,
  noticedBy: signer,
  /** The day on which the bank sent the payment back whole (退汇): from then on nothing is owed. */
  bouncedOn: z.optional(z.nullable(civilDate)),
  /** When a worker reminded the debtor that it is overdue, and when it told the bureau that nothing came of it. */
  remindedAt: z.optional(z.nullable(instant)),
  escalatedAt: z.optional(z.nullable(instant)),
  state: z.enum(RECOVERY_STATES),
  repayments: z.array(repayment),
  disputeReason: z.nullable(z.string()),
  /** A first person's proposal to write off what is left, until a second confirms it. */
  writeOff: z.nullable(byTwo),
  version,
});
export type Recovery = z.infer<typeof recovery>;

/** SHA-256 of the UTF-8 bytes of a text, in lower-case hex; the domain has no hash function of its own. */
export type Sha256Hex = (text: string) => string;
