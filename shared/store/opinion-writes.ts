import { listOf, opinionCardOf } from '../domain/cases/opinions/opinion-card.ts';
import type { Opinion } from '../domain/cases/records/beside.ts';
import type { CaseFile, CaseRecord } from '../domain/cases/records.ts';
import type { Write } from './commit.ts';
import { besideCaseKey, opinionListing } from './keys/cases.ts';

/** Names the rows of opinions within their case. Apart from the lists, whose records every function that takes a step would carry. */
export const OPINION_ROW = 'OPINION';

const rowOf = (record: CaseRecord, opinion: Opinion, nth: number) => {
  const list = listOf(opinion);
  const place =
    list &&
    opinionListing(
      opinion.by.personId,
      list,
      opinion.givenAt ?? opinion.closedAt ?? opinion.dueOn ?? opinion.askedAt,
      record.id,
      opinion.id,
    );
  return {
    ...besideCaseKey(record.id, OPINION_ROW, opinion.id),
    ...place,
    ...(list && { card: opinionCardOf(record, opinion) }),
    ...opinion,
    nth,
  };
};

/** The opinions a step wrote or changed, each with its place in the list of the specialist it is asked of. */
export function opinionWrites(before: CaseFile | undefined, { record, opinions }: CaseFile): Write[] {
  const old = new Map((before?.opinions ?? []).map((row) => [row.id, row]));
  return opinions
    .filter((row) => old.get(row.id) !== row)
    .map((row) => ({ put: rowOf(record, row, opinions.indexOf(row) + 1), expect: old.get(row.id)?.version ?? ('absent' as const) }));
}
