import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONSENT_TEXT_VERSION,
  CONSENT_TEXTS,
  decideGrant,
  type GrantCircumstances,
  type GrantDraft,
  grantedFieldGroups,
  grantedInstitutions,
  grantState,
  grantsThatHold,
  latestEnd,
  revokeGrant,
} from '../../../../../shared/domain/parties/consent.ts';
import { INSTITUTION_KINDS, ORGANISATION_KINDS } from '../../../../../shared/domain/parties/kinds.ts';
import type { Grant } from '../../../../../shared/domain/parties/records.ts';

const NOW = new Date('2026-11-23T02:00:00.000Z');

const aGrant = (more: Partial<Grant> = {}): Grant => ({
  id: 'grant',
  institutionId: 'bank',
  institutionName: '示例银行',
  fieldGroups: ['finance'],
  documentIds: ['licence'],
  purpose: 'credit-assessment',
  purposeNote: '首贷',
  consentTextVersion: CONSENT_TEXT_VERSION,
  givenBy: 'owner',
  from: '2026-11-01T00:00:00.000Z',
  until: '2026-11-30T16:00:00.000Z',
  revokedAt: null,
  version: 1,
  ...more,
});

describe('a grant holds', () => {
  it.each([
    ['at its first instant', {}, '2026-11-01T00:00:00.000Z', true],
    ['not before', {}, '2026-10-31T23:59:59.999Z', false],
    ['to its last instant', {}, '2026-11-30T15:59:59.999Z', true],
    ['not at its end, which is no longer part of it', {}, '2026-11-30T16:00:00.000Z', false],
    ['until it is taken back, and not from then on', { revokedAt: '2026-11-23T02:00:00.000Z' }, '2026-11-23T02:00:00.000Z', false],
    ['nor for a clock that has not come to that instant yet', { revokedAt: '2026-11-23T02:00:00.000Z' }, '2026-11-23T01:59:59.999Z', false],
  ])('%s', (_name, more, at, holds) => {
    expect(grantedInstitutions({ grants: [aGrant(more)] }, new Date(at))).toEqual(holds ? ['bank'] : []);
  });

  it('for what it names and nothing else', () => {
    const file = { grants: [aGrant()] };
    expect(grantedInstitutions(file, NOW, { fieldGroup: 'finance' })).toEqual(['bank']);
    expect(grantedInstitutions(file, NOW, { fieldGroup: 'persons' })).toEqual([]);
    expect(grantedInstitutions(file, NOW, { documentId: 'licence' })).toEqual(['bank']);
    expect(grantedInstitutions(file, NOW, { documentId: 'lease' })).toEqual([]);
    expect(grantedInstitutions(file, NOW, { fieldGroup: 'finance', documentId: 'lease' })).toEqual([]);
  });

  it('two grants add up, but neither covers what only the other was given for', () => {
    const file = {
      grants: [aGrant(), aGrant({ id: 'second', fieldGroups: ['staff'], documentIds: [], until: '2027-01-01T00:00:00.000Z' })],
    };
    expect([...grantedFieldGroups(file, NOW, 'bank')].sort()).toEqual(['finance', 'staff']);
    expect(grantedInstitutions(file, NOW)).toEqual(['bank']);
    expect(grantsThatHold(file, NOW).map(({ id }) => id)).toEqual(['second', 'grant']);
    expect(grantsThatHold(file, NOW, {}, 'vc')).toEqual([]);
    expect(grantedFieldGroups(file, NOW, 'vc')).toEqual([]);
  });

  it('whenever nothing ended it, at any instant', () => {
    const day = fc.integer({ min: 0, max: 800 });
    const instant = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString();
    fc.assert(
      fc.property(day, day, fc.option(day), day, (from, length, revoked, at) => {
        const grant = aGrant({ from: instant(from), until: instant(from + length), revokedAt: revoked === null ? null : instant(revoked) });
        const holds = from <= at && at < from + length && revoked === null;
        expect(grantedInstitutions({ grants: [grant] }, new Date(instant(at))).length).toBe(holds ? 1 : 0);
      }),
    );
  });
});

const DRAFT: GrantDraft = {
  institutionId: 'bank',
  fieldGroups: ['finance', 'finance', 'staff'],
  documentIds: ['licence'],
  purpose: 'credit-assessment',
  purposeNote: '首贷',
  consentTextVersion: CONSENT_TEXT_VERSION,
  until: '2026-12-01',
};
const ABOUT: GrantCircumstances = {
  id: 'new',
  companyId: 'firm',
  givenBy: 'owner',
  now: NOW,
  institution: { id: 'bank', kind: 'bank', name: '示例银行' },
  papers: ['licence'],
};
const faultsOf = (draft: Partial<GrantDraft>, about: Partial<GrantCircumstances> = {}) => {
  const decided = decideGrant({ ...DRAFT, ...draft }, { ...ABOUT, ...about });
  return decided.ok ? [] : (decided.refusal.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('a consent', () => {
  it('becomes a grant from this instant to the beginning of its last day in China', () => {
    expect(decideGrant(DRAFT, ABOUT)).toEqual({
      ok: true,
      value: {
        ...aGrant({ id: 'new', fieldGroups: ['finance', 'staff'], from: NOW.toISOString() }),
        until: '2026-11-30T16:00:00.000Z',
      },
    });
  });

  it.each([
    ['to nobody', {}, { institution: undefined }, '/institutionId not-an-institution'],
    ['of nothing', { fieldGroups: [], documentIds: [] }, {}, '/fieldGroups nothing-granted'],
    ['of a paper that is not there', { documentIds: ['licence', 'other'] }, {}, '/documentIds/1 unknown-document'],
    ['that ends today', { until: '2026-11-23' }, {}, '/until too-early'],
    ['that ended', { until: '2020-01-01' }, {}, '/until too-early'],
    ['of more than a year', { until: '2027-11-24' }, {}, '/until too-late'],
    ['to a wording that is no longer shown', { consentTextVersion: '2019-1' }, {}, '/consentTextVersion consent-text-changed'],
  ] as const)('%s is refused', (_name, draft, about, fault) => {
    expect(faultsOf(draft as Partial<GrantDraft>, about)).toEqual([fault]);
  });

  it('may last a whole year, to the day', () => {
    expect(latestEnd(NOW)).toBe('2027-11-23');
    expect(faultsOf({ until: '2027-11-23' })).toEqual([]);
  });

  it('names all that is wrong at once', () => {
    expect(
      faultsOf({ until: '2020-01-01', fieldGroups: [], documentIds: [], consentTextVersion: 'x' }, { institution: undefined }),
    ).toHaveLength(4);
  });

  it.each(ORGANISATION_KINDS)('to a %s is taken where that is an institution, and never to oneself', (kind) => {
    const institution = { id: 'bank', kind, name: '示例' };
    const isInstitution = (INSTITUTION_KINDS as readonly string[]).includes(kind);
    expect(faultsOf({}, { institution })).toEqual(isInstitution ? [] : ['/institutionId not-an-institution']);
    expect(faultsOf({}, { institution, companyId: 'bank' })).toEqual(['/institutionId not-an-institution']);
  });

  it('is given to a wording that exists, in both languages', () => {
    expect(CONSENT_TEXTS[CONSENT_TEXT_VERSION]).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
  });
});

describe('taking it back', () => {
  it('ends it at once', () => {
    const revoked = revokeGrant(aGrant(), NOW);
    expect(revoked).toEqual({ ok: true, value: aGrant({ revokedAt: NOW.toISOString(), version: 2 }) });
    expect(revoked.ok && grantState(revoked.value, NOW)).toBe('revoked');
  });

  it.each([
    ['revoked', { revokedAt: '2026-11-22T00:00:00.000Z' }],
    ['revoked by a clock a little ahead of ours', { revokedAt: '2026-11-23T02:00:00.020Z' }],
    ['ended', { until: '2026-11-23T02:00:00.000Z' }],
  ])('is refused for one that is %s', (_state, more) => {
    expect(revokeGrant(aGrant(more), NOW)).toEqual({ ok: false, refusal: { code: 'grant-over' } });
  });
});
