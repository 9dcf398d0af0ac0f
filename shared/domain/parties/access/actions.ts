import { OF_CASES } from './cases.ts';
import { OF_COMPANIES } from './companies.ts';
import { OF_MONEY } from './money.ts';
import { OF_PARTIES } from './parties.ts';

/**
 * The one access policy: who may do what, standing how to it. Read a line as: the action, then "may be done by these roles, where this
 * relation holds". What no line allows is refused.
 */
export const ACTIONS = { ...OF_PARTIES, ...OF_COMPANIES, ...OF_CASES, ...OF_MONEY } as const;

export type Action = keyof typeof ACTIONS;
