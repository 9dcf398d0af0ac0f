import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { PARTIES_ROUTES } from '../../../shared/contracts/routes/parties-api.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { createApi } from '../../../shared/http/api.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { auditPartition } from '../../../shared/store/keys/journal.ts';
import { organisationKey } from '../../../shared/store/keys/organisations.ts';
import { membershipKey } from '../../../shared/store/keys/people.ts';
import { expectProblem } from '../../support/api.ts';
import { countCalls, injectFault } from '../../support/faults.ts';
import { atOnce, firstAnswers, insist } from '../../support/insist.ts';
import { jsonOf, type SignedInHouse, signedInHouse } from '../../support/signed-in.ts';

/** Two commands on real routes, as small as can be: one renames an organisation, one does the same without `If-Match` and can refuse. */
const house: SignedInHouse = signedInHouse(({ stores, ports }) => {
  const api = createApi<Write>(PARTIES_ROUTES, ports);
  const gather = async ({ param }: { param: (name: string) => string }) => {
    const file = await stores.organisations.readOrganisation(param('id'));
    return file && { subject: { organisationId: file.organisation.id }, head: file.head, version: file.organisation.version, file };
  };
  const renamed = (id: string, version: number, name: string, organisation: object) => ({
    writes: [{ put: { ...organisationKey(id), ...organisation, name, version: version + 1 }, expect: version }],
    audit: { aggregate: { kind: 'organisation', id } as const, changed: { name } },
    status: 200 as const,
    body: { name, secret: 'once' },
    stored: { name, secret: null },
    version: version + 1,
  });
  api.command('PATCH /v1/organisations/{id}', {
    body: z.strictObject({ name: z.string() }),
    gather,
    decide: ({ body, param }, { file, version }) => ok(renamed(param('id'), version, body.name, file.organisation)),
  });
  api.command('POST /v1/organisations/{id}/leave', {
    body: z.strictObject({ name: z.string() }),
    gather,
    decide: ({ body, param }, { file, version }) =>
      body.name === file.organisation.name
        ? refuse({ code: 'not-allowed' as const })
        : ok(renamed(param('id'), version, body.name, file.organisation)),
  });
  return api.app;
});

let made = 0;
async function newOrganisation(): Promise<string> {
  const id = `org-${++made}`;
  await house.seedOrganisation({
    id,
    kind: 'company',
    members: [
      { id: 'owner', roles: ['owner'] },
      { id: 'clerk', roles: ['preparer'] },
    ],
  });
  return id;
}
const owner = house.as('owner');
const chainOf = async (id: string) => {
  const { Count } = await house.client.send(
    new QueryCommand({
      TableName: house.names.journal,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': auditPartition('organisation', id) },
      ConsistentRead: true,
    }),
  );
  return Count;
};

describe('a command', () => {
  it('is carried out once, leaves one audit entry and answers with the new version', async () => {
    const id = await newOrganisation();
    const answer = await owner.patch(`/v1/organisations/${id}`, { name: '示例新名' }, { ifMatch: 1 });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(await jsonOf(answer)).toEqual({ name: '示例新名', secret: 'once' });
    expect(await chainOf(id)).toBe(2);
  });

  it('gives a repeat the stored answer, without what is shown once, whatever happened in between', async () => {
    const id = await newOrganisation();
    const path = `/v1/organisations/${id}`;
    await jsonOf(await owner.patch(path, { name: 'A' }, { ifMatch: 1, key: `replay-${id}` }));
    await jsonOf(await owner.patch(path, { name: 'B' }, { ifMatch: 2 }));
    const again = await owner.patch(path, { name: 'A' }, { ifMatch: 1, key: `replay-${id}` });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.headers.get('etag')).toBe('"2"');
    expect(await jsonOf(again)).toEqual({ name: 'A', secret: null });
    expect(await chainOf(id)).toBe(3);
  });

  it('takes the order and spacing of JSON for no difference, other content for misuse of the key', async () => {
    const id = await newOrganisation();
    const path = `/v1/organisations/${id}`;
    await jsonOf(await owner.patch(path, '{"name":"A"}', { ifMatch: 1, key: `same-${id}` }));
    expect((await owner.patch(path, '{ "name" : "A" }', { ifMatch: 1, key: `same-${id}` })).headers.get('idempotent-replayed')).toBe(
      'true',
    );
    await expectProblem(await owner.patch(path, { name: 'B' }, { ifMatch: 2, key: `same-${id}` }), 422, 'idempotency-key-reused');
    await expectProblem(await owner.post(`${path}/leave`, { name: 'A' }, { key: `same-${id}` }), 422, 'idempotency-key-reused');
  });

  it('keeps the keys of two people apart', async () => {
    const id = await newOrganisation();
    await jsonOf(await owner.post(`/v1/organisations/${id}/leave`, { name: 'A' }, { key: `shared-${id}` }));
    expect(
      await jsonOf(await house.as('clerk').post(`/v1/organisations/${id}/leave`, { name: 'B' }, { key: `shared-${id}` })),
    ).toMatchObject({ name: 'B' });
  });

  it('tells a repeat of somebody who has lost the right since that it was done, and nothing more', async () => {
    const id = await newOrganisation();
    const path = `/v1/organisations/${id}/leave`;
    await jsonOf(await house.as('clerk').post(path, { name: 'A' }, { key: `gone-${id}` }));
    await house.client.send(new DeleteCommand({ TableName: house.names.main, Key: membershipKey('clerk', id) }));
    const again = await house.as('clerk').post(path, { name: 'A' }, { key: `gone-${id}` });
    expect([again.status, again.headers.get('idempotent-replayed'), await again.text()]).toEqual([200, 'true', '']);
    await expectProblem(await house.as('clerk').post(path, { name: 'A' }), 404, 'not-found');
  });

  it('does not keep a refusal: the same key is good once the reason is gone', async () => {
    const id = await newOrganisation();
    const path = `/v1/organisations/${id}`;
    await expectProblem(await owner.post(`${path}/leave`, { name: `示例 ${id}` }, { key: `free-${id}` }), 403, 'not-allowed');
    await jsonOf(await owner.patch(path, { name: 'A' }, { ifMatch: 1 }));
    await jsonOf(await owner.post(`${path}/leave`, { name: `示例 ${id}` }, { key: `free-${id}` }));
  });

  const MALFORMED: [string, string, unknown, object, number, string, string?][] = [
    ['no key', 'patch', { name: 'A' }, { ifMatch: 1, key: null }, 400, 'idempotency-key-required'],
    ['a key with a blank', 'patch', { name: 'A' }, { ifMatch: 1, key: 'a b' }, 400, 'idempotency-key-required'],
    ['a key of 129 characters', 'patch', { name: 'A' }, { ifMatch: 1, key: 'k'.repeat(129) }, 400, 'idempotency-key-required'],
    ['no If-Match', 'patch', { name: 'A' }, {}, 428, 'version-required'],
    ['an unknown field', 'patch', { name: 'A', version: 9 }, { ifMatch: 1 }, 400, 'invalid-request', '/version'],
    ['a wrong type', 'patch', { name: 1 }, { ifMatch: 1 }, 400, 'invalid-request', '/name'],
    ['half a character', 'patch', '{"name":"\\ud800"}', { ifMatch: 1 }, 400, 'invalid-request', '/name'],
    ['half a character in a name', 'patch', '{"name":"A","\\udc00":1}', { ifMatch: 1 }, 400, 'invalid-request'],
    ['a NUL', 'patch', '{"name":"a\\u0000b"}', { ifMatch: 1 }, 400, 'invalid-request', '/name'],
    ['no JSON', 'patch', '{', { ifMatch: 1 }, 400, 'malformed-json'],
    ['a stale version', 'patch', { name: 'A' }, { ifMatch: 7 }, 412, 'stale-version'],
    ['any version', 'patch', { name: 'A' }, { ifMatch: '*' }, 412, 'stale-version'],
    ['a list of versions', 'patch', { name: 'A' }, { ifMatch: '"1", "2"' }, 412, 'stale-version'],
    ['another media type', 'patch', 'name=A', { ifMatch: 1, headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
  ];
  it.each(MALFORMED)('is refused for %s, and nothing is written', async (_what, _method, body, options, status, code, pointer) => {
    const id = await newOrganisation();
    const answer = await owner.patch(`/v1/organisations/${id}`, body, options);
    if (status === 412) expect(answer.headers.get('etag')).toBe('"1"');
    await expectProblem(answer, status, code, pointer);
    expect(await chainOf(id)).toBe(1);
  });

  it('looks at permission before anything else: 403, 404 and 401 tell nothing of the body', async () => {
    const id = await newOrganisation();
    await expectProblem(await house.as('clerk').patch(`/v1/organisations/${id}`, '{'), 403, 'not-allowed');
    const hidden = await house.as('stranger').patch(`/v1/organisations/${id}`, { name: 'A' }, { ifMatch: 1 });
    const absent = await house.as('stranger').patch('/v1/organisations/org-none', { name: 'A' }, { ifMatch: 1 });
    expect([hidden.status, await hidden.text()]).toEqual([404, await absent.text()]);
    await expectProblem(await house.anonymous.patch(`/v1/organisations/${id}`, { name: 'A' }, { ifMatch: 1 }), 401, 'not-signed-in');
    await expectProblem(await owner.patch('/v1/organisations/ORG%23x', { name: 'A' }, { ifMatch: 1 }), 404, 'not-found');
    await expectProblem(await owner.patch(`/v1/organisations/${'x'.repeat(65)}`, { name: 'A' }, { ifMatch: 1 }), 404, 'not-found');
  });
});

describe('a command sent many times at once', () => {
  it('has one effect, and every sender gets its answer', async () => {
    const id = await newOrganisation();
    const leave = (key: string) => owner.post(`/v1/organisations/${id}/leave`, { name: 'A' }, { key });
    const answers = await atOnce(64, () => insist(leave, `many-${id}`));
    const bodies = await Promise.all(answers.map(({ response }) => jsonOf(response)));
    const { seen, least } = firstAnswers(answers);
    expect([least, 1]).toContain(seen);
    expect(bodies.filter(({ secret }) => secret === 'once')).toHaveLength(seen);
    expect(await chainOf(id)).toBe(2);
  });

  it.each([
    ['one is through before the write of the other leaves', true],
    ['both writes leave at one moment', false],
  ])('under one key, decided twice before anything is written, is answered alike and by no 409: where %s', async (_, oneByOne) => {
    const id = await newOrganisation();
    const held: (() => void)[] = [];
    let mend = () => {};
    const bothHeld = new Promise<void>((resolve) => {
      mend = injectFault(house.client, ({ command }) => {
        if (command !== 'TransactWriteItemsCommand' || held.length === 2) return undefined;
        return new Promise((go) => {
          held.push(() => go(undefined));
          if (held.length === 2) resolve();
        });
      });
    });
    const twins = [1, 2].map(() => owner.post(`/v1/organisations/${id}/leave`, { name: 'A' }, { key: `twins-${id}` }));
    await bothHeld;
    held[0]?.();
    if (oneByOne) await Promise.race(twins);
    held[1]?.();
    const told = await Promise.all(twins);
    mend();
    expect(told.map(({ status }) => status)).toEqual([200, 200]);
    expect(told.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(1);
    expect((await Promise.all(told.map((answer) => jsonOf(answer)))).map(({ name }) => name)).toEqual(['A', 'A']);
    expect(await chainOf(id)).toBe(2);
  });

  it('loses nothing among 12 different commands on one organisation: each is done, or says that it could not be', async () => {
    const id = await newOrganisation();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) => owner.post(`/v1/organisations/${id}/leave`, { name: `N${at}` })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await chainOf(id)).toBe(1 + statuses.filter((status) => status === 200).length);
  });
});

describe('a command in trouble', () => {
  it.each(['before', 'after'] as const)('whose write breaks %s it reached the database is whole after a repeat', async (when) => {
    const id = await newOrganisation();
    const path = `/v1/organisations/${id}/leave`;
    const mend = injectFault(house.client, ({ command }) => (command === 'TransactWriteItemsCommand' ? when : undefined));
    const broken = await owner.post(path, { name: 'A' }, { key: `crash-${id}` });
    mend();
    // An answer that got lost is found again by its key; a write that never left is a fault and may be repeated.
    expect(broken.status).toBe(when === 'after' ? 200 : 500);
    await jsonOf(await owner.post(path, { name: 'A' }, { key: `crash-${id}` }));
    expect(await chainOf(id)).toBe(2);
  });

  it('takes one call for identity with a token, two reads and one transaction', async () => {
    const id = await newOrganisation();
    const counts = countCalls(house.client);
    await jsonOf(await owner.post(`/v1/organisations/${id}/leave`, { name: 'A' }));
    expect(counts).toEqual({ QueryCommand: 2, GetItemCommand: 1, TransactWriteItemsCommand: 1 });
  });
});
