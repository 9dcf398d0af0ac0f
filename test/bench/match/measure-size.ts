import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benefitOf } from '../../../shared/domain/matching/benefit.ts';
import { scoreOf } from '../../../shared/domain/matching/score.ts';
import { compileCatalogue } from '../../../shared/domain/policy/compile/compile.ts';
import { allClauses, allVerdicts, matchCompiled, programmeOf, VERDICTS } from '../../../shared/domain/policy/compile/match.ts';
import { fromBytes, toBytes } from '../../../shared/domain/policy/compile/serialise.ts';
import { createWorkspace } from '../../../shared/domain/policy/compile/workspace.ts';
import { toDictionary } from '../../../shared/domain/policy/fact-dictionary.ts';
import { judge } from '../../../shared/domain/policy/judge.ts';
import { DEFINITIONS, SOME_FACTS } from './dictionary.ts';
import { cel } from './engines/cel.ts';
import type { Engine, Runner } from './engines/engine.ts';
import { handWritten } from './engines/hand-written.ts';
import { jsonLogic } from './engines/json-logic.ts';
import { jsonRules } from './engines/json-rules.ts';
import { ALL_FACTS, generateCatalogue, TODAY } from './generate.ts';
import { median, type Subject, takeTurns } from './measure.ts';

/** Measures one size of catalogue in a process of its own and prints the figures as JSON. Arguments: number of programmes, seed. */
const [count = 0, seed = 1] = process.argv.slice(2).map(Number);
const ELIGIBLE = VERDICTS.indexOf('eligible');

const started = performance.now();
const say = (what: string) => console.error(`  ${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}`);

const timed = <T>(work: () => T): [T, number] => {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
};

say(`generating ${count} programmes`);
const programmes = generateCatalogue(count, seed);
say('compiling');
const [bytes, compileMs] = timed(() => toBytes(compileCatalogue(programmes, DEFINITIONS, { version: `bench-${seed}` })));
const catalogue = fromBytes(bytes);
const workspace = createWorkspace(catalogue);

// Rounds are fewer the slower an engine is; the two slowest sit out the largest catalogue, where one pass takes them seconds.
const PEERS: readonly { readonly engine: Engine; readonly rounds: number; readonly most: number }[] = [
  { engine: handWritten, rounds: 31, most: 100_000 },
  { engine: jsonLogic, rounds: 15, most: 100_000 },
  { engine: cel, rounds: 7, most: 10_000 },
  { engine: jsonRules, rounds: 3, most: 10_000 },
];

const eligibleOf = (verdicts: Uint8Array): Uint8Array => verdicts.map((verdict) => Number(verdict === ELIGIBLE));
// Ours is warmed before the peers are built: a hundred thousand functions waiting to be compiled would keep it in the interpreter.
for (let index = 0; index < 50; index++) {
  matchCompiled(catalogue, SOME_FACTS, TODAY, { limit: 50, workspace });
  allVerdicts(catalogue, SOME_FACTS, TODAY, { workspace });
  allClauses(catalogue, SOME_FACTS, TODAY, { workspace });
}
const expected = eligibleOf(allVerdicts(catalogue, ALL_FACTS, TODAY, { workspace }).verdicts);
const runners: { readonly name: string; readonly run: Runner; readonly rounds: number; readonly buildMs: number }[] = [];
for (const { engine, rounds, most } of PEERS) {
  if (count > most) continue;
  say(`building ${engine.name}`);
  const [run, buildMs] = timed(() => engine.build(programmes));
  const answer = await run(ALL_FACTS);
  const differing = expected.findIndex((verdict, index) => verdict !== answer[index]);
  if (differing >= 0) throw new Error(`${engine.name} and ours differ on ${JSON.stringify(programmes[differing]?.versions[0]?.criteria)}`);
  runners.push({ name: engine.name, run, rounds, buildMs });
}

// None of the engines needs the programmes any more, and a heap full of them would make every collection of garbage long.
programmes.length = 0;

// What the readable rules add for the programmes that are shown: amount and score, from programmes parsed beforehand.
const dictionary = toDictionary(DEFINITIONS);
const shown = matchCompiled(catalogue, SOME_FACTS, TODAY, { limit: 50 }).explained.flatMap(({ index, version: name }) => {
  const programme = programmeOf(catalogue, index);
  return programme.versions.filter(({ version }) => version === name).map((version) => ({ programme, version }));
});
const amountsAndScores = () =>
  shown.map(({ programme, version }) => {
    const judgement = judge(programme, version, SOME_FACTS, dictionary);
    return scoreOf(version, judgement, benefitOf(programme, version, judgement, SOME_FACTS, dictionary), null);
  });

// Samples of a few milliseconds: long enough for the clock, short enough that few are torn by what else the machine does.
say('taking turns');
const repeat = Math.max(1, Math.round(100_000 / count));
const ours = (name: string, call: () => unknown): Subject => ({ name, call, repeat, rounds: 51, warm: true });
const times = await takeTurns([
  ours('match', () => matchCompiled(catalogue, SOME_FACTS, TODAY, { limit: 50, workspace })),
  ours('verdicts', () => allVerdicts(catalogue, SOME_FACTS, TODAY, { workspace })),
  ours('clauses', () => allClauses(catalogue, SOME_FACTS, TODAY, { workspace })),
  ours('amounts', amountsAndScores),
  ...runners.map(
    ({ name, run, rounds }): Subject => ({
      name,
      call: () => run(SOME_FACTS),
      repeat: rounds > 20 ? Math.ceil(repeat / 10) : 1,
      rounds,
      warm: rounds > 10,
    }),
  ),
]);

say('starting fresh processes');
const room = mkdtempSync(join(tmpdir(), 'match-bench-'));
const file = join(room, 'catalogue.bin');
writeFileSync(file, bytes);
const starts = Array.from({ length: 7 }, () => {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'cold-start.ts'), file], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Record<'readMs' | 'loadMs' | 'matchMs' | 'totalMs', number>;
});
rmSync(room, { recursive: true });

const answer = matchCompiled(catalogue, SOME_FACTS, TODAY, { limit: 50, workspace });
console.log(
  JSON.stringify({
    count,
    clausesEach: catalogue.clauseLeaf.length / count,
    distinctLeaves: catalogue.leafSlot.length,
    eligibleShare: expected.reduce((sum, verdict) => sum + verdict, 0) / count,
    eligible: answer.eligible.length,
    nearMisses: answer.nearMisses.length,
    compileMs,
    bytes: bytes.length,
    programBytes: bytes.length - catalogue.source.length,
    times: Object.fromEntries(times),
    builds: Object.fromEntries(runners.map(({ name, buildMs }) => [name, buildMs])),
    cold: Object.fromEntries(
      (['readMs', 'loadMs', 'matchMs', 'totalMs'] as const).map((part) => [part, median(starts.map((start) => start[part]))]),
    ),
  }),
);
