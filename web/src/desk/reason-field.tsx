import { useWords } from '../words/use-words.ts';

type Props = { readonly value: string; readonly label?: string; readonly optional?: boolean; onChange(value: string): void };

/** Why something is decided: it stands in the audit entry, and where it is a decision, in the letter. */
export function ReasonField({ value, label, optional = false, onChange }: Props) {
  const { t } = useWords();
  return (
    <label className="field">
      <span>
        {label ?? t('desk.reason')}
        {optional ? <span className="muted"> {t('desk.optional')}</span> : null}
      </span>
      <textarea rows={3} maxLength={2000} required={!optional} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
