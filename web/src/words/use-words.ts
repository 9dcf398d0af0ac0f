import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatFen, formatInstant, formatYuan } from './format.ts';
import type { Language } from './language.ts';

type Bilingual = { readonly zh: string; readonly en: string };

/** Whether amounts are written in yuan throughout: for those who compare them and add them up. */
export const InYuan = createContext(false);

/** The words of the reader's language: our own sentences (`t`), the catalogue's (`of`), amounts and days. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  const inYuan = useContext(InYuan);
  return useMemo(
    () => ({
      t,
      language,
      of: (text: Bilingual) => text[language],
      money: (fen: number) => (inYuan ? formatYuan : formatFen)(fen, language),
      day: (date: string) => formatDay(date, language),
      moment: (instant: string) => formatInstant(instant, language),
    }),
    [t, language, inYuan],
  );
}

export type Words = ReturnType<typeof useWords>;
