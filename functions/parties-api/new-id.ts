import { randomBytes, randomUUID } from 'node:crypto';

/** An id that says nothing and that nobody guesses. */
export const newId = (): string => randomUUID().replaceAll('-', '');

/** The secret of a link: 256 bits, in letters an address can hold. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
