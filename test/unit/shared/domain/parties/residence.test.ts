import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { Organisation, OrganisationFile, Residence } from '../../../../../shared/domain/parties/records.ts';
import {
  bodiesOfCompany,
  confirmResidence,
  declareResidence,
  endResidence,
  residenceStateOn,
} from '../../../../../shared/domain/parties/residence.ts';
import { stateResidence, takeBackResidence } from '../../../../../shared/domain/parties/residence-facts.ts';

const NOW = new Date('2026-11-23T02:00:00.000Z');
const day = (text: string) => text as CivilDate;

const organisation: Organisation = {
  id: 'firm',
  kind: 'company',
  name: '示例公司',
  uscc: '91329900DEM000014X',
  usccStatus: 'passes',
  divisionCode: '320583',
  createdBy: 'owner',
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 1,
};
const aResidence = (more: Partial<Residence> = {}): Residence => ({
  id: 'home',
  bodyId: 'operator',
  bodyKind: 'community_operator',
  bodyName: '示例运营',
  communityId: null,
  from: '2026-01-01',
  until: null,
  status: 'declared',
  declaredBy: 'owner',
  confirmedBy: null,
  confirmedAt: null,
  version: 1,
  ...more,
});
const confirmed = (more: Partial<Residence> = {}): Residence =>
  aResidence({ status: 'confirmed', confirmedBy: 'op', confirmedAt: '2026-01-02T00:00:00.000Z', ...more });
const HOST = { id: 'JS-320583-91', operatorId: 'operator', standing: 'recorded_pilot' };
const BY = { confirmedBy: 'op', now: NOW, community: HOST };
const TERMS = { communityId: HOST.id };

describe('a residence', () => {
  it.each([
    ['declared', aResidence(), 'declared', [], ['operator']],
    ['confirmed', confirmed(), 'confirmed', ['operator'], []],
    ['confirmed from today', confirmed({ from: '2026-11-23' }), 'confirmed', ['operator'], []],
    ['confirmed from tomorrow', confirmed({ from: '2026-11-24' }), 'confirmed', [], ['operator']],
    ['confirmed until tomorrow', confirmed({ until: '2026-11-24' }), 'confirmed', ['operator'], []],
    ['confirmed until today', confirmed({ until: '2026-11-23' }), 'ended', [], []],
    ['declared until today', aResidence({ until: '2026-11-23' }), 'ended', [], []],
    ['ended', confirmed({ status: 'ended', until: '2026-05-01' }), 'ended', [], []],
  ] as const)('%s is %s', (_name, residence, state, confirming, named) => {
    expect(residenceStateOn(residence, day('2026-11-23'))).toBe(state);
    expect(bodiesOfCompany({ residences: [residence] }, NOW)).toEqual({ confirmingBodies: confirming, declaredBodies: named });
  });

  it('is over from the day in China, not in Greenwich', () => {
    const residence = confirmed({ until: '2026-11-23' });
    expect(bodiesOfCompany({ residences: [residence] }, new Date('2026-11-22T15:59:59.999Z')).confirmingBodies).toEqual(['operator']);
    expect(bodiesOfCompany({ residences: [residence] }, new Date('2026-11-22T16:00:00.000Z')).confirmingBodies).toEqual([]);
  });
});

const body = (more: Partial<Organisation> = {}) =>
  ({ id: 'operator', kind: 'community_operator', name: '示例运营', ...more }) as Organisation;
const declare = (from: string, to: Organisation | undefined, residences: Residence[] = []) =>
  declareResidence({ organisation, residences }, { id: 'new', from, declaredBy: 'owner', now: NOW }, to);
const faults = (result: ReturnType<typeof declare> | ReturnType<typeof confirm>) =>
  result.ok ? [] : (result.refusal.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe('declaring', () => {
  it('keeps what the company says', () => {
    expect(declare('2026-02-03', body())).toEqual({ ok: true, value: aResidence({ id: 'new', from: '2026-02-03' }) });
  });
  it.each([
    ['with nobody', '2026-01-01', undefined, ['/bodyId not-a-carrier-or-operator']],
    ['with a bank', '2026-01-01', body({ kind: 'bank' }), ['/bodyId not-a-carrier-or-operator']],
    ['with itself', '2026-01-01', body({ id: 'firm', kind: 'carrier' }), ['/bodyId not-a-carrier-or-operator']],
    ['before there was any', '1986-12-31', body(), ['/from too-early']],
    ['too far ahead', '2027-11-24', body(), ['/from too-late']],
    ['both wrong', '1900-01-01', undefined, ['/bodyId not-a-carrier-or-operator', '/from too-early']],
  ])('%s is refused', (_name, from, to, expected) => {
    expect(faults(declare(from, to))).toEqual(expected);
  });
  it('twice with one body is refused while the first is open', () => {
    expect(declare('2026-02-03', body(), [aResidence()])).toMatchObject({ refusal: { code: 'residence-already-there' } });
    expect(declare('2026-02-03', body(), [confirmed({ until: '2026-11-23' })]).ok).toBe(true);
  });
});

const confirm = (
  residence: Residence,
  terms: object = TERMS,
  others: Residence[] = [],
  about: object = {},
  of: Partial<Organisation> = {},
) =>
  confirmResidence({ organisation: { ...organisation, ...of }, residences: [residence, ...others] }, residence, terms, { ...BY, ...about });

describe('confirming', () => {
  it('keeps the declared day unless another is said', () => {
    expect(confirm(aResidence())).toMatchObject({
      value: {
        status: 'confirmed',
        from: '2026-01-01',
        until: null,
        communityId: HOST.id,
        confirmedBy: 'op',
        confirmedAt: NOW.toISOString(),
        version: 2,
      },
    });
    expect(confirm(aResidence(), { ...TERMS, from: '2026-03-01', until: '2027-03-01' })).toMatchObject({
      value: { from: '2026-03-01', until: '2027-03-01' },
    });
  });

  it.each([
    ['what is confirmed', confirmed(), 'residence-not-declared'],
    ['what has ended', aResidence({ status: 'ended', until: '2026-05-01' }), 'residence-not-declared'],
  ])('%s is refused', (_name, residence, code) => {
    expect(confirm(residence)).toEqual({ ok: false, refusal: { code } });
  });

  it('waits for the credit code', () => {
    expect(confirm(aResidence(), TERMS, [], {}, { usccStatus: 'awaiting-confirmation' })).toEqual({
      ok: false,
      refusal: { code: 'credit-code-unsettled' },
    });
    expect(confirm(aResidence(), TERMS, [], {}, { usccStatus: 'confirmed' }).ok).toBe(true);
  });

  it.each([
    ['an end before the beginning', { ...TERMS, until: '2026-01-01' }, {}, ['/until not-after-from']],
    ['no community', {}, { community: undefined }, ['/communityId community-needed']],
    ['an unknown community', TERMS, { community: undefined }, ['/communityId not-your-community']],
    ["another's community", TERMS, { community: { ...HOST, operatorId: 'other' } }, ['/communityId not-your-community']],
    ['a community that has left', TERMS, { community: { ...HOST, standing: 'exited' } }, ['/communityId not-your-community']],
    ['a community that only applies', TERMS, { community: { ...HOST, standing: 'applying' } }, ['/communityId not-your-community']],
  ])('with %s is refused', (_name, terms, about, expected) => {
    const result = confirm(aResidence(), terms, [], about);
    expect(faults(result)).toEqual(expected);
  });

  it('as a carrier says nothing of communities', () => {
    const carrier = aResidence({ bodyKind: 'carrier' });
    expect(faults(confirm(carrier))).toEqual(['/communityId not-for-carriers']);
    expect(confirm(carrier, {}, [], { community: undefined })).toMatchObject({ value: { communityId: null } });
  });

  it.each([
    ['the same days with another operator', { bodyId: 'other' }, false],
    ['the same days with a carrier', { bodyId: 'other', bodyKind: 'carrier' }, true],
    ['until the very day', { bodyId: 'other', until: '2026-01-01', from: '2025-01-01' }, true],
    ['until a day later', { bodyId: 'other', until: '2026-01-02', from: '2025-01-01' }, false],
    ['over by now, but not then', { bodyId: 'other', until: '2026-05-01', status: 'ended' }, false],
    ['declared only', { bodyId: 'other', status: 'declared', confirmedAt: null }, true],
  ] as const)('beside one for %s', (_name, more, taken) => {
    const result = confirm(aResidence(), TERMS, [confirmed({ id: 'elsewhere', ...more })]);
    expect(result.ok ? 'taken' : result.refusal.code).toBe(taken ? 'taken' : 'residence-overlaps');
  });
});

describe('ending', () => {
  it.each([
    ['today unless said', confirmed(), undefined, '2026-11-23'],
    ['on a day past', confirmed(), '2026-06-01', '2026-06-01'],
    ['before it began, where it lies ahead', aResidence({ from: '2027-01-01' }), undefined, '2027-01-01'],
  ])('%s', (_name, residence, on, until) => {
    expect(endResidence(residence, on, NOW)).toMatchObject({ value: { status: 'ended', until, version: 2 } });
  });
  it.each([
    ['a day ahead', confirmed(), '2026-11-24', 'residence-refused'],
    ['a day before it began', confirmed(), '2025-12-31', 'residence-refused'],
    ['what is over', confirmed({ until: '2026-02-01' }), undefined, 'residence-over'],
  ])('%s is refused', (_name, residence, on, code) => {
    expect(endResidence(residence, on, NOW)).toMatchObject({ refusal: { code } });
  });
});

describe('what a residence says of the company', () => {
  const teaser = { industry: null, stage: null, divisionCode: '320583', ageBand: null, staffBand: null, revenueBand: null };
  const file = {
    organisation,
    profile: { particulars: {}, teaser, updatedAt: '2026-01-01T00:00:00.000Z', version: 4 },
    sources: [],
  } as unknown as OrganisationFile;
  const by = { personId: 'op', now: NOW };

  it('is its community with the standing, as the operator', () => {
    const stated = stateResidence(file, confirmed({ communityId: HOST.id }), 'certified', by);
    expect(stated).toMatchObject({
      profile: { version: 5, teaser, updatedAt: NOW.toISOString() },
      source: { source: 'community', organisationId: 'operator', version: 1 },
      seenSource: 0,
      change: { version: 5, set: { 'firm.community_id': HOST.id, 'firm.community_status_asof': 'certified' } },
    });
    expect(stated?.source.facts['firm.community_id']).toMatchObject({ value: HOST.id, since: '2026-01-01', statedBy: 'op' });
  });

  it('is nothing where a carrier confirms', () => {
    expect(stateResidence(file, confirmed({ bodyKind: 'carrier' }), 'certified', by)).toBeUndefined();
  });

  it('is taken back when it ends, without a word on where it went, and other facts stay', () => {
    const residence = confirmed({ communityId: HOST.id });
    const stated = stateResidence(file, residence, 'certified', by);
    const employees = { value: 9, since: null, statedAt: NOW.toISOString(), statedBy: 'op', evidence: [] };
    const source = stated && { ...stated.source, facts: { ...stated.source.facts, 'firm.employees': employees } };
    const after = takeBackResidence({ ...file, sources: source ? [source] : [] }, residence, by);
    expect(after).toMatchObject({
      seenSource: 1,
      source: { version: 2, facts: { 'firm.employees': employees } },
      change: { removed: ['firm.community_id', 'firm.community_status_asof'], set: {} },
    });
    expect(Object.keys(after?.source.facts ?? {})).toEqual(['firm.employees']);
  });

  it('is left alone where the operator says another community by now', () => {
    const stated = stateResidence(file, confirmed({ communityId: 'JS-320583-92' }), 'certified', by);
    const sources = stated ? [stated.source] : [];
    expect(takeBackResidence({ ...file, sources }, confirmed({ communityId: HOST.id }), by)).toBeUndefined();
    expect(takeBackResidence(file, confirmed({ communityId: HOST.id }), by)).toBeUndefined();
  });
});
