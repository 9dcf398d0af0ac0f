import type { FieldFault as Fault } from '../../parties/refusal.ts';
import type { Appraisal } from '../records/appraisal.ts';
import type { Finding } from '../records/decision.ts';
import type { CaseRecord } from '../records.ts';
import type { Checks, View } from './check.ts';

/** A clause as a refusal names it, with the place it is written in. */
const faultOfClause = ({ id, text, citation }: Appraisal['clauses'][number]): Fault => ({
  pointer: `/clauses/${id}`,
  code: id,
  detail: text,
  citation: citation as Fault['citation'],
});
const clauseFaults =
  (...outcomes: readonly string[]) =>
  ({ file }: View): Fault[] =>
    (file.record.appraisal?.clauses ?? []).filter(({ outcome }) => outcomes.includes(outcome)).map(faultOfClause);

const failedOn = ({ appraisal }: CaseRecord, fact: string | undefined) =>
  (appraisal?.clauses ?? []).filter((clause) => clause.fact === fact && clause.outcome === 'failed');
const NOT_FAILED = { zh: '这一条件没有判定为不符合：请写明查实的情况', en: 'it was not judged to fail: say what was found' };
const NOTHING_CITED = { zh: '请至少引用一项条件，或写明一项查实的情况', en: 'cite a clause, or say what was found' };
const NAMED_TWICE = { zh: '同一份材料引用了两次', en: 'the same paper is named twice' };
const NO_GROUND = { zh: '请写明查实的情况，并附材料或官方来源', en: 'say what was found, with a paper or an official source' };
/** What is cited without a ground: nothing at all, a clause that neither failed nor has a finding, a finding that rests on nothing. */
function groundless({ file, detail: { clauses = [], findings = [] } }: View): Fault[] {
  const failed = (file.record.appraisal?.clauses ?? []).filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  const shown = [...failed, ...findings.map(({ clause }) => clause)];
  if (clauses.length + findings.length === 0) return [{ pointer: '/clauses', code: 'clause-not-failed', detail: NOTHING_CITED }];
  const rests = ({ text, evidence, source }: Finding) => text.trim() !== '' && (evidence.length > 0 || (source ?? '').trim() !== '');
  return [
    ...clauses.flatMap((id, at) => (shown.includes(id) ? [] : [{ pointer: `/clauses/${at}`, code: id, detail: NOT_FAILED }])),
    ...findings.flatMap((one, at) => {
      const pointer = `/findings/${at}/evidence`;
      if (!rests(one)) return [{ pointer, code: one.clause, detail: NO_GROUND }];
      return new Set(one.evidence).size < one.evidence.length ? [{ pointer, code: one.clause, detail: NAMED_TWICE }] : [];
    }),
  ];
}

/** What it is judged by, clause by clause. */
export const CLAUSE_CHECKS = {
  'no-failed-clause': {
    code: 'clause-failed',
    holds: ({ file }) => file.record.appraisal !== null && file.record.appraisal.verdict !== 'ineligible',
    faults: clauseFaults('failed'),
  },
  'all-clauses-met': {
    code: 'clause-open',
    holds: ({ file }) => file.record.appraisal?.verdict === 'eligible' && (file.record.appraisal.computedFen ?? 0) > 0,
    faults: clauseFaults('failed', 'unknown'),
  },
  'trusted-sources': {
    code: 'source-not-trusted',
    holds: ({ file }) => file.record.appraisal?.clauses.every(({ trusted }) => trusted) ?? false,
    faults: ({ file }) => (file.record.appraisal?.clauses ?? []).filter(({ trusted }) => !trusted).map(faultOfClause),
  },
  'cites-failed-clause': {
    code: 'clause-not-failed',
    holds: (view) => groundless(view).length === 0,
    faults: groundless,
  },
  'settles-unknown': {
    code: 'clause-not-unknown',
    // What a reviewer has settled may be settled anew; what the company's own facts say may not be overridden.
    holds: ({ file: { record }, detail: { fact } }) =>
      record.settled.some((entry) => entry.fact === fact) || failedOn(record, fact).length === 0,
    faults: ({ file: { record }, detail: { fact } }) =>
      failedOn(record, fact).map(({ id, text }) => ({ pointer: '/fact', code: id, detail: text })),
  },
} satisfies Checks;
