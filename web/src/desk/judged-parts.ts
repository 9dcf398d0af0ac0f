import { lazy } from 'react';
import { openBook } from '../i18n.ts';

/** With their words: what is asked for a few steps alone, or read after the rest of the case. */
export const CheckList = lazy(async () => (await Promise.all([import('./check-list.tsx'), openBook('judged')]))[0]);
export const ReEvaluation = lazy(async () => (await Promise.all([import('./re-evaluation.tsx'), openBook('judged')]))[0]);
export const CitedClauses = lazy(async () => (await Promise.all([import('./cited-clauses.tsx'), openBook('judged')]))[0]);
export const MetConditions = lazy(async () => (await Promise.all([import('./met-conditions.tsx'), openBook('judged')]))[0]);
export const Findings = lazy(async () => (await Promise.all([import('./findings.tsx'), openBook('judged')]))[0]);
export const MarkedDefects = lazy(async () => (await Promise.all([import('./marked-defects.tsx'), openBook('judged')]))[0]);
/** Only of cases in which something was to be put right. */
export const Corrections = lazy(async () => (await Promise.all([import('./corrections.tsx'), openBook('judged')]))[0]);
