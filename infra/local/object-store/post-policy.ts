import * as z from 'zod';
import { S3Error } from './s3-error.ts';

const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.number(), z.number()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z.record(z.string(), z.string()).refine((condition) => Object.keys(condition).length === 1),
    ]),
  ),
});

/** Fields that carry the form itself and need no condition. */
const FREE = new Set(['policy', 'x-amz-signature', 'file']);

interface FieldCondition {
  readonly field: string;
  readonly holds: (value: string) => boolean;
}

/** What a form allows: how many bytes, at least and at most. */
export interface AllowedSize {
  readonly min: number;
  readonly max: number;
}

function readPolicy(encoded: string): z.infer<typeof policySchema> {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    throw new S3Error('InvalidPolicyDocument', 'The policy of the form cannot be read.');
  }
}

const fieldConditions = (conditions: z.infer<typeof policySchema>['conditions']): FieldCondition[] =>
  conditions.flatMap((condition): FieldCondition[] => {
    if (!Array.isArray(condition)) {
      const [[field = '', wanted] = []] = Object.entries(condition);
      return [{ field: field.toLowerCase(), holds: (value) => value === wanted }];
    }
    if (condition[0] === 'content-length-range') return [];
    const [kind, field, wanted] = condition;
    return [{ field: field.slice(1).toLowerCase(), holds: (value) => (kind === 'eq' ? value === wanted : value.startsWith(wanted)) }];
  });

/**
 * Holds the fields of a form (names in lower case) against its policy: it has not expired, each condition is met, and each field has one.
 * Source: Amazon S3 API Reference, "Creating a POST policy".
 * @returns the size the file may have
 * @throws S3Error naming the condition that is not met
 */
export function checkPolicy(fields: ReadonlyMap<string, string>, now: Date): AllowedSize {
  const { expiration, conditions } = readPolicy(fields.get('policy') ?? '');
  if (Date.parse(expiration) <= now.getTime()) throw new S3Error('AccessDenied', 'Invalid according to Policy: Policy expired.');
  const asked = fieldConditions(conditions);
  for (const { field, holds } of asked) {
    if (!holds(fields.get(field) ?? ''))
      throw new S3Error('AccessDenied', `Invalid according to Policy: Policy Condition failed: ${field}`);
  }
  const named = new Set(asked.map(({ field }) => field));
  const extra = [...fields.keys()].find((field) => !FREE.has(field) && !field.startsWith('x-ignore-') && !named.has(field));
  if (extra !== undefined) throw new S3Error('AccessDenied', `Invalid according to Policy: Extra input fields: ${extra}`);
  const range = conditions.find((condition) => Array.isArray(condition) && condition[0] === 'content-length-range');
  return range ? { min: Number((range as unknown[])[1]), max: Number((range as unknown[])[2]) } : { min: 0, max: 5 * 1024 ** 3 };
}
