/** What one size of catalogue measured; times in milliseconds. */
export interface Figures {
  readonly count: number;
  readonly clausesEach: number;
  readonly distinctLeaves: number;
  readonly eligibleShare: number;
  readonly eligible: number;
  readonly nearMisses: number;
  readonly compileMs: number;
  readonly bytes: number;
  readonly programBytes: number;
  readonly times: Readonly<Record<string, number>>;
  readonly builds: Readonly<Record<string, number>>;
  readonly cold: Readonly<Record<'readMs' | 'loadMs' | 'matchMs' | 'totalMs', number>>;
}

export interface Goal {
  readonly text: string;
  readonly seen: string;
  readonly isReached: boolean;
}

const OURS: Readonly<Record<string, string>> = {
  match: '**ours**: eligible, one answer away, best 50 explained',
  verdicts: '**ours**: every verdict, three-valued, applicant’s too',
  clauses: '**ours**: every clause of every programme',
  amounts: '**ours**, beside it: judgement, amount and score of the 50 shown, by the readable rules',
};

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3));
const ms = (value: number | undefined): string => (value === undefined ? '—' : round(value));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const atMost = (text: string, seen: number | undefined, limit: number): Goal => ({
  text: `${text} ≤ ${limit} ms`,
  seen: `${ms(seen)} ms`,
  isReached: seen !== undefined && seen <= limit,
});

const faster = (text: string, figures: Figures, peer: string, least: number): Goal => {
  const ratio = (figures.times[peer] ?? Number.NaN) / (figures.times.verdicts ?? Number.NaN);
  return { text: `every verdict at ${figures.count}: ≥ ${least}× ${text}`, seen: `${round(ratio)}×`, isReached: ratio >= least };
};

/** The goals, as far as the sizes measured can show them. */
export function goalsOf(all: readonly Figures[]): Goal[] {
  return all.flatMap((figures) => {
    const scale = figures.count / 10_000;
    if (scale < 1) return [];
    const limits = [
      atMost(`${figures.count}: eligible, one answer away, best 50 explained`, figures.times.match, 0.25 * scale),
      atMost(`${figures.count}: every verdict`, figures.times.verdicts, 0.5 * scale),
      atMost(`${figures.count}: every clause`, figures.times.clauses, 2 * scale),
      faster('hand-written predicates', figures, 'hand-written predicates', 1),
    ];
    if (scale > 1) return limits;
    return [
      ...limits,
      faster('json-rules-engine', figures, 'json-rules-engine', 1000),
      faster('json-logic-engine, compiled', figures, 'json-logic-engine, compiled', 20),
      atMost(`${figures.count}: load and first match in a fresh process`, figures.cold.totalMs, 20),
    ];
  });
}

/** The tables as Markdown. */
export function tablesOf(all: readonly Figures[], goals: readonly Goal[]): string {
  const names = [...new Set(all.flatMap((figures) => Object.keys(figures.times)))];
  const sizes = all.map((figures) => figures.count.toLocaleString('en'));
  const cell = (figures: Figures, name: string): string => {
    const time = figures.times[name];
    const ratio = (time ?? Number.NaN) / (figures.times.verdicts ?? Number.NaN);
    return name in OURS || time === undefined ? ms(time) : `${ms(time)} (${round(ratio)}×)`;
  };
  const row = (head: string, cells: readonly string[]) => `| ${head} | ${cells.join(' | ')} |`;
  const cold = (part: keyof Figures['cold']) => all.map((figures) => ms(figures.cold[part]));
  return [
    row('ms a firm (peers: ratio to our every verdict)', sizes),
    row(
      '---',
      sizes.map(() => '---'),
    ),
    ...names.map((name) =>
      row(
        OURS[name] ?? name,
        all.map((figures) => cell(figures, name)),
      ),
    ),
    '',
    row('catalogue', sizes),
    row(
      '---',
      sizes.map(() => '---'),
    ),
    row(
      'clauses each (tiers apart) / distinct leaves',
      all.map((figures) => `${figures.clausesEach.toFixed(1)} / ${figures.distinctLeaves}`),
    ),
    row(
      'eligible, all facts known',
      all.map((figures) => `${(100 * figures.eligibleShare).toFixed(1)} %`),
    ),
    row(
      'eligible / one answer away, five facts missing',
      all.map((figures) => `${figures.eligible} / ${figures.nearMisses}`),
    ),
    row(
      'compile, ms (when publishing)',
      all.map((figures) => ms(figures.compileMs)),
    ),
    row(
      'program / with the programmes’ JSON',
      all.map((figures) => `${megabytes(figures.programBytes)} / ${megabytes(figures.bytes)}`),
    ),
    row('fresh process: read the program, ms', cold('readMs')),
    row('fresh process: lay the views, ms', cold('loadMs')),
    row('fresh process: first match with 50 explained, ms', cold('matchMs')),
    row('fresh process: all three, ms', cold('totalMs')),
    ...Object.keys(all[0]?.builds ?? {}).map((name) =>
      row(
        `build ${name}, ms`,
        all.map((figures) => ms(figures.builds[name])),
      ),
    ),
    '',
    '| goal | seen | |',
    '|---|---|---|',
    ...goals.map((goal) => `| ${goal.text} | ${goal.seen} | ${goal.isReached ? 'reached' : '**missed**'} |`),
  ].join('\n');
}
