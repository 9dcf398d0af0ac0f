import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/parts.css';
import './styles/print.css';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { preferredLanguage, startI18n } from './i18n.ts';
import { pageOf } from './pages.ts';

/** Starts the page: its words and its chunk first, then the markup written at build time is taken over where it is the same. */
async function start(root: HTMLElement): Promise<void> {
  const language = preferredLanguage();
  const page = pageOf(window.location.pathname);
  await Promise.all([startI18n(language), page?.component.preload().catch(() => undefined)]);
  const drawn = root.querySelector('[data-drawn]')?.getAttribute('data-drawn');
  const same = language === 'zh' && drawn === window.location.pathname && window.location.search === '';
  if (same) hydrateRoot(root, <App />);
  else createRoot(root).render(<App />);
}

const root = document.getElementById('root');
if (root) void start(root);
