import type { GatewayResponse } from '../gateway-result.ts';

/** The refusals of S3 that this store gives, by the codes a client of S3 knows. Source: Amazon S3 API Reference, "Error responses". */
const STATUS = {
  AccessDenied: 403,
  SignatureDoesNotMatch: 403,
  RequestTimeTooSkewed: 403,
  InvalidAccessKeyId: 403,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  MethodNotAllowed: 405,
  PreconditionFailed: 412,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InvalidPolicyDocument: 400,
  MalformedPOSTRequest: 400,
  InvalidRequest: 400,
} as const;
export type S3Code = keyof typeof STATUS;

/** A request this store refuses. */
export class S3Error extends Error {
  readonly code: S3Code;
  constructor(code: S3Code, message: string) {
    super(message);
    this.code = code;
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const errorReply = ({ code, message }: S3Error): GatewayResponse => ({
  status: STATUS[code],
  headers: { 'content-type': 'application/xml', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`),
});
