import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditApp } from '../../../functions/audit-api/app.ts';
import { auditParts } from '../../../functions/audit-api/audit-parts.ts';
import { MOST_BYTES, MOST_ENTRIES } from '../../../functions/audit-api/use-cases/export-file.ts';
import { verifyFile } from '../../../infra/cli/verify/verify-file.ts';
import { type AuditExport, auditExport } from '../../../shared/contracts/audit-export.ts';
import { windowOf } from '../../../shared/domain/audit/windows.ts';
import { transfer } from '../../../shared/domain/ledger/records.ts';
import { auditKey, chainHeadKey } from '../../../shared/store/keys/journal.ts';
import { hashOfTransfer, transfersNamed } from '../../../shared/store/transfer-hash.ts';
import { auditHouse } from '../../support/audit-house.ts';
import { countCalls } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse({
  others: ({ stores, ports }) => ({ 'audit-api': createAuditApp(auditParts(stores, { readLeaves: countedLeaves }), ports) }),
});
const audit = auditHouse(house);
let leavesRead = 0;
const countedLeaves = (root: string) => {
  leavesRead += 1;
  return audit.house.locked.readLeaves(root);
};
const folder = mkdtempSync(join(tmpdir(), 'export-test-'));
beforeAll(async () => {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const };
  await house.client.send(new UpdateTableCommand({ TableName: house.names.journal, StreamSpecification }));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function sealed(): Promise<void> {
  await audit.copy();
  audit.later(7);
  await audit.seal();
}
const caseUrl = (id: string) => `/v1/cases/${id}/export`;
const organisationUrl = (id: string) => `/v1/organisations/${id}/audit/export`;
async function download(person: string, url: string): Promise<{ bytes: Buffer; file: AuditExport }> {
  const response = await house.as(person).get(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.status, bytes.toString().slice(0, 300)).toBe(200);
  return { bytes, file: auditExport.parse(JSON.parse(bytes.toString())) };
}
/** A digit of a hash stays one, else the byte would be found by its shape and not by what it proves: `a` beside a bit is no digit, nor is `f`. */
const flipped = (bytes: Buffer, at: number): Buffer => {
  const other = Buffer.from(bytes);
  const letter = String.fromCharCode(other[at] as number);
  other[at] = /[0-9a-f]/.test(letter) ? (letter === '0' ? '1' : '0').charCodeAt(0) : (other[at] as number) ^ 1;
  return other;
};
/** The five minutes in which something of it was written. */
const windowsOf = ({ entries, transfers }: AuditExport): Set<number> =>
  new Set([...entries, ...transfers].map(({ at }) => windowOf(new Date(String(at))).getTime()));
const verify = (name: string, bytes: Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/cli/verify-case.ts', path], {
    encoding: 'utf8',
    env: { PATH: '' },
  });
  return { status, said: `${stdout}${stderr}` };
};

describe('the verification file of a case', () => {
  let id = '';
  beforeAll(async () => {
    ({ id } = await house.brought('proven', 'public_notice'));
  });

  it('holds before anything is sealed, and says that nothing is', async () => {
    const { bytes, file } = await download('proven-owner', caseUrl(id));
    expect(file).toMatchObject({ sealed: 0, transfers: [], seals: [], head: { seq: file.entries.length } });
    expect(verifyFile(bytes)).toMatchObject({ holds: true });
  });

  it('proves every step and all its money once they are sealed, to whoever has nothing but the file', async () => {
    await sealed();
    const { bytes, file } = await download('proven-owner', caseUrl(id));
    expect(file.entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['case.submit', 'case.admit', 'case.approve']));
    expect(file.sealed).toBe(file.entries.length);
    const named = transfersNamed(file.entries);
    expect(named.size).toBeGreaterThan(0);
    const moved = file.transfers.map(({ pk: _pk, sk: _sk, ...content }) => transfer.parse(content));
    expect(new Map(moved.map((one) => [one.id, hashOfTransfer(one)]))).toEqual(named);
    expect(moved.every(({ caseId }) => caseId === id)).toBe(true);
    expect(file.transferInclusion).toHaveLength(named.size);
    const { status, said } = verify('whole.json', bytes);
    expect([status, said]).toEqual([0, expect.stringContaining(`封存 ${file.entries.length} 条`)]);
  });

  it('is sent as a file of its own name, byte for byte', async () => {
    const response = await house.as('proven-owner').get(caseUrl(id));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="case-${id}.json"`,
      'cache-control': 'no-store',
    });
    const again = await download('proven-owner', caseUrl(id));
    expect(Buffer.from(await response.arrayBuffer()).equals(again.bytes)).toBe(true);
  });

  it.each<readonly [what: string, byte: (text: string) => number, begins: (text: string) => number, code: string]>([
    [
      'the amount of a transfer',
      (text) => text.indexOf('"amountFen":', text.indexOf('"transfers":[{')) + '"amountFen":-1'.length,
      (text) => text.indexOf('"transfers":[{') + 13,
      'transfer-differs',
    ],
    [
      'who took the third step',
      (text) => text.indexOf('"personId":"', text.indexOf('"seq":2')) + 12,
      (text) => text.indexOf('{"action"', text.indexOf('"seq":2')),
      'entry-changed',
    ],
    ['a signature', (text) => text.indexOf('"signature":"') + 20, (text) => text.indexOf('"seals":[') + 9, 'signature-broken'],
    [
      'a hash on the way to the root',
      (text) => text.indexOf('"proof":["') + 12,
      // The first one that has such a hash: an entry that lies alone under its seal has none.
      (text) => text.lastIndexOf('{"index"', text.indexOf('"proof":["')),
      'not-under-seal',
    ],
  ])('names where it begins when one byte of %s is another', async (_what, byte, begins, code) => {
    const { bytes } = await download('proven-owner', caseUrl(id));
    const text = bytes.toString('latin1');
    const verdict = verifyFile(flipped(bytes, byte(text)));
    expect(verdict).toMatchObject({ holds: false, code, byte: begins(text) });
    const { status, said } = verify('flipped.json', flipped(bytes, byte(text)));
    expect([status, said]).toEqual([1, expect.stringContaining(`First broken byte: ${begins(text)}`)]);
  });

  it('holds with no other byte in any place', async () => {
    const { bytes } = await download('proven-owner', caseUrl(id));
    const unnoticed = [];
    for (let at = 0; at < bytes.length; at += 29) if (verifyFile(flipped(bytes, at)).holds) unnoticed.push(at);
    expect(unnoticed).toEqual([]);
  });

  it('takes what it can be asked and no more', async () => {
    expect((await house.as('proven-owner').get(`${caseUrl(id)}?from=1`)).status).toBe(400);
    expect((await house.as('proven-owner').post(caseUrl(id), {})).status).toBe(404);
  });

  it.each([
    ['proven-preparer', 200],
    ['reviewer', 200],
    ['auditor', 200],
    ['operator', 403],
    ['reviewer-2', 403],
    ['payer', 403],
    ['far-reviewer', 404],
    ['stranger', 404],
  ])('is given to %s with %i', async (person, status) => {
    expect((await house.as(person).get(caseUrl(id))).status).toBe(status);
  });

  it('is for nobody who is not signed in, and of no case there is not', async () => {
    expect((await house.anonymous.get(caseUrl(id))).status).toBe(401);
    expect((await house.as('auditor').get(caseUrl('no-such-case'))).status).toBe(404);
  });

  it('costs, beside who asks, the record, a page, its transfers, and two calls and some hashes a window', async () => {
    const counts = countCalls(house.client);
    leavesRead = 0;
    const { file } = await download('proven-owner', caseUrl(id));
    expect(counts).toEqual({ QueryCommand: 1 + 1 + 1 + 2 * windowsOf(file).size, BatchGetItemCommand: 2 });
    expect(leavesRead).toBeGreaterThan(0);
    expect(leavesRead).toBeLessThanOrEqual(file.seals.length);
  });

  it('tells of a row that somebody took from the journal, and of one that was changed there', async () => {
    const { file } = await download('proven-owner', caseUrl(id));
    const newest = { TableName: house.names.journal, Key: auditKey('case', id, file.head.seq) };
    const first = { TableName: house.names.journal, Key: auditKey('case', id, 1) };
    await house.client.send(
      new UpdateCommand({
        ...first,
        UpdateExpression: 'SET #action = :other',
        ExpressionAttributeNames: { '#action': 'action' },
        ExpressionAttributeValues: { ':other': 'case.approve' },
      }),
    );
    const changed = verifyFile((await download('proven-owner', caseUrl(id))).bytes);
    expect(changed).toMatchObject({ holds: false, code: 'entry-changed', path: ['entries', 0] });
    await house.client.send(
      new UpdateCommand({
        ...first,
        UpdateExpression: 'SET #action = :own',
        ExpressionAttributeNames: { '#action': 'action' },
        ExpressionAttributeValues: { ':own': file.entries[0]?.action },
      }),
    );
    await house.client.send(new DeleteCommand(newest));
    const shortened = verifyFile((await download('proven-owner', caseUrl(id))).bytes);
    expect(shortened).toMatchObject({ holds: false, code: 'head-differs', path: ['head'] });
  });
});

describe('the verification file of an organisation', () => {
  const LONG = 'x'.repeat(300_000);
  const note = async (id: string, times: number) => {
    for (let time = 0; time < times; time++) {
      const file = await house.stores.organisations.readOrganisation(id);
      const outcome = await house.stores.commands.commit({
        writes: [],
        head: file?.head,
        entry: {
          aggregate: { kind: 'organisation', id },
          action: 'organisation.change',
          at: house.clock.now.toISOString(),
          by: { personId: 'noted-owner', role: 'owner', organisationId: id },
          changed: { note: LONG },
        },
      });
      expect(outcome.kind).toBe('committed');
    }
  };
  beforeAll(async () => {
    const members = [
      { id: 'noted-owner', roles: ['owner'] },
      { id: 'noted-preparer', roles: ['preparer'] },
    ] as const;
    await house.seedOrganisation({ id: 'noted', kind: 'company', members });
  });

  it('proves what was ever done to it, to its owner and the auditor', async () => {
    await sealed();
    const { bytes, file } = await download('noted-owner', organisationUrl('noted'));
    expect(file).toMatchObject({ aggregate: { kind: 'organisation', id: 'noted' }, sealed: 1, transfers: [] });
    expect(verifyFile(bytes)).toMatchObject({ holds: true });
    const response = await house.as('auditor').get(organisationUrl('noted'));
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="organisation-noted.json"');
    expect((await house.as('noted-preparer').get(organisationUrl('noted'))).status).toBe(403);
    expect((await house.as('stranger').get(organisationUrl('noted'))).status).toBe(404);
  });

  it('is whole where the database gives it out in pieces, and refused where one answer cannot carry it', async () => {
    await note('noted', 12);
    const counts = countCalls(house.client);
    const { bytes, file } = await download('noted-owner', organisationUrl('noted'));
    // Beside who asks, the organisation, and two for each window: pages of 1 MB.
    expect((counts.QueryCommand ?? 0) - 2 - 2 * windowsOf(file).size).toBeGreaterThan((12 * LONG.length) / 1_048_576);
    expect(file.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, at) => at + 1));
    expect(verifyFile(bytes)).toMatchObject({ holds: true });
    await note('noted', Math.ceil(MOST_BYTES / LONG.length) - 12);
    const tooLong = await house.as('noted-owner').get(organisationUrl('noted'));
    expect(await jsonOf(tooLong, 409)).toMatchObject({ type: '/problems/chain-too-long' });
  });

  it('is refused before it is read where there are too many entries', async () => {
    await house.seedOrganisation({ id: 'endless', kind: 'company', members: [{ id: 'endless-owner', roles: ['owner'] }] });
    await house.client.send(
      new UpdateCommand({
        TableName: house.names.main,
        Key: chainHeadKey('organisation', 'endless'),
        UpdateExpression: 'SET seq = :many',
        ExpressionAttributeValues: { ':many': MOST_ENTRIES + 1 },
      }),
    );
    const counts = countCalls(house.client);
    const tooLong = await house.as('endless-owner').get(organisationUrl('endless'));
    expect(await jsonOf(tooLong, 409)).toMatchObject({ type: '/problems/chain-too-long' });
    // Who asks, and the organisation.
    expect(counts).toEqual({ QueryCommand: 2 });
  });
});
