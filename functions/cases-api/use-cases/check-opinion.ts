import type { Opinion } from '../../../shared/domain/cases/records/beside.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';
import { badFields, type FieldFault } from '../../../shared/domain/parties/refusal.ts';
import type { Refusal } from '../../../shared/http/command.ts';

const NO_SUCH_ROW = { zh: '申请中没有这一行', en: 'is no row of the claim' };
const NOT_ASKED = { zh: '不在所征询的行内', en: 'is no row you are asked about' };
const NO_SUCH_PAPER = { zh: '不是申请中列出的材料', en: 'is no paper the claim names' };
const ABOVE_CLAIMED = { zh: '不能高于申报金额', en: 'must not be above what is claimed' };

type Asked = Pick<CaseRecord, 'instrument' | 'claim'>;

/** The rows a specialist may be asked about, by id. */
const rowsFor = (record: Asked) =>
  new Map(
    contentsOf(record)
      .rows(record.claim)
      .filter(({ forExperts }) => forExperts)
      .map((row) => [row.id, row]),
  );

/** Why a specialist cannot be asked about this: rows and papers have to be the claim's. */
export function refusalOfQuestion(
  record: Asked,
  { lines, papers }: { readonly lines: readonly string[]; readonly papers: readonly string[] },
): Refusal | undefined {
  const rows = rowsFor(record);
  const unknownRows = lines.flatMap((id, at): FieldFault[] =>
    rows.has(id) ? [] : [{ pointer: `/lines/${at}`, code: 'unknown-line', detail: NO_SUCH_ROW }],
  );
  if (unknownRows.length > 0) return { code: 'unknown-line', faults: unknownRows };
  const named = contentsOf(record).papers(record.claim);
  const unknownPapers = papers.flatMap((id, at): FieldFault[] =>
    named.has(id) ? [] : [{ pointer: `/papers/${at}`, code: 'unknown-document', detail: NO_SUCH_PAPER }],
  );
  return unknownPapers.length > 0 ? { code: 'unknown-document', faults: unknownPapers } : undefined;
}

/** Why an opinion cannot be taken as it is said: amounts are about rows that were asked about, and never above what is claimed of them. */
export function refusalOfAnswer(record: Asked, { lines }: Pick<Opinion, 'lines'>, { amounts = [] }: StepDetail): Refusal | undefined {
  const rows = rowsFor(record);
  const unknown = amounts.flatMap(({ lineId }, at): FieldFault[] =>
    rows.has(lineId) && (lines.length === 0 || lines.includes(lineId))
      ? []
      : [{ pointer: `/amounts/${at}/lineId`, code: 'unknown-line', detail: NOT_ASKED }],
  );
  if (unknown.length > 0) return { code: 'unknown-line', faults: unknown };
  const claimed = (lineId: string): number => rows.get(lineId)?.claimedFen ?? Number.POSITIVE_INFINITY;
  const above = amounts.flatMap(({ lineId, amountFen }, at): FieldFault[] =>
    amountFen <= claimed(lineId) ? [] : [{ pointer: `/amounts/${at}/amountFen`, code: 'above-claimed', detail: ABOVE_CLAIMED }],
  );
  return above.length > 0 ? badFields(above) : undefined;
}
