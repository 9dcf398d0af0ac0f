import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { KIND_NAMES, ROLES } from '../../../shared/domain/parties/kinds.ts';
import { AccountPage } from '../account/account-page.tsx';
import { applicantOf } from '../account/applicant.ts';
import { Latest } from '../account/latest.tsx';
import { isApplicant, type Me, mayHere, type Place } from '../account/me.ts';
import { homeOf, sectionsOf } from '../account/sections.ts';
import { useLive } from '../account/use-live.ts';
import type { ClaimList, CompanyList, CompanyMatches, DelegationList, DocumentList, InvitationList, Profile } from '../account/wire.ts';
import { claimAddress, isClosing, waitingBeside } from '../claims/claim-order.ts';
import { DeskTodos, worksOnCases } from '../desk/desk-todos.tsx';
import { openLines, topicsOf } from '../profile/questions.ts';
import { lastDayOf, todayInShanghai } from '../words/format.ts';
import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';

type Todo = { readonly key: string; readonly text: string; readonly href: string; readonly urgent: boolean };

/** What waits in one applicant: contradictions and old answers, missing ones, papers that end or were refused. */
function useApplicantTodos(place: Place): { readonly todos: Todo[]; readonly settled: boolean } {
  const { t, of, day } = useWords();
  const { lexicon } = useLexicon();
  const mine = isApplicant(place) && mayHere(place, 'profile.read');
  const params = { id: place.id };
  const profile = useLive<Profile>(mine ? 'GET /v1/companies/{id}/facts' : null, params);
  const matches = useLive<CompanyMatches>(mine ? 'GET /v1/companies/{id}/matches' : null, params);
  const papers = useLive<DocumentList>(mine ? 'GET /v1/companies/{id}/documents' : null, params, { limit: 100 });
  const claims = useLive<ClaimList>(
    mine && mayHere(place, 'claim.list') ? 'GET /v1/subsidies/claims' : null,
    {},
    { organisationId: place.id },
  );
  const today = todayInShanghai();
  // What is about to lapse stands first, each by itself with its day.
  const todos = (claims.data?.items ?? [])
    .filter((card) => isClosing(card, today))
    .toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''))
    .map((card): Todo => {
      const text = t(`todo.closing.${card.state}`, { name: of(card.programmeName), day: day(card.dueOn ?? today) });
      return { key: card.id, text, href: claimAddress(card), urgent: true };
    });
  const { count, first } = waitingBeside(claims.data?.items ?? [], today);
  if (count > 0) {
    const until = first ? (first.state === 'draft' ? 'draft' : 'due') : 'open';
    const text = t(`todo.claims.${until}`, { count, day: day(first?.dueOn ?? today) });
    todos.push({ key: 'claims', text, href: `/claims?as=${place.id}`, urgent: true });
  }
  const add = (key: string, count: number, page: string, urgent: boolean) => {
    if (count > 0) todos.push({ key, text: t(`todo.${key}`, { count }), href: `/companies/${place.id}/${page}`, urgent });
  };
  if (profile.data && lexicon) {
    const open = openLines(topicsOf(profile.data, matches.data, applicantOf(place.kind) ?? 'enterprise', lexicon.dictionary));
    add('contested', open.contested.length, 'profile', true);
    add('stale', open.stale.length, 'profile', true);
    add('missing', open.missing.length, 'profile', false);
  }
  const clean = papers.data?.items.filter(({ status }) => status === 'clean') ?? [];
  add('expired', clean.filter(({ validity }) => validity.state === 'expired').length, 'papers', true);
  add('expiring', clean.filter(({ validity }) => validity.state === 'expiring').length, 'papers', true);
  add('rejected', papers.data?.items.filter(({ status }) => status === 'rejected').length ?? 0, 'papers', true);
  const settled = !mine || [profile, papers, claims].every(({ data, failure }) => (data ?? failure) !== undefined);
  return { todos, settled };
}

/** What waits for an owner and for an operator: invitations to be confirmed or accepted, firms that say they sit here. */
function useOfficeTodos(place: Place, personId: string): Todo[] {
  const { t } = useWords();
  const operator = place.kind === 'carrier' || place.kind === 'community_operator';
  const residents = useLive<CompanyList>(
    operator && mayHere(place, 'company.import') ? 'GET /v1/companies' : null,
    {},
    { as: place.id, limit: 100 },
  );
  const invitations = useLive<InvitationList>(mayHere(place, 'invitation.list') ? 'GET /v1/organisations/{id}/invitations' : null, {
    id: place.id,
  });
  const declared = residents.data?.items.filter(({ resident }) => resident?.state === 'declared').length ?? 0;
  const waiting =
    invitations.data?.items.filter(({ status, createdBy }) => status === 'awaiting-confirmation' && createdBy !== personId).length ?? 0;
  const open = invitations.data?.items.filter(({ status }) => status === 'open').length ?? 0;
  const delegations = useLive<DelegationList>(sectionsOf(place).includes('delegations') ? 'GET /v1/organisations/{id}/delegations' : null, {
    id: place.id,
  });
  const standIns = delegations.data?.items.filter(({ may }) => may.includes('confirm')).length ?? 0;
  return [
    ...(standIns > 0
      ? [{ key: 'delegations', text: t('todo.delegations', { count: standIns }), href: `/office/${place.id}/delegations`, urgent: true }]
      : []),
    ...(declared > 0
      ? [{ key: 'residents', text: t('todo.residents', { count: declared }), href: `/office/${place.id}/companies`, urgent: true }]
      : []),
    ...(waiting > 0
      ? [{ key: 'invitations', text: t('todo.invitations', { count: waiting }), href: `/office/${place.id}/members`, urgent: true }]
      : []),
    ...(open > 0 ? [{ key: 'invited', text: t('todo.invited', { count: open }), href: `/office/${place.id}/members`, urgent: false }] : []),
  ];
}

function PlaceCard({ place, personId }: { readonly place: Place; readonly personId: string }) {
  const { t, of, day, moment } = useWords();
  const { todos: own, settled } = useApplicantTodos(place);
  const todos = [...own, ...useOfficeTodos(place, personId)];
  return (
    <li className="row place" data-place={place.id}>
      <p className="row-head">
        <strong>
          <Link href={homeOf(place)}>{place.name}</Link>
        </strong>
        <span className="badges">
          {place.roles.map((role) => (
            <span key={role} className="badge">
              {of(ROLES[role])}
            </span>
          ))}
          {(place.standsIn ?? []).map(({ delegationId, role, name, until }) => (
            <span key={delegationId} className="badge badge-good">
              {t('me.standsIn', { name, role: of(ROLES[role]), day: day(lastDayOf(until)) })}
            </span>
          ))}
        </span>
      </p>
      <p className="muted">
        {of(KIND_NAMES[place.kind])}
        {place.until ? ` · ${t('me.until', { at: moment(place.until) })}` : ''}
      </p>
      {todos.length > 0 || worksOnCases(place) ? (
        <ul className="todos">
          <DeskTodos place={place} alone={todos.length === 0} />
          {todos.map((todo) => (
            <li key={todo.key} className={todo.urgent ? 'todo todo-warn' : 'todo'}>
              <Link href={todo.href}>{todo.text}</Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">{t(settled ? 'me.nothingWaits' : 'states.loading')}</p>
      )}
      <Latest place={place} />
    </li>
  );
}

function Start({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="begin">
      <h2 id="begin">{t('me.begin')}</h2>
      {children}
    </section>
  );
}

function Home({ me }: { readonly me: Me }) {
  const { t } = useWords();
  return (
    <>
      {me.organisations.length === 0 ? (
        <div className="state">
          <p className="state-title">{t('me.none')}</p>
          <p>{t('me.noneText')}</p>
        </div>
      ) : (
        <section aria-labelledby="mine">
          <h2 id="mine">{t('me.mine')}</h2>
          <ul className="rows">
            {me.organisations.map((place) => (
              <PlaceCard key={place.id} place={place} personId={me.person.id} />
            ))}
          </ul>
        </section>
      )}
      <Start>
        <p className="actions">
          <Link className={me.organisations.length === 0 ? 'button' : 'button button-quiet'} href="/register">
            {t('me.register')}
          </Link>
          <Link className="button button-quiet" href="/check">
            {t('nav.check')}
          </Link>
        </p>
      </Start>
    </>
  );
}

/** What waits for me, in each of my organisations. */
export default function MePage() {
  const { t } = useWords();
  return <AccountPage title={t('me.title')}>{(me) => <Home me={me} />}</AccountPage>;
}
