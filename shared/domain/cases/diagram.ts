import { EVENT_WORDS } from './event-words.ts';
import { GUARDS } from './guards/guard-words.ts';
import { type CaseEvent, EDGES, type Edge } from './machine.ts';
import { INSTRUMENT_NAMES, profileOf } from './profiles.ts';
import { type CaseState, isEnd, OWED_BY, STATE_NAMES, STATES } from './states.ts';

/** The machine as people read it: a picture and two tables, made of the table itself. The README of this folder holds them; a test compares. */
const TABLE: readonly Edge[] = EDGES;

type Arc = { readonly from: CaseState; readonly to: CaseState; readonly edge: Edge };

/** Where a returned case may come back to: the states an edge returns it from. */
const RETURNS_TO: readonly CaseState[] = TABLE.filter(({ to }) => to.includes('returned')).flatMap(({ from }) => from);

/** Every arc between two different states; an event that leaves the state as it is has none. */
const ARCS: readonly Arc[] = TABLE.flatMap((edge) =>
  edge.from.flatMap((from) =>
    edge.to
      .flatMap((to): readonly CaseState[] => (to === 'same' ? [] : to === 'resume' ? RETURNS_TO : [to]))
      .filter((to) => to !== from)
      .map((to) => ({ from, to, edge })),
  ),
);

/** What an arrow says beside its name: how many persons, whose, and what it does to money. */
const marks = ({ persons, automatic, stage, worker, money }: Edge): string =>
  [
    persons === 2 ? '两人 two persons' : '',
    automatic ? '免申即享 without application' : '',
    stage === 'system' ? '系统 by a worker' : worker ? '或系统 or by a worker' : '',
    money === 'reserve' ? '预留资金 reserves' : money === 'void' ? '释放资金 voids' : '',
  ]
    .filter((mark) => mark !== '')
    .join('，');

const arrow = ({ from, to, edge }: Arc): string => {
  const said = marks(edge);
  return `  ${from} --> ${to}: ${EVENT_WORDS[edge.event as CaseEvent].zh} ${edge.event}${said === '' ? '' : ` [${said}]`}`;
};

/** The picture (Mermaid, stateDiagram-v2): states with both names, arrows with the event and what needs saying of it. */
export function toMermaid(): string {
  const names = STATE_NAMES.map((state) => `  ${state}: ${STATES[state].zh} ${STATES[state].en}`);
  const ends = STATE_NAMES.filter(isEnd).map((state) => `  ${state} --> [*]`);
  return ['stateDiagram-v2', '  direction TB', ...names, '  [*] --> draft', ...ARCS.map(arrow), ...ends].join('\n');
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

/** The states: code, names, what the applicant is shown, and who has to act. */
const toStateTable = (): string =>
  table(
    ['code', '中文', 'shown to the applicant', 'who acts next'],
    STATE_NAMES.map((state) => {
      const { zh, label, owedBy } = STATES[state];
      return row(`\`${state}\``, zh, `${label.zh} · ${label.en}`, `${OWED_BY[owedBy].zh} · ${OWED_BY[owedBy].en}`);
    }),
  );

const HOLDS_IN_WORDS = { take: 'takes', 'give-back': 'gives back', 'give-back-caps': 'gives back caps' } as const;
const whose = ({ stage, worker }: Edge): string =>
  (stage ?? 'of the state') + (worker ? ', or a worker' : stage === 'system' ? ' (a worker)' : '');
const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');

/** The events: from, to, in whose stage, by how many, if what holds, and what becomes of money and of what the claim holds. */
const toEventTable = (): string =>
  table(
    ['event', '中文 · English', 'from', 'to', 'stage', 'persons', 'if', 'money', 'holds'],
    TABLE.map((edge) =>
      row(
        `\`${edge.event}\``,
        `${EVENT_WORDS[edge.event as CaseEvent].zh} · ${EVENT_WORDS[edge.event as CaseEvent].en}`,
        codes(edge.from),
        codes(edge.to),
        whose(edge),
        String(edge.persons ?? 1),
        (edge.guards ?? []).map((guard) => `${GUARDS[guard].zh} (${GUARDS[guard].en})`).join('; '),
        edge.money ?? '',
        edge.holds ? HOLDS_IN_WORDS[edge.holds] : '',
      ),
    ),
  );

/** The limits of each state by profile: days, unit, what silence does, and how sure the figure is. */
const toLimitTable = (): string => {
  const [first, ...others] = INSTRUMENT_NAMES.map((name) => ({ name, limits: profileOf(name).limits }));
  const rows = ([...STATE_NAMES, 'appeal'] as const).flatMap((state) => {
    const limit = first?.limits[state];
    if (!limit) return [];
    const same = others.every(({ limits }) => JSON.stringify(limits[state]) === JSON.stringify(limit));
    return [
      row(
        `\`${state}\``,
        `${limit.days} ${limit.unit === 'working-days' ? 'working days' : 'calendar days'}`,
        limit.onSilence,
        `${limit.confidence} ${limit.source}`,
        same ? 'all' : `\`${first?.name}\``,
      ),
    ];
  });
  return table(['state', 'limit', 'silence', 'mark, source', 'profiles'], rows);
};

/** Everything that stands between markers of the README, by the name of the marker. */
export const README_PARTS: Readonly<Record<string, () => string>> = {
  picture: () => `\`\`\`mermaid\n${toMermaid()}\n\`\`\``,
  states: toStateTable,
  events: toEventTable,
  limits: toLimitTable,
};

/** A text with each part between its markers as the machine has it now. Throws where a marker is missing. */
export function withParts(readme: string): string {
  return Object.entries(README_PARTS).reduce((text, [name, make]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [from, to] = [text.indexOf(open), text.indexOf(close)];
    if (from < 0 || to < from) throw new Error(`the README has no part between ${open} and ${close}`);
    return `${text.slice(0, from + open.length)}\n\n${make()}\n\n${text.slice(to)}`;
  }, readme);
}
