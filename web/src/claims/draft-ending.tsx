import { lazy, Suspense } from 'react';
import type { ClaimView } from '../../../shared/contracts/claims.ts';
import { openBook } from '../i18n.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { isClosing } from './claim-order.ts';

/** With its words: the letter that reminds of the last day. */
const Letters = lazy(async () => (await Promise.all([import('./case-letters.tsx'), openBook('status')]))[0]);

/** Of a draft about to lapse: until when it is to be handed in, and the letter that said so. */
export default function DraftEnding({ view: { id, state, dueOn } }: { readonly view: Pick<ClaimView, 'id' | 'state' | 'dueOn'> }) {
  const { t, day } = useWords();
  if (dueOn === null || !isClosing({ state, owedBy: 'applicant', dueOn }, todayInShanghai())) return null;
  return (
    <>
      <p className="note">{t('claims.row.closing.draft', { day: day(dueOn) })}</p>
      <Suspense>
        <Letters id={id} />
      </Suspense>
    </>
  );
}
