import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import type { FactChange, Speaker } from '../../../../../shared/domain/parties/fact-change.ts';
import type { FactSource } from '../../../../../shared/domain/parties/records.ts';
import { emptyProfile } from '../../../../../shared/domain/parties/registration.ts';
import { type ProfileFile, stateFacts } from '../../../../../shared/domain/parties/state-facts.ts';

const catalogue = readCatalogue();
const NOW = new Date('2026-11-23T02:00:00.000Z');
const AT = NOW.toISOString();

const SELF: Speaker = { source: 'self', organisationId: null, organisationName: null, personId: 'owner' };
const BUREAU: Speaker = { source: 'bureau', organisationId: 'bureau', organisationName: '示例科技局', personId: 'officer' };

const said = (
  { source, organisationId, organisationName, personId }: Speaker,
  facts: Record<string, unknown>,
  statedAt = AT,
): FactSource => ({
  source,
  organisationId,
  organisationName,
  facts: Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [fact, { value, since: null, statedAt, statedBy: personId, evidence: [] }]),
  ),
  version: 4,
});
const fileWith = (...sources: FactSource[]): ProfileFile => ({
  organisation: {
    id: 'firm',
    kind: 'company',
    name: '示例',
    uscc: null,
    usccStatus: 'none',
    divisionCode: '320583',
    createdBy: 'owner',
    createdAt: AT,
    version: 1,
  },
  head: { seq: 1, hash: '0', salt: '0' },
  members: [],
  invitations: [],
  delegations: [],
  grants: [],
  residences: [],
  profile: { ...emptyProfile('320583', '2026-01-01T00:00:00.000Z'), version: 7 },
  sources,
  snapshots: [],
});
const change = (facts: Record<string, unknown>, more: Partial<FactChange> = {}): FactChange => ({
  facts,
  remove: [],
  since: null,
  evidence: [],
  ...more,
});
const state = (file: ProfileFile, speaker: Speaker, what: FactChange) => stateFacts(file, speaker, what, NOW, catalogue);
const stated = (file: ProfileFile, speaker: Speaker, what: FactChange) => {
  const decided = state(file, speaker, what);
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  return decided.value;
};
const refused = (file: ProfileFile, speaker: Speaker, what: FactChange) => {
  const decided = state(file, speaker, what);
  return decided.ok ? undefined : { code: decided.refusal.code, facts: decided.refusal.faults.map(({ fact }) => fact).sort() };
};

describe('a source that says something anew', () => {
  it('counts profile and itself up, and leaves what it does not name', () => {
    const file = fileWith(said(SELF, { 'firm.employees': 5, 'firm.operating': true }, '2026-10-01T00:00:00.000Z'));
    const { profile, source, seenSource, change: line } = stated(file, SELF, change({ 'firm.employees': 6 }, { since: '2026-11-01' }));
    expect([profile.version, seenSource, source.version, line.version]).toEqual([8, 4, 5, 8]);
    expect(source.facts).toMatchObject({
      'firm.operating': { value: true, statedAt: '2026-10-01T00:00:00.000Z' },
      'firm.employees': { value: 6, statedAt: AT, since: '2026-11-01', statedBy: 'owner' },
    });
    expect(profile.teaser).toMatchObject({ staffBand: 'under-10', divisionCode: '320583' });
  });

  it('begins a row of its own, beside those of others', () => {
    const file = fileWith(said(SELF, { 'firm.employees': 5 }));
    const { source, seenSource } = stated(file, BUREAU, change({ 'firm.employees': 60 }));
    expect(source).toMatchObject({ source: 'bureau', organisationId: 'bureau', version: 1 });
    expect(seenSource).toBe(0);
    // The same office again goes on from its own row; another office has another.
    const both = fileWith(...file.sources, { ...source, version: 9 });
    expect(stated(both, BUREAU, change({ 'firm.employees': 61 })).seenSource).toBe(9);
    expect(stated(both, { ...BUREAU, organisationId: 'city' }, change({ 'firm.employees': 61 })).seenSource).toBe(0);
  });

  it('makes the teaser from what counts, not from what was said last', () => {
    const file = fileWith(said({ ...BUREAU, source: 'register' }, { 'firm.employees': 60 }));
    expect(stated(file, SELF, change({ 'firm.employees': 5 })).profile.teaser.staffBand).toBe('50-299');
  });

  it('takes back what it said, and says so only of that', () => {
    const file = fileWith(said(SELF, { 'firm.employees': 5 }));
    const { source, change: line, changed } = stated(file, SELF, change({}, { remove: ['firm.employees', 'firm.operating'] }));
    expect([source.facts, line.removed]).toEqual([{}, ['firm.employees']]);
    expect(changed).toEqual({ source: 'self', removed: ['firm.employees'] });
  });

  it('tells the chain public values plain and all others hidden', () => {
    const facts = { 'firm.division_code': '320583', 'firm.employees': 5, 'founder.first_time': true };
    expect(stated(fileWith(), SELF, change(facts, { evidence: ['paper'] })).changed).toEqual({
      source: 'self',
      'firm.division_code': '320583',
      'firm.employees': { sensitive: 'firm.employees=5' },
      'founder.first_time': { sensitive: 'founder.first_time=true' },
      evidence: ['paper'],
    });
  });
});

describe('what is refused', () => {
  const BANK: Speaker = { source: 'bank', organisationId: 'bank', organisationName: '示例银行', personId: 'b', groups: ['staff'] };

  it.each([
    [
      'every bad value at once',
      SELF,
      change({ 'firm.employees': 'x', 'firm.nonsense': 1 }),
      'invalid-facts',
      ['firm.employees', 'firm.nonsense'],
    ],
    [
      'facts of one request, told or taken back',
      SELF,
      change({ 'loan.days': 1 }, { remove: ['loan.amount_cny'] }),
      'fact-not-kept',
      ['loan.amount_cny', 'loan.days'],
    ],
    ['what is computed, told by the company', SELF, change({ 'firm.size_class': 'micro' }), 'fact-not-kept', ['firm.size_class']],
    [
      'what is computed, told by a bank',
      BANK,
      change({ 'firm.new_qualified_hires_ratio_pct': 1 }),
      'fact-not-kept',
      ['firm.new_qualified_hires_ratio_pct'],
    ],
    ['what a bank was not granted', BANK, change({ 'firm.assets_cny': 1, 'firm.employees': 1 }), 'fact-not-kept', ['firm.assets_cny']],
    [
      'what contradicts itself',
      SELF,
      change({ 'firm.employees': 1, 'firm.rd_staff': 2 }),
      'fact-conflict',
      ['firm.employees', 'firm.rd_staff'],
    ],
    ['what contradicts today', SELF, change({ 'firm.founded_on': '2026-11-24' }), 'fact-conflict', ['firm.founded_on']],
  ] as const)('is %s', (_what, speaker, what, code, facts) => {
    expect(refused(fileWith(), speaker, what)).toEqual({ code, facts });
  });

  it('is a contradiction with what the same source still stands by, not with what is too old or what others say', () => {
    const told = { 'firm.employees': 3 };
    const more = change({ 'firm.rd_staff': 4 });
    expect(refused(fileWith(said(SELF, told)), SELF, more)?.code).toBe('fact-conflict');
    expect(refused(fileWith(said(SELF, told, '2026-05-01T00:00:00.000Z')), SELF, more)).toBeUndefined();
    expect(refused(fileWith(said(BUREAU, told)), SELF, more)).toBeUndefined();
  });

  it('is no other fact for the sake of a contradiction that was there before', () => {
    const file = fileWith(said(SELF, { 'firm.employees': 3, 'firm.rd_staff': 4 }));
    expect(refused(file, SELF, change({ 'firm.operating': true }))).toBeUndefined();
    expect(refused(file, SELF, change({ 'firm.rd_staff': 5 }))?.code).toBe('fact-conflict');
    expect(refused(file, SELF, change({ 'firm.rd_staff': 2 }))).toBeUndefined();
  });

  it('is not what an office attests of what is computed', () => {
    expect(refused(fileWith(), BUREAU, change({ 'firm.size_class': 'micro' }))).toBeUndefined();
  });
});
