import { randomBytes } from 'node:crypto';
import { newSecret } from '../../../shared/runtime/random.ts';

const ID_BYTES = 16;
const RADIX = 36;

export const newSessionId = (): string => randomBytes(ID_BYTES).toString('hex');

/** The cookie of a session: a secret, and when it was made. We keep the hash of the whole, so neither half can be changed. */
export const newToken = (now: Date): string => `${newSecret()}.${Math.floor(now.getTime() / 1000).toString(RADIX)}`;

/** The age of a cookie that has been found good, in milliseconds. */
export const ageOf = (token: string, now: Date): number => now.getTime() - Number.parseInt(token.split('.')[1] ?? '0', RADIX) * 1000;
