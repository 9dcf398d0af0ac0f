import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** The topic every alarm of a stack speaks to: encrypted, TLS only, and mailed to the address of the stage if it has one. */
export function alarmTopic(scope: Construct, id: string, { key, email }: { key: Key; email: string | null }): Topic {
  const topic = new Topic(scope, id, { masterKey: key, enforceSSL: true });
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsSpeakThroughTheTopic',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  if (email !== null) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
