import type { ComponentType } from 'react';
import { openBook } from './i18n.ts';
import { lazyPage, type PageProps } from './lazy-page.tsx';

type Load = () => Promise<{ default: ComponentType<PageProps> }>;
const withBooks = (load: Load, ...books: Parameters<typeof openBook>[0][]) =>
  lazyPage(async () => {
    const [page] = await Promise.all([load(), ...books.map(openBook)]);
    return page;
  });

/** A page one signs in for: its words come with it. */
const accountPage = (load: Load) => withBooks(load, 'account');
/** A page of those who work on cases. */
const deskPage = (load: Load) => withBooks(load, 'account', 'desk');
/** A desk page about budgets and what draws on them. */
const moneyDeskPage = (load: Load) => withBooks(load, 'account', 'desk', 'budgets');
/** A page of those who apply. */
const claimPage = (load: Load) => withBooks(load, 'account', 'claims');
const statusPage = (load: Load) => withBooks(load, 'account', 'claims', 'status');
const opinionPage = (load: Load) => withBooks(load, 'account', 'desk', 'opinions');
const noticePage = (load: Load) => withBooks(load, 'account', 'notices');

/** Every address of the site and the page that answers it. */
export const PAGES = [
  { path: '/', component: lazyPage(() => import('./pages/home.tsx')) },
  { path: '/programmes', component: lazyPage(() => import('./pages/catalogue.tsx')) },
  { path: '/programmes/:id', component: lazyPage(() => import('./pages/programme.tsx')) },
  { path: '/check', component: lazyPage(() => import('./pages/check.tsx')) },
  { path: '/about', component: lazyPage(() => import('./pages/about.tsx')) },
  { path: '/docs', component: lazyPage(() => import('./pages/docs.tsx')) },
  { path: '/me', component: withBooks(() => import('./pages/me.tsx'), 'account', 'todo') },
  { path: '/register', component: accountPage(() => import('./pages/register.tsx')) },
  { path: '/invitations', component: accountPage(() => import('./pages/invitation.tsx')) },
  { path: '/sessions', component: accountPage(() => import('./pages/sessions.tsx')) },
  { path: '/keep', component: accountPage(() => import('./pages/keep.tsx')) },
  { path: '/companies/:id', component: accountPage(() => import('./pages/place.tsx')) },
  { path: '/office/:id', component: accountPage(() => import('./pages/place.tsx')) },
  { path: '/companies/:id/profile', component: accountPage(() => import('./pages/profile.tsx')) },
  { path: '/companies/:id/papers', component: accountPage(() => import('./pages/papers.tsx')) },
  { path: '/companies/:id/money', component: accountPage(() => import('./pages/money.tsx')) },
  { path: '/companies/:id/sharing', component: accountPage(() => import('./pages/sharing.tsx')) },
  { path: '/office/:id/members', component: accountPage(() => import('./pages/members.tsx')) },
  { path: '/office/:id/delegations', component: withBooks(() => import('./pages/delegations.tsx'), 'account', 'delegations') },
  { path: '/office/:id/companies', component: accountPage(() => import('./pages/companies.tsx')) },
  { path: '/office/:id/granted', component: accountPage(() => import('./pages/granted.tsx')) },
  { path: '/office/:id/companies/:company', component: accountPage(() => import('./pages/company.tsx')) },
  { path: '/office/:id/import', component: withBooks(() => import('./pages/import.tsx'), 'account', 'import') },
  { path: '/office/:id/institutions', component: accountPage(() => import('./pages/institutions.tsx')) },
  { path: '/claims', component: claimPage(() => import('./pages/claims.tsx')) },
  { path: '/claims/filings', component: claimPage(() => import('./pages/filings.tsx')) },
  { path: '/claims/:id', component: claimPage(() => import('./pages/claim.tsx')) },
  { path: '/claims/:id/status', component: statusPage(() => import('./pages/claim-status.tsx')) },
  { path: '/desk', component: withBooks(() => import('./pages/desk.tsx'), 'account', 'desk', 'delegations') },
  { path: '/desk/cases/:id', component: deskPage(() => import('./pages/desk-case.tsx')) },
  { path: '/desk/decisions', component: moneyDeskPage(() => import('./pages/desk-decisions.tsx')) },
  { path: '/desk/payments', component: withBooks(() => import('./pages/desk-payments.tsx'), 'account', 'desk', 'payments') },
  { path: '/desk/budgets', component: moneyDeskPage(() => import('./pages/desk-budgets.tsx')) },
  { path: '/desk/tips', component: withBooks(() => import('./pages/desk-tips.tsx'), 'account', 'desk', 'notices') },
  { path: '/opinions', component: opinionPage(() => import('./pages/opinions.tsx')) },
  { path: '/opinions/:id', component: opinionPage(() => import('./pages/opinion.tsx')) },
  { path: '/notices', component: noticePage(() => import('./pages/notices.tsx')) },
  { path: '/notices/:id', component: noticePage(() => import('./pages/notice.tsx')) },
] as const;

/** The page of an address, to have its chunk at hand before anything is drawn. */
export function pageOf(pathname: string) {
  const matches = (pattern: string) => new RegExp(`^${pattern.replace(/:[a-z]+/, '[^/]+')}/?$`).test(pathname);
  return PAGES.find((page) => matches(page.path));
}
