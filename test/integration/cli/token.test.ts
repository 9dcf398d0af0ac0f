import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSigningKey } from '../../../infra/local/issuer/signing-key.ts';
import { signingKeyFile, whereaboutsAt, writeWhereabouts } from '../../../infra/local/issuer/whereabouts.ts';
import { run } from '../../support/start-process.ts';
import { publicHalf } from '../../support/tokens.ts';

const made: string[] = [];
const directory = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'rongqiao-token-'));
  made.push(path);
  return path;
};
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true });
});

const token = (person: string[], variables: Record<string, string>) => run('infra/cli/token.ts', variables, person).ended;
const YEAR_SECONDS = 366 * 24 * 3600;

/** What a house leaves where it keeps its state, as far as tokens go. */
const opened = async (): Promise<string> => {
  const dataDir = directory();
  await loadSigningKey(signingKeyFile(dataDir));
  writeWhereabouts(dataDir, whereaboutsAt('http://127.0.0.1:4999'));
  return dataDir;
};

describe('npm run token', () => {
  it('prints a token and nothing else, of the issuer of the house that was opened there', async () => {
    const dataDir = await opened();
    const { code, stdout, stderr } = await token(['startup-owner'], { DATA_DIR: dataDir, PORT: '4123' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const keys = createLocalJWKSet({ keys: [publicHalf(await loadSigningKey(signingKeyFile(dataDir)))] });
    const { payload, protectedHeader } = await jwtVerify(stdout.trim(), keys, { typ: 'at+jwt', algorithms: ['ES256'] });
    expect(protectedHeader.kid).toBeTypeOf('string');
    expect(payload).toMatchObject({
      iss: 'http://127.0.0.1:4999/oidc',
      aud: 'rongqiao-api',
      sub: 'startup-owner',
      client_id: 'rongqiao-web',
    });
    expect(payload.person_key).toMatch(/./);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(YEAR_SECONDS);
  });

  it('goes by the clock of the house', async () => {
    const dataDir = await opened();
    writeFileSync(join(dataDir, 'clock.json'), JSON.stringify({ offsetMs: 90 * 24 * 3600 * 1000 }));
    const { stdout } = await token(['auditor'], { DATA_DIR: dataDir });
    const claims = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString());
    expect(Math.abs(claims.iat - (Date.now() / 1000 + 90 * 24 * 3600))).toBeLessThan(60);
  });

  it('makes no key and no folder where there is no house, and says so in one line', async () => {
    const empty = directory();
    const absent = join(empty, 'absent');
    for (const dataDir of [empty, absent]) {
      const { code, stdout, stderr } = await token(['auditor'], { DATA_DIR: dataDir });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(`There is no house in ${dataDir}: run npm start first`)]);
    }
    expect(readdirSync(empty)).toEqual([]);
    expect(existsSync(absent)).toBe(false);
  });

  it('has one key however many ask for it at once, for its owner alone to read', async () => {
    const dataDir = directory();
    const file = signingKeyFile(dataDir);
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadSigningKey(file)));
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(keys[0]);
  });

  it('says in a sentence that a key is damaged', async () => {
    const dataDir = directory();
    writeFileSync(signingKeyFile(dataDir), '{"kty":"EC"');
    const { code, stdout, stderr } = await token(['auditor'], { DATA_DIR: dataDir });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('issuer-key.json is damaged');
  });

  it('says in a sentence that the word of the house is damaged', async () => {
    const dataDir = directory();
    writeFileSync(join(dataDir, 'house.json'), '{');
    const { code, stdout, stderr } = await token(['auditor'], { DATA_DIR: dataDir });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('npm start writes it anew');
  });

  it.each([[['nobody']], [[]], [['auditor', 'admin']]])('lists the people it knows when asked for %j', async (person) => {
    const { code, stdout, stderr } = await token(person, { DATA_DIR: directory() });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('finance-other-region');
    expect(stderr).not.toMatch(/\bat .+:\d+:\d+/);
  });
});
