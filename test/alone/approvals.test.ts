import { beforeAll, expect, it } from 'vitest';
import { nextTimer } from '../../shared/domain/cases/clock/timers.ts';
import type { CaseFile } from '../../shared/domain/cases/records.ts';
import { askedOf, cardOf } from '../../shared/domain/cases/shown/card.ts';
import { noticeOf } from '../../shared/domain/cases/shown/notice-of.ts';
import { noMoney } from '../../shared/domain/ledger/case-money.ts';
import { caseWrites, createCaseReader } from '../../shared/store/case-store.ts';
import { type Insisted, insist, tally } from '../support/insist.ts';
import { subsidyHouse } from '../support/subsidy-house.ts';

const CASES = 500;
const SUFFICES_FOR = 137;
const AMOUNT_FEN = 600_000;
/** As many requests under way at a time: all of them where the machine has nothing else to do. */
const AT_ONCE = process.env.LONG ? CASES : 32;
const house = subsidyHouse({ budgetFen: SUFFICES_FOR * AMOUNT_FEN + AMOUNT_FEN - 1 });

const ids = Array.from({ length: CASES }, (_, index) => `copy-${index}`);
let contentHash = '';

/** The same case under other names: what an approval looks at is the same in each. */
const copyOf = ({ record }: CaseFile, id: string): CaseFile => ({
  record: { ...record, id, money: noMoney(id, id), holds: [], caps: [], version: 1 },
  corrections: [],
  opinions: [],
  objections: [],
  appeals: [],
  payments: [],
  recoveries: [],
});

async function inTurns<Item>(items: readonly Item[], atOnce: number, act: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

beforeAll(async () => {
  const first = await house.brought('many', 'decision_pending');
  contentHash = first.contentHash ?? '';
  const stored = await createCaseReader(house.client, house.names.main).readCase(first.id);
  if (!stored) throw new Error('the case is gone');
  await inTurns(ids, 16, async (id) => {
    const file = copyOf(stored.file, id);
    const views = { card: cardOf(file), timer: nextTimer(file.record), notice: noticeOf(file, undefined), asked: askedOf(file.record) };
    const at = '2026-11-20T00:00:00.000Z';
    const outcome = await house.stores.commands.commit({
      writes: caseWrites(undefined, file, 'copy', views, at),
      head: undefined,
      entry: {
        aggregate: { kind: 'case', id },
        action: 'case.submit',
        at,
        by: { personId: 'system', role: 'system', organisationId: null },
        changed: {},
      },
    });
    expect(outcome.kind).toBe('committed');
  });
});

it(`${CASES} approvals at once on a budget that suffices for ${SUFFICES_FOR}: exactly so many succeed, and the balance is exact`, {
  timeout: 300_000,
}, async () => {
  const answers: Insisted[] = [];
  await inTurns(ids, AT_ONCE, async (id) => {
    answers.push(await insist((key) => house.as('approver').post(`/v1/cases/${id}/approve`, { contentHash }, { ifMatch: 1, key })));
  });
  expect(tally(answers)).toEqual({ 200: SUFFICES_FOR, 409: CASES - SUFFICES_FOR });
  const refused = await Promise.all(answers.filter(({ response }) => response.status === 409).map(({ response }) => response.json()));
  expect(new Set(refused.map(({ type }) => type))).toEqual(new Set(['/problems/budget-exhausted']));
  expect(await house.readBudget()).toMatchObject({
    availableFen: AMOUNT_FEN - 1,
    reservedFen: SUFFICES_FOR * AMOUNT_FEN,
    paidFen: 0,
    transfers: SUFFICES_FOR + 1,
  });
});
