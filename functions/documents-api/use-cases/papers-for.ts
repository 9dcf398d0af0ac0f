import type * as z from 'zod/mini';
import type { papersAnswer } from '../../../shared/contracts/documents.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { checkPapers } from '../../../shared/domain/documents/papers.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { versionOn } from '../../../shared/domain/policy/in-force.ts';
import type { Programme, ProgrammeVersion } from '../../../shared/domain/policy/programme.ts';
import { showDocument } from './show-document.ts';

/** The papers of the version in force on a day (else of the last one), kind by kind, beside what the applicant has. */
export function papersFor(programme: Programme, documents: readonly Document[], day: CivilDate, now: Date): z.infer<typeof papersAnswer> {
  const version = versionOn(programme, day) ?? (programme.versions.at(-1) as ProgrammeVersion);
  const checks = checkPapers(version.documents, documents, day, now.toISOString());
  return {
    programmeId: programme.id,
    version: version.version,
    on: day,
    papers: checks.map(({ kind, name, state, documents: found }) => ({
      kind,
      name,
      state,
      documents: found.map(({ document }) => showDocument(document, { now, day })),
    })),
    toProvide: checks.filter(({ state }) => state === 'missing' || state === 'expired').length,
  };
}
