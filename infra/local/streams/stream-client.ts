import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';

/**
 * The stream of a table, of an engine on this machine. What it answers in JSON is already what Lambda hands to a function, attribute by attribute,
 * where the SDK would take it apart for us to put together again; and such an engine asks for a signature and believes any.
 */
const shards = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })) }),
});
const streams = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
const iterator = z.object({ ShardIterator: z.string() });
const page = z.object({
  Records: z.array(
    z.looseObject({ eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']), dynamodb: z.looseObject({ SequenceNumber: z.string() }) }),
  ),
  NextShardIterator: z.string().nullish(),
});

/** The engine refused; `type` is the last part of its error's name. */
class StreamError extends Error {
  readonly type: string;
  constructor(operation: string, type: string) {
    super(`${operation}: ${type}`);
    this.type = type;
  }
}

/** A change as it is handed over, and its number in its shard. */
export type Change = DynamoDBRecord & { readonly dynamodb: { readonly SequenceNumber: string } };

export interface StreamClient {
  /** The newest stream of the table; undefined while it has none. */
  findStream(table: string): Promise<string | undefined>;
  listShards(stream: string): Promise<string[]>;
  /**
   * Up to `limit` changes behind a number, or from the oldest that is kept. A number the stream does not know any more counts as none.
   */
  readAfter(stream: string, shard: string, after: string | undefined, limit: number): Promise<Change[]>;
}

const NOBODY = 'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=00';

export function createStreamClient(endpoint: string): StreamClient {
  const ask = async <Schema extends z.ZodType>(operation: string, body: object, schema: Schema): Promise<z.output<Schema>> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: NOBODY,
      },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    if (response.ok) return schema.parse(json);
    const { __type: type = String(response.status) } = json as { __type?: string };
    throw new StreamError(operation, type.split('#').at(-1) ?? type);
  };
  const iteratorOf = async (stream: string, shard: string, after: string | undefined): Promise<string> => {
    const place = { StreamArn: stream, ShardId: shard };
    if (after !== undefined) {
      try {
        const behind = { ...place, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
        return (await ask('GetShardIterator', behind, iterator)).ShardIterator;
      } catch (error) {
        if (!(error instanceof StreamError && error.type === 'TrimmedDataAccessException')) throw error;
      }
    }
    return (await ask('GetShardIterator', { ...place, ShardIteratorType: 'TRIM_HORIZON' }, iterator)).ShardIterator;
  };

  return {
    async findStream(table) {
      return (await ask('ListStreams', { TableName: table }, streams)).Streams.at(-1)?.StreamArn;
    },
    async listShards(stream) {
      return (await ask('DescribeStream', { StreamArn: stream }, shards)).StreamDescription.Shards.map(({ ShardId }) => ShardId);
    },
    async readAfter(stream, shard, after, limit) {
      const from = await iteratorOf(stream, shard, after);
      const { Records } = await ask('GetRecords', { ShardIterator: from, Limit: limit }, page);
      return Records as unknown as Change[];
    },
  };
}
