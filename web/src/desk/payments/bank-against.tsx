import { lazy, Suspense, useState } from 'react';
import type { Me } from '../../account/me.ts';
import { openBook } from '../../i18n.ts';

const Contradicted = lazy(async () => {
  const [part] = await Promise.all([import('./contradicted.tsx'), openBook('outcomes')]);
  return part;
});

type Props = {
  readonly caseId: string;
  readonly paymentId: string;
  readonly contradicted: boolean;
  readonly me: Me;
  onDone(said: string): void;
};

/** Loads what the bank contradicts of a payment where it does; once shown it stays, to tell how it was answered. */
export function BankAgainst({ contradicted, caseId, paymentId, me, onDone }: Props) {
  const [shown, setShown] = useState(contradicted);
  if (contradicted && !shown) setShown(true);
  return shown ? (
    <Suspense fallback={null}>
      <Contradicted caseId={caseId} paymentId={paymentId} me={me} onDone={onDone} />
    </Suspense>
  ) : null;
}
