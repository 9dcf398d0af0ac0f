import { expect } from 'vitest';
import { followingStep } from '../../../functions/payments-api/use-cases/payer.ts';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { BatchView, PaymentView } from '../../../shared/contracts/payments.ts';
import { tryTimer } from '../../../shared/domain/cases/try-timer.ts';
import { createCaseReader } from '../../../shared/store/case-store.ts';
import { placeWrites } from '../../../shared/store/party-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { jsonOf, personKeyOf, type TestPerson } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

export const PAYER_ACCOUNT = '9900583000000000999';
const APPROVED = '2026-11-23T03:00:00.000Z';
/** Past the notice of everything that was approved then. */
const AFTER_NOTICE = '2026-12-03T02:00:00.000Z';

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

  /** Gives somebody the role of a payer in the bureau, as a second account of a person may have it. */
  async function makePayer(person: TestPerson): Promise<void> {
    const bureau = await house.stores.organisations.readOrganisation('finance');
    if (!bureau) throw new Error('no bureau');
    const at = house.clock.now.toISOString();
    const { id: personId, name = `示例 ${personId}` } = person;
    const place = { personId, personKey: personKeyOf(person), name, roles: ['finance-payer' as const], from: at, until: null, version: 1 };
    const outcome = await house.stores.commands.commit({
      writes: placeWrites(bureau.organisation, place, 'absent'),
      entry: {
        aggregate: { kind: 'organisation', id: 'finance' },
        action: 'invitation.accept',
        at,
        by: { personId, role: 'finance-payer', organisationId: 'finance' },
        changed: {},
      },
      head: bureau.head,
    });
    expect(outcome.kind).toBe('committed');
  }

  return {
    ...house,
    makePayer,
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
export type PaymentHouse = ReturnType<typeof paymentHouse>;
