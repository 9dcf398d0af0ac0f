import { type ImportRow, importRow } from '../../../shared/contracts/imports.ts';
import type { ImportLine, LineReading, RowFault } from '../../../shared/domain/parties/import-file.ts';
import { type ImportPlan, type ImportSetting, planLine } from '../../../shared/domain/parties/import-plan.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import { type ImportStore, importWrites } from '../../../shared/store/import-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';

export interface ImportPorts {
  readonly imports: ImportStore;
  readonly organisations: OrganisationReader;
  readonly commands: Committer;
}

/** A run of many lines: what it is called, in whose name it goes, and whether it only looks. */
export interface ImportRun {
  readonly hash: string;
  readonly role: string;
  readonly setting: ImportSetting;
  readonly dryRun: boolean;
}

/** Lines under way at a time. */
const AT_ONCE = 8;
/** How often a line is decided anew because what it had read moved. */
const MOST_ROUNDS = 4;
const MOST_ERRORS = 5;

/** Answered as what passes: whoever repeats the command goes on with the run. */
class Contended extends Error {
  override readonly name = 'ServiceUnavailable';
}

/** What a line's own commit is known by; the blanks keep it apart from the keys that come from outside. */
const keyOf = ({ hash }: ImportRun, row: number): string => sha256Hex(`company import ${hash} ${row}`);

const refusedRow = (row: number, faults: readonly RowFault[]): ImportRow => ({
  row,
  outcome: 'refused',
  organisationId: null,
  errors: faults.slice(0, MOST_ERRORS).map(({ column, code, detail }) => ({ column, code, detail })),
});

const plannedRow = ({ row }: ImportLine, { outcome, organisation: { id } }: ImportPlan, isNew: boolean, dryRun: boolean): ImportRow => ({
  row,
  outcome,
  // A company that only would be created has no id yet.
  organisationId: isNew && dryRun ? null : id,
  errors: [],
});

async function commitLine(
  { commands }: ImportPorts,
  run: ImportRun,
  line: ImportLine,
  plan: ImportPlan,
  file: OrganisationFile | undefined,
  answer: ImportRow,
) {
  const { by, now, body } = run.setting;
  const { organisation, residence, stated } = plan;
  const keyHash = keyOf(run, line.row);
  const at = now.toISOString();
  return commands.commit({
    writes: importWrites(plan),
    entry: {
      aggregate: { kind: 'organisation', id: organisation.id },
      action: 'company.import',
      at,
      by: { personId: by.personId, role: run.role, organisationId: body.id },
      changed: {
        import: run.hash,
        row: line.row,
        ...(plan.founded && { kind: organisation.kind, name: organisation.name, uscc: organisation.uscc }),
        ...(residence && { residence: residence.record.id, from: residence.record.from, status: residence.record.status }),
        ...stated?.changed,
      },
    },
    head: file?.head,
    answer: {
      personId: by.personId,
      keyHash,
      fingerprint: keyHash,
      at: Math.floor(now.getTime() / 1000),
      status: 200,
      body: JSON.stringify(answer),
      headers: {},
    },
  });
}

/** One line: read what is there, decide, commit once. At most one read and one transaction, and both again for what moved meanwhile. */
async function runLine(ports: ImportPorts, run: ImportRun, line: ImportLine, known: string | undefined): Promise<ImportRow> {
  let holder = known;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round > 0) holder = (await ports.imports.readHolders([line.uscc])).get(line.uscc);
    const file = holder === undefined ? undefined : await ports.organisations.readOrganisation(holder);
    const planned = planLine(line, file, run.setting, { organisation: newId(), residence: newId() });
    if (!planned.ok) return refusedRow(line.row, planned.refusal);
    const plan = planned.value;
    const answer = plannedRow(line, plan, file === undefined, run.dryRun);
    const nothingToWrite = !plan.founded && !plan.residence && !plan.stated;
    if (run.dryRun || nothingToWrite) return answer;
    const outcome = await commitLine(ports, run, line, plan, file, answer);
    if (outcome.kind === 'committed') return answer;
    if (outcome.kind === 'repeated') {
      const done = await readDone(ports, run, [line.row]);
      const first = done.get(line.row);
      if (first) return first;
    }
  }
  throw new Contended(`line ${line.row} was moved by others more often than it was tried`);
}

/** Lines this very run has committed before. */
async function readDone({ imports }: ImportPorts, run: ImportRun, rows: readonly number[]): Promise<ReadonlyMap<number, ImportRow>> {
  const done = await imports.readDone(
    run.setting.by.personId,
    rows.map((row) => keyOf(run, row)),
    run.setting.now,
  );
  return new Map(
    rows.flatMap((row): [number, ImportRow][] => {
      const body = done.get(keyOf(run, row));
      return body === undefined ? [] : [[row, importRow.parse(JSON.parse(body))]];
    }),
  );
}

/**
 * Takes all lines in, each by itself and once: whoever repeats a run that broke off goes on where it stopped. For 200 lines: 4 batches to
 * see what is done and what is there, and for each line at most one Query and one transaction, 8 lines at a time.
 */
export async function runImport(ports: ImportPorts, run: ImportRun, lines: readonly LineReading[]): Promise<readonly ImportRow[]> {
  const readable = lines.flatMap(({ line }) => (line ? [line] : []));
  const rows = readable.map(({ row }) => row);
  const done = run.dryRun ? new Map<number, ImportRow>() : await readDone(ports, run, rows);
  const open = readable.filter(({ row }) => !done.has(row));
  const holders = await ports.imports.readHolders(open.map(({ uscc }) => uscc));
  const report = new Map<number, ImportRow>(done);
  for (const { row, line, faults } of lines) if (!line) report.set(row, refusedRow(row, faults));
  const waiting = [...open];
  const work = async (): Promise<void> => {
    for (let line = waiting.shift(); line; line = waiting.shift())
      report.set(line.row, await runLine(ports, run, line, holders.get(line.uscc)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...report.values()].sort((a, b) => a.row - b.row);
}
