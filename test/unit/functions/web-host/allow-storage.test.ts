import { describe, expect, it } from 'vitest';
import { allowStorage } from '../../../../functions/web-host/allow-storage.ts';
import { contentSecurityPolicy, SECURITY_HEADERS } from '../../../../infra/security-headers.ts';

const ORIGINS = ['https://quarantine.s3.cn-northwest-1.amazonaws.com.cn', 'https://vault.s3.cn-northwest-1.amazonaws.com.cn'];
const STORAGE = ORIGINS.join(' ');

describe('where pages may send files to and get them from', () => {
  it('is here alone, where no other place is named', () => {
    expect(allowStorage(SECURITY_HEADERS, undefined)).toEqual(SECURITY_HEADERS);
    expect(SECURITY_HEADERS['content-security-policy']).toContain("; connect-src 'self';");
  });

  it('is two places more, and the same as at CloudFront', () => {
    const headers = allowStorage(SECURITY_HEADERS, STORAGE);
    expect(headers).toEqual({ ...SECURITY_HEADERS, 'content-security-policy': contentSecurityPolicy(...ORIGINS) });
    expect(headers['content-security-policy']).toContain(`; connect-src 'self' ${STORAGE};`);
  });

  it.each([
    ["connect-src 'self'", `connect-src 'self' ${STORAGE}`],
    ["default-src 'none'; connect-src 'self'", `default-src 'none'; connect-src 'self' ${STORAGE}`],
  ])('is found wherever the policy speaks of it: %s', (policy, expected) => {
    expect(allowStorage({ 'content-security-policy': policy }, STORAGE)).toEqual({ 'content-security-policy': expected });
  });

  it.each([{}, { 'content-security-policy': "default-src 'none'" }, { 'content-security-policy': "x-connect-src 'self'" }])(
    'is not guessed where the policy does not speak of it: %j',
    (headers) => {
      expect(() => allowStorage(headers, STORAGE)).toThrow('connect-src');
    },
  );
});
