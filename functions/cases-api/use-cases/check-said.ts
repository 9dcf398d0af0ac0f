import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import type { Actor, CaseFile } from '../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { NO_SUCH_PAPER, papersOfCase } from '../../../shared/domain/instruments/papers-of-case.ts';
import { addMonths, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { FieldFault } from '../../../shared/domain/parties/refusal.ts';
import type { Refusal } from '../../../shared/http/command.ts';

/** What somebody names in a step has to be there: clauses of the judgement, papers of the case. */
type Known = Pick<CaseFile, 'record' | 'corrections'>;

const NO_SUCH_CLAUSE = { zh: '本案的判定中没有这一条件', en: 'is no clause the case was judged by' };
const TOO_LATE = { zh: '期限最晚为两年之内', en: 'must lie within two years' };

const PAYERS: readonly string[] = ['cancel-payment', 'keep-payment'] satisfies CaseEvent[];

/** Why a step cannot be taken with what is said in it; undefined: the machine decides. */
export function refusalOfSaid(
  name: string,
  file: Known,
  { clauses = [], findings = [], conditions = [] }: StepDetail,
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
