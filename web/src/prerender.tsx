import { renderToString } from 'react-dom/server';
import { App } from './app.tsx';
import { startI18n } from './i18n.ts';
import { PAGES } from './pages.ts';

/** The pages whose first sight is written into HTML at build time, and the page of every other address. */
export const pages = [
  { path: '/', file: 'index.html', module: 'src/pages/home.tsx' },
  { path: '/programmes', file: 'programmes.html', module: 'src/pages/catalogue.tsx' },
  { path: '/check', file: 'check.html', module: 'src/pages/check.tsx' },
  { path: '/about', file: 'about.html', module: 'src/pages/about.tsx' },
  { path: '/docs', file: 'docs.html', module: 'src/pages/docs.tsx' },
  { path: '/programmes/-', file: 'app.html', module: 'src/pages/programme.tsx' },
];

/** The markup of one address, in Chinese and before any data. */
export async function render(path: string): Promise<string> {
  await startI18n('zh');
  await Promise.all(PAGES.map((page) => page.component.preload()));
  return renderToString(<App ssrPath={path} bare={path === '/programmes/-'} />);
}
