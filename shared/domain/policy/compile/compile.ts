import type { FactDefinition } from '../fact.ts';
import { toDictionary } from '../fact-dictionary.ts';
import type { Programme } from '../programme.ts';
import { BitmapIndex } from './bitmap-index.ts';
import { complement, mergeRuns, type Run } from './cells.ts';
import { FlatProgram } from './flat-program.ts';
import { type CompiledCatalogue, FACT_KIND, FIXED, TIER } from './layout.ts';
import { type FactDraft, LeafTable, leafSections } from './leaf-table.ts';
import { holds, literalsOf, type Normal } from './normalise.ts';
import { pack, StringTable } from './string-table.ts';
import { draftVersion, type VersionDraft } from './version-draft.ts';

/**
 * Compiles a catalogue into one compact program of typed arrays. Takes checked programmes and the dictionary their facts are
 * declared in; done when a catalogue is published, never in a handler. Throws when a leaf asks of a fact what it cannot answer,
 * or names one that is not declared.
 */
export function compileCatalogue(
  programmes: readonly Programme[],
  definitions: readonly FactDefinition[],
  meta: { readonly version: string },
): CompiledCatalogue {
  const table = new LeafTable(toDictionary(definitions));
  const versions = programmes.flatMap((programme, index) =>
    programme.versions.map((version) => draftVersion(programme, index, version, table)),
  );
  for (const { from, to } of versions) for (const day of [from, to]) if (day !== null) table.asOf.cuts.add(day);
  const facts = table.settleFacts();
  const plans = versions.map((version) => planOf(version, table));
  for (const { code, applicantCode, tier } of plans) {
    for (const node of [...code, ...applicantCode, ...(tier === undefined ? [] : [tier])]) markInCode(node, table);
  }
  const leaves = table.settleLeaves(facts);

  const strings = new StringTable();
  const catalogueVersion = strings.add(meta.version);
  const index = new BitmapIndex(facts, leaves, versions.length);
  const program = new FlatProgram();
  const literalOf = (draft: number) => 2 * (table.drafts[draft >> 1]?.place as number) + (draft & 1);
  const parts = plans.map((plan, version) => emit(plan, version, index, program, literalOf));
  addEffectiveDays(versions, table.asOf, index);

  const applicant = pack(parts.map((part) => part.applicant));
  const clauseLeaves = pack(versions.map((version) => version.clauses.map((clause) => table.drafts[clause.leaf]?.place as number)));
  const clauseNames = pack(versions.map((version) => version.clauses.map((clause) => strings.add(clause.name))));
  const sections = {
    ...leafSections(facts, leaves, strings),
    ...index.sections(),
    fullAt: Uint32Array.from(parts, (part) => part.fullAt),
    fullEnd: Uint32Array.from(parts, (part) => part.fullEnd),
    applicantAt: applicant.at,
    applicant: applicant.items,
    code: program.code(),
    clauseAt: clauseLeaves.at,
    clauseLeaf: clauseLeaves.items,
    clauseName: clauseNames.items,
    tierCode: Uint32Array.from(parts, (part) => part.tier),
    versionName: Uint32Array.from(versions, ({ version }) => strings.add(version.version)),
    versionProgramme: Uint32Array.from(versions, ({ programme }) => programme),
    programmeName: Uint32Array.from(programmes, (programme) => strings.add(programme.id)),
    programmeVersionAt: pack(programmes.map((programme) => programme.versions.map(() => 0))).at,
    ...sourceSections(programmes),
  };
  const shape = Uint32Array.of(versions.length, index.words, catalogueVersion, index.firstListLeaf, program.depth);
  return { ...sections, ...strings.sections(), shape };
}

/** What of a version the bitmaps answer, and what is left to the flat program. */
interface Plan {
  readonly version: VersionDraft;
  /** By fact of a single value: the cells in which the version is not met. */
  readonly runs: ReadonlyMap<FactDraft, { readonly unmet: readonly Run[]; readonly onNull: boolean }>;
  /** Literals of list facts. */
  readonly literals: readonly { readonly fact: FactDraft; readonly literal: number; readonly onNull: boolean }[];
  readonly code: readonly Normal[];
  readonly applicantCode: readonly Normal[];
  readonly tier: Normal | undefined;
}

function planOf(version: VersionDraft, table: LeafTable): Plan {
  const runs = new Map<FactDraft, { unmet: readonly Run[]; onNull: boolean }>();
  const literals: { fact: FactDraft; literal: number; onNull: boolean }[] = [];
  const code: Normal[] = [];
  const indexed = new Set<string>();
  for (const node of version.full) {
    const fact = onlyFact(node, table);
    const onNull = fact !== undefined && !holds(node, (literal) => isMetOnNull(literal, table));
    if (!fact || (fact.kind === FACT_KIND.list && typeof node !== 'number')) {
      code.push(node);
      continue;
    }
    indexed.add(JSON.stringify(node));
    if (fact.kind === FACT_KIND.list) {
      literals.push({ fact, literal: node as number, onNull });
    } else {
      const before = runs.get(fact);
      const unmet = mergeRuns([...(before?.unmet ?? []), ...unmetRuns(node, fact, table)]);
      runs.set(fact, { unmet, onNull: onNull || before?.onNull === true });
    }
  }
  // What only the applicant's verdict asks, once request clauses go well, is not in the bitmaps and so must be run.
  const applicantCode = version.applicant.filter((node) => !indexed.has(JSON.stringify(node)));
  return { version, runs, literals, code, applicantCode, tier: version.tier };
}

function onlyFact(node: Normal, table: LeafTable): FactDraft | undefined {
  const facts = new Set(literalsOf(node).map((literal) => table.drafts[literal >> 1]?.fact));
  return facts.size === 1 ? [...facts][0] : undefined;
}

const isMetOnNull = (literal: number, table: LeafTable): boolean => table.drafts[literal >> 1]?.metOnNull !== ((literal & 1) === 1);

/** The cells of a fact in which a node about it alone is not met: it can only change where one of its leaves does. */
function unmetRuns(node: Normal, fact: FactDraft, table: LeafTable): readonly Run[] {
  const last = 2 * fact.cellOf.size;
  const runsOf = (literal: number): readonly Run[] => table.drafts[literal >> 1]?.runs ?? [];
  if (typeof node === 'number') return node & 1 ? runsOf(node) : complement(runsOf(node), last);
  const starts = new Set([0, ...literalsOf(node).flatMap((literal) => runsOf(literal).flatMap(([lo, hi]) => [lo, hi + 1]))]);
  const cells = [...starts].filter((cell) => cell <= last).sort((a, b) => a - b);
  const isMet = (cell: number) => (literal: number) =>
    runsOf(literal).some(([lo, hi]) => lo <= cell && cell <= hi) !== ((literal & 1) === 1);
  return mergeRuns(cells.flatMap((cell, index): Run[] => (holds(node, isMet(cell)) ? [] : [[cell, (cells[index + 1] ?? last + 1) - 1]])));
}

function markInCode(node: Normal, table: LeafTable): void {
  for (const literal of literalsOf(node)) {
    const draft = table.drafts[literal >> 1];
    if (draft) draft.inCode = true;
  }
}

interface Parts {
  readonly fullAt: number;
  readonly fullEnd: number;
  readonly applicant: readonly number[];
  readonly tier: number;
}

/** Writes a version's plan into the bitmaps and the flat program. */
function emit(plan: Plan, version: number, index: BitmapIndex, program: FlatProgram, literalOf: (draft: number) => number): Parts {
  for (const [fact, { unmet, onNull }] of plan.runs) index.addRuns(fact, version, unmet, onNull);
  for (const { fact, literal, onNull } of plan.literals) index.addLiteral(fact, version, literalOf(literal), onNull);
  if (plan.version.isTemplate) index.mark(FIXED.alwaysOpen, version);
  const written = new Map<string, number>();
  const write = (node: Exclude<Normal, string>): number => {
    const key = JSON.stringify(node);
    const start = written.get(key) ?? program.add(node, literalOf);
    written.set(key, start);
    return start;
  };
  const writeAll = (nodes: readonly Normal[], fixed: { readonly failed: number; readonly hasCode: number }): number[] => {
    if (nodes.includes('failed')) index.mark(fixed.failed, version);
    const starts = nodes.flatMap((node) => (typeof node === 'string' ? [] : [write(node)]));
    if (starts.length > 0) index.mark(fixed.hasCode, version);
    return starts;
  };
  // The parts of the verdict stand next to each other, so that they are run in one go.
  const fullAt = program.length;
  writeAll(plan.code, { failed: FIXED.alwaysFailed, hasCode: FIXED.hasCode });
  const fullEnd = program.length;
  const applicant = writeAll(plan.applicantCode, { failed: FIXED.alwaysFailedApplicant, hasCode: FIXED.hasCodeApplicant });
  return { fullAt, fullEnd, applicant, tier: tierStart(plan.tier, write) };
}

function tierStart(tier: Normal | undefined, write: (node: Exclude<Normal, string>) => number): number {
  if (tier === undefined) return TIER.none;
  if (tier === 'met') return TIER.alwaysMet;
  return tier === 'failed' ? TIER.alwaysFailed : write(tier) + 1;
}

/** A version is in force from its first day until the day it ends, except where an earlier version of its programme still is. */
function addEffectiveDays(versions: readonly VersionDraft[], asOf: FactDraft, index: BitmapIndex): void {
  const last = 2 * asOf.cellOf.size;
  let taken: readonly Run[] = [];
  versions.forEach(({ programme, from, to }, version) => {
    if (programme !== versions[version - 1]?.programme) taken = [];
    const first = from === null ? 0 : (asOf.cellOf.get(from) as number);
    const end = to === null ? last : (asOf.cellOf.get(to) as number) - 1;
    const own: readonly Run[] = first <= end ? [[first, end]] : [];
    index.addRuns(asOf, version, mergeRuns([...complement(own, last), ...taken]), true);
    taken = mergeRuns([...taken, ...own]);
  });
}

function sourceSections(programmes: readonly Programme[]) {
  const encoder = new TextEncoder();
  const blobs = programmes.map((programme) => encoder.encode(JSON.stringify(programme)));
  const sourceAt = new Uint32Array(blobs.length + 1);
  blobs.forEach((blob, index) => {
    sourceAt[index + 1] = (sourceAt[index] as number) + blob.length;
  });
  const source = new Uint8Array(sourceAt[blobs.length] as number);
  blobs.forEach((blob, index) => {
    source.set(blob, sourceAt[index]);
  });
  return { sourceAt, source };
}
