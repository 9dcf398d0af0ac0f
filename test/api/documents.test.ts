import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { checkUpload } from '../../functions/document-checker/use-cases/check-upload.ts';
import { documentList, type papersAnswer, uploadAnswer, wireDocument } from '../../shared/contracts/documents.ts';
import { createDocumentStore } from '../../shared/store/document-store.ts';
import { documentKey } from '../../shared/store/keys/companies.ts';
import { auditPartition } from '../../shared/store/keys/journal.ts';
import { expectProblem } from '../support/api.ts';
import { makePdf } from '../support/make-files.ts';
import { announce, aPaper, checkerPorts, grantWrite, heldObjects, papersHouse } from '../support/papers.ts';
import { jsonOf } from '../support/signed-in.ts';

const house = papersHouse();
const { uploads, kept, objects } = heldObjects();
const owner = house.as('owner');
const PAPERS = '/v1/companies/firm/documents';

/** Announces a paper, uploads an honest file for it and lets it be checked. */
async function aCleanPaper(more: Record<string, unknown> = {}, bytes = makePdf()) {
  const { id } = await announce(owner, 'firm', more);
  uploads.set(`firm/${id}`, bytes);
  await checkUpload(checkerPorts(house, objects), `firm/${id}`);
  return wireDocument.parse(await jsonOf(await owner.get(`${PAPERS}/${id}`)));
}

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'firm',
    kind: 'company',
    members: [
      { id: 'owner', roles: ['owner'] },
      { id: 'preparer', roles: ['preparer'] },
    ],
    writes: [grantWrite('firm', { id: 'g1', institutionId: 'bank', documentIds: ['granted', 'granted-draft'] })],
  });
  await house.seedOrganisation({ id: 'other', kind: 'company', members: [{ id: 'stranger', roles: ['owner'] }] });
  await house.seedOrganisation({ id: 'bank', kind: 'bank', divisionCode: null, members: [{ id: 'banker', roles: ['bank-officer'] }] });
  await house.seedOrganisation({ id: 'bank-2', kind: 'bank', divisionCode: null, members: [{ id: 'banker-2', roles: ['bank-officer'] }] });
});

describe('announcing a paper', () => {
  it('answers its record and a form for exactly one file', async () => {
    const response = await owner.post(PAPERS, aPaper({ issuedOn: '2024-05-01', validUntil: '2034-05-01' }));
    expect(response.headers.get('location')).toMatch(/^\/v1\/companies\/firm\/documents\/paper-\d+$/);
    const { document, upload } = uploadAnswer.parse(await jsonOf(response, 201));
    expect(document).toMatchObject({
      title: '营业执照',
      status: 'awaiting-upload',
      sha256: null,
      uploadedBy: 'owner',
      validity: { state: 'valid', until: '2034-05-01', usual: false },
    });
    expect(upload).toMatchObject({ maxBytes: 20 * 1024 * 1024, expiresAt: '2026-11-23T02:15:00.000Z' });
    expect(upload.fields).toMatchObject({ key: `firm/${document.id}`, 'Content-Type': 'application/pdf' });
    const policy = JSON.parse(Buffer.from(upload.fields.Policy ?? '', 'base64').toString());
    expect(policy).toEqual({
      expiration: '2026-11-23T02:15:00Z',
      conditions: expect.arrayContaining([
        ['content-length-range', 1, 20 * 1024 * 1024],
        { key: `firm/${document.id}` },
        { 'Content-Type': 'application/pdf' },
        { bucket: 'quarantine' },
      ]),
    });
  });

  it('is done once, however often it is sent', async () => {
    const send = () => owner.post(PAPERS, aPaper(), { key: 'once' });
    const first = await jsonOf(await send(), 201);
    const again = await send();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await jsonOf(again, 201)).toEqual(first);
    await expectProblem(await owner.post(PAPERS, aPaper({ sizeBytes: 2 }), { key: 'once' }), 422, 'idempotency-key-reused');
  });

  it.each([
    [{ kind: 'passport' }, 400, 'invalid-request', '/kind'],
    [{ mediaType: 'image/svg+xml' }, 400, 'invalid-request', '/mediaType'],
    [{ sizeBytes: 0 }, 400, 'invalid-request', '/sizeBytes'],
    [{ sizeBytes: 20 * 1024 * 1024 + 1 }, 400, 'invalid-request', '/sizeBytes'],
    [{ fileName: '../../etc/passwd.pdf' }, 400, 'invalid-request', '/fileName'],
    [{ fileName: 'a\u202efdp.exe' }, 400, 'invalid-request', '/fileName'],
    [{ fileName: 'a\r\nb.pdf' }, 400, 'invalid-request', '/fileName'],
    [{ title: ' ' }, 400, 'invalid-request', '/title'],
    [{ issuedOn: '2026-02-30' }, 400, 'invalid-request', '/issuedOn'],
    [{ status: 'clean' }, 400, 'invalid-request', '/status'],
    [{ fileName: 'licence.png' }, 422, 'file-kind-not-taken', '/fileName'],
    [{ fileName: 'licence' }, 422, 'file-kind-not-taken', '/fileName'],
    [
      { fileName: 'a.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
      422,
      'file-kind-not-taken',
      '/mediaType',
    ],
    [{ issuedOn: '2026-11-24' }, 422, 'dates-contradict', '/issuedOn'],
    [{ issuedOn: '2026-01-01', validUntil: '2026-01-01' }, 422, 'dates-contradict', '/validUntil'],
    [{ validFrom: '2026-05-01', validUntil: '2026-04-01' }, 422, 'dates-contradict', '/validUntil'],
  ])('refuses %j', async (more, status, code, pointer) => expectProblem(await owner.post(PAPERS, aPaper(more)), status, code, pointer));

  it('needs a key, and a body that is JSON', async () => {
    await expectProblem(await owner.post(PAPERS, aPaper(), { key: null }), 400, 'idempotency-key-required');
    await expectProblem(await owner.post(PAPERS, '{'), 400, 'malformed-json');
    await expectProblem(await owner.post(PAPERS, 'a=b', { headers: { 'content-type': 'text/plain' } }), 415, 'unsupported-media-type');
  });

  it('ends at a thousand papers', async () => {
    await house.seedOrganisation({ id: 'hoarder', kind: 'company', members: [{ id: 'collector', roles: ['owner'] }] });
    const collector = house.as('collector');
    const { id } = await announce(collector, 'hoarder');
    const sample = await createDocumentStore(house.client, house.names.main).readDocument('hoarder', id);
    if (!sample) return expect.fail('nothing to begin with');
    const papers = Array.from({ length: 998 }, (_, at) => ({ ...sample, id: `many-${at}` }));
    for (let from = 0; from < papers.length; from += 25) {
      const puts = papers
        .slice(from, from + 25)
        .map((paper) => ({ PutRequest: { Item: { ...documentKey('hoarder', paper.id), ...paper } } }));
      await house.client.send(new BatchWriteCommand({ RequestItems: { [house.names.main]: puts } }));
    }
    expect((await collector.post('/v1/companies/hoarder/documents', aPaper())).status).toBe(201);
    await expectProblem(await collector.post('/v1/companies/hoarder/documents', aPaper()), 422, 'too-many-documents');
  });

  it('leaves one audit entry, without the form', async () => {
    const { id } = await announce(owner, 'firm', { fileName: 'audit.pdf' });
    const { Items = [] } = await house.client.send(
      new QueryCommand({
        TableName: house.names.journal,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': auditPartition('organisation', 'firm') },
      }),
    );
    const entries = Items.filter(({ changed }) => changed.documentId === id);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ action: 'document.upload', by: { personId: 'owner' }, changed: { fileName: 'audit.pdf' } });
    expect(JSON.stringify(entries)).not.toMatch(/Policy|Signature/);
  });
});

describe('the check', () => {
  it('keeps a clean file under its content, and says so', async () => {
    const paper = await aCleanPaper();
    expect(paper).toMatchObject({ status: 'clean', rejections: [], version: 2, sizeBytes: makePdf().length });
    expect(kept.get(`firm/${paper.id}/${paper.sha256}`)).toEqual(makePdf());
    expect(uploads.has(`firm/${paper.id}`)).toBe(false);
  });

  it('refuses with the reason in both languages, keeps nothing', async () => {
    const paper = await aCleanPaper({}, Buffer.from('<html><script>alert(1)</script>'));
    expect(paper.status).toBe('rejected');
    expect(paper.rejections.map(({ code }) => code)).toEqual(['not-what-it-says', 'html-refused']);
    expect(paper.rejections[0]?.text.zh).toMatch(/\p{Script=Han}/u);
    expect([...kept.keys()].some((key) => key.includes(paper.id))).toBe(false);
    expect(uploads.has(`firm/${paper.id}`)).toBe(false);
  });

  it('takes the same event twice, late, or both at once', async () => {
    const { id } = await announce(owner, 'firm');
    const key = `firm/${id}`;
    uploads.set(key, makePdf());
    const ports = checkerPorts(house, objects);
    await Promise.all([checkUpload(ports, key), checkUpload(ports, key), checkUpload(ports, key)]);
    const before = await jsonOf(await owner.get(`${PAPERS}/${id}`));
    expect(before).toMatchObject({ status: 'clean', version: 2 });
    uploads.set(key, Buffer.from('another'));
    await checkUpload(ports, key);
    expect(await jsonOf(await owner.get(`${PAPERS}/${id}`))).toEqual(before);
    expect(uploads.has(key)).toBe(false);
  });

  it('removes what nobody waits for', async () => {
    for (const key of ['firm/unknown', 'nobody/paper', 'strange key', '']) {
      uploads.set(key, makePdf());
      await checkUpload(checkerPorts(house, objects), key);
      expect(uploads.has(key)).toBe(false);
    }
    const { id } = await announce(owner, 'firm');
    expect((await owner.post(`${PAPERS}/${id}/withdraw`)).status).toBe(200);
    uploads.set(`firm/${id}`, makePdf());
    await checkUpload(checkerPorts(house, objects), `firm/${id}`);
    expect(await jsonOf(await owner.get(`${PAPERS}/${id}`))).toMatchObject({ status: 'withdrawn', sha256: null });
  });

  it('finds its way when a title is changed meanwhile', async () => {
    const { id } = await announce(owner, 'firm');
    uploads.set(`firm/${id}`, makePdf());
    const changing = {
      ...objects,
      keep: async (...args: Parameters<typeof objects.keep>) => {
        await owner.patch(`${PAPERS}/${id}`, { title: '新标题' }, { ifMatch: 1 });
        return objects.keep(...args);
      },
    };
    await checkUpload(checkerPorts(house, changing), `firm/${id}`);
    expect(await jsonOf(await owner.get(`${PAPERS}/${id}`))).toMatchObject({ status: 'clean', title: '新标题', version: 3 });
  });
});

describe('changing what is said of a paper', () => {
  it('takes the version one saw, and answers the new one', async () => {
    const { id } = await announce(house.as('preparer'), 'firm');
    const changed = await house.as('preparer').patch(`${PAPERS}/${id}`, { title: '副本', validUntil: '2026-12-01' }, { ifMatch: 1 });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await jsonOf(changed)).toMatchObject({ title: '副本', version: 2, validity: { state: 'expiring', daysLeft: 8 } });
    const stale = await owner.patch(`${PAPERS}/${id}`, { title: 'x' }, { ifMatch: 1 });
    expect(stale.headers.get('etag')).toBe('"2"');
    await expectProblem(stale, 412, 'stale-version');
    await expectProblem(await owner.patch(`${PAPERS}/${id}`, { title: 'x' }), 428, 'version-required');
    const cleared = await owner.patch(`${PAPERS}/${id}`, { validUntil: null }, { ifMatch: 2 });
    expect(await jsonOf(cleared)).toMatchObject({ validUntil: null, title: '副本', validity: { state: 'no-date', daysLeft: null } });
  });

  it.each([
    [{}, 400, 'invalid-request'],
    [{ kind: 'lease' }, 400, 'invalid-request'],
    [{ fileName: 'b.pdf' }, 400, 'invalid-request'],
    [{ issuedOn: '2027-01-01' }, 422, 'dates-contradict'],
  ])('refuses %j', async (change, status, code) => {
    const { id } = await announce(owner, 'firm');
    await expectProblem(await owner.patch(`${PAPERS}/${id}`, change, { ifMatch: 1 }), status, code);
  });

  it('leaves withdrawn and refused ones alone', async () => {
    const paper = await aCleanPaper();
    expect(await jsonOf(await owner.post(`${PAPERS}/${paper.id}/withdraw`))).toMatchObject({ status: 'withdrawn', version: 3 });
    expect(kept.has(`firm/${paper.id}/${paper.sha256}`)).toBe(true);
    await expectProblem(await owner.post(`${PAPERS}/${paper.id}/withdraw`), 409, 'document-closed');
    await expectProblem(await owner.patch(`${PAPERS}/${paper.id}`, { title: 'x' }, { ifMatch: 3 }), 409, 'document-closed');
    const refused = await aCleanPaper({}, Buffer.from('no'));
    await expectProblem(await owner.patch(`${PAPERS}/${refused.id}`, { title: 'x' }, { ifMatch: 2 }), 409, 'document-closed');
    await expectProblem(await owner.post(`${PAPERS}/${refused.id}/links`), 409, 'document-not-clean');
  });
});

describe('a draft whose form ended', () => {
  it('is shown as expired, written down by nobody, and stands in the way of nothing', async () => {
    await house.seedOrganisation({ id: 'late', kind: 'company', members: [{ id: 'latecomer', roles: ['owner'] }] });
    const [latecomer, papers] = [house.as('latecomer'), '/v1/companies/late/documents'];
    const { id } = await announce(latecomer, 'late');
    const stateOfLicence = async () => {
      const answer = await jsonOf<z.infer<typeof papersAnswer>>(await latecomer.get('/v1/companies/late/papers?programmeId=su-ke-dai'));
      return answer.papers.find(({ kind }) => kind === 'business-licence')?.state;
    };
    expect(await stateOfLicence()).toBe('checking');
    const before = house.clock.now;
    house.clock.now = new Date(before.getTime() + 15 * 60_000);
    expect(await jsonOf(await latecomer.get(`${papers}/${id}`))).toMatchObject({ status: 'expired', uploadUntil: null, version: 1 });
    expect(await stateOfLicence()).toBe('missing');
    const listed = async (status: string) => documentList.parse(await jsonOf(await latecomer.get(`${papers}?status=${status}`))).items;
    expect((await listed('expired')).map((paper) => paper.id)).toEqual([id]);
    expect(await listed('awaiting-upload')).toEqual([]);

    const anew = await announce(latecomer, 'late');
    expect(anew.status).toBe('awaiting-upload');
    expect(await stateOfLicence()).toBe('checking');
    expect((await listed('awaiting-upload')).map((paper) => paper.id)).toEqual([anew.id]);

    uploads.set(`late/${id}`, makePdf());
    await checkUpload(checkerPorts(house, objects), `late/${id}`);
    expect(await jsonOf(await latecomer.get(`${papers}/${id}`))).toMatchObject({ status: 'clean' });
    expect((await latecomer.post(`${papers}/${anew.id}/withdraw`)).status).toBe(200);
    house.clock.now = before;
  });
});

describe('the link to a file', () => {
  it('holds five minutes and saves the file under its name', async () => {
    const { id, sha256 } = await aCleanPaper({ fileName: '执照 "副本"\'.pdf'.replaceAll('"', '') });
    const link = await jsonOf<{ url: string; expiresAt: string; sha256: string }>(await owner.post(`${PAPERS}/${id}/links`));
    expect(link).toMatchObject({ expiresAt: '2026-11-23T02:05:00.000Z', sha256 });
    const url = new URL(link.url);
    expect(url.pathname).toBe(`/__objects/vault/firm/${id}/${sha256}`);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(url.searchParams.get('response-content-type')).toBe('application/pdf');
    expect(url.searchParams.get('response-content-disposition')).toBe(
      `attachment; filename="______.pdf"; filename*=UTF-8''${encodeURIComponent('执照 副本')}%27.pdf`,
    );
  });
  it('is given for clean files only', async () => {
    const { id } = await announce(owner, 'firm');
    await expectProblem(await owner.post(`${PAPERS}/${id}/links`), 409, 'document-not-clean');
  });
});

describe('the list', () => {
  it('is narrowed by kind and status, and paged without losing or repeating one', async () => {
    for (let count = 0; count < 5; count++) await announce(owner, 'firm', { kind: 'ip-certificate' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = documentList.parse(
        await jsonOf(await owner.get(`${PAPERS}?kind=ip-certificate&limit=2${cursor && `&cursor=${cursor}`}`)),
      );
      expect(page.items.every(({ kind }) => kind === 'ip-certificate')).toBe(true);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    const withdrawn = documentList.parse(await jsonOf(await owner.get(`${PAPERS}?status=withdrawn`)));
    expect(withdrawn.items.length).toBeGreaterThan(0);
    expect(withdrawn.items.every(({ status }) => status === 'withdrawn')).toBe(true);
    const rest = documentList.parse(await jsonOf(await owner.get(`${PAPERS}?limit=100`)));
    expect(rest.items.some(({ status }) => status === 'withdrawn')).toBe(false);
  });
  it.each([
    ['?kind=passport', '/kind'],
    ['?status=gone', '/status'],
    ['?limit=101', '/limit'],
    ['?colour=red', '/colour'],
    ['?cursor=abc', '/cursor'],
  ])('refuses %s', async (query, pointer) => expectProblem(await owner.get(`${PAPERS}${query}`), 400, 'invalid-request', pointer));
});

describe('what a programme still asks for', () => {
  const papersOf = async (programmeId: string, on = '') =>
    jsonOf<z.infer<typeof papersAnswer>>(await owner.get(`/v1/companies/firm/papers?programmeId=${programmeId}${on && `&on=${on}`}`));

  it('is told kind by kind, and a paper that is there is not asked for again', async () => {
    const before = await papersOf('su-ke-dai');
    expect(before.papers.length).toBeGreaterThan(2);
    const missing = before.papers.find(({ state, kind }) => state === 'missing' && kind !== 'other');
    if (!missing) return expect.fail('nothing is missing to begin with');
    const paper = await aCleanPaper({ kind: missing.kind, validUntil: '2026-12-10' });
    const stateOn = async (on = '') => {
      const answer = await papersOf('su-ke-dai', on);
      return answer.papers.find(({ kind }) => kind === missing.kind);
    };
    expect(await stateOn()).toMatchObject({ state: 'expiring', documents: [{ id: paper.id }] });
    expect(await stateOn('2026-11-09')).toMatchObject({ state: 'valid' });
    expect(await stateOn('2026-12-10')).toMatchObject({ state: 'expired' });
    expect((await papersOf('su-ke-dai')).toProvide).toBe(before.toProvide - 1);
    const draft = await announce(owner, 'firm', { kind: missing.kind });
    expect(await stateOn('2026-12-10')).toMatchObject({ state: 'checking', documents: [{ id: draft.id }, { id: paper.id }] });
  });
  it('needs a programme there is, and a day there is', async () => {
    await expectProblem(await owner.get('/v1/companies/firm/papers'), 400, 'invalid-request', '/programmeId');
    await expectProblem(await owner.get('/v1/companies/firm/papers?programmeId=nothing'), 400, 'unknown-programme');
    await expectProblem(await owner.get('/v1/companies/firm/papers?programmeId=su-ke-dai&on=2026-02-30'), 400, 'invalid-request', '/on');
  });
});

describe('who may', () => {
  it('nobody who is not signed in, and nobody who is not a member: the same answer as for what does not exist', async () => {
    const { id } = await announce(owner, 'firm');
    await expectProblem(await house.anonymous.get(PAPERS), 401, 'not-signed-in');
    await expectProblem(await house.anonymous.post(PAPERS, aPaper()), 401, 'not-signed-in');
    const stranger = house.as('stranger');
    const text = async (response: Response) => [response.status, await response.text()];
    for (const path of [`/${id}`, `/${id}/links`, `/${id}/withdraw`]) {
      const send = (company: string, rest: string) =>
        path === `/${id}`
          ? stranger.get(`/v1/companies/${company}/documents${rest}`)
          : stranger.post(`/v1/companies/${company}/documents${rest}`);
      const theirs = await text(await send('firm', path));
      expect(theirs[0]).toBe(404);
      expect(theirs).toEqual(await text(await send('firm', path.replace(id, 'nothing'))));
      expect(theirs).toEqual(await text(await send('nobody', path)));
    }
    for (const path of ['documents', 'papers?programmeId=su-ke-dai', 'invoices']) {
      const theirs = await text(await stranger.get(`/v1/companies/firm/${path}`));
      expect(theirs[0]).toBe(404);
      expect(theirs).toEqual(await text(await stranger.get(`/v1/companies/nobody/${path}`)));
    }
    await expectProblem(await stranger.post(PAPERS, aPaper()), 404, 'not-found');
    await expectProblem(await stranger.patch(`${PAPERS}/${id}`, { title: 'x' }, { ifMatch: 1 }), 404, 'not-found');
  });

  it('a bank sees what it was granted and nothing else, and each look leaves an entry', async () => {
    const banker = house.as('banker');
    expect((await jsonOf<{ items: unknown[] }>(await banker.get(PAPERS))).items).toEqual([]);
    const { id } = await aCleanPaper();
    await expectProblem(await banker.get(`${PAPERS}/${id}`), 404, 'not-found');
    await expectProblem(await banker.post(`${PAPERS}/${id}/links`), 404, 'not-found');

    const outcome = await house.stores.commands.commit({
      writes: [grantWrite('firm', { id: `g-${id}`, institutionId: 'bank', documentIds: [id] })],
      entry: {
        aggregate: { kind: 'person', id: 'p' },
        action: 'test',
        at: '',
        by: { personId: 'p', role: 'x', organisationId: null },
        changed: {},
      },
      head: undefined,
    });
    expect(outcome.kind).toBe('committed');
    const list = documentList.parse(await jsonOf(await banker.get(PAPERS)));
    expect(list.items.map((paper) => [paper.id, paper.uploadedBy])).toEqual([[id, null]]);
    expect(await jsonOf(await banker.get(`${PAPERS}/${id}`))).toMatchObject({ id, uploadedBy: null });
    const link = await jsonOf<{ url: string }>(await banker.post(`${PAPERS}/${id}/links`));
    expect(link).toMatchObject({ fileName: '营业执照.pdf', expiresAt: '2026-11-23T02:01:00.000Z' });
    expect(new URL(link.url).searchParams.get('X-Amz-Expires')).toBe('60');
    await expectProblem(await house.as('banker-2').get(`${PAPERS}/${id}`), 404, 'not-found');
    await expectProblem(await banker.patch(`${PAPERS}/${id}`, { title: 'x' }, { ifMatch: 2 }), 403, 'not-allowed');
    await expectProblem(await banker.post(`${PAPERS}/${id}/withdraw`), 403, 'not-allowed');
    await expectProblem(await banker.post(PAPERS, aPaper()), 403, 'not-allowed');

    const { Items: log = [] } = await house.client.send(
      new QueryCommand({
        TableName: house.names.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'ACCESS#firm' },
      }),
    );
    expect(log.map(({ what, documentIds, personId, purposes }) => [what, documentIds, personId, purposes]).sort()).toEqual(
      ['document', 'document', 'document-content'].map((what) => [what, [id], 'banker', ['credit-assessment']]),
    );

    house.clock.now = new Date('2027-01-01T00:00:00.000Z');
    await expectProblem(await banker.get(`${PAPERS}/${id}`), 404, 'not-found');
    house.clock.now = new Date('2026-11-23T02:00:00.000Z');
  });

  it('whoever mentors an incubator is no reader of its papers, but may be one as an officer of a bank it granted', async () => {
    await house.seedOrganisation({
      id: 'space',
      kind: 'carrier',
      members: [
        { id: 'space.owner', roles: ['owner'] },
        { id: 'mentor', roles: ['mentor'] },
        { id: 'mentor-and-banker', roles: ['mentor'] },
      ],
      writes: [grantWrite('space', { id: 'g-space', institutionId: 'lender', documentIds: ['hers'] })],
    });
    await house.seedOrganisation({
      id: 'lender',
      kind: 'bank',
      divisionCode: null,
      members: [{ id: 'mentor-and-banker', roles: ['bank-officer'] }],
    });
    const papers = '/v1/companies/space/documents';
    const { id } = await announce(house.as('space.owner'), 'space');
    uploads.set(`space/${id}`, makePdf());
    await checkUpload(checkerPorts(house, objects), `space/${id}`);
    await expectProblem(await house.as('mentor').get(papers), 404, 'not-found');
    const both = house.as('mentor-and-banker');
    expect(await jsonOf(await both.get(papers))).toMatchObject({ items: [] });
    await expectProblem(await both.get(`${papers}/${id}`), 404, 'not-found');
    await expectProblem(await both.get('/v1/companies/space/invoices'), 403, 'not-allowed');
    const given = await house.stores.commands.commit({
      writes: [grantWrite('space', { id: 'g-more', institutionId: 'lender', documentIds: [id] })],
      entry: {
        aggregate: { kind: 'person', id: 'q' },
        action: 'test',
        at: '',
        by: { personId: 'q', role: 'x', organisationId: null },
        changed: {},
      },
      head: undefined,
    });
    expect(given.kind).toBe('committed');
    expect(await jsonOf(await both.get(papers))).toMatchObject({ items: [{ id, uploadedBy: null }] });
    expect(await jsonOf(await both.get(`${papers}/${id}`))).toMatchObject({ id, uploadedBy: null });
    expect((await both.post(`${papers}/${id}/links`)).status).toBe(200);
    const { Items: log = [] } = await house.client.send(
      new QueryCommand({
        TableName: house.names.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'ACCESS#space' },
      }),
    );
    expect(log.map(({ personId, institutionId }) => [personId, institutionId])).toEqual(Array(3).fill(['mentor-and-banker', 'lender']));
  });
});
