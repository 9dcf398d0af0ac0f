import type { AuditValue } from '../../../shared/domain/audit/entry.ts';
import { nextTimer } from '../../../shared/domain/cases/clock/timers.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Commitment, Committer, Write } from '../../../shared/store/commit.ts';
import type { DeadLetters } from '../../../shared/store/dead-letters.ts';
import type { FailedCopies } from '../../../shared/store/failed-copies.ts';
import { leafOf } from '../../../shared/store/journal-copy.ts';
import type { LockedStore } from '../../../shared/store/locked-store.ts';
import { listAgain } from '../../../shared/store/money-rows.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { outboxAgainWrite } from '../../../shared/store/outbox.ts';
import { timerWrite } from '../../../shared/store/timer-store.ts';
import { readLetter, type Wanted } from './read-letter.ts';

export interface RedrivePorts {
  readonly cases: CaseReader;
  readonly organisations: OrganisationReader;
  readonly committer: Committer;
  /** Locked storage, and who did what again in it; absent: the command was not told where it is. */
  readonly locked?: Pick<LockedStore, 'keepCopy'> & Pick<FailedCopies, 'noteRedone'>;
  /** The queue before the checker of uploads. */
  readonly uploads?: Pick<DeadLetters, 'keep'>;
  /** What Lambda gave up and left in a bucket. */
  readonly batches: { read(bucket: string, key: string): Promise<string> };
  readonly now: () => Date;
}
/** `redriven` and `nothing`: the letter can go · `kept`: it stays where it lies. */
export type Redriven = { readonly kind: 'redriven' | 'nothing' | 'kept'; readonly about: string };

const MOST_ROUNDS = 5;

interface Again {
  readonly write: Write;
  readonly action: string;
  readonly changed: Readonly<Record<string, AuditValue>>;
}
type Asked<K extends Wanted['kind']> = Extract<Wanted, { kind: K }>;
type OfCase = Extract<Wanted, { kind: 'tell' | 'timer' | 'money' }>;
type AskedOfCase<K extends OfCase['kind']> = Extract<OfCase, { kind: K }>;

/** What is written for each kind of letter about a case; undefined: there is nothing to wait for any more. */
const AGAIN: { readonly [K in OfCase['kind']]: (file: CaseFile, wanted: AskedOfCase<K>, at: string) => Again | undefined } = {
  tell: (_file, { message }, at) => ({
    write: outboxAgainWrite(message, at),
    action: 'outbox.redrive',
    changed: { event: message.id, type: message.type },
  }),
  timer: ({ record }, { caseId }) => {
    const timer = nextTimer(record);
    if (!timer) return undefined;
    return {
      write: timerWrite(caseId, record.version, timer),
      action: 'timer.redrive',
      changed: { timer: timer.event, on: timer.on },
    };
  },
  money: (file, { row }) => {
    const write = listAgain(file, row);
    return write && { write, action: 'money.redrive', changed: { row: row.kind, id: row.id } };
  },
};
const againFor = <K extends OfCase['kind']>(file: CaseFile, wanted: AskedOfCase<K>, at: string): Again | undefined =>
  AGAIN[wanted.kind as K](file, wanted, at);

/** Writes with an entry in the chain, read anew as often as it moves. `undefined` from `decide`: there is nothing to write. */
async function onRecord(
  { committer }: RedrivePorts,
  about: string,
  decide: () => Promise<Pick<Commitment, 'writes' | 'entry' | 'head'> | Redriven>,
): Promise<Redriven> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const decided = await decide();
    if ('kind' in decided) return decided;
    if ((await committer.commit(decided)).kind === 'committed') return { kind: 'redriven', about };
  }
  return { kind: 'kept', about: `${about} was being moved at the same time; run it again` };
}
const entryOf = (kind: 'case' | 'organisation', id: string, at: string, by: string, { action, changed }: Omit<Again, 'write'>) => ({
  aggregate: { kind, id },
  action,
  at,
  by: { personId: 'system', role: 'system', organisationId: null },
  changed,
  reason: `npm run redrive, ${by}`,
});

const inCase = (ports: RedrivePorts, wanted: OfCase, by: string): Promise<Redriven> => {
  const id = wanted.kind === 'tell' ? wanted.message.caseId : wanted.caseId;
  return onRecord(ports, `case ${id}`, async () => {
    const stored = await ports.cases.readCase(id);
    if (!stored) return { kind: 'kept', about: `there is no case ${id}` };
    const at = ports.now().toISOString();
    const again = againFor(stored.file, wanted, at);
    if (!again) return { kind: 'nothing', about: `case ${id} waits for no such day any more` };
    return { writes: [again.write], entry: entryOf('case', id, at, by, again), head: stored.head };
  });
};

/** A copy is sealed with the minute it arrives in, as any; that it came late and by whom stands beside it. */
async function copyAgain({ locked, now }: RedrivePorts, { copy }: Asked<'copy'>, by: string): Promise<Redriven> {
  if (!locked) return { kind: 'kept', about: 'a copy of the journal: LOCKED_BUCKET says where it is kept' };
  const at = now();
  await locked.keepCopy(at, copy);
  await locked.noteRedone(`copies/${leafOf(copy)}.json`, { by, at: at.toISOString() });
  const { pk = '', sk = '' } = copy.change === 'removed' ? copy.before : (copy.item ?? {});
  const changed = copy.change === 'added' ? '' : ` (${copy.change}: nobody may do that, look who did)`;
  return { kind: 'redriven', about: `${String(pk)} ${String(sk)}${changed}` };
}

/** Whoever looks at the paper meanwhile finds it decided, and the message does nothing then. */
async function checkAgain(ports: RedrivePorts, { organisationId: id, documentId, message }: Asked<'check'>, by: string): Promise<Redriven> {
  const { uploads, organisations, now } = ports;
  if (!uploads) return { kind: 'kept', about: 'an upload: UPLOADS_QUEUE says who is told of it' };
  const noted = await onRecord(ports, `paper ${documentId} of organisation ${id}`, async () => {
    const file = await organisations.readOrganisation(id);
    if (!file) return { kind: 'kept', about: `there is no organisation ${id}` };
    const again = { action: 'document.redrive', changed: { documentId } };
    return { writes: [], entry: entryOf('organisation', id, now().toISOString(), by, again), head: file.head };
  });
  if (noted.kind === 'redriven') await uploads.keep(message);
  return noted;
}

const RANK: readonly Redriven['kind'][] = ['nothing', 'redriven', 'kept'];
/** Each by itself: the letter stays while one of them does. What was done is harmless when it is done once more. */
async function redriveAll(ports: RedrivePorts, { of }: Asked<'all'>, by: string): Promise<Redriven> {
  const done: Redriven[] = [];
  for (const one of of) done.push(await redrive(ports, one, by));
  const kind = RANK.findLast((rank) => done.some((one) => one.kind === rank)) ?? 'nothing';
  const told = [...new Set(done.filter((one) => one.kind === kind).map(({ about }) => about))];
  return { kind, about: told.join('; ') };
}

async function fetchAndRedrive(ports: RedrivePorts, { bucket, key }: Asked<'elsewhere'>, by: string): Promise<Redriven> {
  const wanted = readLetter(await ports.batches.read(bucket, key));
  return wanted.kind === 'elsewhere' ? { kind: 'kept', about: `${key} names another object` } : redrive(ports, wanted, by);
}

const DO: { readonly [K in Wanted['kind']]: (ports: RedrivePorts, wanted: Asked<K>, by: string) => Promise<Redriven> } = {
  tell: inCase,
  timer: inCase,
  money: inCase,
  copy: copyAgain,
  check: checkAgain,
  all: redriveAll,
  elsewhere: fetchAndRedrive,
  nothing: async (_ports, { why }) => ({ kind: 'nothing', about: why }),
  cannot: async (_ports, { why }) => ({ kind: 'kept', about: why }),
};
const redrive = <K extends Wanted['kind']>(ports: RedrivePorts, wanted: Asked<K>, by: string): Promise<Redriven> =>
  DO[wanted.kind as K](ports, wanted, by);

/**
 * Does again what a dead letter asks for, on record: in the chain of its case or organisation, or beside the copies in locked storage.
 * @param by the person who does it, as they name themselves
 */
export const redriveLetter = (ports: RedrivePorts, body: string, by: string): Promise<Redriven> => redrive(ports, readLetter(body), by);
