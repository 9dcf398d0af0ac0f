import { randomBytes, randomUUID } from 'node:crypto';

const SECRET_BYTES = 32;

/** An id that says nothing and that nobody guesses. */
export const newId = (): string => randomUUID().replaceAll('-', '');

/** 256 bits that nobody can guess, in letters an address can hold. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
