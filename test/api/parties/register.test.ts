import { describe, expect, it } from 'vitest';
import { createPartiesApp } from '../../../functions/parties-api/app.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf, signedInHouse } from '../../support/signed-in.ts';

const house = signedInHouse(createPartiesApp);
const COMPANY = { kind: 'company', name: '示例科技有限公司', uscc: '91320000796544598E', divisionCode: '320583' };

describe('POST /v1/organisations', () => {
  it('founds a company whose founder looks after it and signs', async () => {
    const made = await house.as('founder').post('/v1/organisations', COMPANY);
    const { organisation, warnings } = await jsonOf<{ organisation: { id: string }; warnings: unknown[] }>(made, 201);
    expect(organisation).toMatchObject({ ...COMPANY, usccStatus: 'passes', established: true, version: 1 });
    expect(warnings).toEqual([]);
    expect(made.headers.get('location')).toBe(`/v1/organisations/${organisation.id}`);
    const read = await house.as('founder').get(`/v1/organisations/${organisation.id}`);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(await jsonOf(read)).toEqual(organisation);
  });

  it('is hidden from others', async () => {
    const [{ id }] = [await house.seedOrganisation({ id: 'hidden', kind: 'company', members: [{ id: 'one', roles: ['owner'] }] })];
    await expectProblem(await house.as('stranger').get(`/v1/organisations/${id}`), 404, 'not-found');
    await expectProblem(await house.anonymous.get(`/v1/organisations/${id}`), 401, 'not-signed-in');
  });
});
