import { describe, expect, it } from 'vitest';
import { entitledHouse, MET } from '../support/entitled-house.ts';
import { countCalls } from '../support/faults.ts';

const house = entitledHouse();

describe('what offering may cost', () => {
  const counts = countCalls(house.client);
  async function spent(run: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = { ...counts };
    await run();
    const calls = Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count - (before[name] ?? 0)] as const);
    return Object.fromEntries(calls.filter(([, count]) => count > 0));
  }

  it('one Query an applicant, one transaction an offer, and of a list a read, a page and two marks', async () => {
    await house.seedCarrier('entitled', MET);
    await house.seedCarrier('not', {});
    const holidays = await house.ports.readHolidays();
    const ports = { readHolidays: async () => holidays };
    expect(await spent(() => house.offers(ports))).toEqual({ GetItem: 1, Query: 1 + 2, TransactWriteItems: 1, PutItem: 1 });
    // The rest of the day costs one look at how far it has come.
    expect(await spent(() => house.offers(ports))).toEqual({ GetItem: 1 });
    house.clock.now = new Date('2026-11-24T02:00:00.000Z');
    expect(await spent(() => house.offers(ports))).toEqual({ GetItem: 1, Query: 1 + 2, PutItem: 1 });
  });
});
