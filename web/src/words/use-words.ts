import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatFen, formatInstant } from './format.ts';
import type { Language } from './language.ts';

type Bilingual = { readonly zh: string; readonly en: string };

/** The words of the reader's language: our own sentences (`t`), the catalogue's (`of`), amounts and days. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return useMemo(
    () => ({
      t,
      language,
      of: (text: Bilingual) => text[language],
      money: (fen: number) => formatFen(fen, language),
      day: (date: string) => formatDay(date, language),
      moment: (instant: string) => formatInstant(instant, language),
    }),
    [t, language],
  );
}

export type Words = ReturnType<typeof useWords>;
