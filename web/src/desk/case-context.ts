import { createContext, useContext } from 'react';
import type { RouteKey } from '../../../shared/contracts/routes.ts';
import type { Me } from '../account/me.ts';
import type { Command } from '../account/use-command.ts';
import type { CaseAnswer, CaseFileView, CasePaper } from './wire.ts';

type StepRoute = Extract<RouteKey, `POST /v1/cases/{id}/${string}`>;
export type StepName = StepRoute extends `POST /v1/cases/{id}/${infer Name}` ? Name : never;

export type CaseDesk = {
  readonly id: string;
  readonly file: CaseFileView;
  /** What an approval is for: the content as it was first shown here, or as its changes were noted since. */
  readonly seen: CaseFileView;
  readonly etag: string | undefined;
  readonly me: Me;
  /** The papers it names, by id; undefined until they are read. */
  readonly papers: ReadonlyMap<string, CasePaper> | undefined;
  /** After a step of one's own: reads it again, and says what was done. */
  done(answer: Pick<CaseAnswer, 'version'>, said: string): void;
  /** Reads it again because somebody else was quicker. */
  reload(): void;
};

export const CaseContext = createContext<CaseDesk | undefined>(undefined);

export function useCase(): CaseDesk {
  const desk = useContext(CaseContext);
  if (!desk) throw new Error('a part of a case stands outside of its page');
  return desk;
}

/**
 * Takes a step at the version that is shown: the answer, or undefined when it was refused. What was typed stays while a refusal is read, and
 * can be sent again on top of what others did.
 */
export async function takeStep(
  { run }: Pick<Command, 'run'>,
  { id, etag, reload }: Pick<CaseDesk, 'id' | 'etag' | 'reload'>,
  step: StepName,
  body?: unknown,
): Promise<CaseAnswer | undefined> {
  const sent = { params: { id }, ...(body !== undefined && { body }), etag, onStale: reload };
  return (await run<CaseAnswer>(`POST /v1/cases/{id}/${step}`, sent))?.body;
}
