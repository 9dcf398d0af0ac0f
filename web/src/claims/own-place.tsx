import type { ReactNode } from 'react';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { AccountPage, NotYours } from '../account/account-page.tsx';
import { isApplicant, type Me, mayHere, type Place } from '../account/me.ts';
import { Empty } from '../account/notices.tsx';
import { useWords } from '../words/use-words.ts';

/** The organisations one can claim for: one's firm, incubator, training provider, or oneself. */
const applicantsOf = ({ organisations }: Me): Place[] =>
  organisations.filter((place) => isApplicant(place) && mayHere(place, 'claim.list'));

/** Where one belongs to several: in whose name. */
function InWhoseName({ places, current, path }: { readonly places: readonly Place[]; readonly current: Place; readonly path: string }) {
  const { t, of } = useWords();
  const [, navigate] = useLocation();
  if (places.length < 2) return null;
  return (
    <label className="field whose">
      <span>{t('claims.whose')}</span>
      <select value={current.id} onChange={(event) => navigate(`${path}?as=${event.target.value}`)}>
        {places.map((place) => (
          <option key={place.id} value={place.id}>
            {t('account.place', { name: place.name, kind: of(KIND_NAMES[place.kind]) })}
          </option>
        ))}
      </select>
    </label>
  );
}

type Props = { readonly title: string; readonly lead: string; readonly path: string; children(place: Place): ReactNode };

/** A page about the claims of one organisation, which the address names (`?as=`); without a name it is the first one can claim for. */
export function OwnPlacePage({ title, lead, path, children }: Props) {
  const { t } = useWords();
  const as = new URLSearchParams(useSearch()).get('as');
  return (
    <AccountPage title={title} lead={lead} {...(as && { placeId: as })} section="claims">
      {(me) => {
        const places = applicantsOf(me);
        const [first] = places;
        if (!first) {
          return (
            <Empty title={t('claims.noApplicant')}>
              <p>{t('claims.noApplicantText')}</p>
              <Link className="button" href="/register">
                {t('me.register')}
              </Link>
            </Empty>
          );
        }
        if (as === null) return <Redirect to={`${path}?as=${first.id}`} replace />;
        const place = places.find(({ id }) => id === as);
        if (!place) return <NotYours />;
        return (
          <section key={place.id} aria-label={place.name} className="own-place">
            <InWhoseName places={places} current={place} path={path} />
            {children(place)}
          </section>
        );
      }}
    </AccountPage>
  );
}
