import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import type { ClaimCheck, filingList } from '../../../shared/contracts/claims.ts';
import type { Place } from '../account/me.ts';
import { useAskAgain } from '../account/use-ask-again.ts';
import { type Live, useLive, useReloadOn } from '../account/use-live.ts';
import type { DocumentList, InvoiceList } from '../account/wire.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { withValue } from './claim-paths.ts';
import type { ClaimDesk, DefectAnswer } from './desk-of-claim.ts';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';
import { faultsOf, shownItems, shownPointer } from './faults-of.ts';

type FilingList = z.infer<typeof filingList>;
const ASKS_AGAIN_MS = 2_000;

/** While a paper is being checked, papers and check are asked again by themselves. */
function useWatched(documents: Live<DocumentList>, check: Live<ClaimCheck>): void {
  const pending = (documents.data?.items ?? []).some(({ status }) => status === 'checking' || status === 'awaiting-upload');
  const { reload } = documents;
  const again = check.reload;
  const waited = useRef(false);
  useEffect(() => {
    if (!pending && waited.current) again();
    waited.current = pending;
  }, [pending, again]);
  useAskAgain(pending, reload, ASKS_AGAIN_MS);
}

/** What one answers to defects stays with the page; the claim itself is kept by the API. */
function useAnswers(id: string) {
  const name = `rongqiao.answers.${id}`;
  const [answers, setAnswers] = useState<Readonly<Record<string, DefectAnswer>>>(() => {
    try {
      return JSON.parse(window.sessionStorage.getItem(name) ?? '{}');
    } catch {
      return {};
    }
  });
  const answer = useCallback(
    (defectId: string, given: DefectAnswer) =>
      setAnswers((before) => {
        const next = { ...before, [defectId]: given };
        try {
          window.sessionStorage.setItem(name, JSON.stringify(next));
        } catch {
          // Then it lasts as long as the page.
        }
        return next;
      }),
    [name],
  );
  return { answers, answer };
}

/** All that the questions need, asked once for the page. */
export function useClaimDesk(place: Place, keeper: DraftKeeper, state: KeeperState) {
  const words = useWords();
  const { lexicon } = useLexicon();
  const { view, content, failure, saves } = state;
  const params = { id: place.id };
  const documents = useLive<DocumentList>('GET /v1/companies/{id}/documents', params, { limit: 100 });
  const invoices = useLive<InvoiceList>('GET /v1/companies/{id}/invoices', params, { limit: 100 });
  const filings = useLive<FilingList>(view.kind === 'events' ? 'GET /v1/subsidies/event-filings' : null, {}, { organisationId: place.id });
  const answered = useLive<ClaimCheck>('GET /v1/subsidies/claims/{id}/check', { id: view.id });
  useReloadOn(answered, saves);
  useWatched(documents, answered);
  const shown = useMemo(() => answered.data && { ...answered.data, items: shownItems(answered.data.items) }, [answered.data]);
  const check = { ...answered, data: shown };
  const { answers, answer } = useAnswers(view.id);
  const faults = useMemo(() => faultsOf(shown, failure, words), [shown, failure, words]);
  const desk: ClaimDesk = {
    place,
    claim: content.claim,
    lexicon,
    documents: documents.data?.items ?? [],
    invoices: invoices.data?.items ?? [],
    arrived: documents.data !== undefined && invoices.data !== undefined,
    filings: filings.data?.items ?? [],
    faults,
    defects: (view.correction?.defects ?? []).map((defect) => ({ ...defect, pointer: shownPointer(defect.pointer) })),
    answers,
    answer,
    put: (pointer, value) =>
      keeper.change((before) => ({
        ...before,
        claim: pointer === '' ? (value as typeof before.claim) : withValue(before.claim, pointer, value),
      })),
    reload: () => {
      documents.reload();
      invoices.reload();
    },
  };
  return { desk, check };
}
