import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import zh from './locales/zh.json';

export type Language = 'zh' | 'en';

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

async function addEnglish(): Promise<void> {
  if (i18next.hasResourceBundle('en', 'translation')) return;
  const en = await import('./locales/en.json');
  i18next.addResourceBundle('en', 'translation', en.default);
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
  await switchLanguage(language);
}

/** Changes the language of the page, of its `lang` attribute and of the next visit. */
export async function switchLanguage(language: Language): Promise<void> {
  if (language === 'en') await addEnglish();
  await i18next.changeLanguage(language);
  if (typeof document === 'undefined') return;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  try {
    window.localStorage.setItem(STORED, language);
  } catch {
    // Storage may be switched off; the choice then lasts for this visit.
  }
}
