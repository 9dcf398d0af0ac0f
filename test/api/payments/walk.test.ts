import { describe, expect, it } from 'vitest';
import { createAuditApp } from '../../../functions/audit-api/app.ts';
import { auditParts } from '../../../functions/audit-api/audit-parts.ts';
import { createWalk } from '../../support/money-walk/walk.ts';
import { SECOND } from '../../support/money-walk/world.ts';
import { BROADBAND, programmeBeside } from '../../support/subsidy-house.ts';
import { paymentHouse } from './house.ts';

const LONG = process.env.LONG !== undefined;
const STEPS = LONG ? 500 : 20;
/** On which days a walk begins: an ordinary one, those about the end of a year, and a Saturday that is worked on. */
const DAYS = [
  ['an ordinary day', '2026-11-23T02:00:00.000Z'],
  ['the last days of a year', '2026-12-28T02:00:00.000Z'],
  ['ten minutes before a year ends', '2026-12-31T15:50:00.000Z'],
  ['the first minute of a year', '2026-12-31T16:00:00.000Z'],
  ['the end of a February beyond the last list of holidays', '2027-02-26T02:00:00.000Z'],
  ['a Saturday that is worked on', '2026-10-10T02:00:00.000Z'],
] as const;
const SEEDS = LONG ? [1, 2, 3] : [4];
const WALKS = (LONG ? DAYS : DAYS.slice(0, 1)).flatMap(([name, day]) => SEEDS.map((seed) => ({ name, day, seed })));
const BUDGET_FEN = 2_500_000;

describe.each(WALKS)('whatever happens from $name on, by chance $seed', ({ day, seed }) => {
  const house = paymentHouse({
    budgetFen: BUDGET_FEN,
    beside: [programmeBeside(SECOND, {})],
    // Nothing is sealed here: a file is proved by its chain.
    others: ({ stores, ports }) => ({
      'audit-api': createAuditApp(auditParts(stores, { readLeaves: () => Promise.reject(new Error('no seals')) }), ports),
    }),
  });
  house.clock.now = new Date(day);

  it('the books are what plain sums say, and a refusal changes nothing', { timeout: LONG ? 900_000 : 60_000 }, async () => {
    await house.seedOrganisation({ id: 'outside', kind: 'company', members: [{ id: 'stranger', roles: ['owner'] }] });
    await house.keepPaper('bank-letter');
    if (day > '2026-12-31T16') for (const programmeId of [BROADBAND, SECOND]) await house.openYear(2027, BUDGET_FEN, programmeId);
    const walk = await createWalk(house, seed);
    for (let step = 0; step < STEPS; step++) await walk.step();
    await walk.checkAll();
    expect(house.faults).toEqual([]);
  });
});
