import { Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Fence } from './components/fence.tsx';
import { Layout } from './components/layout.tsx';
import { Skeleton } from './components/states.tsx';
import { NotFound } from './pages/not-found.tsx';
import { PAGES } from './pages.ts';

/** The whole site. `ssrPath` draws one address at build time; `bare` draws only what all pages share. */
export function App({ ssrPath, bare = false }: { readonly ssrPath?: string; readonly bare?: boolean }) {
  return (
    <Router {...(ssrPath === undefined ? {} : { ssrPath })}>
      <Layout>
        <Fence>
          <Suspense fallback={<Skeleton />}>
            {bare ? (
              <Skeleton />
            ) : (
              <Switch>
                {PAGES.map((page) => (
                  <Route key={page.path} path={page.path}>
                    {(params) => <page.component params={params as Record<string, string | undefined>} />}
                  </Route>
                ))}
                <Route>
                  <NotFound />
                </Route>
              </Switch>
            )}
          </Suspense>
        </Fence>
      </Layout>
    </Router>
  );
}
