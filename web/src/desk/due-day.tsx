import { useWords } from '../words/use-words.ts';

type Props = { readonly dueOn: string | null; readonly provisional: boolean; readonly late: boolean };

/** The last day that is still in time; late ones say so in words, not in colour alone. */
export function DueDay({ dueOn, provisional, late }: Props) {
  const { t, day } = useWords();
  if (dueOn === null) return <span className="muted">{t('desk.due.none')}</span>;
  return (
    <span className="due">
      <span className="same-line">{provisional ? t('desk.due.notBefore', { day: day(dueOn) }) : day(dueOn)}</span>
      {late ? <span className="badge badge-bad">{t('desk.due.late')}</span> : null}
    </span>
  );
}
