import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import zh from './locales/zh.json';
import type { Language } from './words/language.ts';

export type { Language };

const STORED = 'rongqiao.language';

const isLanguage = (text: unknown): text is Language => text === 'zh' || text === 'en';

/** `?lang=en` in the address, then what was chosen before, then Chinese. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang');
  if (isLanguage(asked)) return asked;
  try {
    const stored = window.localStorage.getItem(STORED);
    return isLanguage(stored) ? stored : 'zh';
  } catch {
    return 'zh';
  }
}

/** Words that only some pages need, in files of their own: they come with the first page that wants them. */
const BOOKS = {
  public: { zh: async () => ({ default: zh }), en: () => import('./locales/en.json') },
  account: { zh: () => import('./locales/account.zh.json'), en: () => import('./locales/account.en.json') },
  todo: { zh: () => import('./locales/todo.zh.json'), en: () => import('./locales/todo.en.json') },
  claims: { zh: () => import('./locales/claims.zh.json'), en: () => import('./locales/claims.en.json') },
  status: { zh: () => import('./locales/status.zh.json'), en: () => import('./locales/status.en.json') },
  delegations: { zh: () => import('./locales/delegations.zh.json'), en: () => import('./locales/delegations.en.json') },
  desk: { zh: () => import('./locales/desk.zh.json'), en: () => import('./locales/desk.en.json') },
  recoveries: { zh: () => import('./locales/recoveries.zh.json'), en: () => import('./locales/recoveries.en.json') },
  payments: { zh: () => import('./locales/payments.zh.json'), en: () => import('./locales/payments.en.json') },
  outcomes: { zh: () => import('./locales/outcomes.zh.json'), en: () => import('./locales/outcomes.en.json') },
  judged: { zh: () => import('./locales/judged.zh.json'), en: () => import('./locales/judged.en.json') },
  opinions: { zh: () => import('./locales/opinions.zh.json'), en: () => import('./locales/opinions.en.json') },
  budgets: { zh: () => import('./locales/budgets.zh.json'), en: () => import('./locales/budgets.en.json') },
  import: { zh: () => import('./locales/import.zh.json'), en: () => import('./locales/import.en.json') },
  notices: { zh: () => import('./locales/notices.zh.json'), en: () => import('./locales/notices.en.json') },
} as const;
type Book = keyof typeof BOOKS;

const wanted = new Set<Book>(['public']);
const held = new Set<string>(['public.zh']);
let started: () => void;
const ready = new Promise<void>((resolve) => {
  started = resolve;
});

async function hold(book: Book, language: Language): Promise<void> {
  if (held.has(`${book}.${language}`)) return;
  const words = await BOOKS[book][language]();
  i18next.addResourceBundle(language, 'translation', words.default, true, true);
  held.add(`${book}.${language}`);
}

/** Has a book at hand in the language of the page, and from now on in any language the page turns to. */
export async function openBook(book: Book): Promise<void> {
  wanted.add(book);
  await ready;
  await hold(book, i18next.language === 'en' ? 'en' : 'zh');
}

/** Makes the words ready: Chinese is in the first load, English comes when wanted. */
export async function startI18n(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: 'zh',
      fallbackLng: 'zh',
      resources: { zh: { translation: zh } },
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  }
  // Words that do not come leave the page in Chinese, which came with it, rather than unread.
  await switchLanguage(language).catch(() => undefined);
  started();
}

/** Changes the language of the page, of its `lang` attribute and of the next visit. */
export async function switchLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((book) => hold(book, language)));
  await i18next.changeLanguage(language);
  if (typeof document === 'undefined') return;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  try {
    window.localStorage.setItem(STORED, language);
  } catch {
    // Storage may be switched off; the choice then lasts for this visit.
  }
}
