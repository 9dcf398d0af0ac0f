import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';
import { NO_SUCH_PAPER, papersOfCase } from '../../../shared/domain/instruments/papers-of-case.ts';
import { badFields, type FieldFault } from '../../../shared/domain/parties/refusal.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { readFact } from '../../../shared/domain/policy/read-fact.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** What a reviewer names has to be there: rows of the claim, facts its clauses ask for, papers of the applicant. */
type Known = Pick<CaseFile, 'record' | 'corrections'>;

/** Does the claim have such a row, whatever rows its instrument has? */
const hasRow = (record: CaseFile['record'], lineId: string): boolean =>
  contentsOf(record)
    .rows(record.claim)
    .some(({ id }) => id === lineId);

const NOT_ASKED = { zh: '没有待确认的条件要求这个事实', en: 'no clause that is unknown asks for this fact' };

/**
 * What a reviewer settles answers a clause that is unknown, or was when it was settled before; its value is one the dictionary allows, and
 * each paper it rests on was handed in with the case: in the claim as it stands, as it stood, or in answer to a correction.
 */
function settles(
  file: Known,
  { fact = '', value, evidence = [] }: StepDetail,
  dictionary: FactDictionary,
  documents: readonly Document[],
): Refusal | undefined {
  const { appraisal, settled } = file.record;
  const named = papersOfCase(file);
  const asked = appraisal?.clauses.some((clause) => clause.fact === fact && clause.outcome === 'unknown');
  const definition = dictionary.get(fact);
  if (!definition || !(asked || settled.some((one) => one.fact === fact)))
    return { code: 'clause-not-unknown', faults: [{ pointer: '/fact', code: 'not-asked', detail: NOT_ASKED }] };
  const read = readFact(definition, value);
  if (!read.ok) return badFields([{ pointer: '/value', code: read.refusal.code, detail: read.refusal.detail }]);
  const faults = evidence.flatMap((id, at): FieldFault[] =>
    named.has(id) && documents.some((paper) => paper.id === id && paper.status === 'clean')
      ? []
      : [{ pointer: `/evidence/${at}`, code: 'unknown-document', detail: NO_SUCH_PAPER }],
  );
  return faults.length > 0 ? { code: 'unknown-document', faults } : undefined;
}

/** Why a step of the review cannot be judged as it is said; undefined: it can. */
export function refusalOfReview(
  name: string,
  file: Known,
  detail: StepDetail,
  { dictionary, documents }: { readonly dictionary: FactDictionary; readonly documents: readonly Document[] },
): Refusal | undefined {
  const { lineId } = detail;
  if (lineId !== undefined && !hasRow(file.record, lineId)) return { code: 'unknown-line' };
  return name === 'settle-fact' ? settles(file, detail, dictionary, documents) : undefined;
}
