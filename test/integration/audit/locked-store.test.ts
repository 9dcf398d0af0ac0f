import { createPublicKey, createVerify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { loadSealingKey } from '../../../infra/local/key-service/key-service.ts';
import { StartError } from '../../../infra/local/port.ts';
import { createKmsSigner } from '../../../shared/store/kms-signer.ts';
import { auditHouse } from '../../support/audit-house.ts';

const audit = auditHouse();
const Bucket = 'locked';
const s3 = () =>
  new S3Client({
    region: 'cn-north-1',
    endpoint: `${audit.house.url}/__objects`,
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    systemClockOffset: audit.clock.now.getTime() - Date.now(),
  });
const put = (Key: string, more: object = { ChecksumAlgorithm: 'SHA256' }) =>
  s3().send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }));

describe('locked storage of the house', () => {
  it('takes nothing without a checksum, and never a second time', async () => {
    await expect(put('a', {})).rejects.toMatchObject({ name: 'InvalidRequest' });
    await put('a');
    await expect(put('a')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(put('a', { ChecksumAlgorithm: 'SHA256', IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('gives nothing away again', async () => {
    await expect(s3().send(new DeleteObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('lists by the letters, page by page', async () => {
    for (const key of ['p/2', 'p/1', 'p/3', 'q/1']) await put(key);
    const page = (more: object) => s3().send(new ListObjectsV2Command({ Bucket, Prefix: 'p/', MaxKeys: 2, ...more }));
    const first = await page({});
    expect([first.Contents?.map(({ Key }) => Key), first.IsTruncated]).toEqual([['p/1', 'p/2'], true]);
    const second = await page({ StartAfter: 'p/2' });
    expect([second.Contents?.map(({ Key }) => Key), second.IsTruncated]).toEqual([['p/3'], false]);
  });

  it('finds copies by the minutes they arrived in, more than a page of them', async () => {
    const at = new Date('2026-11-22T00:00:30.000Z');
    const copy = (n: number) => ({ change: 'added' as const, item: { pk: 'LEDGER#1', sk: String(n) } });
    for (let n = 0; n < 1_005; n++) await audit.house.locked.keepCopy(at, copy(n));
    await audit.house.locked.keepCopy(new Date('2026-11-22T00:05:00.000Z'), copy(2_000));
    const minutes = (from: string, to: string) =>
      audit.house.locked.listCopies(new Date(`2026-11-22T00:${from}:00Z`), new Date(`2026-11-22T00:${to}:00Z`));
    expect(await minutes('00', '05')).toHaveLength(1_005);
    expect(await minutes('01', '05')).toEqual([]);
    expect(await minutes('05', '06')).toHaveLength(1);
    expect(await audit.house.locked.oldestCopy()).toEqual(new Date('2026-11-22T00:00:00.000Z'));
  });
});

describe('the key service of the house', () => {
  it('signs so that anyone with the public half can check it, and with no other key', async () => {
    const { publicKey } = await audit.house.ports.signer.publicKey();
    const bytes = Buffer.from('a statement');
    const signature = await audit.house.ports.signer.sign(bytes);
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
    expect(createVerify('sha256').update(bytes).verify(key, signature)).toBe(true);
    const endpoint = `${audit.house.url}/__keys`;
    const other = createKmsSigner({ region: 'cn-north-1', endpoint, key: 'another', algorithm: 'ECDSA_SHA_256', now: () => new Date() });
    await expect(other.sign(bytes)).rejects.toThrow();
  });

  it('keeps its key where only its owner reads it, and says when it is damaged', () => {
    const folder = mkdtempSync(join(tmpdir(), 'key-test-'));
    const file = join(folder, 'key.pem');
    const key = loadSealingKey(file);
    expect(loadSealingKey(file).equals(key)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, 'damaged');
    expect(() => loadSealingKey(file)).toThrow(StartError);
    rmSync(folder, { recursive: true });
  });
});
