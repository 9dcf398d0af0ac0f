import type { AuditDraft } from '../../../shared/domain/audit/entry.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { applicantOf } from './demo-applicants.ts';
import { type Files, playBatch } from './play-batches.ts';
import { playCasesOf } from './play-cases.ts';
import type { DemoCommit, PlaySetting } from './play-setting.ts';

/** Everything the cases of the demo come to: for each applicant in its order, and then what pays them, in its. */
export interface PlayedDemo {
  readonly byApplicant: readonly (readonly DemoCommit[])[];
  readonly paying: readonly DemoCommit[];
  readonly files: Files;
}

/** Plays all cases and batches of the demo. Pure: the same day gives the same commits. @throws Error where a rule refuses what the data says */
export function playDemo(setting: PlaySetting): PlayedDemo {
  const { cases, batches, organisations } = setting.demo;
  const files: Files = new Map();
  const byApplicant = [...Map.groupBy(cases, ({ applicant }) => applicant)].map(([id, stories]) => {
    const one = organisations.find((organisation) => organisation.id === id);
    if (!one) throw new Error(`the demo has no applicant ${id}`);
    const played = playCasesOf(setting, stories, applicantOf(setting, one));
    for (const { file } of played) files.set(file.record.id, file);
    return played.flatMap(({ commits }) => commits);
  });
  const payable = batches.filter(({ caseIds }) => caseIds.every((id) => files.get(id)?.record.state === 'disbursing'));
  return { byApplicant, paying: payable.flatMap((batch) => playBatch(setting, batch, files)), files };
}

export interface SeedCasesPorts {
  readonly commands: Committer;
  readonly organisations: OrganisationReader;
  readonly cases: CaseReader;
}

/** Applicants under way at a time; their approvals move the counters of the same few budgets. */
const AT_ONCE = 4;

/** Writes commits one after the other, each with its link of its chain; those whose link is there were written before a start broke off. */
async function writeAll(
  { commands, organisations, cases }: SeedCasesPorts,
  commits: readonly DemoCommit[],
  begun: ReadonlyMap<string, number>,
) {
  const headOf = async ({ kind, id }: AuditDraft['aggregate']) =>
    kind === 'case' ? (await cases.readCase(id))?.head : (await organisations.readOrganisation(id))?.head;
  const links = new Map<string, number>(begun);
  for (const { writes, entry } of commits) {
    const { id } = entry.aggregate;
    const link = (links.get(id) ?? 0) + 1;
    links.set(id, link);
    const head = await headOf(entry.aggregate);
    if ((head?.seq ?? 0) >= link) continue;
    const outcome = await commands.commit({ writes, entry, head });
    if (outcome.kind !== 'committed') throw new Error(`${entry.action} of the demo ${id} was not written: ${JSON.stringify(outcome)}`);
  }
  return links;
}

/**
 * Writes the cases of the demo with their past, each step one transaction with its audit entry, as the commands of the product would have. What
 * is there already is left alone, so that whoever finds a seeding that broke off goes on with it: the numbers of the chains tell how far it came.
 */
export async function seedCases(ports: SeedCasesPorts, setting: PlaySetting): Promise<void> {
  const { byApplicant, paying } = playDemo(setting);
  const waiting = [...byApplicant];
  const links = new Map<string, number>();
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift())
      for (const [id, link] of await writeAll(ports, one, new Map())) links.set(id, link);
  };
  const stopAll = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch(stopAll)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  // The chain of a bureau begins with its own coming.
  for (const { payer } of setting.demo.batches) links.set(payer, 1);
  await writeAll(ports, paying, links);
}
