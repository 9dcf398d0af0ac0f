import type { FieldFault as Fault } from '../../parties/refusal.ts';
import { openConditions, openReport } from '../conditions.ts';
import type { Checks, View } from './check.ts';

const NO_SUCH_CONDITION = {
  zh: '没有这一项待您核查的条件，或写了两次',
  en: 'is no open condition that you check, or is named twice',
};
const NOT_SHOWN = { zh: '请附本案材料，或写明官方来源', en: 'name a paper of the case, or an official source' };
/** Conditions that are said to be met without a ground: not open, another's to check, named before, or shown by nothing. */
const unfounded = ({ file: { record }, detail: { met = [] }, by }: View): Fault[] =>
  met.flatMap(({ conditionId, evidence, source }, at) => {
    const code = 'conditions-unfounded';
    const isOpen = openConditions(record).some(({ id, checkerRole }) => id === conditionId && checkerRole === by.role);
    if (!isOpen || met.findIndex((one) => one.conditionId === conditionId) < at)
      return [{ pointer: `/met/${at}/conditionId`, code, detail: NO_SUCH_CONDITION }];
    return evidence.length > 0 || (source ?? '').trim() !== '' ? [] : [{ pointer: `/met/${at}/evidence`, code, detail: NOT_SHOWN }];
  });

/** The conditions of an approval: named, reported as met, checked. */
export const CONDITION_CHECKS = {
  'names-conditions': {
    code: 'conditions-missing',
    // One checker for all of them, as one person says that they are met.
    holds: ({ detail: { conditions = [] }, today }) =>
      conditions.length > 0 &&
      conditions.every(({ text, dueOn, checkerRole }) => text.trim() !== '' && dueOn > today && checkerRole === conditions[0]?.checkerRole),
  },
  // Asked before they are counted in.
  'conditions-found': { code: 'conditions-unfounded', holds: (view) => unfounded(view).length === 0, faults: unfounded },
  'conditions-met': {
    code: 'conditions-open',
    holds: ({ file }) => openConditions(file.record).length === 0,
    faults: ({ file }) =>
      openConditions(file.record).map(({ id, text }) => ({ pointer: '/met', code: id, detail: { zh: text, en: text } })),
  },
  'conditions-left': { code: 'conditions-all-met', holds: ({ file }) => openConditions(file.record).length > 0 },
  // Asked before this one is made, or answered.
  'nothing-reported': { code: 'conditions-reported', holds: ({ file }) => openReport(file.record) === undefined },
  'conditions-reported': { code: 'conditions-unreported', holds: ({ file }) => openReport(file.record) !== undefined },
} satisfies Checks;
