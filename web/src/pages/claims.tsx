import { lazy, Suspense } from 'react';
import { mayHere, type Place } from '../account/me.ts';
import { Empty, Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { ClaimList } from '../account/wire.ts';
import { type ClaimCard, inOrder, isOffer } from '../claims/claim-order.ts';
import { ClaimRow } from '../claims/claim-row.tsx';
import { OwnPlacePage } from '../claims/own-place.tsx';
import { StartClaim } from '../claims/start-claim.tsx';
import { Skeleton } from '../components/states.tsx';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import './check.css';
import '../claims/claims.css';

/** Few are ever offered something: what shows it comes only then. */
const OfferCard = lazy(() => import('../claims/offer-card.tsx'));

/** What nobody has to apply for, before all else. */
function Offers({ cards, place }: { readonly cards: readonly ClaimCard[]; readonly place: Place }) {
  const { t } = useWords();
  if (cards.length === 0) return null;
  return (
    <section aria-labelledby="offers">
      <h2 id="offers">{t('claims.offer.title')}</h2>
      <p className="muted">{t('claims.offer.lead')}</p>
      <ul className="rows">
        <Suspense fallback={<Skeleton rows={3} inline />}>
          {cards.map((card) => (
            <OfferCard key={card.id} card={card} place={place} />
          ))}
        </Suspense>
      </ul>
    </section>
  );
}

function Claims({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const live = useLive<ClaimList>('GET /v1/subsidies/claims', {}, { organisationId: place.id });
  return (
    <>
      {live.data ? <Offers cards={live.data.items.filter(isOffer)} place={place} /> : null}
      <section aria-labelledby="mine">
        <h2 id="mine">{t('claims.mine')}</h2>
        <Loaded live={live} rows={3}>
          {({ items }) => {
            const written = items.filter((card) => !isOffer(card));
            return written.length === 0 ? (
              <Empty title={t('claims.none')}>
                <p>{t('claims.noneText')}</p>
              </Empty>
            ) : (
              <ul className="rows">
                {inOrder(written, todayInShanghai()).map((card) => (
                  <ClaimRow key={card.id} card={card} />
                ))}
              </ul>
            );
          }}
        </Loaded>
      </section>
      {mayHere(place, 'claim.draft') ? <StartClaim place={place} /> : null}
    </>
  );
}

/** My cases: what is offered and what is about to lapse first, then drafts and what else waits for me, each with who has to act next; and the way to a new one. */
export default function ClaimsPage() {
  const { t } = useWords();
  return (
    <OwnPlacePage title={t('claims.title')} lead={t('claims.leadText')} path="/claims">
      {(place) => <Claims place={place} />}
    </OwnPlacePage>
  );
}
