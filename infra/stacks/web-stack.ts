import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { type Acknowledgement, acknowledge } from '../acknowledge.ts';
import { pageHeaders } from '../constructs/page-headers.ts';
import { pageResolutionSource } from '../constructs/page-resolution.ts';
import { SiteUpload } from '../constructs/site-upload.ts';
import { FALLBACK_PAGE, siteFilesOf } from '../constructs/web-host-package.ts';
import type { StageSettings } from '../stages.ts';

export interface WebStackProps extends StackProps {
  stage: StageSettings;
  /** Host name of the API, which answers its paths under the same origin as the pages. */
  apiHost: string;
  /** Where pages send files to and get them from, straight in and out of storage. */
  storage: readonly string[];
  /** The built web application. */
  web: string;
}

/** Pages and files in a private bucket behind CloudFront, and the API under the same name, so that the browser sees one origin. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { stage, apiHost, storage, web, ...props }: WebStackProps) {
    super(scope, id, props);
    const site = new Bucket(this, 'Site', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(site, ...ACCEPTED_ON_THE_BUCKET);
    // The class declares its optional members as `| undefined`, its interface does not, and our compiler tells the two apart.
    const bucket = site as IBucket;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `Rongqiao ${stage.name}`,
      defaultBehavior: this.pages(bucket, web, storage),
      additionalBehaviors: Object.fromEntries(apiPatterns().map((pattern) => [pattern, apiBehaviour(apiHost)])),
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_200,
      ...(stage.domain && {
        domainNames: [stage.domain.name],
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', stage.domain.certificateArn),
      }),
    });
    acknowledge(distribution, ...ACCEPTED_ON_THE_DISTRIBUTION);
    new SiteUpload(this, 'Upload', { bucket, distribution, web });
    new CfnOutput(this, 'Address', { value: `https://${stage.domain?.name ?? distribution.distributionDomainName}` });
  }

  private pages(bucket: IBucket, web: string, storage: readonly string[]): BehaviorOptions {
    const prerendered = siteFilesOf(web).filter((path) => path.endsWith('.html') && path !== FALLBACK_PAGE);
    const resolution = new EdgeFunction(this, 'PageResolution', {
      comment: 'Which file answers an address',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(pageResolutionSource(prerendered, FALLBACK_PAGE)),
    });
    return {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: pageHeaders(this, 'PageHeaders', storage),
      functionAssociations: [{ function: resolution, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
  }
}

/** The first part of every API path, once each: `/v1/*`. */
export function apiPatterns(): string[] {
  return [...new Set(ROUTE_LIST.map(({ path }) => `/${path.split('/')[1]}/*`))];
}

/** The API sets its own headers and is never cached here. */
function apiBehaviour(host: string): BehaviorOptions {
  return {
    origin: new HttpOrigin(host),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    compress: true,
  };
}

const PUBLIC_FILES = 'Holds only what the build publishes to everyone and can make again from the repository;';

const ACCEPTED_ON_THE_BUCKET: Acknowledgement[] = [
  { id: 'AwsSolutions-S1', reason: `${PUBLIC_FILES} readers come through CloudFront, and a log of them would be a log of people.` },
  { id: 'NIST.800.53.R5-S3BucketLoggingEnabled', reason: `${PUBLIC_FILES} a log of its readers would be a log of people.` },
  { id: 'NIST.800.53.R5-S3BucketReplicationEnabled', reason: `${PUBLIC_FILES} a second copy protects nothing.` },
  { id: 'NIST.800.53.R5-S3DefaultEncryptionKMS', reason: `${PUBLIC_FILES} a key of our own would keep no secret.` },
];

const ACCEPTED_ON_THE_DISTRIBUTION: Acknowledgement[] = [
  { id: 'AwsSolutions-CFR1', reason: 'The programmes are public information for anyone, founders abroad included.', owner: 'web' },
  {
    id: 'AwsSolutions-CFR2',
    reason: 'Static files and an API with stage and route throttling; a web ACL is added when an attack shows what it must stop.',
  },
  { id: 'AwsSolutions-CFR3', reason: 'Its log would hold addresses of visitors; the access log of the API, without them, is the record.' },
  {
    id: 'AwsSolutions-CFR4',
    reason: 'The default certificate of CloudFront fixes its own minimum; with the domain of the stage set, TLS 1.2 (2021) holds.',
  },
];
