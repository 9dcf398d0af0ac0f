import { fenOf } from '../../papers/fen-of.ts';
import { useWords } from '../../words/use-words.ts';

type Props = { readonly value: string; onChange(value: string): void };

export function AmountField({ value, onChange }: Props) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>{t('desk.change.amount')}</span>
      <input
        type="text"
        inputMode="decimal"
        required
        aria-invalid={value !== '' && fenOf(value) === undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
