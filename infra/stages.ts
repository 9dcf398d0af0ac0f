import * as z from 'zod';

/**
 * What differs from stage to stage and from partition to partition; everything else is the same house.
 *
 * `aws-cn` (Beijing, Ningxia) has no Cognito user pools, SES, Function URLs, X-Ray or edge-optimised API, and CloudFront there takes no
 * certificate from ACM: pages are served by a function behind the API's own domain (`shared/decisions/0003-web-hosting-in-china.md`).
 */
export const partitions = ['aws', 'aws-cn'] as const;
export type Partition = (typeof partitions)[number];

const throttle = z.strictObject({
  /** Steady requests a second over the whole stage. */
  ratePerSecond: z.int().positive(),
  /** Requests let through at once before the rate counts. */
  burst: z.int().positive(),
});

const word = z.string().min(1);

/**
 * Who tells us who somebody is: any issuer of OpenID Connect, named by its address. Nothing here knows a product of AWS, since `aws-cn` has
 * none (`shared/decisions/0011-identity-in-the-function.md`).
 */
const identity = z.strictObject({
  /** Where our pages come from: what a browser calls us by, and the only place acts of a session are taken from. */
  origin: z.url({ protocol: /^https$/u }).regex(/[^/]$/u),
  issuer: z.url({ protocol: /^https$/u }),
  jwksUrl: z.url({ protocol: /^https$/u }),
  /** The client we are at the issuer; it sends people back to `<origin>/v1/auth/callback`. */
  clientId: word,
  /** Name of the secret in Secrets Manager that holds the client's, as its whole text. Only sessions-api is given it. */
  clientSecretName: word,
  /** What is asked for at sign-in. */
  scope: word,
  /** `aud` of the tokens of machine clients. */
  audience: word,
  /** The claims that tell a person's id, name, and the natural person behind the account. */
  claims: z.strictObject({ id: word, name: word, key: word }),
});

const stageSettings = z.strictObject({
  name: z.enum(['dev', 'prod']),
  partition: z.enum(partitions),
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/u),
  /** Lambda on Graviton where it is certain to exist, otherwise x86. */
  architecture: z.enum(['arm64', 'x86_64']),
  /** Who serves the pages: CloudFront over a private bucket, or the web-host function behind the API. */
  webHosting: z.enum(['cloudfront', 'function']),
  /** Every public route together; single routes may be held tighter. */
  throttle,
  /** Every route with commands by itself. */
  commandThrottle: throttle,
  /** Route key to its own limit, where it differs from those. */
  routeThrottle: z.record(z.string().regex(/^(?:GET|POST|PUT|PATCH|DELETE) \//u), throttle),
  /** Upper bound of concurrent executions per function; null leaves the account's pool (a new account has only 10 in all). */
  reservedConcurrency: z.int().positive().nullable(),
  logRetentionDays: z.int().positive(),
  /** Days in which nobody, not even the root of the account, can remove a copy of the journal or a seal. */
  lockedDays: z.int().positive(),
  /** How seals are signed: the kind of key and the algorithm, which each seal names. */
  sealing: z.union([
    z.strictObject({ keySpec: z.literal('ECC_NIST_P256'), algorithm: z.literal('ECDSA_SHA_256') }),
    // In the partition of China alone; `npm run verify-case` leaves such signatures to a program that knows SM2.
    z.strictObject({ keySpec: z.literal('SM2'), algorithm: z.literal('SM2DSA') }),
  ]),
  identity,
  /**
   * Name of the secret in Secrets Manager under which id numbers of trainees, mentors and founders become keys of persons (at least 16
   * characters, kept for good: under another one nobody is known to have been claimed for). Only subsidies-api is given it.
   */
  personKeySecretName: word,
  /** Own domain of the API; in `aws-cn` it needs an ICP filing before anything answers. */
  domain: z.strictObject({ name: z.string(), certificateArn: z.string() }).nullable(),
  /** Where alarms are mailed; null only creates the topic. */
  alarmEmail: z.email().nullable(),
});
const checkedSettings = stageSettings.refine(
  ({ domain, identity: { origin } }) => domain === null || origin === `https://${domain.name}`,
  'identity.origin is not the domain',
);

export type StageSettings = z.output<typeof stageSettings>;
export type Throttle = z.output<typeof throttle>;

/** A match judges the whole catalogue and costs more than a page of it, so it has the tighter limit. */
const MATCH_ROUTE = 'POST /v1/matches';
/** Nobody is known yet at a sign-in: these write for whoever asks, and the second speaks to the issuer. */
const SIGN_IN_ROUTES = ['GET /v1/auth/sign-in', 'GET /v1/auth/callback'];

/** Whoever it may be leaves a tip, and each reads a case: what one notice takes in a day, the function counts. */
const TIP_ROUTE = 'POST /v1/notices/{id}/tips';

const each = (routes: readonly string[], limit: Throttle) => Object.fromEntries(routes.map((route) => [route, limit]));

const shapes: Record<
  StageSettings['name'],
  Pick<
    StageSettings,
    'name' | 'throttle' | 'commandThrottle' | 'routeThrottle' | 'reservedConcurrency' | 'logRetentionDays' | 'lockedDays' | 'sealing'
  >
> = {
  dev: {
    name: 'dev',
    throttle: { ratePerSecond: 20, burst: 40 },
    commandThrottle: { ratePerSecond: 5, burst: 10 },
    routeThrottle: {
      [MATCH_ROUTE]: { ratePerSecond: 10, burst: 20 },
      [TIP_ROUTE]: { ratePerSecond: 1, burst: 5 },
      ...each(SIGN_IN_ROUTES, { ratePerSecond: 5, burst: 10 }),
    },
    reservedConcurrency: null,
    logRetentionDays: 30,
    lockedDays: 1,
    sealing: { keySpec: 'ECC_NIST_P256', algorithm: 'ECDSA_SHA_256' },
  },
  prod: {
    name: 'prod',
    throttle: { ratePerSecond: 200, burst: 400 },
    commandThrottle: { ratePerSecond: 40, burst: 80 },
    routeThrottle: {
      [MATCH_ROUTE]: { ratePerSecond: 50, burst: 100 },
      [TIP_ROUTE]: { ratePerSecond: 5, burst: 20 },
      ...each(SIGN_IN_ROUTES, { ratePerSecond: 20, burst: 40 }),
    },
    // So that all functions together leave the account (1,000 at first) more than the hundred that nobody may reserve.
    reservedConcurrency: 34,
    // 等保 2.0 level 3 asks for at least 180 days of audit records.
    logRetentionDays: 365,
    // Ten years, as accounting files other than vouchers are kept; ours until whoever runs the house says otherwise.
    lockedDays: 3650,
    sealing: { keySpec: 'ECC_NIST_P256', algorithm: 'ECDSA_SHA_256' },
  },
};

const places: Record<Partition, Pick<StageSettings, 'partition' | 'region' | 'architecture' | 'webHosting'>> = {
  aws: { partition: 'aws', region: 'ap-southeast-1', architecture: 'arm64', webHosting: 'cloudfront' },
  'aws-cn': { partition: 'aws-cn', region: 'cn-northwest-1', architecture: 'x86_64', webHosting: 'function' },
};

/**
 * Domain, alarm address and issuer belong to whoever deploys: fill them in here, per stage, before the first real deployment. The issuer
 * below is nobody's (RFC 2606): until it is filled in the public pages work, and everyone who would sign in is refused.
 */
const owned = (stage: StageSettings['name']) => ({
  domain: null,
  alarmEmail: null,
  personKeySecretName: `rongqiao/${stage}/person-key-secret`,
  identity: {
    origin: 'https://rongqiao.example',
    issuer: 'https://id.rongqiao.example',
    jwksUrl: 'https://id.rongqiao.example/jwks',
    clientId: 'rongqiao-web',
    clientSecretName: `rongqiao/${stage}/oidc-client-secret`,
    scope: 'openid profile',
    audience: 'rongqiao-api',
    claims: { id: 'sub', name: 'name', key: 'person_key' },
  },
});

/**
 * The stages of one partition, checked.
 *
 * @throws ZodError when a setting is missing or out of range.
 */
export function stagesOf(partition: Partition): StageSettings[] {
  return Object.values(shapes).map((shape) => checkedSettings.parse({ ...shape, ...places[partition], ...owned(shape.name) }));
}
