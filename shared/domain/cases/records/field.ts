import * as z from 'zod/mini';

/** Of what the rows of a case are made. An instant is RFC 3339 in UTC. */
export const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
export const instant = z.string();
export const version = z.int().check(z.positive());
export const fen = z.int();
export const sha256 = z.string();
