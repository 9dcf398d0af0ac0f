import type { Bilingual } from '../domain/policy/text.ts';

/** Problems by their code: the status, and the sentence. */
export type Problems = Readonly<Record<string, { readonly status: number } & Bilingual>>;

/** Sentences that stand with the rule, with the status each has over the wire. */
export const withStatus = <Code extends string, Status extends number>(
  sentences: Readonly<Record<NoInfer<Code>, Bilingual>>,
  status: Readonly<Record<Code, Status>>,
): Readonly<Record<Code, { readonly status: Status } & Bilingual>> =>
  Object.fromEntries(
    (Object.keys(status) as Code[]).map((code) => [code, { status: status[code], zh: sentences[code].zh, en: sentences[code].en }]),
  ) as Record<Code, { readonly status: Status } & Bilingual>;
