import { Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { type Acknowledgement, acknowledge } from '../acknowledge.ts';
import { CACHE_DOCUMENT, CACHE_HASHED_ASSET } from '../security-headers.ts';

export interface SiteUploadProps {
  bucket: IBucket;
  distribution: Distribution;
  /** The built web application. */
  web: string;
}

/**
 * Copies the site into its bucket at every deployment: hashed assets first and never deleted (a page opened before the deployment may
 * still ask for the old ones), then the documents that name them, then the edge forgets what it kept.
 */
export class SiteUpload extends Construct {
  constructor(scope: Construct, id: string, { bucket, distribution, web }: SiteUploadProps) {
    super(scope, id);
    const assets = new BucketDeployment(this, 'Assets', {
      sources: [Source.asset(web, { exclude: ['*', '!assets', '!assets/**'] })],
      destinationBucket: bucket,
      cacheControl: [CacheControl.fromString(CACHE_HASHED_ASSET)],
      prune: false,
    });
    const documents = new BucketDeployment(this, 'Documents', {
      sources: [Source.asset(web, { exclude: ['assets', 'assets/**', '.*', '.*/**'] })],
      destinationBucket: bucket,
      cacheControl: [CacheControl.fromString(CACHE_DOCUMENT)],
      prune: false,
      distribution,
      distributionPaths: ['/*'],
    });
    documents.node.addDependency(assets);
    acknowledge(uploaderOf(this), ...acceptedFor(Stack.of(this), bucket));
  }
}

/** The one function behind all deployments of a stack, written and named by the CDK. */
function uploaderOf(scope: Construct): Construct {
  const found = Stack.of(scope).node.children.find((child) => child.node.id.startsWith('Custom::CDKBucketDeployment'));
  if (!(found instanceof Construct)) throw new Error('The CDK no longer makes its uploader where it was; look again at what is accepted.');
  return found;
}

const OURS = 'The uploader of the CDK library, run only while deploying, by CloudFormation:';

function acceptedFor(stack: Stack, bucket: IBucket): Acknowledgement[] {
  const assets = `arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}/*`;
  const site = `<${stack.getLogicalId(bucket.node.defaultChild as never)}.Arn>/*`;
  const wildcards = ['Action::s3:GetObject*', 'Action::s3:GetBucket*', 'Action::s3:List*', 'Action::s3:DeleteObject*', 'Action::s3:Abort*'];
  return [
    { id: 'AwsSolutions-L1', reason: `${OURS} its runtime moves with the pinned library version.` },
    { id: 'Serverless-LambdaLatestVersion', reason: `${OURS} its runtime moves with the pinned library version.` },
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: `${OURS} its role writes its own log and cannot be replaced.`,
    },
    ...wildcards.map((finding) => ({
      id: `AwsSolutions-IAM5[${finding}]`,
      reason: `${OURS} the verbs it needs on the two buckets below.`,
    })),
    { id: `AwsSolutions-IAM5[Resource::${assets}]`, reason: `${OURS} it reads what this deployment uploaded to the bootstrap bucket.` },
    {
      id: `AwsSolutions-IAM5[Resource::${site}]`,
      reason: `${OURS} it writes the files of the site, whose names change with their content.`,
    },
    { id: 'AwsSolutions-IAM5[Resource::*]', reason: `${OURS} CloudFront lets no invalidation be granted before the distribution exists.` },
    { id: 'NIST.800.53.R5-CloudWatchLogGroupEncrypted', reason: `${OURS} its log names public files only.` },
    { id: 'NIST.800.53.R5-IAMNoInlinePolicy', reason: `${OURS} it attaches its rights to its own role, which nobody else can assume.` },
    { id: 'NIST.800.53.R5-LambdaConcurrency', reason: `${OURS} it runs once per deployment.` },
    { id: 'NIST.800.53.R5-LambdaDLQ', reason: `${OURS} a failure fails the deployment, which is where it must be seen.` },
    { id: 'Serverless-LambdaDLQ', reason: `${OURS} a failure fails the deployment, which is where it must be seen.` },
    { id: 'NIST.800.53.R5-LambdaInsideVPC', reason: `${OURS} it talks to S3 and CloudFront only.` },
    { id: 'Serverless-LambdaTracing', reason: `${OURS} its log is enough for one call per deployment.` },
  ];
}
