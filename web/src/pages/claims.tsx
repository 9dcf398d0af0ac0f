import { mayHere, type Place } from '../account/me.ts';
import { Empty, Loaded } from '../account/notices.tsx';
import { useLive } from '../account/use-live.ts';
import type { ClaimList } from '../account/wire.ts';
import { inOrder } from '../claims/claim-order.ts';
import { ClaimRow } from '../claims/claim-row.tsx';
import { OwnPlacePage } from '../claims/own-place.tsx';
import { StartClaim } from '../claims/start-claim.tsx';
import { useWords } from '../words/use-words.ts';
import './check.css';
import '../claims/claims.css';

function Claims({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const live = useLive<ClaimList>('GET /v1/subsidies/claims', {}, { organisationId: place.id });
  return (
    <>
      <section aria-labelledby="mine">
        <h2 id="mine">{t('claims.mine')}</h2>
        <Loaded live={live} rows={3}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('claims.none')}>
                <p>{t('claims.noneText')}</p>
              </Empty>
            ) : (
              <ul className="rows">
                {inOrder(items).map((card) => (
                  <ClaimRow key={card.id} card={card} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
      {mayHere(place, 'claim.draft') ? <StartClaim place={place} /> : null}
    </>
  );
}

/** My cases: drafts first, then what waits for me, each with who has to act next; and the way to a new one. */
export default function ClaimsPage() {
  const { t } = useWords();
  return (
    <OwnPlacePage title={t('claims.title')} lead={t('claims.leadText')} path="/claims">
      {(place) => <Claims place={place} />}
    </OwnPlacePage>
  );
}
