import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RedrivePorts, redriveLetter } from '../../../infra/cli/redrive/redrive-letter.ts';
import { caseAnswerOf } from '../../../shared/domain/cases/shown/show.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Budget } from '../../../shared/domain/ledger/records.ts';
import { MOST_FAILURES } from '../../../shared/runtime/work-due.ts';
import { besideCaseKey } from '../../../shared/store/keys/cases.ts';
import { createOrganisationReader } from '../../../shared/store/organisation-store.ts';
import { LISTING } from '../../../shared/store/table-names.ts';
import { clockHouse } from '../../support/clock-house.ts';
import { countCalls, injectFault } from '../../support/faults.ts';
import { moneyActs } from '../../support/money-acts.ts';
import { createLedger } from '../ledger/house.ts';

const day = (text: string) => text as CivilDate;
const house = clockHouse();
const { client, names } = house;
const money = moneyActs(house);
const NONE = { SilencesFailed: 0, SilencesGivenUp: 0 };
const IDLE = { DueMoney: 0, SilencesNoted: 0, ...NONE };
let budget: Budget;
beforeAll(async () => {
  budget = await createLedger(client, names).open(100_000_000);
});
afterEach(() => house.forget());

const APPROVED = day('2026-05-11');
/** A case whose notice has passed on the 19th of May, with a payment to be made. */
async function toBePaid(id: string): Promise<void> {
  await house.seed(id, 'public_notice', APPROVED, budget);
  await house.tick('2026-05-19');
}
/** With the bank since Wednesday the 20th: Thursday, Friday and Monday are its three working days. */
async function sent(id: string): Promise<void> {
  await toBePaid(id);
  house.clock.now = new Date('2026-05-20T02:00:00.000Z');
  await money.send(id);
}
/** Paid on the 21st, and asked back on the 1st of June. */
async function askedBack(id: string): Promise<void> {
  await sent(id);
  house.clock.now = new Date('2026-05-21T02:00:00.000Z');
  await money.paid(id);
  house.clock.now = new Date('2026-06-01T02:00:00.000Z');
  await money.askBack(id);
}
const fileOf = async (id: string) => (await house.read(id)).file;
const paymentOf = async (id: string) => (await fileOf(id)).payments.at(-1);
const recoveryOf = async (id: string) => (await fileOf(id)).recoveries.at(-1);
const actions = async (id: string) => (await house.chain(id)).map(({ action }) => action);
const place = async (id: string, kind: 'PAYMENT' | 'RECOVERY', row: string) => {
  const { Item = {} } = await client.send(
    new GetCommand({ TableName: names.main, Key: besideCaseKey(id, kind, row), ConsistentRead: true }),
  );
  return Item[LISTING.sortKey] as string | undefined;
};

describe('a bank that does not answer', () => {
  it('makes the outcome unknown after three working days, and nothing else: no money moves, and the same ways lead on', async () => {
    await sent('quiet');
    // First looked at without a calendar; then the weekend is counted out.
    expect(await place('quiet', 'PAYMENT', 'p1')).toBe('2026-05-24#quiet#PAYMENT#p1');
    expect(await house.tickMoney('2026-05-23')).toEqual(IDLE);
    expect(await house.tickMoney('2026-05-24')).toEqual({ ...IDLE, DueMoney: 1 });
    expect(await place('quiet', 'PAYMENT', 'p1')).toBe('2026-05-26#quiet#PAYMENT#p1');
    expect(await house.tickMoney('2026-05-25')).toEqual(IDLE);
    const before = await fileOf('quiet');
    expect(await house.tickMoney('2026-05-26')).toEqual({ ...IDLE, DueMoney: 1, SilencesNoted: 1 });
    expect(await house.tickMoney('2026-05-26')).toEqual(IDLE);

    const file = await fileOf('quiet');
    expect(file.payments).toMatchObject([{ state: 'unknown', attempt: 1, batchId: 'batch-1' }]);
    expect(file.record).toMatchObject({ state: 'disbursing', money: before.record.money });
    expect(caseAnswerOf(file, day('2026-05-26')).waitsFor).toMatchObject({
      code: 'bank',
      zh: expect.stringContaining('自2026年5月20日起'),
    });
    expect((await house.chain('quiet')).at(-1)).toMatchObject({
      action: 'case.payment-silent',
      by: { personId: 'system', role: 'system', organisationId: null },
      reason: 'payment p1: no word of the bank since 2026-05-20',
      changed: { payment: 'p1' },
    });
    // The bank answers after all.
    await money.paid('quiet');
    expect((await fileOf('quiet')).record).toMatchObject({ state: 'monitoring', money: { postedFen: 360_000 } });
    expect(await place('quiet', 'PAYMENT', 'p1')).toBeUndefined();
  });

  it('is not silent once it has answered, whatever the answer', async () => {
    await sent('answers');
    await money.failed('answers');
    expect(await place('answers', 'PAYMENT', 'p1')).toBeUndefined();
    expect(await house.tickMoney('2026-06-15')).toEqual(IDLE);
    expect(await paymentOf('answers')).toMatchObject({ state: 'failed' });
  });
});

describe('a debtor who does not answer', () => {
  it('is taken at their word, reminded, and told of to the bureau, each once; interest runs whatever they do', async () => {
    await askedBack('debtor');
    expect(await place('debtor', 'RECOVERY', 'r1')).toBe('2026-06-17#debtor#RECOVERY#r1');
    expect(await house.tickMoney('2026-06-16')).toEqual(IDLE);
    expect(await house.tickMoney('2026-06-17')).toEqual({ ...IDLE, DueMoney: 1, SilencesNoted: 1 });
    expect(await recoveryOf('debtor')).toMatchObject({ state: 'agreed' });
    expect(caseAnswerOf(await fileOf('debtor'), day('2026-06-17'))).toMatchObject({
      owedBy: 'applicant',
      waitsFor: { code: 'repayment' },
      dueOn: '2026-07-01',
      late: false,
    });
    expect(await house.tickMoney('2026-07-01')).toEqual(IDLE);
    expect(await house.tickMoney('2026-07-02')).toEqual({ ...IDLE, DueMoney: 1, SilencesNoted: 1 });
    expect(caseAnswerOf(await fileOf('debtor'), day('2026-07-02')).late).toBe(true);
    expect(await house.tickMoney('2026-07-15')).toEqual(IDLE);
    expect(await house.tickMoney('2026-07-16')).toEqual({ ...IDLE, DueMoney: 1, SilencesNoted: 1 });
    expect(await house.tickMoney('2027-07-16')).toEqual(IDLE);
    expect((await actions('debtor')).slice(-3)).toEqual([
      'case.recovery-take-silence-as-agreed',
      'case.recovery-remind',
      'case.recovery-escalate',
    ]);
    expect(await recoveryOf('debtor')).toMatchObject({ state: 'agreed', remindedAt: '2026-07-02T01:00:00.000Z' });
  });

  it('is told all of it in turn by a worker that was away for months', async () => {
    await askedBack('away');
    expect(await house.tickMoney('2026-12-01')).toEqual({ ...IDLE, DueMoney: 1, SilencesNoted: 3 });
    expect((await actions('away')).filter((action) => action.startsWith('case.recovery-'))).toHaveLength(4);
  });
});

describe('a step that waited for a hold', () => {
  it.each(['lifted', 'run out'] as const)(
    'is taken by the clock when the hold is %s, though the bank spoke while it stood',
    async (how) => {
      const id = `held-${how.slice(0, 3)}`;
      await sent(id);
      await money.hold(id, day('2026-05-28'));
      house.clock.now = new Date('2026-05-21T02:00:00.000Z');
      await money.paid(id);
      expect((await fileOf(id)).record).toMatchObject({ state: 'disbursing', money: { postedFen: 360_000 } });
      expect(await house.timer(id)).toMatchObject({ event: 'unhold' });
      if (how === 'lifted') await money.lift(id);
      expect(await house.tick(how === 'lifted' ? '2026-05-21' : '2026-05-28')).toMatchObject({ TimersFailed: 0 });
      expect((await fileOf(id)).record).toMatchObject({ state: 'monitoring', halt: null });
      expect((await actions(id)).slice(-1)).toEqual(['case.pay-done']);
      expect(await house.tick('2026-05-29')).toMatchObject({ DueCases: 0 });
    },
  );
});

describe('what fails', () => {
  it('does not keep the others, lies with the dead letters after five failures, and comes back by the redrive command', async () => {
    for (const id of ['broken', 'whole']) await sent(id);
    const breakIt = (version: unknown) =>
      client.send(
        new UpdateCommand({
          TableName: names.main,
          Key: besideCaseKey('broken', 'PAYMENT', 'p1'),
          UpdateExpression: 'SET attempt = :n',
          ExpressionAttributeValues: { ':n': version },
        }),
      );
    await house.tickMoney('2026-05-24');
    await breakIt('nonsense');
    expect(await house.tickMoney('2026-05-26')).toEqual({ DueMoney: 2, SilencesNoted: 1, SilencesFailed: 1, SilencesGivenUp: 0 });
    expect(await paymentOf('whole')).toMatchObject({ state: 'unknown' });
    for (let failures = 2; failures < MOST_FAILURES; failures++)
      expect(await house.tickMoney('2026-05-26')).toMatchObject({ SilencesFailed: 1 });
    expect(await house.tickMoney('2026-05-26')).toMatchObject({ SilencesFailed: 1, SilencesGivenUp: 1 });
    expect(await house.tickMoney('2026-05-26')).toEqual(IDLE);
    const [letter] = house.messages.kept.filter(({ name }) => name === 'payment-worker');
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      kind: 'money',
      caseId: 'broken',
      row: 'PAYMENT',
      id: 'p1',
      failures: MOST_FAILURES,
    });

    await breakIt(1);
    const ports: RedrivePorts = {
      cases: house.cases,
      organisations: createOrganisationReader(client, names.main),
      committer: house.committer,
      batches: { read: () => Promise.reject(new Error('no letter here names another place')) },
      now: () => house.clock.now,
    };
    expect(await redriveLetter(ports, letter?.body ?? '', 'somebody')).toMatchObject({ kind: 'redriven' });
    expect(await house.tickMoney('2026-05-26')).toEqual({ ...IDLE, DueMoney: 1, SilencesNoted: 1 });
    expect((await actions('broken')).slice(-2)).toEqual(['money.redrive', 'case.payment-silent']);
    expect(await redriveLetter(ports, letter?.body ?? '', 'somebody')).toMatchObject({ kind: 'nothing' });
  });
});

it('does nothing by halves and nothing twice, wherever it breaks off', async () => {
  const outcomes: unknown[] = [];
  for (const fault of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const id = `crash-${fault}-${at}`;
      await sent(id);
      await house.tickMoney('2026-05-24');
      let hit = false;
      const remove = injectFault(client, ({ number }) => {
        if (number !== at) return undefined;
        hit = true;
        return fault;
      });
      await house.tickMoney('2026-05-26').catch(() => undefined);
      remove();
      await house.tickMoney('2026-05-26');
      outcomes.push((await paymentOf(id))?.state);
      expect(
        (await actions(id)).filter((action) => action === 'case.payment-silent'),
        id,
      ).toHaveLength(1);
      if (!hit) break;
    }
  }
  expect(outcomes.length).toBeGreaterThanOrEqual(8);
  expect([...new Set(outcomes)]).toEqual(['unknown']);
});

it('has one effect when several of it run at the same time, and the bank is as fast as they are', async () => {
  const ids = ['race-1', 'race-2', 'race-3'];
  for (const id of ids) await sent(id);
  await house.tickMoney('2026-05-24');
  house.clock.now = new Date('2026-05-26T01:00:00.000Z');
  await Promise.all([
    ...[1, 2, 3].map(() => house.tickMoney('2026-05-26')),
    // Who loses comes again, as a payer does who sends the file once more.
    money.paid('race-1').catch(() => money.paid('race-1')),
  ]);
  for (const id of ids) expect((await actions(id)).filter((action) => action === 'case.payment-silent').length).toBeLessThanOrEqual(1);
  expect((await fileOf('race-1')).record).toMatchObject({ state: 'monitoring', money: { postedFen: 360_000 } });
  expect([await paymentOf('race-2'), await paymentOf('race-3')]).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }]);
});

it('reads each case once for what is due and writes it once', async () => {
  for (const id of ['cost-1', 'cost-2']) await sent(id);
  await house.tickMoney('2026-05-24');
  const counts = countCalls(client);
  expect(await house.tickMoney('2026-05-26')).toMatchObject({ DueMoney: 2, SilencesNoted: 2 });
  // The lists of days off, one page of what is due, and a Query for each case.
  expect(counts).toEqual({ QueryCommand: 2 + 2, TransactWriteItemsCommand: 2 });
});
