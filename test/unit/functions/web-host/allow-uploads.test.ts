import { describe, expect, it } from 'vitest';
import { allowUploads } from '../../../../functions/web-host/allow-uploads.ts';
import { contentSecurityPolicy, SECURITY_HEADERS } from '../../../../infra/security-headers.ts';

const STORAGE = 'https://quarantine.s3.cn-northwest-1.amazonaws.com.cn';

describe('where pages may send files to', () => {
  it('is here alone, where no other place is named', () => {
    expect(allowUploads(SECURITY_HEADERS, undefined)).toEqual(SECURITY_HEADERS);
    expect(SECURITY_HEADERS['content-security-policy']).toContain("; connect-src 'self';");
  });

  it('is one place more, and the same as at CloudFront', () => {
    const headers = allowUploads(SECURITY_HEADERS, STORAGE);
    expect(headers).toEqual({ ...SECURITY_HEADERS, 'content-security-policy': contentSecurityPolicy(STORAGE) });
    expect(headers['content-security-policy']).toContain(`; connect-src 'self' ${STORAGE};`);
  });

  it.each([
    ["connect-src 'self'", `connect-src 'self' ${STORAGE}`],
    ["default-src 'none'; connect-src 'self'", `default-src 'none'; connect-src 'self' ${STORAGE}`],
  ])('is found wherever the policy speaks of it: %s', (policy, expected) => {
    expect(allowUploads({ 'content-security-policy': policy }, STORAGE)).toEqual({ 'content-security-policy': expected });
  });

  it.each([{}, { 'content-security-policy': "default-src 'none'" }, { 'content-security-policy': "x-connect-src 'self'" }])(
    'is not guessed where the policy does not speak of it: %j',
    (headers) => {
      expect(() => allowUploads(headers, STORAGE)).toThrow('connect-src');
    },
  );
});
