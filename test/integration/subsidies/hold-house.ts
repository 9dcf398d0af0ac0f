import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Hold } from '../../../shared/domain/cases/money/hold-row.ts';
import type { KeptHold } from '../../../shared/domain/cases/money/holds.ts';
import type { CaseCard } from '../../../shared/domain/cases/shown/card.ts';
import { enterApplicant, type InvoiceRegistration, invoiceAccount } from '../../../shared/domain/documents/invoice.ts';
import type { Claim } from '../../../shared/domain/subsidies/claim.ts';
import { type HoldsContext, holdsOfClaim } from '../../../shared/domain/subsidies/holds-of-claim.ts';
import { createCommitter, type Write } from '../../../shared/store/commit.ts';
import { putInvoiceAccount } from '../../../shared/store/document-store.ts';
import { holdWrites } from '../../../shared/store/hold-store.ts';
import { communityKey } from '../../../shared/store/keys/catalogue.ts';
import { invoiceKey } from '../../../shared/store/keys/companies.ts';
import { ownTables } from '../../support/tables.ts';
import {
  anInvoice,
  CLAIMS,
  catalogue,
  computed,
  FILING,
  invoiceIdAt,
  programmeOf,
  TODAY,
} from '../../unit/shared/domain/subsidies/claims.ts';

/** What a claim of somebody takes, as the decision to take it in works it out. */
export interface Taking {
  readonly caseId: string;
  readonly claim: Claim;
  readonly applicantId?: string;
  readonly cards?: readonly CaseCard[];
  /** By the number of the invoice, where it is not 20,000,000 fen. */
  readonly registered?: Readonly<Record<number, number>>;
  readonly more?: Partial<HoldsContext>;
}

const MOST_INVOICES = 60;
const PLENTY_FEN = 20_000_000;

/** One event, filed twice under two numbers. */
const filingsOf = (organisationId: string) => ['filing-1', 'filing-2'].map((id) => ({ ...FILING, id, organisationId }));

export function decideHolds({ caseId, claim, applicantId = caseId, cards = [], registered = {}, more = {} }: Taking) {
  const invoices = Array.from({ length: MOST_INVOICES }, (_, at) => anInvoice(at, registered[at] ?? PLENTY_FEN));
  return holdsOfClaim(claim, {
    ...programmeOf(claim.kind),
    applicant: { cards, invoices, filings: filingsOf(applicantId), file: { organisation: { id: applicantId } } },
    catalogue: { programmes: catalogue.programmes, adopted: [] },
    caseId,
    asOf: TODAY,
    computation: computed(CLAIMS[claim.kind], { applicantId }),
    ...more,
  });
}
export function holdsOf(taking: Taking): KeptHold[] {
  const held = decideHolds(taking);
  if (!held.ok) throw new Error(held.refusal.code);
  return [...held.value.holds];
}
export function capsOf(taking: Taking, takeFen: number): KeptHold[] {
  const { caps } = computed(taking.claim, { applicantId: taking.applicantId ?? taking.caseId });
  const held = decideHolds({ ...taking, more: { computation: { computedFen: takeFen, caps } } });
  if (!held.ok) throw new Error(held.refusal.code);
  return [...held.value.caps];
}

/** Tables with the invoices of the tests registered in them, and steps of cases that take and give back. */
export function holdHouse() {
  const { client, names } = ownTables();
  const { commit } = createCommitter(client, names);
  let made = 0;
  const commitAll = (...writes: readonly Write[]) => {
    made += 1;
    return commit({
      writes,
      head: undefined,
      entry: {
        aggregate: { kind: 'case', id: `step-${made}` },
        action: 'case.submit',
        at: '2026-11-23T09:00:00.000Z',
        by: { personId: 'somebody', role: 'signatory', organisationId: 'firm' },
        changed: {},
      },
    });
  };
  const move = (caseId: string, taken: readonly Hold[], givenBack: readonly Hold[] = []) =>
    commitAll(...holdWrites({ taken, givenBack, caseId }));

  return {
    client,
    names,
    commitAll,
    /** A step of a case: it takes, and gives back what it had. */
    move,
    /** Something else a step writes: it must be there with what was taken, or not at all. */
    besides: (id: string): Write => ({ put: { ...communityKey(id), version: 1 }, expect: 'absent' }),
    async isThere(id: string): Promise<boolean> {
      return (await client.send(new GetCommand({ TableName: names.main, Key: communityKey(id), ConsistentRead: true }))).Item !== undefined;
    },
    async register(at: number, by: Partial<InvoiceRegistration> = {}): Promise<void> {
      const { Item } = await client.send(new GetCommand({ TableName: names.main, Key: invoiceKey(invoiceIdAt(at)), ConsistentRead: true }));
      const account = Item && invoiceAccount.parse(Item);
      await commitAll(putInvoiceAccount(enterApplicant(account, anInvoice(at, PLENTY_FEN, by)), account?.version ?? 'absent'));
    },
    registerAll: async () => {
      for (let at = 0; at < MOST_INVOICES; at++) {
        const Item = { ...invoiceKey(invoiceIdAt(at)), ...enterApplicant(undefined, anInvoice(at, PLENTY_FEN)) };
        await client.send(new PutCommand({ TableName: names.main, Item }));
      }
    },
    async invoice(at: number) {
      const { Item } = await client.send(new GetCommand({ TableName: names.main, Key: invoiceKey(invoiceIdAt(at)), ConsistentRead: true }));
      return invoiceAccount.parse(Item);
    },
    /** Everything anybody still holds: marks, and counts above nothing. */
    async held(): Promise<Record<string, unknown>> {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: names.main, ConsistentRead: true }));
      const held: Record<string, unknown> = {};
      for (const { pk, sk: _sk, ...fields } of Items) {
        const isHold = String(pk).startsWith('HOLD#');
        if (!isHold && !String(pk).startsWith('INVOICE#')) continue;
        for (const [field, value] of Object.entries(fields)) {
          const counts = field === 'claimedFen' || field.startsWith('n_') || (isHold && typeof value === 'number');
          if ((counts && value !== 0) || field.startsWith('m_')) held[`${pk} ${field}`] = value;
        }
      }
      return held;
    },
  };
}
