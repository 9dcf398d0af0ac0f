import type { AuditValue } from '../../../shared/domain/audit/entry.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { nextTimer } from '../../../shared/domain/cases/timers.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer, Write } from '../../../shared/store/commit.ts';
import { listAgain } from '../../../shared/store/money-rows.ts';
import { outboxAgainWrite } from '../../../shared/store/outbox.ts';
import { timerWrite } from '../../../shared/store/timer-store.ts';
import { readLetter, type Wanted } from './read-letter.ts';

export interface RedrivePorts {
  readonly cases: CaseReader;
  readonly committer: Committer;
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
type Doable = Extract<Wanted, { kind: 'tell' | 'timer' | 'money' }>;
type Asked<K extends Doable['kind']> = Extract<Doable, { kind: K }>;

/** What is written for each kind of letter; undefined: there is nothing to wait for any more. */
const AGAIN: { readonly [K in Doable['kind']]: (file: CaseFile, wanted: Asked<K>, at: string) => Again | undefined } = {
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

const againFor = <K extends Doable['kind']>(file: CaseFile, wanted: Asked<K>, at: string): Again | undefined =>
  AGAIN[wanted.kind as K](file, wanted, at);

/**
 * Does again what a dead letter asks for, with an entry in the chain of its case that says who and why.
 * @param by the person who does it, as they name themselves
 */
export async function redriveLetter({ cases, committer, now }: RedrivePorts, body: string, by: string): Promise<Redriven> {
  const wanted = readLetter(body);
  if (wanted.kind === 'nothing') return { kind: 'nothing', about: 'a scheduled call; the next one does all that is due' };
  if (wanted.kind === 'cannot') return { kind: 'kept', about: wanted.why };
  const caseId = wanted.kind === 'tell' ? wanted.message.caseId : wanted.caseId;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stored = await cases.readCase(caseId);
    if (!stored) return { kind: 'kept', about: `there is no case ${caseId}` };
    const at = now().toISOString();
    const again = againFor(stored.file, wanted, at);
    if (!again) return { kind: 'nothing', about: `case ${caseId} waits for no such day any more` };
    const outcome = await committer.commit({
      writes: [again.write],
      entry: {
        aggregate: { kind: 'case', id: caseId },
        action: again.action,
        at,
        by: { personId: 'system', role: 'system', organisationId: null },
        changed: again.changed,
        reason: `npm run redrive, ${by}`,
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') return { kind: 'redriven', about: `case ${caseId}` };
  }
  return { kind: 'kept', about: `case ${caseId} was being moved at the same time; run it again` };
}
