import { useWords } from '../words/use-words.ts';

/** `/lines/0/amountFen` → the words of its last part, with the row it stands in. */
export function usePlace(): (pointer: string) => string {
  const { t } = useWords();
  return (pointer) => {
    const parts = pointer.split('/').slice(1);
    const name = parts.findLast((part) => !/^\d+$/.test(part)) ?? pointer;
    const row = parts.find((part) => /^\d+$/.test(part));
    const label = t(`desk.field.${name}`, { defaultValue: t(`desk.list.${name}`, { defaultValue: name }) });
    return row === undefined ? label : `${t('desk.claim.row', { count: Number(row) + 1 })} ${label}`;
  };
}
