import { describe, expect, it } from 'vitest';
import { claimWindowOf } from '../../../../../shared/domain/subsidies/claim-window.ts';
import { eventKeyOf, eventPlan, filedBeforeHeld, fileEvent } from '../../../../../shared/domain/subsidies/event-filing.ts';
import { day, programmeOf } from './claims.ts';

const PLAN = eventPlan.parse({
  title: '光电对接会',
  category: '产学研对接',
  plannedOn: '2026-11-24',
  place: '会议中心',
  plannedSpendFen: 100,
});
const BY = { id: 'f-1', organisationId: 'org-1', filedBy: 'p-1' };
const at = (text: string) => new Date(text);

it('an event is filed for a day after today, in China', () => {
  expect(fileEvent(PLAN, BY, [], at('2026-11-23T15:59:59Z'))).toEqual({
    ok: true,
    value: { ...BY, ...PLAN, filedAt: '2026-11-23T15:59:59.000Z', version: 1 },
  });
  const fault = (now: string, plannedOn = '2026-11-24') => {
    const filed = fileEvent({ ...PLAN, plannedOn: day(plannedOn) }, BY, [], at(now));
    return filed.ok ? undefined : filed.refusal.faults?.map(({ code, pointer }) => `${code} ${pointer}`);
  };
  expect(fault('2026-11-23T16:00:00Z')).toEqual(['event-filed-late /plannedOn']);
  expect(fault('2026-11-30T00:00:00Z')).toEqual(['event-filed-late /plannedOn']);
  expect(fault('2026-11-23T00:00:00Z', '2028-12-31')).toBeUndefined();
  expect(fault('2026-11-23T00:00:00Z', '2029-01-01')).toEqual(['event-too-far-ahead /plannedOn']);
});

describe('an event is filed once', () => {
  const filed = { ...BY, ...PLAN, filedAt: '2026-11-01T02:00:00Z', version: 1 };
  const again = (more: Partial<typeof PLAN>, id = 'f-2') =>
    fileEvent({ ...PLAN, ...more }, { ...BY, id }, [filed], at('2026-11-20T00:00:00Z'));

  it.each([
    ['word for word', {}],
    ['with more money, at another place', { place: '会议中心二楼', plannedSpendFen: 200 }],
    ['under a title written otherwise', { title: '《光电·对接会》\u200b' }],
  ])('%s it is refused with the day and the number of the first', (_how, more) => {
    const said = again(more);
    expect(said).toMatchObject({
      ok: false,
      refusal: { code: 'event-refused', faults: [{ pointer: '/title', code: 'event-filed-already' }] },
    });
    const [fault] = said.ok ? [] : (said.refusal.faults ?? []);
    for (const text of [fault?.detail.zh, fault?.detail.en])
      for (const word of ['2026-11-01', '光电对接会', 'f-1']) expect(text).toContain(word);
  });

  it('on another day or under another title it is another event', () => {
    expect(again({ plannedOn: day('2026-11-25') }).ok).toBe(true);
    expect(again({ title: '光电对接会（第二场）' }).ok).toBe(true);
  });

  it('has a key that fits a row, whatever a letter grows to', () => {
    const long = '\ufdfa'.repeat(120);
    expect(eventPlan.safeParse({ ...PLAN, title: long }).success).toBe(true);
    expect(Buffer.byteLength(eventKeyOf({ title: long }, day('2026-11-24')))).toBeLessThan(1_000);
  });
});

it('a filing of the same day comes too late for the event', () => {
  expect(filedBeforeHeld({ filedAt: '2026-11-23T15:59:59Z' }, day('2026-11-24'))).toBe(true);
  expect(filedBeforeHeld({ filedAt: '2026-11-23T16:00:00Z' }, day('2026-11-24'))).toBe(false);
});

it('a plan takes no unknown field, no day that does not exist and no spending of nothing', () => {
  for (const wrong of [{ x: 1 }, { plannedOn: '2026-02-30' }, { plannedSpendFen: 0 }, { title: ' ' }]) {
    expect(eventPlan.safeParse({ ...PLAN, ...wrong }).success).toBe(false);
  }
});

it('a year is claimed from its first day until three months after its last, where a programme says nothing else', () => {
  expect(claimWindowOf(programmeOf('rent').version, 2026)).toEqual({
    costsFrom: '2026-01-01',
    costsTo: '2026-12-31',
    submitTo: '2027-03-31',
    confidence: 'invented',
  });
  expect(claimWindowOf({ claimWindow: { submitMonthsAfterYear: 2, confidence: 'sourced' } }, 2027).submitTo).toBe('2028-02-29');
});
