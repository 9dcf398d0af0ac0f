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
  /** Route key to its own limit. */
  routeThrottle: z.record(z.string().regex(/^(?:GET|POST) \//u), throttle),
  /** Upper bound of concurrent executions per function; null leaves the account's pool (a new account has only 10 in all). */
  reservedConcurrency: z.int().positive().nullable(),
  logRetentionDays: z.int().positive(),
  /** Own domain of the API; in `aws-cn` it needs an ICP filing before anything answers. */
  domain: z.strictObject({ name: z.string(), certificateArn: z.string() }).nullable(),
  /** Where alarms are mailed; null only creates the topic. */
  alarmEmail: z.email().nullable(),
});

export type StageSettings = z.output<typeof stageSettings>;
export type Throttle = z.output<typeof throttle>;

/** A match judges the whole catalogue and costs more than a page of it, so it has the tighter limit. */
const MATCH_ROUTE = 'POST /v1/matches';

const shapes: Record<
  StageSettings['name'],
  Pick<StageSettings, 'name' | 'throttle' | 'routeThrottle' | 'reservedConcurrency' | 'logRetentionDays'>
> = {
  dev: {
    name: 'dev',
    throttle: { ratePerSecond: 20, burst: 40 },
    routeThrottle: { [MATCH_ROUTE]: { ratePerSecond: 10, burst: 20 } },
    reservedConcurrency: null,
    logRetentionDays: 30,
  },
  prod: {
    name: 'prod',
    throttle: { ratePerSecond: 200, burst: 400 },
    routeThrottle: { [MATCH_ROUTE]: { ratePerSecond: 50, burst: 100 } },
    reservedConcurrency: 100,
    // 等保 2.0 level 3 asks for at least 180 days of audit records.
    logRetentionDays: 365,
  },
};

const places: Record<Partition, Pick<StageSettings, 'partition' | 'region' | 'architecture' | 'webHosting'>> = {
  aws: { partition: 'aws', region: 'ap-southeast-1', architecture: 'arm64', webHosting: 'cloudfront' },
  'aws-cn': { partition: 'aws-cn', region: 'cn-northwest-1', architecture: 'x86_64', webHosting: 'function' },
};

/** Domain and alarm address belong to whoever deploys: fill them in here, per stage, before the first real deployment. */
const owned = { domain: null, alarmEmail: null };

/**
 * The stages of one partition, checked.
 *
 * @throws ZodError when a setting is missing or out of range.
 */
export function stagesOf(partition: Partition): StageSettings[] {
  return Object.values(shapes).map((shape) => stageSettings.parse({ ...shape, ...places[partition], ...owned }));
}
