import { inject } from 'vitest';
import { type Change, createStreamClient } from '../../infra/local/streams/stream-client.ts';

const PAGE = 1_000;

/** Every change of a table after one of them, to the last: a page ends where its limit is, not where the changes do. */
export function streamOfTable(table: string): (after?: string) => Promise<Change[]> {
  const stream = createStreamClient(inject('database').endpoint);
  return async (after) => {
    const arn = (await stream.findStream(table)) ?? '';
    const [shard = ''] = await stream.listShards(arn);
    const changes: Change[] = [];
    for (;;) {
      const page = await stream.readAfter(arn, shard, changes.at(-1)?.dynamodb.SequenceNumber ?? after, PAGE);
      if (page.length === 0) return changes;
      changes.push(...page);
    }
  };
}
