import { lazy, Suspense, useState } from 'react';
import { type Me, may, type Place } from '../account/me.ts';
import { useFocusOnChange } from '../account/use-focus-on-change.ts';
import { DeskPage } from '../desk/desk-page.tsx';
import { Batches } from '../desk/payments/batches.tsx';
import { Due } from '../desk/payments/due.tsx';
import { useWords } from '../words/use-words.ts';

/** Only once one is opened. */
const Batch = lazy(async () => ({ default: (await import('../desk/payments/batch.tsx')).Batch }));

function Payments({ place, me }: { readonly place: Place; readonly me: Me }) {
  const { t } = useWords();
  const [batchId, setBatch] = useState<string>();
  const batches = useFocusOnChange(batchId);
  if (batchId)
    return (
      <Suspense fallback={null}>
        <Batch key={batchId} id={batchId} place={place} me={me} onLeave={() => setBatch(undefined)} />
      </Suspense>
    );
  return (
    <>
      {/* Whoever pays; an approver finds here what waits for a witness. */}
      {may([place], 'payment.list-due') ? (
        <section aria-labelledby="due">
          <h2 id="due">{t('desk.pay.dueTitle')}</h2>
          <Due place={place} me={me} onOpen={setBatch} />
        </section>
      ) : null}
      <section aria-labelledby="batches">
        <h2 id="batches" ref={batches} tabIndex={-1}>
          {t('desk.pay.batches')}
        </h2>
        <Batches place={place} me={me} onOpen={setBatch} />
      </section>
    </>
  );
}

/** From what is due to what the bank has paid, in batches two payers sign. */
export default function DeskPayments() {
  const { t } = useWords();
  return (
    <DeskPage title={t('desk.pay.title')} lead={t('desk.pay.lead')} section="payments" has={(place) => may([place], 'batch.list')}>
      {(place, me) => <Payments key={place.id} place={place} me={me} />}
    </DeskPage>
  );
}
