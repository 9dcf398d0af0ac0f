import type { Role } from '../../parties/kinds.ts';
import { INSTRUMENT_NAMES, profileOf, rolesIn } from '../profiles.ts';
import { QUEUES, type Queue } from '../states.ts';

/** A list of work: a desk of an office, or what waits for a community's or carrier's confirmation. */
export type Desk = Queue | 'confirmation';

/** Cases that came back to their applicants: no desk, and yet on the way to one. */
export const RETURNED = 'returned';
export type CaseListName = Desk | typeof RETURNED;
/** Where a case is that was handed in and has not come to those who decide. */
export const ON_THE_WAY = ['intake', 'review', RETURNED] as const satisfies CaseListName[];

/** Who is asked to confirm is the body the applicant sits with; what is only asked of an operator is no desk. */
const CONFIRMERS: readonly Role[] = ['community-operator', 'carrier-operator'];

/** Who works at a desk: whoever acts in its stage in any kind of case. */
const workersAt = (desk: Desk): readonly Role[] =>
  desk === 'confirmation' ? CONFIRMERS : INSTRUMENT_NAMES.flatMap((name) => rolesIn(profileOf(name), desk) ?? []);
const WORKS_AT = new Map((['confirmation', ...QUEUES] as const).map((desk) => [desk, workersAt(desk)] as const));

/** The desks somebody works at, in the order in which work passes them. */
export const DESKS: readonly Desk[] = [...WORKS_AT].flatMap(([desk, roles]) => (roles.length > 0 ? [desk] : []));
export const isCaseList = (name: string | undefined): name is CaseListName => name === RETURNED || isDesk(name);
export const isDesk = (name: string | undefined): name is Desk => DESKS.some((desk) => desk === name);

/** Does one work at this desk in these roles? Auditors look at all of them. */
export const worksAt = (roles: readonly Role[], desk: Desk): boolean =>
  roles.some((role) => WORKS_AT.get(desk)?.includes(role) || (role === 'auditor' && desk !== 'confirmation'));
