import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { GatewayResponse } from '../gateway-result.ts';
import { readLimitedBody } from '../limited-body.ts';
import { StartError } from '../port.ts';

export const KEYS_PATH = '/__keys';
/** What functions call the key by, as they would by an ARN. */
export const SEALING_KEY = 'rongqiao-sealing';
export const SEALING_ALGORITHM = 'ECDSA_SHA_256';

/** As much of KMS as the sealer uses. Source: AWS KMS API Reference, `Sign` and `GetPublicKey`. */
const signRequest = z.object({
  KeyId: z.literal(SEALING_KEY),
  Message: z.base64(),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.literal(SEALING_ALGORITHM),
});
const keyRequest = z.object({ KeyId: z.literal(SEALING_KEY) });

const generate = (): string =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;

/**
 * The key seals of this house are signed with: made once and kept in `file`, readable by its owner alone; without a file it lives in memory.
 * @throws StartError when the file holds no such key
 */
export function loadSealingKey(file?: string): KeyObject {
  if (!file) return createPrivateKey(generate());
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, generate(), { mode: 0o600 });
    try {
      // A link is made only where nothing stands yet.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  try {
    return createPrivateKey(readFileSync(file, 'utf8'));
  } catch {
    throw new StartError(
      `封存密钥 ${file} 已损坏：删除它，会生成新的；以前的封存仍可用各自的公钥核验\n` +
        `The sealing key in ${file} is damaged: delete it and a new one is made; older seals are still checked with the key they name`,
    );
  }
}

const done = (body: object): GatewayResponse => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(body)),
});
const refused = (type: string): GatewayResponse => ({ ...done({ __type: type }), status: 400 });

/** The key service of the house: signs with a key that never leaves it. It asks nobody who they are, as the engine of the tables does not. */
export function createKeyService(key: KeyObject): (request: IncomingMessage) => Promise<GatewayResponse> {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const named = { KeyId: SEALING_KEY };
  const operations: Readonly<Record<string, (body: unknown) => object>> = {
    'TrentService.GetPublicKey'(body) {
      keyRequest.parse(body);
      return { ...named, PublicKey: publicKey.toString('base64'), KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: [SEALING_ALGORITHM] };
    },
    'TrentService.Sign'(body) {
      const { Message } = signRequest.parse(body);
      const signature = sign('sha256', Buffer.from(Message, 'base64'), key);
      return { ...named, Signature: signature.toString('base64'), SigningAlgorithm: SEALING_ALGORITHM };
    },
  };

  return async (request) => {
    const body = await readLimitedBody(request);
    const operation = operations[String(request.headers['x-amz-target'])];
    if (!operation || !body) return refused('UnknownOperationException');
    try {
      return done(operation(JSON.parse(body.toString('utf8'))));
    } catch {
      return refused('ValidationException');
    }
  };
}
