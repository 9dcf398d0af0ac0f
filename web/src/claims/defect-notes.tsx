import { lazy, Suspense } from 'react';
import type { Defect } from './desk-of-claim.ts';

/** Only of claims that came back. */
const DefectAnswers = lazy(() => import('./defect-answers.tsx'));

/** What the office asks to be put right, beside its field; nothing where it asks for nothing. */
export const DefectNotes = ({ defects }: { readonly defects: readonly Defect[] }) =>
  defects.length === 0 ? null : (
    <Suspense>
      <DefectAnswers defects={defects} />
    </Suspense>
  );
