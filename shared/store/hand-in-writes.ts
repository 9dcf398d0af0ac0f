import type { Pins } from '../domain/cases/records/handed-in.ts';
import type { ApplicantFile } from '../domain/instruments/applicant-file.ts';
import type { HandedIn } from '../domain/instruments/judging.ts';
import { pinWrite } from './case-store.ts';
import type { Write } from './commit.ts';
import { snapshotWrites } from './profile-store.ts';

/**
 * What handing in writes beside the step: the snapshot it is judged on, once, and the pins of the case.
 * @param before the pins of an earlier submission
 * @param at RFC 3339
 */
export function handInWrites(
  { step, programme, snapshot, snapshotHash, named }: HandedIn,
  applicant: ApplicantFile,
  before: Pins | undefined,
  at: string,
): Write[] {
  const known = applicant.file.snapshots.some(({ hash }) => hash === snapshotHash);
  const facts = Object.fromEntries(Object.entries(snapshot.facts).map(([fact, { value, source }]) => [fact, { value, source }]));
  const pins = { programme, snapshot: facts, ...(named !== undefined && { named }), version: (before?.version ?? 0) + 1 };
  return [...(known ? [] : snapshotWrites(snapshotHash, at, snapshot)), pinWrite(step.file.record.id, pins, before)];
}
