import { lazy, Suspense, useState } from 'react';
import type { Me } from '../../account/me.ts';
import { openBook } from '../../i18n.ts';

const Contradicted = lazy(async () => {
  const [part] = await Promise.all([import('./contradicted.tsx'), openBook('outcomes')]);
  return part;
});

type Props = {
  readonly caseId: string;
  /** The payment of the case on which a line of the bank waits for an answer; null: none does. */
  readonly paymentId: string | null;
  readonly me: Me;
  onDone(said: string): void;
};

/** Loads what the bank contradicts of a payment where it does; once shown it stays, to tell how it was answered. */
export function BankAgainst({ caseId, paymentId, me, onDone }: Props) {
  const [shown, setShown] = useState(paymentId);
  if (paymentId !== null && paymentId !== shown) setShown(paymentId);
  return shown !== null ? (
    <Suspense fallback={null}>
      <Contradicted key={shown} caseId={caseId} paymentId={shown} me={me} onDone={onDone} />
    </Suspense>
  ) : null;
}
