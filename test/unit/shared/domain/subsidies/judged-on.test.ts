import { describe, expect, it } from 'vitest';
import type { ClaimDraft } from '../../../../../shared/domain/subsidies/claim.ts';
import { judgedOn, versionToBegin } from '../../../../../shared/domain/subsidies/judged-on.ts';
import { ALL_CLAIM_KINDS, CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { knownOfApplicant } from '../../../../../shared/domain/subsidies/prepare-claim.ts';
import { aLine, aSession, CLAIMS, catalogue, day, programmeOf } from './claims.ts';

const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;
const { programme } = programmeOf('broadband');
const byCost = { ...programme, judgedAt: 'cost' as const };
const HANDED_IN = day('2026-11-23');
const NONE: ReadonlySet<string> = new Set();
const on = (claim: ClaimDraft, struck = NONE, handedIn = HANDED_IN) => judgedOn(byCost, claim, struck, handedIn);

describe('a programme that goes by the costs', () => {
  it.each<[string, ClaimDraft, string]>([
    ['the months of a line', { ...broadband, monthsTo: '2026-02' }, '2026-02-28'],
    ['the months of a lease, in a leap year', { ...rent, monthsFrom: '2024-01', monthsTo: '2024-02' }, '2024-02-29'],
    ['a course', { ...training, endsOn: day('2026-05-20') }, '2026-05-20'],
    ['an event', { ...events, heldOn: day('2026-06-18') }, '2026-06-18'],
    [
      'the last session, in whatever order',
      {
        ...mentoring,
        sessions: [
          { ...aSession(1), on: day('2026-04-02') },
          { ...aSession(2), on: day('2026-03-01') },
        ],
      },
      '2026-04-02',
    ],
    ['the last bill', { ...utilities, lines: [{ ...aLine(1, 100), paidOn: day('2026-08-09'), expense: 'rent' }] }, '2026-08-09'],
  ])('is judged as of the last day of %s', (_what, claim, expected) => {
    expect(on(claim)).toBe(expected);
    expect(judgedOn(programme, claim, NONE, HANDED_IN)).toBe(HANDED_IN);
  });
  it('leaves out what a reviewer struck', () => {
    const sessions = [
      { ...aSession(1), on: day('2026-04-02') },
      { ...aSession(2), on: day('2026-03-01') },
    ];
    expect(on({ ...mentoring, sessions }, new Set([sessions[0]?.sessionId ?? '']))).toBe('2026-03-01');
  });
  it('is judged as of the day of handing in as long as the costs are not told, and never as of a later one', () => {
    for (const kind of CLAIM_KINDS) expect(on({ kind } as ClaimDraft), kind).toBe(HANDED_IN);
    expect(on({ ...broadband, monthsTo: '2026-12' })).toBe(HANDED_IN);
    expect(on({ kind: 'automatic', facts: [] })).toBe(HANDED_IN);
    expect(ALL_CLAIM_KINDS).toHaveLength(CLAIM_KINDS.length + 1);
  });
});

describe('the version a claim is begun under', () => {
  const version = programmeOf('broadband').version;
  const ending = (to: string | null) => ({ versions: [{ ...version, effective: { ...version.effective, from: null, to: to as never } }] });
  it('is one that has ended, where the programme goes by the costs', () => {
    expect(versionToBegin({ ...byCost, ...ending('2026-07-01') }, HANDED_IN)?.version).toBe(version.version);
    expect(versionToBegin({ ...programme, ...ending('2026-07-01') }, HANDED_IN)).toBeUndefined();
    expect(versionToBegin({ ...programme, ...ending(null) }, HANDED_IN)?.version).toBe(version.version);
  });
});

describe('what is known of the applicant on that day', () => {
  const said = (value: unknown, since: string | null) => ({ value, since, statedAt: '2026-11-01T00:00:00Z', statedBy: 'p', evidence: [] });
  const file = {
    organisation: { id: 'firm', kind: 'company', name: '示例', divisionCode: '320583', uscc: null },
    residences: [],
    sources: [
      {
        source: 'self',
        organisationId: null,
        organisationName: null,
        version: 1,
        facts: { 'firm.employees': said(19, '2026-08-01'), 'firm.founded_on': said('2025-03-01', null) },
      },
    ],
  };
  const known = (asOf: string) => knownOfApplicant({ file } as never, catalogue as never, day(asOf)).known.facts;
  it('is nothing that became so later', () => {
    expect(known('2026-08-01').get('firm.employees')).toBe(19);
    expect(known('2026-07-31').has('firm.employees')).toBe(false);
    expect(known('2026-07-31').get('firm.founded_on')).toBe('2025-03-01');
  });
});
