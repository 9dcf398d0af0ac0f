import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { KIND_NAMES } from '../../../shared/domain/parties/kinds.ts';
import { PageHeading } from '../components/page-heading.tsx';
import { useWords } from '../words/use-words.ts';
import './account.css';
import { takePlace } from './kept-place.ts';
import { type Me, MeContext, type Place } from './me.ts';
import { Barred, Loaded } from './notices.tsx';
import { PersonMenu } from './person-menu.tsx';
import { homeOf, type Section, sectionAddress, sectionsOf } from './sections.ts';
import { noteSignedIn } from './signed-in-note.ts';
import { type Live, useLive } from './use-live.ts';

/** Who was signed in on the page before, so that the frame stands while it is asked anew. */
let last: Me | undefined;

function useSignedIn(): Live<Me> {
  const live = useLive<Me>('GET /v1/me');
  const [, navigate] = useLocation();
  const signedOut = live.failure?.kind === 'signed-out';
  useEffect(() => {
    if (live.data) {
      last = live.data;
      const kept = takePlace();
      if (kept) navigate(kept, { replace: true });
    }
    if (signedOut) last = undefined;
    if (live.data || signedOut) noteSignedIn(!signedOut);
  }, [live.data, signedOut, navigate]);
  return live.loading && last ? { ...live, data: last } : live;
}

/** Where one works just now; changing it leads to the first page of the other organisation. */
function Switcher({ places, current }: { readonly places: readonly Place[]; readonly current: Place | undefined }) {
  const { t, of } = useWords();
  const [, navigate] = useLocation();
  if (places.length === 0) return null;
  return (
    <label className="switcher">
      <span>{t('account.switch')}</span>
      <select
        value={current?.id ?? ''}
        onChange={(event) => {
          const place = places.find(({ id }) => id === event.target.value);
          navigate(place ? homeOf(place) : '/me');
        }}
      >
        <option value="">{t('account.home')}</option>
        {places.map((place) => (
          <option key={place.id} value={place.id}>
            {t('account.place', { name: place.name, kind: of(KIND_NAMES[place.kind]) })}
          </option>
        ))}
      </select>
    </label>
  );
}

function Sections({ place, section }: { readonly place: Place; readonly section: Section | undefined }) {
  const { t } = useWords();
  return (
    <nav className="sections" aria-label={t('account.sections', { name: place.name })}>
      {sectionsOf(place).map((name) => (
        <Link key={name} href={sectionAddress(place, name)} aria-current={name === section ? 'page' : undefined}>
          {t(`section.${name}`)}
        </Link>
      ))}
    </nav>
  );
}

type Frame = {
  /** Of a page that is called otherwise by the place it is about, how. */
  readonly title: string | ((place: Place | undefined) => string);
  readonly lead?: string;
  readonly tab?: string;
  /** The organisation the page is about, as the address names it. */
  readonly placeId?: string;
  readonly section?: Section | ((place: Place) => Section | undefined);
};

type Chosen = {
  /** The organisation the page is about, where its address need not name one. */
  chosen?(places: readonly Place[]): Place | undefined;
};

/** The frame of every page one signs in for: where one works, who one is, the pages of the organisation. */
export function AccountPage({ title, lead, tab, placeId, chosen, section, children }: Frame & Chosen & { children(me: Me): ReactNode }) {
  const live = useSignedIn();
  const places = live.data?.organisations ?? [];
  const place = chosen ? chosen(places) : places.find(({ id }) => id === placeId);
  return (
    <div className="account">
      {live.data ? (
        <div className="account-bar no-print">
          <div className="account-bar-row">
            <Switcher places={live.data.organisations} current={place} />
            <PersonMenu me={live.data} />
          </div>
          {place ? <Sections place={place} section={typeof section === 'function' ? section(place) : section} /> : null}
        </div>
      ) : null}
      <div className="page">
        <PageHeading title={typeof title === 'function' ? title(place) : title} {...(tab && { tab })} />
        {lead && live.data ? <p className="lead">{lead}</p> : null}
        <Loaded live={live} rows={6}>
          {(me) => <MeContext value={me}>{children(me)}</MeContext>}
        </Loaded>
      </div>
    </div>
  );
}

type PlacePageProps = Frame & { readonly placeId: string; children(place: Place, me: Me): ReactNode };

/** A page of one organisation. Whoever is no member of it is told what everybody is told of what does not exist. */
export function PlacePage({ children, ...frame }: PlacePageProps) {
  return (
    <AccountPage {...frame}>
      {(me) => {
        const place = me.organisations.find(({ id }) => id === frame.placeId);
        return place ? <section aria-label={place.name}>{children(place, me)}</section> : <NotYours />;
      }}
    </AccountPage>
  );
}

export function NotYours() {
  const { t } = useWords();
  return <Barred title={t('closed.not-found.title')} text={t('closed.not-found.text')} />;
}
