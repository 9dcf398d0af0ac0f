import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../functions/web-host/resolve-file.ts';
import type { Site } from '../../functions/web-host/site.ts';
import { pageResolutionSource } from '../../infra/constructs/page-resolution.ts';
import { webHost } from '../../infra/functions/web-host.ts';
import { CONTENT_SECURITY_POLICY, contentSecurityPolicy, SECURITY_HEADERS } from '../../infra/security-headers.ts';
import { apiPatterns } from '../../infra/stacks/web-stack.ts';
import { onlyResource, resourcesOf, STAGE_NAMES, synthesise } from './synthesise.ts';

interface HeadersPolicy {
  readonly ResponseHeadersPolicyConfig: {
    readonly SecurityHeadersConfig: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly CustomHeadersConfig: { readonly Items: readonly { Header: string; Value: string; Override: boolean }[] };
  };
}

describe('the content security policy', () => {
  const directives = new Map(CONTENT_SECURITY_POLICY.split('; ').map((text) => [text.split(' ')[0], text.split(' ').slice(1)]));

  it('runs scripts of our own files only: nothing inline, no eval, no other host', () => {
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/u);
  });

  it('takes styles from our own files only', () => {
    expect(directives.get('style-src')).toEqual(["'self'"]);
  });

  it('turns no text into markup or script', () => {
    expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(directives.get('trusted-types')).toEqual(['pdf-worker']);
  });

  it('shows no file of a stranger as a page, a frame or a plug-in, and fetches from nowhere but here', () => {
    expect(directives.get('object-src')).toEqual(["'none'"]);
    for (const closed of ['frame-src', 'child-src', 'worker-src', 'media-src']) expect(directives.has(closed), closed).toBe(false);
    expect(directives.get('img-src')).toEqual(["'self'", 'data:']);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
  });

  it('lets nobody frame the pages, move their base or send their forms elsewhere', () => {
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
    expect(directives.get('form-action')).toEqual(["'self'"]);
  });
});

/** A text of a template, with the names of the two buckets in the place of their addresses. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': [separator, parts] = ['', []] } = value as { 'Fn::Join'?: [string, unknown[]] };
  const address = /Documents(Quarantine|Vault)\w*RegionalDomainName/u;
  const said = (part: unknown): string => (typeof part === 'string' ? part : `{${address.exec(JSON.stringify(part))?.[1]}}`);
  return parts.map(said).join(separator);
}

/** Where files go up to, and where they come from. */
const STORAGE = ['https://{Quarantine}', 'https://{Vault}'];

describe('the web host in the cloud', () => {
  it.each(STAGE_NAMES)('is told where pages send files to and get them from, on %s', (stage) => {
    const functions = resourcesOf(synthesise('aws-cn'), `rongqiao-${stage}-service`, 'AWS::Lambda::Function');
    const [, host] = functions.find(([, { Properties }]) => Properties.Description === webHost.description) ?? [];
    const { Variables: variables = {} } = (host?.Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
    expect(Object.entries(variables).map(([name, value]) => [name, textOf(value)])).toEqual([['STORAGE_ORIGINS', STORAGE.join(' ')]]);
  });
});

describe('CloudFront', () => {
  const synthesis = synthesise('aws');

  /** The policy of the template as header names and values. */
  function headersOf(stage: string): Record<string, string> {
    const { Properties: properties } = onlyResource<HeadersPolicy>(
      synthesis,
      `rongqiao-${stage}-web`,
      'AWS::CloudFront::ResponseHeadersPolicy',
    );
    const {
      SecurityHeadersConfig: security,
      CustomHeadersConfig: { Items: custom },
    } = properties.ResponseHeadersPolicyConfig;
    const { AccessControlMaxAgeSec: maxAge, IncludeSubdomains: withSubdomains } = security.StrictTransportSecurity ?? {};
    expect([...Object.values(security), ...custom].every((field) => field.Override === true)).toBe(true);
    return {
      'content-security-policy': textOf(security.ContentSecurityPolicy?.ContentSecurityPolicy),
      'strict-transport-security': `max-age=${maxAge}${withSubdomains ? '; includeSubDomains' : ''}`,
      'x-content-type-options': security.ContentTypeOptions ? 'nosniff' : '',
      'x-frame-options': String(security.FrameOptions?.FrameOption),
      'referrer-policy': String(security.ReferrerPolicy?.ReferrerPolicy),
      ...Object.fromEntries(custom.map(({ Header: name, Value: value }) => [name, value])),
    };
  }

  it.each(STAGE_NAMES)(
    'sends exactly the headers of the house on %s, which let pages send files to quarantine, read them from the vault, and nothing else',
    (stage) => {
      expect(headersOf(stage)).toEqual({ ...SECURITY_HEADERS, 'content-security-policy': contentSecurityPolicy(...STORAGE) });
    },
  );

  it.each(STAGE_NAMES)('serves pages over TLS from a private bucket, and the API under the same name, uncached, on %s', (stage) => {
    const stack = `rongqiao-${stage}-web`;
    const { Properties: properties } = onlyResource<{ DistributionConfig: object }>(synthesis, stack, 'AWS::CloudFront::Distribution');
    expect(properties.DistributionConfig).toMatchObject({
      DefaultCacheBehavior: {
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: { Ref: expect.stringMatching(/^PageHeaders/u) },
        FunctionAssociations: [{ EventType: 'viewer-request' }],
      },
      CacheBehaviors: apiPatterns().map((pattern) => ({
        PathPattern: pattern,
        ViewerProtocolPolicy: 'https-only',
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', // Managed-CachingDisabled
      })),
    });
    expect(apiPatterns()).toEqual(['/v1/*']);
    expect(resourcesOf(synthesis, stack, 'AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
    expect(onlyResource(synthesis, stack, 'AWS::S3::Bucket').Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
  });
});

describe('which file answers an address', () => {
  const pages = ['/index.html', '/check.html', '/programmes.html'];
  const file = { contentType: 'text/html', cacheControl: 'no-cache', etag: '"x"', copies: [] };
  const site: Site = {
    headers: {},
    fallback: '/app.html',
    files: Object.fromEntries([...pages, '/app.html', '/assets/a-1.js', '/robots.txt'].map((path) => [path, file])),
  };
  const edge = runInNewContext(`${pageResolutionSource(pages, '/app.html')}; handler`) as (event: object) => { uri: string };
  const atTheEdge = (uri: string) => edge({ request: { uri } }).uri;

  it.each([
    ['/', '/index.html'],
    ['/check', '/check.html'],
    ['/check/', '/check.html'],
    ['/programmes', '/programmes.html'],
    ['/programmes/su-ke-dai', '/app.html'],
    ['/nowhere/at/all', '/app.html'],
    ['/constructor', '/app.html'],
    ['/__proto__', '/app.html'],
    ['/assets/a-1.js', '/assets/a-1.js'],
    ['/robots.txt', '/robots.txt'],
  ])('%s is answered by %s, at the edge and by the web host alike', (address, expected) => {
    expect(atTheEdge(address)).toBe(expected);
    expect(resolveFile(site, address)).toBe(expected);
  });

  it('a file that does not exist is no page: the edge asks the bucket for it, the web host has nothing', () => {
    expect(atTheEdge('/assets/gone-2.js')).toBe('/assets/gone-2.js');
    expect(resolveFile(site, '/assets/gone-2.js')).toBeUndefined();
  });

  it('fits into the 10 KB of a CloudFront function', () => {
    expect(pageResolutionSource(pages, '/app.html').length).toBeLessThan(10_000);
  });
});
