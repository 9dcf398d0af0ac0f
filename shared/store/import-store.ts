import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { ImportPlan } from '../domain/parties/import-plan.ts';
import { readRows } from './batch-read.ts';
import type { Write } from './commit.ts';
import { isKept, storedAnswer } from './idempotency.ts';
import { historyKey, sourceKey } from './keys/companies.ts';
import { creditCodeKey } from './keys/organisations.ts';
import { idempotencyKey } from './keys/people.ts';
import { foundingWrites } from './party-store.ts';
import { statedFactsWrites } from './profile-store.ts';
import { residenceWrites } from './residence-store.ts';

const holder = z.object({ pk: z.string(), organisationId: z.string() });

/** What one line of an import writes; of a company that is new, everything at once. */
export function importWrites({ organisation, founded, residence, stated }: ImportPlan): readonly Write[] {
  const sits = residence ? residenceWrites(organisation, residence.record, residence.seen) : [];
  if (!founded) return [...sits, ...(stated ? statedFactsWrites(organisation, stated) : [])];
  const { id } = organisation;
  const said: readonly Write[] = stated
    ? [
        { put: { ...sourceKey(id, stated.source.source, stated.source.organisationId), ...stated.source }, expect: 'absent' },
        { put: { ...historyKey(id, stated.change.version), ...stated.change }, expect: 'absent' },
      ]
    : [];
  return [...foundingWrites(organisation, [], founded), ...said, ...sits];
}

export const createImportStore = (client: DynamoDBDocumentClient, table: string) => ({
  /** The companies that hold these credit codes, by code. One consistent BatchGetItem for each 100. */
  async readHolders(usccs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const byPartition = new Map(usccs.map((uscc) => [creditCodeKey(uscc, 'company').pk as string, uscc]));
    const rows = await readRows(
      client,
      table,
      usccs.map((uscc) => creditCodeKey(uscc, 'company')),
    );
    return new Map(
      rows.map((row) => {
        const { pk, organisationId } = holder.parse(row);
        return [byPartition.get(pk) ?? '', organisationId];
      }),
    );
  },

  /** What lines of this very run led to before, as stored, by their key. One consistent BatchGetItem for each 100. */
  async readDone(personId: string, keyHashes: readonly string[], now: Date): Promise<ReadonlyMap<string, string>> {
    const rows = await readRows(
      client,
      table,
      keyHashes.map((keyHash) => idempotencyKey(personId, keyHash)),
    );
    const answers = rows.map((row) => storedAnswer.parse(row)).filter((answer) => isKept(answer, now));
    return new Map(answers.map(({ keyHash, body }) => [keyHash, body ?? '']));
  },
});
export type ImportStore = ReturnType<typeof createImportStore>;
