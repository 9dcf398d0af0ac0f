import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../../../shared/domain/cases/records/actor.ts';
import { NO_CONCERN } from '../../../../../shared/domain/cases/records/handed-in.ts';
import type { CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import type { PublicNotice } from '../../../../../shared/domain/cases/shown/public-notice.ts';
import { leaveTip, mayBeShown, noteTip, type Tip } from '../../../../../shared/domain/cases/tips/tip.ts';

const NOTICE = {
  id: 'c1',
  programmeId: 'p1',
  programmeName: { zh: '宽带补贴', en: 'Broadband' },
  divisionCode: '320583',
  applicantName: '示例公司',
  applicantKind: 'company',
  amountFen: 600_000,
  from: '2026-11-20',
  until: '2026-11-27',
  status: 'running',
} as PublicNotice;
const by = (personKey: string): Actor => ({
  personId: `id-${personKey}`,
  personKey,
  name: personKey,
  role: 'owner',
  organisationId: 'firm',
});
const act = (personKey: string, stage: 'applicant' | 'review') => ({ event: 'submit', stage, by: by(personKey), at: '' });
const RECORD = {
  id: 'c1',
  applicant: { organisationId: 'firm' },
  concern: { ...NO_CONCERN, memberKeys: ['member'], relatedKeys: ['mentor'] },
  signedBy: by('signer'),
  acts: [act('preparer', 'applicant'), act('reviewer', 'review')],
} as unknown as CaseRecord;
const LEFT = { id: 't1', text: '线索', now: '2026-11-23T02:00:00.000Z', today: '2026-11-23' as never };

const left = (): Tip => {
  const made = leaveTip(RECORD, NOTICE, LEFT);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};

describe('a tip', () => {
  it.each([
    ['running', '2026-11-27', true],
    ['running', '2026-11-28', false],
    ['paused', '2026-12-24', true],
    ['over', '2026-11-23', false],
    ['dropped', '2026-11-23', false],
  ] as const)('about a notice that is %s, on %s: taken %s', (status, today, taken) => {
    const made = leaveTip(RECORD, { ...NOTICE, status }, { ...LEFT, today: today as never });
    expect(made).toMatchObject(taken ? { ok: true } : { ok: false, refusal: { code: 'notice-over' } });
  });

  it('knows what was published, and who stands on the side it is about; not who left it', () => {
    expect(left()).toEqual({
      id: 't1',
      caseId: 'c1',
      notice: { programmeName: NOTICE.programmeName, divisionCode: '320583', applicantName: '示例公司' },
      organisationId: 'firm',
      sideKeys: ['member', 'mentor', 'signer', 'preparer'],
      text: '线索',
      leftAt: LEFT.now,
      state: 'new',
      note: null,
      seenBy: null,
      seenAt: null,
      version: 1,
    });
  });

  it.each([
    [['member'], [], false],
    [['signer'], [], false],
    [['preparer'], [], false],
    [['somebody', 'member'], [], false],
    [['somebody'], ['firm'], false],
    [['somebody'], ['office'], true],
    [['reviewer'], ['office'], true],
  ] as const)('is shown to %j of %j: %s', (personKeys, organisationIds, shown) => {
    expect(mayBeShown(left(), { personKeys, organisationIds })).toBe(shown);
  });

  it('is read, looked into, and then done; what was noted once is not lost by reading it again', () => {
    const now = '2026-11-24T02:00:00.000Z';
    const read = noteTip(left(), { state: 'read', note: '先问问', by: by('a'), now });
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.value).toMatchObject({ state: 'read', note: '先问问', seenBy: { personId: 'id-a', name: 'a' }, seenAt: now, version: 2 });
    const again = noteTip(read.value, { state: 'read', note: null, by: by('b'), now });
    expect(again).toMatchObject({ ok: true, value: { note: '先问问', version: 3 } });
    const done = noteTip(read.value, { state: 'looked-into', note: '属实', by: by('b'), now });
    if (!done.ok) throw new Error(done.refusal.code);
    expect(done.value).toMatchObject({ state: 'looked-into', note: '属实' });
    expect(noteTip(done.value, { state: 'read', note: null, by: by('b'), now })).toEqual({ ok: false, refusal: { code: 'tip-settled' } });
  });
});
