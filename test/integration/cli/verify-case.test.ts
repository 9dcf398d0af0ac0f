import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOf, makeExport, makeKey } from '../../support/make-export.ts';

const folder = mkdtempSync(join(tmpdir(), 'verify-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const key = makeKey();
const file = makeExport({ key });
const written = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const pem = (publicKey: Buffer) =>
  createPublicKey({ key: publicKey, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' }).toString();
const whole = written('case.json', bytesOf(file));
const verify = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/cli/verify-case.ts', ...args], {
    encoding: 'utf8',
    env: { PATH: '' },
  });
  return { status, said: `${stdout}${stderr}` };
};

describe('npm run verify-case', () => {
  it('says of a whole file that it holds, how far, under which key, and what is not sealed yet', () => {
    const { status, said } = verify(whole);
    expect(status).toBe(0);
    expect(said).toMatch(/成立 HOLDS/);
    expect(said).toContain(file.head.hash);
    expect(said).toContain(file.publicKeys[0]?.keyId);
    expect(said).toContain('账目 2 笔，其中 2 笔已证明 · 2 transfers of money named, 2 of them proven');
    expect(said).toMatch(/最新 1 条尚未封存.*the newest 1 not sealed yet/);
    expect(said).toMatch(/请与平台公布的编号核对/);
  });

  it('names the first broken byte, in both languages', () => {
    const bytes = bytesOf(file);
    const at = bytes.indexOf('"amountFen":120003') + '"amountFen":12000'.length;
    bytes[at] = '4'.charCodeAt(0);
    const { status, said } = verify(written('broken.json', bytes));
    const begin = bytes.lastIndexOf('{"action"', at);
    expect(status).toBe(1);
    expect(said).toContain(`第 ${begin} 字节（/entries/3）`);
    expect(said).toContain(`First broken byte: ${begin} (/entries/3): the content of this entry is not what its hash stands for`);
  });

  it('trusts the key it is given alone, and finds the entry a letter rests on, whatever came after', () => {
    const own = written('own.pem', pem(key.publicKey));
    const other = written('other.pem', pem(makeKey().publicKey));
    expect(verify(whole, '--key', own, '--head', file.head.hash)).toMatchObject({ status: 0 });
    const second = verify(whole, '--head', file.entries[1]?.hash ?? '');
    expect(second).toMatchObject({ status: 0, said: expect.stringContaining(`rests on entry 2, ${file.entries.length - 2} came after`) });
    expect(verify(whole, '--key', own).said).not.toMatch(/请与平台公布的编号核对/);
    expect(verify(whole, '--key', other)).toMatchObject({ status: 1, said: expect.stringContaining('--key') });
    expect(verify(whole, '--head', 'a'.repeat(64))).toMatchObject({ status: 1, said: expect.stringContaining('No entry has the hash') });
  });

  it.each([
    ['no file', []],
    ['two files', [whole, whole]],
    ['an option there is not', [whole, '--what']],
    ['a file that is not there', [join(folder, 'none.json')]],
    ['a key that is none', [whole, '--key', whole]],
  ])('cannot tell with %s, and exits with 2', (_what, args) => {
    const { status, said } = verify(...args);
    expect(status).toBe(2);
    expect(said).not.toMatch(/HOLD/);
  });
});
