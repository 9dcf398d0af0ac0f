import type { Bilingual } from '../domain/policy/text.ts';

/**
 * Problems by their code: the status, and the sentence. `noted`: it is about money, and goes to the log of refusals as those of permission do.
 * `retryAfter`: after how many seconds it may be tried again, where that is known.
 */
export type Problems = Readonly<
  Record<string, { readonly status: number; readonly noted?: true; readonly retryAfter?: (now: Date) => number } & Bilingual>
>;

export const noted = <Table extends Problems>(table: Table): Table =>
  Object.fromEntries(Object.entries(table).map(([code, problem]) => [code, { ...problem, noted: true }])) as unknown as Table;

/** Sentences that stand with the rule, with the status each has over the wire. */
export const withStatus = <Code extends string, Status extends number>(
  sentences: Readonly<Record<NoInfer<Code>, Bilingual>>,
  status: Readonly<Record<Code, Status>>,
): Readonly<Record<Code, { readonly status: Status } & Bilingual>> =>
  Object.fromEntries(
    (Object.keys(status) as Code[]).map((code) => [code, { status: status[code], zh: sentences[code].zh, en: sentences[code].en }]),
  ) as Record<Code, { readonly status: Status } & Bilingual>;
