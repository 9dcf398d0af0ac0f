import { assumedBudget } from '../../../shared/domain/cases/money/where-to-reserve.ts';
import { newCase, standingOf } from '../../../shared/domain/cases/new-case.ts';
import { basisOf } from '../../../shared/domain/cases/opinions/opinion.ts';
import { isWorker } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile, CaseRecord } from '../../../shared/domain/cases/records.ts';
import { cardOf } from '../../../shared/domain/cases/shown/card.ts';
import { type Step, step } from '../../../shared/domain/cases/step.ts';
import type { StepContext } from '../../../shared/domain/cases/step-context.ts';
import type { ApplicantFile } from '../../../shared/domain/instruments/applicant-file.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Budget } from '../../../shared/domain/ledger/records.ts';
import { versionOn } from '../../../shared/domain/policy/in-force.ts';
import { bindingProgramme } from '../../../shared/domain/subsidies/appraise.ts';
import { claimDraft } from '../../../shared/domain/subsidies/claim.ts';
import { handIn } from '../../../shared/domain/subsidies/hand-in.ts';
import { knownOfApplicant } from '../../../shared/domain/subsidies/prepare-claim.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { handInWrites } from '../../../shared/store/hand-in-writes.ts';
import { hashOfSnapshot } from '../../../shared/store/profile-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { actorIn, contextAt, type DemoCommit, entryOf, momentOf, type PlaySetting } from './play-setting.ts';
import type { DemoCase, DemoStep } from './read-cases.ts';
import { dayFrom } from './relative-day.ts';

/** What the words with an @ in a claim stand for. */
function said({ today }: PlaySetting, { invoices }: ApplicantFile, text: string): unknown {
  const [word, of = ''] = text.split(' ', 2);
  if (word === '@invoice') return invoices.find(({ documentId }) => documentId === of)?.id;
  if (word === '@day') return dayFrom(today, of);
  if (word === '@month') return dayFrom(today, of).slice(0, 7);
  return word === '@year' ? Number(dayFrom(today, of).slice(0, 4)) : text;
}

function resolved(setting: PlaySetting, applicant: ApplicantFile, value: unknown): unknown {
  if (typeof value === 'string') return said(setting, applicant, value);
  if (Array.isArray(value)) return value.map((one) => resolved(setting, applicant, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(setting, applicant, one)]));
}

/** The case as it begins, under the programme of the applicant's county as it stood on that day. */
function drafted(setting: PlaySetting, { id, programmeId, claim, by }: DemoCase, applicant: ApplicantFile, now: Date): CaseFile {
  const { catalogue, holidays } = setting;
  const today = dayInShanghai(now);
  const { known } = knownOfApplicant(applicant, catalogue, today);
  const { divisionCode } = applicant.file.organisation;
  const programme = bindingProgramme(programmeId, catalogue, { facts: known.derived, divisionCode });
  const version = programme && versionOn(programme, today);
  if (!programme || !version) throw new Error(`${id}: ${programmeId} was not open to ${applicant.file.organisation.id}`);
  return newCase({
    id,
    instrument: programme.instrument as CaseRecord['instrument'],
    standing: standingOf(applicant.file, programme, version, contentHash({ ...programme, versions: [version] }), now),
    claim: claimDraft.parse(resolved(setting, applicant, claim)),
    createdBy: by,
    reapplyOf: null,
    now: now.toISOString(),
    today,
    holidays,
  });
}

/** The budget a case is paid from: of the year in which it is approved, of the bureau that does. */
function budgetFor({ demo }: PlaySetting, record: CaseRecord, payerId: string, today: CivilDate): Budget {
  const own = demo.budgets.filter((one) => one.payer === payerId && one.programmeId === record.programmeId);
  return assumedBudget(record, payerId, today, () => new Set(own.flatMap(({ communityId = [] }) => communityId)));
}

/** The part of a budget a case waits for, of which the demo approves nothing. */
function lineFor({ demo }: PlaySetting, { budgetId, programmeId, communityId }: Budget): StepContext['line'] {
  const part = demo.budgets.find((one) => one.programmeId === programmeId && one.communityId === communityId);
  return part && { budgetId, availableFen: part.amountFen, waiting: 0 };
}

interface Taken {
  readonly step: Step;
  readonly more: readonly Write[];
}

/** Where the days off of a year are not known yet, or fall into a notice, it hangs longer than the story has it. */
const STILL_HANGS = 'window-running';

/**
 * One step of the story by the rules of the product; undefined: the clock would not have taken it yet.
 * @throws Error where they refuse it: the data is wrong
 */
function take(setting: PlaySetting, file: CaseFile, one: DemoStep, applicant: ApplicantFile, now: Date, nth: number): Taken | undefined {
  const { event, says } = one;
  const { record } = file;
  const by = actorIn(setting, one.by, one.as);
  const context = contextAt(setting, file, by, now, nth);
  const refused = (why: unknown): never => {
    throw new Error(`the demo case ${record.id} cannot ${event}: ${JSON.stringify(why)}`);
  };
  if (event === 'submit') {
    const handed = handIn(file, event, by, says, { applicant, catalogue: setting.catalogue, context, hashOfSnapshot, pins: undefined });
    if (!handed.ok) return refused(handed.refusal);
    return { step: handed.value.step, more: handInWrites(handed.value, applicant, undefined, context.now) };
  }
  const approves = event === 'approve';
  const seen = approves ? record.contentHash : event === 'give-opinion' ? contentHash(basisOf(record)) : null;
  const detail = seen === null ? says : { ...says, contentHash: seen };
  const budget = approves || event === 'queue' ? budgetFor(setting, record, String(by.organisationId), context.today) : undefined;
  const line = budget && event === 'queue' ? lineFor(setting, budget) : undefined;
  const asked = one.asks === undefined ? undefined : actorIn(setting, one.asks, 'expert');
  const brought = asked ? { expert: { by: asked, organisationIds: [String(asked.organisationId)], concerned: context.concerned } } : {};
  const taken = step(file, event, by, detail, { ...context, ...(budget && { budget }), ...(line && { line }), brought });
  if (taken.ok) return { step: taken.value, more: [] };
  return isWorker(by) && taken.refusal.code === STILL_HANGS ? undefined : refused(taken.refusal);
}

export interface PlayedCase {
  readonly file: CaseFile;
  readonly commits: readonly DemoCommit[];
}

/** Plays a case from its draft on, as the product would have taken it on those days. Pure: told again, it is the same. */
function playCase(setting: PlaySetting, story: DemoCase, applicant: ApplicantFile): PlayedCase {
  const begun = momentOf(setting, story.drafted, 0);
  let file = drafted(setting, story, applicant, begun);
  const at = begun.toISOString();
  const first = { file, event: 'draft' };
  const commits: DemoCommit[] = [
    {
      writes: stepWrites(undefined, first, at),
      entry: entryOf('claim.draft', at, actorIn(setting, story.by, 'owner'), stepAudit(undefined, first)),
    },
  ];
  for (const [index, one] of story.steps.entries()) {
    const now = momentOf(setting, one.at, index + 1, one.by === undefined);
    const taken = take(setting, file, one, applicant, now, index + 1);
    if (!taken) break;
    const action = one.event === 'object' ? 'notice.object' : `case.${one.event}`;
    // Who a specialist is, and what they were asked and said, does not stand in the chain, as with a command.
    const told = one.event.endsWith('-opinion') ? undefined : (one.says.reason ?? one.says.text);
    const actor = actorIn(setting, one.by, one.as);
    const by = actor.role === 'expert' ? { ...actor, personId: 'withheld', organisationId: null } : actor;
    commits.push({
      writes: [...stepWrites(file, taken.step, now.toISOString()), ...taken.more],
      entry: entryOf(action, now.toISOString(), by, stepAudit(file, taken.step), told),
    });
    file = taken.step.file;
  }
  return { file, commits };
}

/** Plays the cases of one applicant one after the other: a later claim knows of the earlier ones. */
export function playCasesOf(setting: PlaySetting, stories: readonly DemoCase[], applicant: ApplicantFile): readonly PlayedCase[] {
  const played: PlayedCase[] = [];
  let known = applicant;
  for (const story of stories) {
    const one = playCase(setting, story, known);
    played.push(one);
    const { snapshotHash, submittedAt } = one.file.record;
    const taken = snapshotHash !== null && submittedAt !== null && !known.file.snapshots.some(({ hash }) => hash === snapshotHash);
    const snapshots = taken ? [...known.file.snapshots, { hash: snapshotHash, takenAt: submittedAt }] : known.file.snapshots;
    known = { ...known, file: { ...known.file, snapshots }, cards: [...known.cards, cardOf(one.file)] };
  }
  return played;
}
