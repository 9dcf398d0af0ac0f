import { TIP_REFUSALS, type TipRefusalCode } from '../domain/cases/tips/tip-terms.ts';
import { secondsToTomorrow } from '../domain/kernel/civil-date.ts';
import { withStatus } from './problem-tables.ts';

/** 429: too much for today · 409: over. */
const STATUS = { 'notice-over': 409, 'tips-full': 429, 'tip-settled': 409 } as const satisfies Record<TipRefusalCode, number>;

/** The refusals of tips, for the one function that takes them. */
const TABLE = withStatus(TIP_REFUSALS, STATUS);
export const TIP_PROBLEMS = { ...TABLE, 'tips-full': { ...TABLE['tips-full'], retryAfter: secondsToTomorrow } };
export type TipProblemCode = TipRefusalCode;
