import { nextTimer } from '../../../shared/domain/cases/timers.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer, Write } from '../../../shared/store/commit.ts';
import { outboxAgainWrite } from '../../../shared/store/outbox.ts';
import { timerWrite } from '../../../shared/store/timer-store.ts';
import { readLetter } from './read-letter.ts';

export interface RedrivePorts {
  readonly cases: CaseReader;
  readonly committer: Committer;
  readonly now: () => Date;
}
/** `redriven` and `nothing`: the letter can go · `kept`: it stays where it lies. */
export type Redriven = { readonly kind: 'redriven' | 'nothing' | 'kept'; readonly about: string };

const MOST_ROUNDS = 5;

/**
 * Does again what a dead letter asks for, with an entry in the chain of its case that says who and why.
 * @param by the person who does it, as they name themselves
 */
export async function redriveLetter({ cases, committer, now }: RedrivePorts, body: string, by: string): Promise<Redriven> {
  const wanted = readLetter(body);
  if (wanted.kind === 'nothing') return { kind: 'nothing', about: 'a scheduled call; the next one does all that is due' };
  if (wanted.kind === 'cannot') return { kind: 'kept', about: wanted.why };
  const caseId = wanted.kind === 'timer' ? wanted.caseId : wanted.message.caseId;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stored = await cases.readCase(caseId);
    if (!stored) return { kind: 'kept', about: `there is no case ${caseId}` };
    const { record } = stored.file;
    const at = now().toISOString();
    const timer = nextTimer(record);
    if (wanted.kind === 'timer' && !timer) return { kind: 'nothing', about: `case ${caseId} waits for no day any more` };
    const write: Write =
      wanted.kind === 'tell'
        ? outboxAgainWrite(wanted.message, at)
        : timerWrite(caseId, record.version, timer as NonNullable<typeof timer>);
    const outcome = await committer.commit({
      writes: [write],
      entry: {
        aggregate: { kind: 'case', id: caseId },
        action: wanted.kind === 'tell' ? 'outbox.redrive' : 'timer.redrive',
        at,
        by: { personId: 'system', role: 'system', organisationId: null },
        changed:
          wanted.kind === 'tell'
            ? { event: wanted.message.id, type: wanted.message.type }
            : { timer: timer?.event ?? null, on: timer?.on ?? null },
        reason: `npm run redrive, ${by}`,
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') return { kind: 'redriven', about: `case ${caseId}` };
  }
  return { kind: 'kept', about: `case ${caseId} was being moved at the same time; run it again` };
}
