import type { ComponentProps } from 'react';
import { useLive } from '../account/use-live.ts';
import Findings from '../desk/findings.tsx';
import type { CasePapers } from '../desk/wire.ts';

/** What a decision rests on, its papers by their titles. */
export default function DecisionFindings({ findings, file }: Pick<ComponentProps<typeof Findings>, 'findings' | 'file'>) {
  const { data } = useLive<CasePapers>('GET /v1/cases/{id}/papers', { id: file.id });
  return <Findings findings={findings} file={file} titles={data && new Map(data.items.map((paper) => [paper.id, paper]))} />;
}
