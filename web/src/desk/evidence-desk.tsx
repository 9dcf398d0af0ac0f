import { lazy, type ReactNode, useMemo } from 'react';
import type { EvidencePaper } from '../evidence/context.ts';
import { Evidence } from '../evidence/evidence.tsx';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { caseEvidence } from './case-evidence.ts';
import { papersOfClaim } from './claim-parts.ts';
import { noteOpened } from './opened-papers.ts';

/** With the first paper that is opened. */
const Says = lazy(() => import('./paper-says.tsx'));

/** The columns of a case, and beside its claim the paper that lies open. One goes through the papers in the order of the claim. */
export function EvidenceDesk({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const desk = useCase();
  const { id, file } = desk;
  const { papers } = desk;
  const through = useMemo(
    () => papersOfClaim(file.claim).flatMap((paper) => caseEvidence({ id, papers }, paper, t('desk.paper.named', { id: paper })) ?? []),
    [id, file.claim, papers, t],
  );
  return (
    <Evidence
      className="case-columns"
      papers={through}
      says={({ id: paperId }: EvidencePaper) => <Says paperId={paperId} />}
      onOpened={(paper) => noteOpened(id, paper.id)}
    >
      {children}
    </Evidence>
  );
}
