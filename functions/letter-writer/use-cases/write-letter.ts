import { letter as letterSchema } from '../../../shared/contracts/letter.ts';
import type { CaseEventMessage } from '../../../shared/domain/cases/case-event.ts';
import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import {
  type CaseLetter,
  type LetterAsked,
  letterIdOf,
  letterObjectKey,
  lettersFor,
  opinionOfLetter,
} from '../../../shared/domain/cases/shown/letters.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import { type CaseReader, letterWrite, type StoredCase } from '../../../shared/store/case-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import type { ObjectStore } from '../../../shared/store/object-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import type { LetterFonts } from '../render/fonts.ts';
import { chainHashOf, renderLetter } from '../render/render-letter.ts';
import { buildLetter } from './build-letter.ts';

export interface LetterPorts {
  readonly cases: CaseReader;
  readonly organisations: OrganisationReader;
  readonly objects: Pick<ObjectStore, 'keepOnce'>;
  readonly committer: Committer;
  readonly fonts: LetterFonts;
  readonly now: () => Date;
}

/** `none`: the step asks for no letter · `there`: it was written before · `written`. */
export type Written = 'none' | 'there' | 'written';

/** How often the row is tried anew because the case moved meanwhile. */
const MOST_ROUNDS = 8;
const MEDIA_TYPE = 'application/pdf';

/** The office of whoever took the step that decided. */
function officeOf({ acts, decision }: CaseRecord): string | null {
  const act = acts.findLast(({ event, by }) => event === decision?.event && by.organisationId !== null);
  return act?.by.organisationId ?? null;
}

/** The office of whoever took the last of these steps; null: it was the applicant, who signs nothing of an office's. */
const officeOfLast =
  (events: readonly CaseEvent[], of: readonly CaseEvent[] = events) =>
  ({ acts }: CaseRecord): string | null => {
    const act = acts.findLast(({ event }) => events.some((one) => one === event));
    return act && of.some((one) => one === act.event) ? act.by.organisationId : null;
  };

/** The office a letter to the applicant is from, by its kind; null: the platform took the claim in. */
const OFFICE: Readonly<Partial<Record<CaseLetter['kind'], (record: CaseRecord) => string | null>>> = {
  receipt: () => null,
  decision: officeOf,
  correction: officeOfLast(['return']),
  conditions: officeOfLast(['return-conditions']),
  appeal: officeOfLast(['uphold-appeal', 'dismiss-appeal']),
  void: officeOfLast(['uphold-objection', 'change-payee-after-approval'], ['uphold-objection']),
  payment: ({ budget }) => budget?.payerId ?? null,
  recovery: ({ budget }) => budget?.payerId ?? null,
  reminder: ({ budget }) => budget?.payerId ?? null,
};

/** One payment is told of once, whichever step tells of it. */
const isSame = (one: CaseLetter, { kind, about }: LetterAsked): boolean => about !== undefined && one.kind === kind && one.about === about;

/** Sets the letter and keeps it; where an earlier try has kept one already, that one stands. */
async function keep(ports: LetterPorts, stored: StoredCase, asked: LetterAsked) {
  const { record } = stored.file;
  // A specialist hears from the office that asks.
  const asking = opinionOfLetter(stored.file, asked)?.askedBy;
  const officeId = asking ? asking.organisationId : (OFFICE[asked.kind]?.(record) ?? null);
  const office = officeId === null ? null : ((await ports.organisations.readOrganisation(officeId))?.organisation.name ?? null);
  const at = ports.now();
  const letter = letterSchema.parse(buildLetter({ stored, asked, office, today: dayInShanghai(at) }));
  const bytes = await renderLetter(letter, ports.fonts);
  const kept = await ports.objects.keepOnce(letterObjectKey(record.id, asked), bytes, MEDIA_TYPE, sha256Hex(bytes));
  // That of the letter which stands: an earlier try may have set it before the chain went on.
  const chainHash = chainHashOf(kept);
  return { sha256: sha256Hex(kept), sizeBytes: kept.byteLength, at: at.toISOString(), ...(chainHash && { chainHash }) };
}

/** Is it there: by its name, or told of by another step? */
const isThere = ({ letters }: StoredCase, asked: LetterAsked): boolean =>
  letters.some((one) => one.id === letterIdOf(asked) || isSame(one, asked));

/**
 * Writes the letters a step asks for, each once: the file first, under a key of its own, where nothing is ever replaced; then the row by which it
 * counts. Told twice, or ended between the two, the same letter comes out.
 * @throws Error where others keep moving the case; told again, it goes on
 */
export async function writeLetters(ports: LetterPorts, message: CaseEventMessage): Promise<Written> {
  const files = new Map<string, Awaited<ReturnType<typeof keep>>>();
  let written = 0;
  for (let round = 0; round < MOST_ROUNDS + written; round++) {
    const stored = await ports.cases.readCase(message.caseId);
    if (!stored) throw new Error('a step of a case that is not there');
    const asked = lettersFor(message, stored.file);
    if (asked.length === 0) return 'none';
    const [next, ...more] = asked.filter((one) => !isThere(stored, one));
    if (!next) return written > 0 ? 'written' : 'there';
    const id = letterIdOf(next);
    const kept = files.get(id) ?? (await keep(ports, stored, next));
    files.set(id, kept);
    const outcome = await ports.committer.commit({
      writes: [letterWrite(message.caseId, { id, ...next, ...kept })],
      entry: {
        aggregate: { kind: 'case', id: message.caseId },
        action: 'letter.write',
        at: kept.at,
        by: { personId: 'system', role: 'system', organisationId: null },
        changed: { letter: id, sha256: kept.sha256, sizeBytes: kept.sizeBytes },
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') written += 1;
    if (outcome.kind === 'committed' && more.length === 0) return 'written';
  }
  throw new Error('others moved the case at the same time, more often than this was tried');
}
