import type * as z from 'zod/mini';
import type { opinionReceipt, opinionView } from '../../../shared/contracts/opinions.ts';
import { eventsOf } from '../../../shared/domain/cases/edges.ts';
import { basisOf, isLate } from '../../../shared/domain/cases/opinions/opinion.ts';
import { profileOf } from '../../../shared/domain/cases/profiles.ts';
import type { Opinion } from '../../../shared/domain/cases/records/beside.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';

/** The hash of the matter as it stands: what an opinion is given on. */
const basisHashOf = ({ record }: Pick<CaseFile, 'record'>): string => contentHash(basisOf(record));

/** What a specialist is shown of a case. Before they declare that there is no conflict: whose it is and who takes part, to know that. */
export function showOpinion(
  file: CaseFile,
  opinion: Opinion,
  documents: readonly Document[],
  today: CivilDate,
): z.infer<typeof opinionView> {
  const { record } = file;
  const { appraisal, concern } = record;
  const blind = profileOf(record.instrument).blindOpinions;
  const { verdict, givenAt, sealHash } = opinion;
  return {
    caseId: record.id,
    opinionId: opinion.id,
    state: opinion.state === 'given' ? 'given' : 'asked',
    open: opinion.state === 'asked' && record.halt === null && eventsOf(record).includes('give-opinion'),
    programmeName: record.programmeName,
    divisionCode: record.divisionCode,
    applicantName: blind ? null : record.applicant.name,
    others: blind ? [] : concern.relatedOrganisationNames,
    askedBy: opinion.declaredAt === null ? null : (opinion.askedBy?.name ?? null),
    question: opinion.declaredAt === null ? null : opinion.question,
    askedAt: opinion.askedAt,
    dueOn: opinion.dueOn,
    late: isLate(opinion, record, today),
    declaredAt: opinion.declaredAt,
    matter:
      opinion.declaredAt === null
        ? null
        : {
            claim: contentsOf(record).shownToExpert(record.claim, opinion),
            computedFen: appraisal?.computedFen ?? null,
            clauses: (appraisal?.clauses ?? []).map(({ id, outcome, text, trusted }) => ({ id, outcome, text, trusted })),
            papers: documents.map(({ id, title, mediaType, sizeBytes, status, sha256 }) => ({
              id,
              title,
              mediaType,
              sizeBytes,
              canOpen: sha256 !== null && (status === 'clean' || status === 'withdrawn'),
            })),
          },
    basisHash: basisHashOf(file),
    given:
      verdict !== null && givenAt !== null && sealHash !== null
        ? { verdict, amounts: opinion.amounts, text: opinion.text, givenAt, sealHash }
        : null,
  };
}

/** What a specialist learns of a step of theirs. */
export function receiptOf(file: CaseFile, id: string): z.infer<typeof opinionReceipt> {
  const found = file.opinions.find((one) => one.id === id);
  if (!found || found.state === 'withdrawn') throw new Error(`case ${file.record.id} has no such opinion`);
  return { caseId: file.record.id, opinionId: id, state: found.state, givenAt: found.givenAt, sealHash: found.sealHash };
}

/** An opinion as those see it who decide. */
export function opinionRowOf(opinion: Opinion, file: CaseFile, today: CivilDate) {
  const { by, askedBy: _askedBy, basisHash, closedAt: _closedAt, version: _version, ...row } = opinion;
  const { name, role, organisationId } = by;
  return {
    ...row,
    by: { name, role, organisationId },
    late: isLate(opinion, file.record, today),
    outdated: opinion.state === 'given' && opinion.kind === 'expert' && basisHash !== basisHashOf(file),
  };
}
