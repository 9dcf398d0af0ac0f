import canonicalize from 'canonicalize';
import { sha256Hex } from './access-token.ts';

/** SHA-256 in hex over the canonical JSON (RFC 8785) of a value: the same content has the same hash, however it was written. */
export const contentHash = (value: unknown): string => sha256Hex(canonicalize(value) ?? 'null');
