import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FactDefinition } from '../../../shared/domain/policy/fact.ts';
import { toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';
import type { CompanyMatches, Profile, ProfileFact, Statement, TimelineEntry } from '../../../web/src/account/wire.ts';
import { LABEL, lanesOf, placeOf, quartersIn, WIDTH } from '../../../web/src/money/timeline-picture.ts';
import { changesOf, differing, factsOf, shownValue } from '../../../web/src/profile/draft.ts';
import { keepable } from '../../../web/src/profile/keepable.ts';
import { openLines, tellable, tellableTopics, topicsOf, waitingFor } from '../../../web/src/profile/questions.ts';

const read: unknown = JSON.parse(readFileSync(new URL('../../../shared/catalogue/facts.json', import.meta.url), 'utf8'));
/** As the build reads them: what the file leaves out has its usual value. */
const definitions = (Array.isArray(read) ? read : (read as { facts: unknown[] }).facts).map((definition) => ({
  ...({ asked: true, nullable: false } as FactDefinition),
  ...(definition as Partial<FactDefinition>),
}));
const dictionary = toDictionary(definitions);

const statement = (value: Statement['value'], source: Statement['source'], standing: Statement['standing'] = 'fresh'): Statement => ({
  value,
  source,
  by: { organisationId: null, name: null },
  since: null,
  statedAt: '2026-11-01T00:00:00.000Z',
  freshUntil: null,
  standing,
  evidence: [],
});

const said = (fact: string, state: ProfileFact['state'], ...statements: Statement[]): ProfileFact => ({
  fact,
  state,
  ...(state === 'known' && { value: statements[0]?.value }),
  source: statements[0]?.source ?? null,
  contested: statements.length > 1,
  statements,
});

const profile = (...facts: ProfileFact[]): Profile =>
  ({
    organisationId: 'x',
    version: 1,
    asOf: '2026-11-23',
    catalogueVersion: 'v',
    topics: [
      { id: 'staff', name: { zh: '', en: '' }, sensitive: false, facts },
      { id: 'finance', name: { zh: '', en: '' }, sensitive: false, facts: [] },
      { id: 'investing', name: { zh: '', en: '' }, sensitive: false, facts: [] },
    ],
  }) as Profile;

type Result = CompanyMatches['results'][number];
const result = (
  programmeId: string,
  missingFacts: string[],
  applicantVerdict: Result['applicantVerdict'] = 'unknown',
  clauses: string[] = [],
) =>
  ({
    programmeId,
    missingFacts,
    applicantVerdict,
    template: false,
    benefit: null,
    priority: null,
    clauses: clauses.map((fact) => ({ fact })),
  }) as unknown as Result;
const matches = (...results: Result[]) => ({ results }) as unknown as CompanyMatches;

test('a missing fact tells which programmes wait for it; what is settled waits for nothing', () => {
  const waiting = waitingFor(
    [result('a', ['firm.employees']), result('b', ['firm.employees'], 'eligible'), result('c', ['firm.size_class'])],
    dictionary,
    (fact) => fact === 'firm.assets_cny',
  );
  // A derived fact waits for what it follows from.
  expect(waiting.get('firm.employees')).toEqual(['a', 'c']);
  expect(waiting.has('firm.size_class')).toBe(false);
  expect(waiting.has('firm.assets_cny')).toBe(false);
});

test('a profile asks what programmes ask of this applicant, and shows whatever is said', () => {
  const asked = result('a', ['loan.amount_cny'], 'eligible', ['firm.revenue_last_year_cny', 'investor.paid_in_capital_cny']);
  const topics = topicsOf(profile(said('firm.employees', 'known', statement(12, 'self'))), matches(asked), 'enterprise', dictionary);
  expect(topics.map(({ id, lines }) => [id, lines.map(({ fact }) => fact)])).toEqual([
    ['staff', ['firm.employees']],
    ['finance', ['firm.revenue_last_year_cny']],
    ['investing', []],
  ]);
  const investor = topicsOf(profile(), matches(asked), 'investor', dictionary);
  expect(investor.find(({ id }) => id === 'investing')?.lines.map(({ fact }) => fact)).toEqual(['investor.paid_in_capital_cny']);
});

test('what wants a look: told differently, too old, or waited for', () => {
  const topics = topicsOf(
    profile(
      said('firm.employees', 'known', statement(16, 'register'), statement(19, 'self')),
      said('firm.new_qualified_hires', 'confirm-again', statement(3, 'self', 'stale')),
    ),
    matches(result('a', ['firm.revenue_last_year_cny'])),
    'enterprise',
    dictionary,
  );
  const { contested, stale, missing } = openLines(topics);
  expect(contested.map(({ fact }) => fact)).toEqual(['firm.employees']);
  expect(stale.map(({ fact }) => fact)).toEqual(['firm.new_qualified_hires']);
  expect(missing.map(({ fact }) => fact)).toEqual(['firm.revenue_last_year_cny']);
});

test('only what was changed is sent, and what was emptied is taken back', () => {
  const facts = factsOf(
    profile(
      said('firm.employees', 'known', statement(16, 'register'), statement(19, 'self')),
      said('firm.new_qualified_hires', 'known', statement(3, 'self')),
    ),
  );
  expect(shownValue(facts.get('firm.employees'), 'self'), 'one sees what one said oneself').toBe(19);
  const draft = {
    'firm.employees': 19,
    'firm.new_qualified_hires': undefined,
    'firm.revenue_last_year_cny': 5,
    'firm.assets_cny': undefined,
  };
  expect(changesOf(draft, facts, 'self')).toEqual({ facts: { 'firm.revenue_last_year_cny': 5 }, remove: ['firm.new_qualified_hires'] });
});

test('an operator changes what it says itself, and nothing of what others say', () => {
  const ours = { ...statement(20, 'community'), by: { organisationId: 'operator', name: '示例' } };
  const facts = factsOf(profile(said('firm.employees', 'known', ours, statement(19, 'self'))));
  const speaker = { organisationId: 'operator' };
  expect(changesOf({ 'firm.employees': 19 }, facts, speaker)).toEqual({ facts: { 'firm.employees': 19 }, remove: [] });
  expect(changesOf({ 'firm.employees': undefined }, facts, speaker)).toEqual({ facts: {}, remove: ['firm.employees'] });
  expect(changesOf({ 'firm.employees': undefined }, facts, { organisationId: 'bank' })).toEqual({ facts: {}, remove: [] });
});

test('nobody is asked for what follows from other facts', () => {
  const [staff] = topicsOf(
    profile(
      said('firm.new_qualified_hires_ratio_pct', 'known', statement(18.75, 'computed')),
      said('firm.employees', 'known', statement(16, 'self')),
    ),
    undefined,
    'enterprise',
    dictionary,
  );
  expect(staff?.lines.map(({ fact }) => fact)).toEqual(['firm.employees', 'firm.new_qualified_hires_ratio_pct']);
  expect(staff && tellable(staff, dictionary).map(({ fact }) => fact)).toEqual(['firm.employees']);
});

test('outsiders are asked nothing about natural persons, and nothing that is computed', () => {
  const lines = tellableTopics(
    { ...profile(), topics: [...profile().topics, { id: 'persons', name: { zh: '', en: '' }, sensitive: true, facts: [] }] },
    'enterprise',
    dictionary,
  ).flatMap((topic) => topic.lines.map(({ fact }) => fact));
  expect(lines).toContain('firm.employees');
  for (const fact of lines) {
    expect(dictionary.get(fact)?.sensitivity, fact).not.toBe('person');
    expect(dictionary.get(fact)?.derived, fact).toBeUndefined();
  }
});

test('what somebody else changed meanwhile is found, whoever said it', () => {
  const before = profile(said('firm.employees', 'known', statement(16, 'register')));
  const after = profile(said('firm.employees', 'known', statement(16, 'register'), statement(19, 'self')));
  expect(differing(before, before)).toEqual([]);
  expect(differing(before, after)).toEqual(['firm.employees']);
  expect(differing(before, profile())).toEqual(['firm.employees']);
});

test('of a check a profile takes what is about the applicant, not computed, and new', () => {
  const answers = {
    applicant: 'enterprise' as const,
    facts: { 'firm.employees': 12, 'firm.age_months': 20, 'loan.amount_cny': 5, 'firm.revenue_last_year_cny': 7, 'no.such_fact': 1 },
    skipped: [],
  };
  const known = factsOf(profile(said('firm.employees', 'known', statement(12, 'self'))));
  expect(keepable(answers, dictionary, known)).toEqual([{ fact: 'firm.revenue_last_year_cny', value: 7, before: undefined }]);
});

const turn = (on: string, programmeId: string, before: string, after: string) =>
  ({ on, programmeId, before, after }) as unknown as TimelineEntry;

test('the picture of the timeline: a lane for each programme that turns, from today to the end', () => {
  const [from, until] = ['2026-01-01', '2028-01-01'];
  const lanes = lanesOf([turn('2027-01-01', 'a', 'unknown', 'eligible'), turn('2027-07-01', 'a', 'eligible', 'ineligible')], from, until);
  expect(lanes.map(({ programmeId }) => programmeId)).toEqual(['a']);
  const [lane] = lanes;
  expect(lane?.stretches.map(({ verdict }) => verdict)).toEqual(['unknown', 'eligible', 'ineligible']);
  expect(lane?.stretches[0]?.from).toBe(LABEL);
  expect(lane?.stretches.at(-1)?.to).toBe(WIDTH);
  for (const [place, stretch] of (lane?.stretches ?? []).entries()) expect(stretch.to).toBe(lane?.stretches[place + 1]?.from ?? WIDTH);
  expect(placeOf('2030-01-01', from, until)).toBe(WIDTH);
  expect(quartersIn('2026-11-23', '2027-06-01')).toEqual(['2027-01-01', '2027-04-01']);
});
