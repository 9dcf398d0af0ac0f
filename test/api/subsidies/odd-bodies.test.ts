import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import type { SendOptions } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
const NEW_CLAIM = { organisationId: 'odd', programmeId: BROADBAND };
const NEW_FILING = { organisationId: 'odd', title: '创业沙龙' };
const TEXT = { headers: { 'content-type': 'text/plain' } };

beforeAll(async () => {
  await house.seedFirm('odd');
});

/** Where whom it is about stands in the body: a form nobody can read is refused to anybody, and says nothing of anybody. */
describe.each([
  ['/v1/subsidies/claims', NEW_CLAIM, '/programmeId'],
  ['/v1/subsidies/event-filings', NEW_FILING, '/plannedOn'],
] as const)('POST %s', (path, body, missing) => {
  const ROWS: [what: string, body: unknown, options: SendOptions, status: number, code: string, pointer?: string][] = [
    ['no body', undefined, {}, 415, 'unsupported-media-type'],
    ['another media type', 'organisationId=odd', TEXT, 415, 'unsupported-media-type'],
    ['no JSON', '{', {}, 400, 'malformed-json'],
    ['a list', [], {}, 400, 'invalid-request', ''],
    ['nothing in it', {}, {}, 400, 'invalid-request', '/organisationId'],
    ['a field too few', { organisationId: 'odd' }, {}, 400, 'invalid-request', missing],
    ['a field nobody asked for', { ...body, state: 'approved' }, {}, 400, 'invalid-request', '/state'],
    ['an id with a separator', { ...body, organisationId: 'odd#CASE' }, {}, 400, 'invalid-request', '/organisationId'],
    ['too much', `{"a":"${'x'.repeat(256 * 1024)}"}`, {}, 413, 'payload-too-large'],
  ];
  it.each(ROWS)('%s: says so to its owner and to a stranger alike', async (_what, sent, options, status, code, pointer) => {
    for (const person of ['odd-owner', 'stranger'])
      await expectProblem(await house.as(person).post(path, sent, options), status, code, pointer);
  });
});

describe('a step that takes no body', () => {
  it('refuses what is said there, and takes nothing or an empty object for nothing', async () => {
    const { id, version } = await house.brought('bare', 'completeness_check');
    const admit = (body: unknown, options: SendOptions = {}) =>
      house.as('intake').post(`/v1/cases/${id}/admit`, body, { ifMatch: version, ...options });
    await expectProblem(await admit({ amountFen: 1 }), 400, 'invalid-request', '/amountFen');
    await expectProblem(await admit([]), 400, 'invalid-request', '');
    await expectProblem(await admit('{'), 400, 'malformed-json');
    await expectProblem(await admit('x', TEXT), 415, 'unsupported-media-type');
    expect((await admit({}, { key: 'once' })).status).toBe(200);
    // Nothing and an empty object are the same command.
    const again = await admit(undefined, { key: 'once' });
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  });
});
