import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ChangeView } from '../../../shared/contracts/ledger.ts';
import type { BatchView, PaymentView } from '../../../shared/contracts/payments.ts';
import type { paymentHouse } from '../../api/payments/house.ts';
import { jsonOf } from '../signed-in.ts';
import { BROADBAND, invoiceOf } from '../subsidy-house.ts';
import type { Dice } from './dice.ts';
import type { Oracle } from './oracle.ts';

export type WalkHouse = ReturnType<typeof paymentHouse>;
/** A second programme, with a budget of its own. */
export const SECOND = 'second-broadband-subsidy';
export const PROGRAMMES = [BROADBAND, SECOND] as const;

export interface RecoverySeen {
  readonly id: string;
  readonly paymentId: string;
  readonly ofAttempt: string | null;
  readonly state: string;
  readonly principalFen: number;
  readonly terms: { readonly rateBp: number; readonly dayCount: number; readonly from: 'payment' | 'notice' };
  readonly paidOn: string;
  readonly noticedOn: string;
  readonly repayments: readonly {
    readonly n: number;
    readonly on: string;
    readonly principalFen: number;
    readonly interestFen: number;
    readonly correction: { readonly confirmed: boolean } | null;
  }[];
  readonly writeOff: unknown;
  readonly owed: { readonly principalFen: number; readonly interestFen: number; readonly totalFen: number };
}
export interface RunSeen {
  readonly id: string;
  readonly budgetId: string;
  readonly totalFen: number;
  readonly leftFen: number;
  readonly closedAt: string | null;
  readonly startedBy: { readonly personId: string };
  readonly items: readonly { readonly caseId: string; readonly drawnAt: string | null }[];
}
/** A claim as the product shows it, kept from the last look. */
export interface Known {
  readonly id: string;
  readonly firm: string;
  readonly programmeId: string;
  file: CaseFileView;
  payments: readonly PaymentView[];
  recoveries: readonly RecoverySeen[];
}
interface Firm {
  readonly id: string;
  readonly claim: Record<string, unknown>;
  readonly lines: ReadonlyMap<string, number>;
  readonly programmeId: string;
  drafted: boolean;
}

/** What the walk works with: the house, what it knows of it, and the oracle. */
export interface World {
  readonly house: WalkHouse;
  readonly dice: Dice;
  readonly oracle: Oracle;
  readonly firms: Firm[];
  readonly cases: Map<string, Known>;
  readonly batches: Map<string, BatchView>;
  readonly runs: Map<string, RunSeen>;
  readonly changes: Map<string, ChangeView>;
  /** Return files that were taken in: sent again they do nothing. */
  readonly files: { readonly batchId: string; readonly text: string }[];
  /** Counts bookings of the bank. */
  serial: number;
}

/** A firm with two bills, of which chance says how much is claimed. */
export async function addFirm(world: World, id: string, programmeId: string): Promise<void> {
  const { house, dice } = world;
  const number = `9${String(world.serial++).padStart(19, '0')}`;
  const second = invoiceOf(id, number, 1_000_000);
  const { claim } = await house.seedFirm(id, `${id}-owner`, second.writes);
  const [line] = claim.lines as [Record<string, unknown>];
  const amounts = [dice.between(100, 1_200_000), dice.between(100, 1_000_000)] as const;
  const other = { ...line, lineId: 'l2', invoiceId: second.id, documentId: `invoice-${number}` };
  const lines = [
    { ...line, amountFen: amounts[0] },
    { ...other, amountFen: amounts[1] },
  ];
  const known = new Map([
    ['l1', amounts[0]],
    ['l2', amounts[1]],
  ]);
  world.firms.push({ id, claim: { ...claim, lines }, lines: known, programmeId, drafted: false });
}

export const ownerOf = ({ firm }: Known): string => `${firm}-owner`;
/** Drafts are their owner's alone. */
const reader = (known: Pick<Known, 'firm'>, isDraft: boolean): string => (isDraft ? `${known.firm}-owner` : 'auditor');

/** Looks at a case again, and has the oracle look at it. */
export async function look(world: World, id: string): Promise<void> {
  const { house, oracle } = world;
  const known = world.cases.get(id);
  if (!known) throw new Error(`no case ${id}`);
  const as = house.as(reader(known, known.file.submittedAt === null));
  known.file = await jsonOf<CaseFileView>(await as.get(`/v1/cases/${id}/file`));
  if (known.file.submittedAt === null) return;
  const list = async <Item>(kind: string) => (await jsonOf<{ items: Item[] }>(await as.get(`/v1/cases/${id}/${kind}`))).items;
  [known.payments, known.recoveries] = await Promise.all([list<PaymentView>('payments'), list<RecoverySeen>('recoveries')]);
  oracle.sees(id, known.file, known.payments);
}

export const inState = ({ cases }: World, ...states: readonly string[]): Known[] =>
  [...cases.values()].filter(({ file }) => states.includes(file.state));
/** No two bookings of the bank have one number. */
export const nextSerial = (world: World): string => `bank-${world.serial++}`;
export const todayOf = ({ house }: World): string => new Date(house.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
