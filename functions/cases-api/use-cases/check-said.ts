import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';
import { NO_SUCH_PAPER, papersOfCase } from '../../../shared/domain/instruments/papers-of-case.ts';
import { addMonths, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { FieldFault } from '../../../shared/domain/parties/refusal.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** What somebody names in a step has to be there: clauses of the judgement, papers of the case, places of the claim. */
type Known = Pick<CaseFile, 'record' | 'corrections'>;

const NO_SUCH_CLAUSE = { zh: '本案的判定中没有这一条件', en: 'is no clause the case was judged by' };
const TOO_LATE = { zh: '期限最晚为两年之内', en: 'must lie within two years' };
const NO_SUCH_PLACE = {
  zh: '申请中没有这一处，或它不是一个字段、一行：请逐项指明',
  en: 'is no place of the claim, or neither one field nor one row of it: name each by itself',
};

/** What stands beside the claim and is handed in with it. */
const BESIDE_CLAIM: readonly string[] = ['/payee', '/interests'];

const PAYERS: readonly string[] = ['cancel-payment', 'keep-payment'] satisfies CaseEvent[];

/** Defects that name nothing of this case that could be put right. */
function misplaced({ record }: Known, defects: NonNullable<StepDetail['defects']>): FieldFault[] {
  const clauses = (record.appraisal?.clauses ?? []).map(({ id }) => `/clauses/${id}`);
  const beside = new Set([...BESIDE_CLAIM, ...clauses]);
  const { hasPlace } = contentsOf(record);
  return defects.flatMap(({ pointer }, at) =>
    beside.has(pointer) || hasPlace(record.claim, pointer)
      ? []
      : [{ pointer: `/defects/${at}/pointer`, code: 'unknown-field', detail: NO_SUCH_PLACE }],
  );
}

/** Why a step cannot be taken with what is said in it; undefined: the machine decides. */
export function refusalOfSaid(
  name: string,
  file: Known,
  { clauses = [], findings = [], met = [], conditions = [], defects = [] }: StepDetail,
  { role, organisationId }: Actor,
  today: CivilDate,
): Refusal | undefined {
  const { appraisal, confirmingBodyId, budget } = file.record;
  // The bureau confirms where the applicant is the body itself; elsewhere the body does.
  if (name === 'confirm' && role === 'scitech-officer' && confirmingBodyId !== null) return { code: 'not-your-role' };
  // The bureau that pays, and not one above it whose region covers this one.
  if (PAYERS.includes(name) && organisationId !== budget?.payerId) return { code: 'not-your-role' };
  const known = new Set((appraisal?.clauses ?? []).map(({ id }) => id));
  const cited = [
    ...clauses.map((id, at) => ({ id, pointer: `/clauses/${at}` })),
    ...findings.map(({ clause }, at) => ({ id: clause, pointer: `/findings/${at}/clause` })),
  ];
  const unknown = cited.filter(({ id }) => !known.has(id));
  if (unknown.length > 0)
    return { code: 'clause-unknown', faults: unknown.map(({ pointer }) => ({ pointer, code: 'clause-unknown', detail: NO_SUCH_CLAUSE })) };
  const placeless = misplaced(file, defects);
  if (placeless.length > 0) return { code: 'unknown-field', faults: placeless };
  const named = papersOfCase(file);
  const shownBy = { findings, met };
  const foreign = Object.entries(shownBy).flatMap(([list, rows]) =>
    rows.flatMap(({ evidence }, at) =>
      evidence.flatMap((id, place): FieldFault[] =>
        named.has(id) ? [] : [{ pointer: `/${list}/${at}/evidence/${place}`, code: 'unknown-document', detail: NO_SUCH_PAPER }],
      ),
    ),
  );
  if (foreign.length > 0) return { code: 'unknown-document', faults: foreign };
  const last = addMonths(today, 24);
  const late = conditions.flatMap(({ dueOn }, at): FieldFault[] =>
    dueOn <= last ? [] : [{ pointer: `/conditions/${at}/dueOn`, code: 'too-late', detail: TOO_LATE }],
  );
  return late.length > 0 ? { code: 'conditions-missing', faults: late } : undefined;
}
