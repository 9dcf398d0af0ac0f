import { expect } from 'vitest';
import { followingStep } from '../../../functions/payments-api/use-cases/payer.ts';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { BatchView, PaymentView } from '../../../shared/contracts/payments.ts';
import { tryTimer } from '../../../shared/domain/cases/clock/try-timer.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import type { Action } from '../../../shared/domain/parties/access/actions.ts';
import type { Role } from '../../../shared/domain/parties/kinds.ts';
import type { Organisation } from '../../../shared/domain/parties/records.ts';
import { createCaseReader } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { putDocument } from '../../../shared/store/document-store.ts';
import { placeWrites } from '../../../shared/store/party-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { jsonOf, personKeyOf, type TestPerson } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

export const PAYER_ACCOUNT = '9900583000000000999';
/** Of a paper as `keepPaper` makes it. */
export const PAPER_HASH = 'a'.repeat(64);
const APPROVED = '2026-11-23T03:00:00.000Z';
/** Past the notice of everything that was approved then. */
const AFTER_NOTICE = '2026-12-01T02:00:00.000Z';

/** The house of subsidies with what leads from public notice to money. */
export function paymentHouse(settings: Parameters<typeof subsidyHouse>[0] = {}) {
  const house = subsidyHouse(settings);
  const reader = () => createCaseReader(house.client, house.names.main);

  /** What the clock does to a case whose day has come. */
  async function tick(caseId: string): Promise<void> {
    const stored = await reader().readCase(caseId);
    if (!stored) throw new Error(`no case ${caseId}`);
    const now = house.clock.now;
    const tried = tryTimer(stored.file, followingStep(now, readHolidays()));
    if (!tried.ok || tried.value.kind !== 'work') throw new Error(`nothing to do: ${JSON.stringify(tried).slice(0, 300)}`);
    const { work } = tried.value;
    const outcome = await house.stores.commands.commit({
      writes: stepWrites(stored.file, work, now.toISOString()),
      entry: {
        ...stepAudit(stored.file, work),
        action: 'case.notice-passed',
        at: now.toISOString(),
        by: { personId: 'system', role: 'system', organisationId: null },
      },
      head: stored.head,
    });
    expect(outcome.kind).toBe('committed');
  }

  /** Cases of firms of these names, approved and past their notice: each with a payment of 6,000 yuan to be made. */
  async function toBePaid(...firms: readonly string[]): Promise<string[]> {
    // Each group lives through the same days, so that the year's list of holidays reaches as far as they need.
    house.clock.now = new Date(APPROVED);
    const ids: string[] = [];
    for (const firm of firms) ids.push((await house.brought(firm, 'public_notice')).id);
    house.clock.now = new Date(AFTER_NOTICE);
    for (const id of ids) await tick(id);
    return ids;
  }

  const batches = '/v1/payments/batches';
  const seal = (person: string, caseIds: readonly string[]) => house.as(person).post(batches, { caseIds, payerAccount: PAYER_ACCOUNT });
  const sealed = async (person: string, caseIds: readonly string[]): Promise<BatchView> => jsonOf(await seal(person, caseIds), 201);
  const move = (person: string, { id }: { readonly id: string }, verb: string, body?: unknown) =>
    house.as(person).post(`${batches}/${id}/${verb}`, body);
  const approved = async (person: string, batch: BatchView): Promise<BatchView> =>
    jsonOf(await move(person, batch, 'approve', { contentHash: batch.contentHash }));
  /** Sealed by `payer`, approved by `payer-2`, and with the bank. */
  async function sent(caseIds: readonly string[]): Promise<BatchView> {
    const batch = await approved('payer-2', await sealed('payer', caseIds));
    return jsonOf(await move('payer', batch, 'send'));
  }
  const readBatch = async (id: string): Promise<BatchView> => jsonOf(await house.as('payer').get(`${batches}/${id}`));
  const paymentOf = async (caseId: string): Promise<PaymentView> => {
    const { items } = await jsonOf<{ items: PaymentView[] }>(await house.as('payer').get(`/v1/cases/${caseId}/payments`));
    const last = items.at(-1);
    if (!last) throw new Error(`${caseId} has no payment`);
    return last;
  };
  const caseOf = async (caseId: string): Promise<CaseAnswer> => jsonOf(await house.as('auditor').get(`/v1/cases/${caseId}`));
  const take = (person: string, batch: { readonly id: string }, file: string, options?: { key: string }) =>
    house.as(person).post(`${batches}/${batch.id}/returns`, { file }, options);
  const onPayment = (person: string, caseId: string, verb: string, body?: unknown, paymentId = 'p1') =>
    house.as(person).post(`/v1/cases/${caseId}/payments/${paymentId}/${verb}`, body);

  /** Something an organisation has from now on, as its own API would write it. */
  async function write(organisationId: string, action: Action, writesOf: (organisation: Organisation) => readonly Write[]): Promise<void> {
    const file = await house.stores.organisations.readOrganisation(organisationId);
    if (!file) throw new Error(`no organisation ${organisationId}`);
    const at = house.clock.now.toISOString();
    const by = { personId: 'somebody', role: 'system' as const, organisationId };
    const entry = { aggregate: { kind: 'organisation' as const, id: organisationId }, action, at, by, changed: {} };
    const outcome = await house.stores.commands.commit({ writes: writesOf(file.organisation), entry, head: file.head });
    expect(outcome.kind).toBe('committed');
  }
  /** Gives an account a place in an organisation. */
  const join = (organisationId: string, person: TestPerson, roles: Role[]): Promise<void> => {
    const { id: personId, name = `示例 ${personId}` } = person;
    const from = house.clock.now.toISOString();
    const place = { personId, personKey: personKeyOf(person), name, roles, from, until: null, version: 1 };
    return write(organisationId, 'invitation.accept', (organisation) => placeWrites(organisation, place, 'absent'));
  };
  /** Gives somebody the role of a payer in the bureau, as a second account of a person may have it. */
  const makePayer = (person: TestPerson): Promise<void> => join('finance', person, ['finance-payer']);
  /** A paper of an organisation, by default a clean one of the bureau; over a version that is there, what became of it. */
  async function keepPaper(id: string, more: Partial<Document> = {}, over: 'absent' | number = 'absent'): Promise<string> {
    const uploadedAt = house.clock.now.toISOString();
    const made: Document = {
      ...{ id, organisationId: 'finance', kind: 'payment-proof', title: '银行回函', fileName: 'letter.pdf', mediaType: 'application/pdf' },
      ...{ sizeBytes: 100, sha256: PAPER_HASH, status: 'clean', rejections: [], issuedOn: null, validFrom: null, validUntil: null },
      ...{ uploadedBy: 'payer', uploadedAt, uploadUntil: uploadedAt, checkedAt: uploadedAt, invoices: [], version: 1 },
      ...more,
    };
    await write(made.organisationId, 'document.upload', () => [putDocument(made, over)]);
    return id;
  }

  return {
    ...house,
    join,
    makePayer,
    keepPaper,
    reader,
    tick,
    toBePaid,
    seal,
    sealed,
    move,
    approved,
    sent,
    readBatch,
    paymentOf,
    caseOf,
    takeReturn: take,
    onPayment,
  };
}
