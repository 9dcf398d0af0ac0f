import { useMemo, useState } from 'react';
import { useLive, useReloadOn } from '../account/use-live.ts';
import type { CaseFileView, CasePaper, CasePapers } from './wire.ts';

/** The papers a case names, by id: read with the page, and again when the case moved on. Undefined until they are there. */
export function useCasePapers(id: string, { version }: Pick<CaseFileView, 'version'>): ReadonlyMap<string, CasePaper> | undefined {
  const [first] = useState(version);
  const live = useLive<CasePapers>('GET /v1/cases/{id}/papers', { id });
  useReloadOn(live, version - first);
  return useMemo(() => live.data && new Map(live.data.items.map((paper) => [paper.id, paper])), [live.data]);
}
