import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** One finding of the rule packs that we accept, with why, who answers for it and when to look again. */
export interface Acknowledgement {
  /** Rule id without the pack prefix, for example `AwsSolutions-APIG4`. */
  id: string;
  reason: string;
  owner?: 'platform' | 'web';
  /** Month in which the reason is read again, YYYY-MM. */
  reviewBy?: string;
}

/** Accepts findings on a construct and everything under it; the owner and the review month become part of the recorded reason. */
export function acknowledge(scope: IConstruct, ...acknowledgements: Acknowledgement[]): void {
  for (const { id, reason, owner = 'platform', reviewBy = '2027-11' } of acknowledgements) {
    Validations.of(scope).acknowledge({ id, reason: `${reason} [owner: ${owner}; review by: ${reviewBy}]` });
  }
}
