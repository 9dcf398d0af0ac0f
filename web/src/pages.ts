import { lazyPage } from './lazy-page.tsx';

/** Every address of the site and the page that answers it. */
export const PAGES = [
  { path: '/', component: lazyPage(() => import('./pages/home.tsx')) },
  { path: '/programmes', component: lazyPage(() => import('./pages/catalogue.tsx')) },
  { path: '/programmes/:id', component: lazyPage(() => import('./pages/programme.tsx')) },
  { path: '/check', component: lazyPage(() => import('./pages/check.tsx')) },
  { path: '/about', component: lazyPage(() => import('./pages/about.tsx')) },
  { path: '/docs', component: lazyPage(() => import('./pages/docs.tsx')) },
] as const;

/** The page of an address, to have its chunk at hand before anything is drawn. */
export function pageOf(pathname: string) {
  const matches = (pattern: string) => new RegExp(`^${pattern.replace(/:[a-z]+/, '[^/]+')}/?$`).test(pathname);
  return PAGES.find((page) => matches(page.path));
}
