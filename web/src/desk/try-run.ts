import { ask } from '../api/client.ts';
import type { RunPreview } from './wire.ts';

export type Wanted = {
  readonly programmeId: string;
  readonly items: readonly { readonly caseId: string; readonly contentHash: string; readonly reason?: string }[];
  readonly communityId: string | null;
  readonly fiscalYear?: number;
};

/** Why a case is approved although an opinion opposes it, by case. */
export type Reasons = Readonly<Record<string, string>>;
export type Tried = { readonly wanted: Wanted; readonly preview: RunPreview };

/** What approving these would do, without doing it. Throws `ApiFailure`. */
export const tryRun = async (wanted: Wanted): Promise<RunPreview> =>
  (
    await ask<RunPreview>('/v1/approval-runs/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    })
  ).body;
