import { describe, expect, it } from 'vitest';
import { deadline } from '../../../../functions/letter-writer/use-cases/deadline-letter.ts';
import { startClock } from '../../../../shared/domain/cases/clock/clock.ts';
import { nextTimer } from '../../../../shared/domain/cases/clock/timers.ts';
import type { CaseFile, CaseRecord } from '../../../../shared/domain/cases/records.ts';
import { lettersFor } from '../../../../shared/domain/cases/shown/letters.ts';
import type { CivilDate } from '../../../../shared/domain/kernel/civil-date.ts';
import type { StoredCase } from '../../../../shared/store/case-store.ts';
import { aCaseIn, aDraft, HOLIDAYS, MONDAY } from '../../../support/case-files.ts';

const day = (text: string) => text as CivilDate;
const HEAD = { seq: 1, hash: 'a'.repeat(64), salt: 's' };
const of = (file: CaseFile, more: Partial<CaseRecord>): CaseFile => ({ ...file, record: { ...file.record, ...more } });
/** Reminded on a day of the last day the clock shows. */
function reminded(file: CaseFile, on: string, more: Partial<CaseRecord> = {}): CaseFile {
  const { clock, since } = { ...file.record, ...more };
  if (!clock?.shown) throw new Error('no day');
  return of(file, { ...more, reminded: { on: day(on), since, dueOn: clock.shown.day, exact: clock.shown.exact } });
}
const said = (file: CaseFile, on: string) => deadline({ file, head: HEAD, pins: undefined, letters: [] } satisfies StoredCase, day(on), '');
const draft = (): CaseFile => of(aDraft(), { clock: startClock(aDraft().record, 'draft', { today: MONDAY, holidays: HOLIDAYS }) });
const contract = (): CaseFile => {
  const clock = startClock(aCaseIn('returned').record, 'returned', { today: MONDAY, holidays: HOLIDAYS });
  return of(aCaseIn('returned'), { state: 'contracting', clock });
};

describe('a reminder of a last day', () => {
  it.each([
    ['a draft', reminded(draft(), '2026-07-03'), '申报草稿提交期限提醒', '2026年7月10日前（含当日）', '填写完整并提交', 'the draft lapses'],
    [
      'a correction',
      reminded(aCaseIn('returned'), '2026-05-22'),
      '补正期限提醒',
      '2026年5月25日前（含当日）',
      '1. 票据第 1 行申报金额：金额与发票不符',
      'the case lapses',
    ],
    [
      'conditions',
      reminded(aCaseIn('conditional'), '2026-05-25'),
      '落实条件期限提醒',
      '2026年6月1日前（含当日）',
      '1. 补交合同（2026年6月1日前',
      'meet the conditions',
    ],
    ['a contract', reminded(contract(), '2026-05-22'), '签约期限提醒', '2026年5月25日前（含当日）', '签署合同', 'sign the contract'],
  ] as const)('of %s says what to do by when, and what happens otherwise', (_, file, title, until, todo, otherwise) => {
    const letter = said(file, '2026-07-03');
    expect(letter).toMatchObject({ title, date: file.record.reminded?.on, clauses: [], amount: null, payee: null, remedy: null });
    const text = letter.paragraphs.join('\n');
    for (const part of [until, todo, otherwise, file.record.id]) expect(text).toContain(part);
    expect(text).not.toContain('earliest');
  });

  it('tells of conditions that are due before the others by when they are to be met, and that nothing ends before the last', () => {
    const file = aCaseIn('conditional');
    const { conditions, since } = file.record;
    const [one] = conditions;
    const first = { ...one, id: 'first', text: '补交完税证明', dueOn: day('2026-05-20') } as (typeof conditions)[number];
    const told = { on: day('2026-05-13'), since, dueOn: first.dueOn, exact: true };
    const letter = said(of(file, { conditions: [first, ...conditions], reminded: told }), '2026-05-13');
    expect(letter.date).toBe('2026-05-13');
    const [zh = '', points = ''] = letter.paragraphs;
    for (const part of ['有的应当在2026年5月20日前', '最晚在2026年6月1日前', '失效']) expect(zh).toContain(part);
    expect(points).toContain('1. 补交完税证明（2026年5月20日前，含当日）；2. 补交合同（2026年6月1日前，含当日）');
    expect(letter.paragraphs.join('\n')).toContain('to be met by 2026-05-20');
  });

  it('says of a day that may move that it is the earliest it can be', () => {
    const late = startClock(draft().record, 'draft', { today: day('2026-11-20'), holidays: HOLIDAYS.filter(({ year }) => year <= 2026) });
    expect(late?.shown).toMatchObject({ exact: false });
    const text = said(reminded(draft(), '2027-01-12', { clock: late }), '2027-01-12').paragraphs.join('\n');
    for (const part of ['2027年1月19日前', '最早的一天', 'the earliest it can be']) expect(text).toContain(part);
  });

  it('says of one that came late until when one can act all the same', () => {
    expect(said(reminded(draft(), '2026-09-01'), '2026-09-01').paragraphs[0]).toContain('2026年9月2日前');
  });

  it('is written of no state in which nobody is reminded', () => {
    const clock = startClock(draft().record, 'under_review', { today: MONDAY, holidays: HOLIDAYS });
    expect(() => said(of(aCaseIn('under_review'), { clock }), MONDAY)).toThrow('under_review');
    expect(nextTimer(aCaseIn('under_review').record)?.event).toBe('escalate');
  });
});

describe('what a reminder is answered by', () => {
  const file = reminded(draft(), '2026-07-03');
  const message = { id: 'm', type: 'case.reminded', caseId: 'case-1', version: 2, state: 'draft' as const, at: '2026-07-03T01:00:00.000Z' };
  const about = `${file.record.since}.2026-07-10.certain`;

  it('is one letter about the day', () => expect(lettersFor(message, file)).toEqual([{ kind: 'deadline', version: 2, about }]));

  it.each<[string, Partial<CaseRecord>]>([
    ['was handed in meanwhile', { state: 'submitted' }],
    ['came back meanwhile', { since: '2026-07-03T02:00:00.000Z' }],
    [
      'was reminded of another day since',
      { reminded: { on: day('2026-07-08'), since: file.record.since, dueOn: day('2026-07-15'), exact: true } },
    ],
  ])('is nothing where the case %s', (_, more) => expect(lettersFor(message, of(file, more))).toEqual([]));

  it('tells a day that has become certain apart from one that may move', () => {
    const { reminded: told } = file.record;
    const earliest = of(file, { ...(told && { reminded: { ...told, exact: false } }) });
    expect(lettersFor(message, earliest)).toEqual([{ kind: 'deadline', version: 2, about: `${file.record.since}.2026-07-10.earliest` }]);
  });
});
