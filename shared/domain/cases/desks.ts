import type { Role } from '../parties/kinds.ts';
import type { Queue } from './card.ts';

/** A list of work: a desk of an office, or what waits for a community's or carrier's confirmation. */
export type Desk = Queue | 'confirmation';

/** Who works at which desk, in the order in which work passes them. */
const WORKS_AT: Record<Desk, readonly Role[]> = {
  confirmation: ['community-operator', 'carrier-operator'],
  intake: ['intake-officer', 'scitech-officer'],
  review: ['finance-reviewer'],
  diligence: ['finance-reviewer'],
  decision: ['finance-approver'],
  notice: ['notice-officer'],
  payment: ['finance-payer'],
  monitoring: ['finance-reviewer'],
  appeal: ['appeal-reviewer'],
};
export const DESKS = Object.keys(WORKS_AT) as [Desk, ...Desk[]];
export const isDesk = (name: string | undefined): name is Desk => name !== undefined && Object.hasOwn(WORKS_AT, name);

/** Does one work at this desk in these roles? Auditors look at all of them; what is only asked of an operator is no desk. */
export const worksAt = (roles: readonly Role[], desk: Desk): boolean =>
  roles.some((role) => WORKS_AT[desk].includes(role) || (role === 'auditor' && desk !== 'confirmation'));
