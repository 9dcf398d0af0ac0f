import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PLATFORM_ID } from '../../shared/domain/parties/platform.ts';
import { allow } from './statement.ts';

/** Founds the platform and makes links for its first admins. For the person who runs the house, never for a function. */
export const inviteAdmins = (main: Table): PolicyStatement[] => [
  allow('KeepPlatform', ['Query', 'PutItem'], main, `ORG#${PLATFORM_ID}`),
  allow('AddInvitations', ['PutItem'], main, 'INVITATION#*'),
];

/** Moves the idle end of the session of a cookie and learns whose it is; the store's condition lets it touch living ones alone. */
export const touchSession = (main: Table) => allow('TouchSession', ['UpdateItem'], main, 'SESSION#*');

/** Sign-ins under way and sessions: begins, finds, replaces and ends them. */
export const keepSessions = (main: Table) =>
  allow('KeepSessions', ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], main, 'SIGN-IN#*', 'SESSION#*');

/** Writes down who signed in, and a person's own list of sessions. The rows of one person cannot be told apart here. */
export const keepSignedInPeople = (main: Table) =>
  allow('KeepSignedInPeople', ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], main, 'PERSON#*');

/** Reads who a person is and where a member. */
export const readPeople = (main: Table) => allow('ReadPeople', ['Query'], main, 'PERSON#*');

/** Writes memberships as seen from the person, and the head of a person's audit chain: only together with the organisation's rows. */
export const writeMemberships = (main: Table) => allow('WriteMemberships', ['PutItem', 'DeleteItem'], main, 'PERSON#*');

/** Reads everything about an organisation that lies in its own partition. */
export const readOrganisations = (main: Table) => allow('ReadOrganisations', ['GetItem', 'Query'], main, 'ORG#*');

/** Writes records of organisations, each on the condition of its version. */
export const writeOrganisations = (main: Table) => allow('WriteOrganisations', ['PutItem', 'DeleteItem'], main, 'ORG#*');

/** Counts where a natural person has a place, and reads it of nobody. */
export const countHands = (main: Table) => allow('CountHands', ['UpdateItem'], main, 'HAND#*');

/** Holds a credit code, or the one place of a person as an applicant, for one organisation, for good. */
export const holdPlaces = (main: Table) => allow('HoldPlaces', ['PutItem'], main, 'USCC#*', 'INDIVIDUAL#*');

/** Finds an invitation by the hash of the secret in its link, adds and takes back such a row. */
export const keepInvitations = (main: Table) => allow('KeepInvitations', ['GetItem', 'PutItem', 'DeleteItem'], main, 'INVITATION#*');
