import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { StartError } from '../port.ts';

export const SIGNING_ALGORITHM = 'ES256';

const signingKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.literal(SIGNING_ALGORITHM),
  use: z.literal('sig'),
});
/** The private key of the local issuer as a JWK; `x` and `y` are its public half. */
export type SigningKey = z.infer<typeof signingKey>;

async function generate(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return signingKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: SIGNING_ALGORITHM, use: 'sig' });
}

function read(file: string): SigningKey {
  try {
    return signingKey.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(
      `签名密钥 ${file} 已损坏：删除它，会生成新的，之前的登录和令牌随之失效\n` +
        `The signing key in ${file} is damaged: delete it and a new one is made; sign-ins and tokens made with it end`,
    );
  }
}

/**
 * The key of the house that keeps its state beside it, for its tools: they make none, which no house would know.
 * @throws StartError when no house was opened there, or the file holds no such key
 */
export function readSigningKey(file: string): SigningKey {
  if (existsSync(file)) return read(file);
  const dataDir = dirname(file);
  throw new StartError(
    `${dataDir} 里没有服务：先运行 npm start，DATA_DIR 与它相同。There is no house in ${dataDir}: run npm start first, with the same DATA_DIR.`,
  );
}

/**
 * The key the local issuer signs with: made once and kept in `file`, readable by its owner alone; without a file it lives in memory. However
 * many ask for it at once, they get the same key: the file appears whole and is never replaced.
 * @throws StartError when the file holds no such key
 */
export async function loadSigningKey(file?: string): Promise<SigningKey> {
  if (!file) return generate();
  if (existsSync(file)) return read(file);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(await generate()), { mode: 0o600 });
  try {
    // A link is made only where nothing stands yet.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read(file);
}
