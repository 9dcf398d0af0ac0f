import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { companyList } from '../../../shared/contracts/company-list.ts';
import type { importReport } from '../../../shared/contracts/imports.ts';
import { checkCharacterOf } from '../../../shared/domain/parties/uscc.ts';
import { communityRow } from '../../../shared/store/community-store.ts';
import { expectProblem } from '../../support/api.ts';
import { companyHouse } from '../../support/company-house.ts';
import { InjectedCrash, injectFault } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as, anonymous, clock } = house;

type Report = z.infer<typeof importReport>;
let serial = 0;
/** A credit code that passes the check and stands nowhere else in these tests. */
const newCode = (): string => {
  serial += 1;
  const first = `91320583MA1T${String(serial).padStart(5, '0')}`;
  return first + checkCharacterOf(first);
};
const HEADER = 'name,uscc,divisionCode,residentFrom,firm.founded_on,firm.employees';
const line = (code = newCode(), more = ',2024-03-05,12', name = '昆山示例导入有限公司') => `${name},${code},320583,${more}`;
const fileOf = (...lines: string[]) => [HEADER, ...lines].join('\n');

const send = (
  csv: string,
  more: object = {},
  { person = 'operator', to = 'carrier', key }: { person?: string; to?: string; key?: string } = {},
) => as(person).post(`/v1/organisations/${to}/company-imports`, { csv, ...more }, key === undefined ? {} : { key });
const importAs = async (...parts: Parameters<typeof send>) => jsonOf<Report>(await send(...parts));
const outcomes = ({ rows }: Report) => rows.map(({ outcome }) => outcome);
const errors = ({ rows }: Report) => rows.map(({ errors: faults }) => faults.map(({ column, code }) => `${column} ${code}`).join());
const residents = async (person = 'operator') =>
  (await jsonOf<z.infer<typeof companyList>>(await as(person).get('/v1/companies?limit=100'))).items;

const COMMUNITY = 'JS-320583-91';
beforeAll(async () => {
  const community = {
    id: COMMUNITY,
    name: '示例众创社区',
    divisionCode: '320583',
    operatorId: 'community',
    since: '2026-01-01',
    industry: null,
  } as const;
  await house.seedOrganisation({
    id: 'community',
    kind: 'community_operator',
    members: [{ id: 'manager', roles: ['community-operator'] }],
    writes: [{ put: communityRow({ ...community, status: 'pilot', version: 1 }), expect: 'absent' }],
  });
});

describe('an import', () => {
  it('creates the companies without members, as residents, with what the operator says of them', async () => {
    const code = newCode();
    const report = await importAs(
      fileOf(line(code, '2026-02-01,2024-03-05,12')),
      { communityId: COMMUNITY },
      { person: 'manager', to: 'community' },
    );
    expect(report).toMatchObject({ dryRun: false, counts: { created: 1, updated: 0, unchanged: 0, refused: 0 } });
    const id = report.rows[0]?.organisationId ?? '';
    expect(report.rows).toEqual([{ row: 2, outcome: 'created', organisationId: id, errors: [] }]);
    expect(await jsonOf(await as('manager').get(`/v1/companies/${id}`))).toMatchObject({
      name: '昆山示例导入有限公司',
      uscc: code,
      usccStatus: 'passes',
      teaser: { ageBand: '1-3y', staffBand: '10-49' },
      residences: [{ state: 'confirmed', from: '2026-02-01', communityId: COMMUNITY }],
    });
    const { topics } = await jsonOf<{ topics: { facts: { fact: string; value: unknown; source: string }[] }[] }>(
      await as('manager').get(`/v1/companies/${id}/facts`),
    );
    const said = topics.flatMap(({ facts }) => facts).filter(({ source }) => source === 'community');
    // How many work there it has said too; to show that is for the company.
    expect(Object.fromEntries(said.map(({ fact, value }) => [fact, value]))).toEqual({
      'firm.founded_on': '2024-03-05',
      'firm.community_id': COMMUNITY,
      'firm.community_status_asof': 'recorded_pilot',
    });
    expect((await residents('manager')).map((row) => row.id)).toContain(id);
    expect((await as('operator').get(`/v1/companies/${id}`)).status).toBe(404);

    const [entry] = await house.auditOf(id);
    expect(entry).toMatchObject({
      action: 'company.import',
      by: { personId: 'manager', role: 'community-operator', organisationId: 'community' },
    });
    expect(entry?.changed).toMatchObject({ import: report.runHash, row: 2, uscc: code, 'firm.community_id': COMMUNITY });
    expect(Object.keys(entry?.changed ?? {})).toContain('firm.employees');
    const own = (await house.auditOf('community')).at(-1);
    expect(own).toMatchObject({ action: 'company.import', changed: { import: report.runHash, created: 1, refused: 0 } });
  });

  it('reports line by line, and takes in what is right beside what is wrong', async () => {
    const twice = newCode();
    const bad = newCode();
    const report = await importAs(
      `\ufeff${fileOf(
        line(),
        line(twice),
        '',
        line(twice),
        line(newCode(), ',2024/3/5,"1,200"'),
        line(`${bad.slice(0, 17)}${bad.endsWith('1') ? '2' : '1'}`),
        line('9.13206E+17'),
        line(newCode(), ',2024-03-05,12', '=HYPERLINK("http://x")'.replaceAll('"', '')),
        'too,few',
        line(newCode(), ',2024-03-05,12', '"昆山示例, ""引号"" 公司"'),
        line(newCode(), '2099-01-01,2024-03-05,12'),
      ).replaceAll('\n', '\r\n')}`,
    );
    expect(report.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'created'],
      [3, 'refused'],
      [5, 'refused'],
      [6, 'refused'],
      [7, 'refused'],
      [8, 'refused'],
      [9, 'refused'],
      [10, 'refused'],
      [11, 'created'],
      [12, 'refused'],
    ]);
    expect(errors(report)).toEqual([
      '',
      'uscc duplicate-in-file',
      'uscc duplicate-in-file',
      'firm.founded_on date-format,firm.employees thousands-separator',
      'uscc credit-code-check',
      'uscc scientific-notation',
      'name formula',
      'null cell-count',
      '',
      'residentFrom too-late',
    ]);
    expect(JSON.stringify(report)).not.toContain('HYPERLINK');
    expect(report.counts).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 8 });
  });

  it('again changes nothing, and with news only what the operator says', async () => {
    const code = newCode();
    const first = await importAs(fileOf(line(code)));
    const id = first.rows[0]?.organisationId;
    expect(outcomes(await importAs(fileOf(line(code))))).toEqual(['unchanged']);
    const changed = await importAs(fileOf(line(code, ',2024-03-05,40', '昆山示例改名有限公司')));
    expect(changed.rows).toEqual([{ row: 2, outcome: 'updated', organisationId: id, errors: [] }]);
    const company = await jsonOf<{ name: string; teaser: object; residences: object[] }>(await as('operator').get(`/v1/companies/${id}`));
    expect(company).toMatchObject({ name: '昆山示例导入有限公司', teaser: { staffBand: '10-49' } });
    expect(company.residences).toHaveLength(1);
    // Said again on another day, what was said is fresh from that day on.
    const before = clock.now;
    clock.now = new Date('2026-12-23T02:00:00.000Z');
    expect(outcomes(await importAs(fileOf(line(code, ',2024-03-05,40'))))).toEqual(['unchanged']);
    const facts = JSON.stringify(await jsonOf(await as('operator').get(`/v1/companies/${id}/facts`)));
    expect(facts).toContain('2026-12-23T02:00:00.000Z');
    expect(facts).not.toContain('2026-11-23T02:00:00.000Z');
    clock.now = before;
  });

  it('looks only, when it is asked to', async () => {
    const code = newCode();
    const report = await importAs(fileOf(line(code), line('x')), { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, rows: [{ outcome: 'created', organisationId: null }, { outcome: 'refused' }] });
    expect(outcomes(await importAs(fileOf(line(code))))).toEqual(['created']);
    expect(outcomes(await importAs(fileOf(line(code)), { dryRun: true }))).toEqual(['unchanged']);
  });

  it('once, whoever repeats it', async () => {
    const csv = fileOf(line());
    const [first, second] = [await importAs(csv, {}, { key: 'import-once' }), await importAs(csv, {}, { key: 'import-once' })];
    expect(second).toEqual(first);
    expect(outcomes(first)).toEqual(['created']);
  });
});

describe('a company that is there already', () => {
  const existing = async (id: string, more: object = {}) => {
    const uscc = newCode();
    await house.seedOrganisation({
      id,
      kind: 'company',
      uscc,
      members: [{ id: `owner-of-${id}`, roles: ['owner', 'signatory'] }],
      ...more,
    });
    return uscc;
  };

  it('and looks after itself is taken in only where it has said that it sits there', async () => {
    const uscc = await existing('independent');
    const file = fileOf(line(uscc));
    const refused = await importAs(file);
    expect([outcomes(refused), errors(refused)]).toEqual([['refused'], ['null not-declared']]);
    // Naming a code opens nothing.
    expect((await as('operator').get('/v1/companies/independent')).status).toBe(404);

    await as('owner-of-independent').post('/v1/companies/independent/residences', { bodyId: 'carrier', from: '2026-01-01' });
    const taken = await importAs(file);
    expect(taken.rows).toMatchObject([{ outcome: 'updated', organisationId: 'independent' }]);
    const company = await jsonOf(await as('owner-of-independent').get('/v1/companies/independent'));
    expect(company).toMatchObject({
      name: '示例 independent',
      residences: [{ state: 'confirmed', from: '2026-01-01', body: { id: 'carrier' } }],
    });
    expect((await house.auditOf('independent')).map(({ action }) => action)).toEqual([
      'organisation.register',
      'residence.declare',
      'company.import',
    ]);
  });

  it('keeps what it says itself beside what the operator says', async () => {
    const uscc = await existing('outspoken');
    await house.told(as('owner-of-outspoken'), 'outspoken', { facts: { 'firm.employees': 99 } });
    await as('owner-of-outspoken').post('/v1/companies/outspoken/residences', { bodyId: 'carrier', from: '2026-01-01' });
    await importAs(fileOf(line(uscc)));
    const facts = await jsonOf<{
      topics: { facts: { fact: string; contested: boolean; statements: { value: unknown; source: string }[] }[] }[];
    }>(await as('owner-of-outspoken').get('/v1/companies/outspoken/facts'));
    const employees = facts.topics.flatMap((topic) => topic.facts).find(({ fact }) => fact === 'firm.employees');
    expect(employees?.contested).toBe(true);
    expect(employees?.statements.map(({ source, value }) => [source, value])).toEqual([
      ['self', 99],
      ['community', 12],
    ]);
  });

  it('waits where its code does, and where another body of the kind has it', async () => {
    const unsettled = await existing('waiting', { usccStatus: 'awaiting-confirmation' });
    await as('owner-of-waiting').post('/v1/companies/waiting/residences', { bodyId: 'carrier', from: '2026-01-01' });
    const elsewhere = newCode();
    await importAs(fileOf(line(elsewhere)), {}, { person: 'far-operator', to: 'far-carrier' });
    expect(errors(await importAs(fileOf(line(unsettled), line(elsewhere))))).toEqual([
      'null credit-code-unsettled',
      'null residence-overlaps',
    ]);
  });
});

describe('a run that breaks off', () => {
  it.each([1, 2, 3, 4, 5, 6])('after its commit number %i goes on where it stopped, and reports the same', async (number) => {
    const csv = fileOf(...Array.from({ length: 5 }, () => line()));
    const key = `broken-${number}`;
    let commits = 0;
    const mend = injectFault(house.client, ({ command }) => {
      if (command !== 'TransactWriteItemsCommand' && command !== 'TransactWriteCommand') return undefined;
      commits += 1;
      return commits > number ? 'before' : commits === number ? 'after' : undefined;
    });
    const broken = await send(csv, {}, { key });
    mend();
    // The sixth is that of the command itself: it took effect, and its stored answer says so.
    expect([broken.status, commits >= number]).toEqual([number === 6 ? 200 : 500, true]);
    expect(house.faults.splice(0).every((fault) => fault instanceof InjectedCrash)).toBe(true);
    const report = await importAs(csv, {}, { key });
    expect(outcomes(report)).toEqual(Array.from({ length: 5 }, () => 'created'));
    expect(new Set(report.rows.map(({ organisationId }) => organisationId)).size).toBe(5);
    for (const { organisationId } of report.rows) expect(await house.auditOf(organisationId ?? '')).toHaveLength(1);
    expect(await importAs(csv, {}, { key })).toEqual(report);
  });

  it('of two that bring the same company at once, one creates it', async () => {
    const csv = fileOf(line());
    const reports = await Promise.all([importAs(csv), importAs(csv)]);
    expect(reports.map((report) => outcomes(report).join()).sort()).toEqual(['created', 'unchanged']);
    expect(new Set(reports.map(({ rows }) => rows[0]?.organisationId)).size).toBe(1);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['without a header', '\n\n', 'no-header'],
    ['in another encoding', fileOf(line(newCode(), ',,', '\ufffd\ufffd')), 'not-utf-8'],
    ['with an open quote', fileOf('"昆山示例,x,320583,,,'), 'malformed-csv'],
    ['with an unknown column', 'name,uscc,divisionCode,colour\na,b,c,d', 'unknown-column'],
    ['without the code', 'name,divisionCode\na,b', 'missing-column'],
    ['about persons', 'name,uscc,divisionCode,founder.category\na,b,c,d', 'column-not-importable'],
    ['with too many lines', fileOf(...Array.from({ length: 201 }, () => 'a,b,c,d,e,f')), 'too-many-rows'],
  ])('%s is refused whole', async (_name, csv, code) => {
    const response = await send(csv);
    const body = (await response.clone().json()) as { errors: { code: string }[] };
    await expectProblem(response, 422, 'import-refused', '/csv');
    expect(body.errors[0]?.code).toBe(code);
  });

  it('names a community as an operator must, and as a carrier cannot', async () => {
    const csv = fileOf(line());
    await expectProblem(await send(csv, { communityId: COMMUNITY }), 422, 'import-refused', '/communityId');
    for (const more of [{}, { communityId: 'JS-320583-99' }])
      await expectProblem(await send(csv, more, { person: 'manager', to: 'community' }), 422, 'import-refused', '/communityId');
  });

  it.each([
    ['no file', { csv: '' }, '/csv'],
    ['another type', { csv: 7 }, '/csv'],
    ['an unknown field', { csv: 'x', rows: [] }, '/rows'],
  ])('with %s is no request', async (_name, body, pointer) => {
    await expectProblem(await as('operator').post('/v1/organisations/carrier/company-imports', body), 400, 'invalid-request', pointer);
  });

  it('of more than 256 KB is not looked at', async () => {
    await expectProblem(await send('x'.repeat(256 * 1024)), 413, 'payload-too-large');
  });
});

it('is for the operators of the body alone', async () => {
  const csv = fileOf(line());
  await expectProblem(await anonymous.post('/v1/organisations/carrier/company-imports', { csv }), 401, 'not-signed-in');
  await expectProblem(await send(csv, {}, { person: 'admin' }), 403, 'not-allowed');
  const nowhere = await (await send(csv, {}, { to: 'no-such-carrier' })).text();
  for (const person of ['far-operator', 'owner', 'banker', 'officer']) {
    const response = await send(csv, {}, { person });
    expect([response.status, await response.text()]).toEqual([404, nowhere]);
  }
});
