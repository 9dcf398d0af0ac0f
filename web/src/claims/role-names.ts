import { ROLES, type Role } from '../../../shared/domain/parties/kinds.ts';

/** A role a person can have; workers act in none. */
export const isOneOfRoles = (role: string): role is Role => Object.hasOwn(ROLES, role);
