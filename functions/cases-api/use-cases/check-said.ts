import type { StepDetail } from '../../../shared/domain/cases/guards.ts';
import type { Actor, CaseFile } from '../../../shared/domain/cases/records.ts';
import type { Document } from '../../../shared/domain/documents/document.ts';
import { addMonths, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { badFields, type FieldFault } from '../../../shared/domain/parties/refusal.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { readFact } from '../../../shared/domain/policy/read-fact.ts';
import type { ClaimDraft } from '../../../shared/domain/subsidies/claim.ts';
import { rowIdOf, rowsOf } from '../../../shared/domain/subsidies/claim-parts.ts';
import { papersOfCase } from '../../../shared/domain/subsidies/papers-named.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** What somebody names in a step has to be there: rows of the claim, clauses of its judgement, papers of the applicant. */
type Known = Pick<CaseFile, 'record' | 'corrections'>;

const ROWS = ['lines', 'trainees', 'sessions', 'household'] as const;

/** Does the claim have such a row: a bill, a trainee, a session, a relative? */
const hasRow = (claim: ClaimDraft, lineId: string): boolean =>
  ROWS.some((list) => rowsOf(claim, list).some((row) => rowIdOf(row) === lineId));

const NO_SUCH_PAPER = { zh: '不是随本案提交并已通过检查的材料', en: 'is no paper that was handed in with this case and found clean' };
const NOT_ASKED = { zh: '没有待确认的条件要求这个事实', en: 'no clause that is unknown asks for this fact' };
const NO_SUCH_CLAUSE = { zh: '本案的判定中没有这一条件', en: 'is no clause the case was judged by' };
const TOO_LATE = { zh: '期限最晚为两年之内', en: 'must lie within two years' };

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
  if (lineId !== undefined && !hasRow(file.record.claim as ClaimDraft, lineId)) return { code: 'unknown-line' };
  return name === 'settle-fact' ? settles(file, detail, dictionary, documents) : undefined;
}

/** Why a step cannot be taken with what is said in it; undefined: the machine decides. */
export function refusalOfSaid(
  name: string,
  file: Known,
  { clauses = [], findings = [], conditions = [] }: StepDetail,
  { role }: Actor,
  today: CivilDate,
): Refusal | undefined {
  const { appraisal, confirmingBodyId } = file.record;
  // The bureau confirms where the applicant is the body itself; elsewhere the body does.
  if (name === 'confirm' && role === 'scitech-officer' && confirmingBodyId !== null) return { code: 'not-your-role' };
  const known = new Set((appraisal?.clauses ?? []).map(({ id }) => id));
  const cited = [
    ...clauses.map((id, at) => ({ id, pointer: `/clauses/${at}` })),
    ...findings.map(({ clause }, at) => ({ id: clause, pointer: `/findings/${at}/clause` })),
  ];
  const unknown = cited.filter(({ id }) => !known.has(id));
  if (unknown.length > 0)
    return { code: 'clause-unknown', faults: unknown.map(({ pointer }) => ({ pointer, code: 'clause-unknown', detail: NO_SUCH_CLAUSE })) };
  const named = papersOfCase(file);
  const foreign = findings.flatMap(({ evidence }, at) =>
    evidence.flatMap((id, place): FieldFault[] =>
      named.has(id) ? [] : [{ pointer: `/findings/${at}/evidence/${place}`, code: 'unknown-document', detail: NO_SUCH_PAPER }],
    ),
  );
  if (foreign.length > 0) return { code: 'unknown-document', faults: foreign };
  const last = addMonths(today, 24);
  const late = conditions.flatMap(({ dueOn }, at): FieldFault[] =>
    dueOn <= last ? [] : [{ pointer: `/conditions/${at}/dueOn`, code: 'too-late', detail: TOO_LATE }],
  );
  return late.length > 0 ? { code: 'conditions-missing', faults: late } : undefined;
}
