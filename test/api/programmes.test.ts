import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { health, programmeDetail, programmeList, programmeVersions } from '../../shared/contracts/programmes.ts';
import { factDictionaryFile } from '../../shared/domain/policy/fact-dictionary-file.ts';
import { programme } from '../../shared/domain/policy/programme.ts';
import { PRODUCT_VERSION } from '../../shared/runtime/product-version.ts';
import { call, expectProblem } from '../support/api.ts';

const list = async (query = '') => programmeList.parse(await (await call(`/v1/programmes${query}`)).json());
const ids = async (query: string) => (await list(query)).programmes.map(({ id }) => id);

describe('health', () => {
  it('says what runs', async () => {
    const answer = health.parse(await (await call('/v1/health')).json());
    expect(answer).toMatchObject({ status: 'ok', version: PRODUCT_VERSION, programmes: 24 });
  });
  it('names the version of package.json', () => {
    expect(PRODUCT_VERSION).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
  });
});

describe('the list', () => {
  it('holds all 24, in order', async () => {
    const all = await ids('');
    expect(all).toHaveLength(24);
    expect(all).toEqual([...all].sort());
  });
  it.each([
    ['?instrument=policy_loan', ['js-startup-guaranteed-loan', 'kunshan-kun-ke-dai', 'su-ke-dai', 'xiao-wei-dai']],
    ['?q=%E8%8B%8F%E7%A7%91%E8%B4%B7', ['su-ke-dai']],
    ['?q=SU%20KE%20DAI', ['su-ke-dai']],
    ['?applicant=training_provider', ['community-training-subsidy']],
    ['?instrument=nothing', []],
  ])('%s', async (query, expected) => expect(await ids(query)).toEqual(expected));
  it('knows what one can have where', async () => {
    const park = await ids('?region=320576');
    expect(park).toContain('sip-event-subsidy');
    expect(park).toContain('suzhou-angel-fof-522');
    expect(park).toContain('su-ke-dai');
    expect(park).toContain('national-tech-guarantee-plan');
    expect(park).toContain('community-broadband-subsidy');
    expect(park).not.toContain('kunshan-kun-ke-dai');
    expect(park).not.toContain('nanjing-student-vc-match');
  });
  it('knows what was in force when', async () => {
    expect(await ids('?openOn=2024-06-01')).toContain('sip-tech-loan-interest-subsidy-2024');
    expect(await ids('?openOn=2025-01-01')).not.toContain('sip-tech-loan-interest-subsidy-2024');
  });
  it('pages without losing or repeating one', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`?limit=7${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      seen.push(...page.programmes.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(await ids(''));
  });
  it.each([
    ['?colour=red', '/colour'],
    ['?region=32', '/region'],
    ['?openOn=2026-02-30', '/openOn'],
    ['?applicant=martian', '/applicant'],
    ['?limit=101', '/limit'],
    ['?limit=0', '/limit'],
    ['?q=a&q=b', '/q'],
    ['?cursor=%25%25', '/cursor'],
  ])('refuses %s', async (query, pointer) => expectProblem(await call(`/v1/programmes${query}`), 400, 'invalid-request', pointer));
  it('answers 304 to who has it already', async () => {
    const etag = (await call('/v1/programmes')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^(W\/)?"/);
    expect((await call('/v1/programmes', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });
});

it.each(['/v1/health', '/v1/facts', '/v1/programmes/su-ke-dai', '/v1/programmes/su-ke-dai/versions', '/v1/catalogue/current'])(
  '%s takes no query and says so',
  async (path) => expectProblem(await call(`${path}?version=1`), 400, 'invalid-request', '/version'),
);

describe('one programme', () => {
  it('comes whole', async () => {
    const answer = programmeDetail.parse(await (await call('/v1/programmes/su-ke-dai')).json());
    expect(programme.parse(answer.programme).versions).toHaveLength(2);
    expect(answer).toMatchObject({ template: false, group: 'credit', honesty: { confirmed: false } });
  });
  it('has its versions', async () => {
    const { versions } = programmeVersions.parse(await (await call('/v1/programmes/su-ke-dai/versions')).json());
    expect(versions.map(({ to, inForce }) => [to, inForce])).toEqual([
      ['2021-05-01', false],
      [null, true],
    ]);
  });
  it.each([
    '/v1/programmes/nothing',
    '/v1/programmes/nothing/versions',
    '/v1/programmes/..%2f..%2fetc',
    '/v1/nothing',
    '/v1/catalogue/nothing',
  ])('%s is not there', async (path) => expectProblem(await call(path), 404, 'not-found'));
});

it('the dictionary says which programmes use a fact', async () => {
  const { facts } = (await (await call('/v1/facts')).json()) as { facts: Record<string, unknown>[] };
  expect(factDictionaryFile.parse(facts.map(({ usedBy: _usedBy, ...definition }) => definition))).toHaveLength(facts.length);
  expect(facts.find(({ id }) => id === 'firm.in_sukedai_library')?.usedBy).toEqual(['su-ke-dai']);
});

it('a catalogue under its own name may be kept for ever', async () => {
  const { catalogueVersion } = health.parse(await (await call('/v1/health')).json());
  expect((await call(`/v1/catalogue/${catalogueVersion}`)).headers.get('cache-control')).toMatch(/immutable/);
  expect((await call('/v1/catalogue/current')).headers.get('cache-control')).not.toMatch(/immutable/);
});

it('describes itself', async () => {
  const document = (await (await call('/v1/openapi.json')).json()) as { openapi: string; paths: Record<string, object> };
  expect(document.openapi).toMatch(/^3\.1/);
  expect(Object.keys(document.paths)).toContain('/v1/matches');
});
