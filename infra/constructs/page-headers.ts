import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { contentSecurityPolicy, HSTS_SECONDS, SECURITY_HEADERS } from '../security-headers.ts';

/** CloudFront has fields of its own for these and refuses them among the custom headers. */
const OWN_FIELDS = new Set([
  'content-security-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
]);

/**
 * `infra/security-headers.ts` as a CloudFront policy; a test reads the template back and compares it with the list.
 * @param storage where files go up to and come from, such as `https://bucket.s3.region.amazonaws.com`
 */
export function pageHeaders(scope: Construct, id: string, storage: readonly string[]): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, id, {
    comment: 'The headers of every page and file',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(...storage), override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.seconds(HSTS_SECONDS), includeSubdomains: true, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(SECURITY_HEADERS)
        .filter(([header]) => !OWN_FIELDS.has(header))
        .map(([header, value]) => ({ header, value, override: true })),
    },
  });
}
