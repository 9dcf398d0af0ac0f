import { useWords } from '../words/use-words.ts';
import { placeInForm, wordOf } from './claim-forms.ts';
import type { AnyKind } from './claim-paths.ts';
import { shownPointer } from './faults-of.ts';

/** `/lines/0/paidOn` in words: 第 1 笔费用 · 付款日期. */
export function useFieldName(kind: AnyKind): (pointer: string) => string {
  const { t } = useWords();
  return (pointer) => {
    const shown = shownPointer(pointer);
    const [, list, at] = /^\/(lines|trainees|sessions|household)(?:\/(\d+))?/.exec(shown) ?? [];
    const row = list && at ? t(`claims.rows.${list}.title`, { number: Number(at) + 1 }) : list ? t(`claims.rows.${list}.name`) : '';
    const place = placeInForm(shown, kind);
    const field = place?.field ? t(`claims.field.${wordOf(place.field.path)}`) : place && !row ? t(`claims.step.${place.step}`) : '';
    return [row, field].filter(Boolean).join(t('claims.dot'));
  };
}
