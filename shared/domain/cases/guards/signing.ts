import { ROLES } from '../../parties/kinds.ts';
import type { FieldFault as Fault } from '../../parties/refusal.ts';
import type { Bilingual } from '../../policy/text.ts';
import { coolsOffOn } from '../money/cooling-off.ts';
import { isOpposed } from '../opinions/opinion.ts';
import { levelsOf, ruleWhenExhausted } from '../terms/terms.ts';
import { type Checks, onField, type View } from './check.ts';

const approvedSoFar = ({ file: { record } }: View): number =>
  record.approvals.filter(({ contentHash }) => contentHash === record.contentHash).length;
const amountOf = ({ file: { record } }: View): number => record.appraisal?.computedFen ?? 0;
const levelsIn = (view: View) => levelsOf(view.file.record, amountOf(view));
/** Whose turn it is: levels sign in their order. */
const nextLevel = (view: View) => levelsIn(view)[approvedSoFar(view)];
const limitOf = (uptoFen: number): Bilingual => ({
  zh: `代理审批的金额上限为 ${uptoFen / 100} 元`,
  en: `as a stand-in you may approve up to ${uptoFen / 100} yuan`,
});
/** Why this one does not sign here: it is another role's level, or more than a stand-in was given. */
function beyondAuthority(view: View): Fault[] {
  const { role, onBehalf } = view.by;
  const level = nextLevel(view);
  if (level && level.role !== role) {
    const { zh, en } = ROLES[level.role];
    const detail = { zh: `第 ${level.level} 级由${zh}签署`, en: `level ${level.level} is signed by: ${en}` };
    return [{ pointer: '/contentHash', code: `level-${level.level}`, detail }];
  }
  if (onBehalf?.uptoFen == null) return [];
  return [{ pointer: '/contentHash', code: onBehalf.delegationId, detail: limitOf(onBehalf.uptoFen) }];
}
const SHA_256 = /^[0-9a-f]{64}$/;

/** What is signed, by whom, out of what. */
export const SIGNING_CHECKS = {
  'content-unchanged': {
    code: 'content-changed',
    holds: ({ file, detail }) => detail.contentHash !== undefined && detail.contentHash === file.record.contentHash,
    faults: onField('/contentHash', 'content-changed'),
  },
  'within-authority': {
    code: 'above-authority',
    // Whoever stands in for an approver may have been given less than the approver has.
    holds: (view) => nextLevel(view)?.role === view.by.role && amountOf(view) <= (view.by.onBehalf?.uptoFen ?? Infinity),
    faults: beyondAuthority,
  },
  'answers-opposition': {
    code: 'opposition-unanswered',
    holds: ({ file: { record }, detail: { reason = '' }, hashOf }) => reason.trim() !== '' || !isOpposed(record, hashOf),
    faults: onField('/reason', 'opposition-unanswered'),
  },
  // Asked before this signature is counted in.
  'levels-left': { code: 'level-done', holds: (view) => approvedSoFar(view) + 1 < levelsIn(view).length },
  'last-level': { code: 'level-missing', holds: (view) => approvedSoFar(view) + 1 >= levelsIn(view).length },
  'cooled-off': {
    code: 'payee-cooling-off',
    holds: ({ file: { record }, holidays, today }) => (coolsOffOn(record, holidays, today) ?? today) <= today,
  },
  'shared-by-run': {
    code: 'shared-by-run',
    holds: ({ file: { record }, run }) => run !== undefined || ruleWhenExhausted(record) !== 'pro-rata',
  },
  'budget-short': {
    code: 'budget-suffices',
    holds: (view) => view.line !== undefined && (view.line.waiting > 0 || view.line.availableFen < amountOf(view)),
  },
  'keeps-list': { code: 'no-waiting-list', holds: ({ file: { record } }) => ruleWhenExhausted(record) === 'waiting-list' },
  'same-document': {
    code: 'documents-differ',
    // What the second signs is what the first proposed, or the step is refused before it comes here.
    holds: ({ detail: { documentHash = '' } }) => SHA_256.test(documentHash),
    faults: onField('/documentHash', 'documents-differ'),
  },
} satisfies Checks;
