import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Surroundings } from '../functions/function-spec.ts';
import { appendJournal } from './journal.ts';
import { encryptTable } from './keys.ts';
import { readPeople, touchSession } from './people.ts';
import { allow } from './statement.ts';

type Tables = Pick<Surroundings, 'main' | 'journal' | 'tableKey'>;

/** The answers of commands, kept for their repeats. */
const keepAnswers = (main: Table) => allow('KeepAnswers', ['GetItem', 'PutItem'], main, 'IDEMPOTENCY#*');

/** Counts refusals of permission, a row a person and minute. It reads none of them. */
export const noteRefusals = (main: Table) => allow('NoteRefusals', ['UpdateItem'], main, 'REFUSALS#*');

/** What every function needs that asks who is calling: session, person, and the log of refusals. */
export const knowCaller = ({ main }: Tables): PolicyStatement[] => [touchSession(main), readPeople(main), noteRefusals(main)];

/** What every function with commands needs beside its own records: kept answers, the journal, and the key of both tables. */
export const runCommands = ({ main, journal, tableKey }: Tables): PolicyStatement[] => [
  keepAnswers(main),
  appendJournal(journal),
  encryptTable(tableKey, main),
  encryptTable(tableKey, journal),
];
