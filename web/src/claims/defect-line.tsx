import { useWords } from '../words/use-words.ts';

type Props = { readonly place: string; readonly text: string; readonly newBecause?: string | undefined };

/** One thing that is to be put right, after the place it is about. */
export function DefectLine({ place, text, newBecause }: Props) {
  const { t } = useWords();
  return (
    <>
      {place === '' ? null : (
        <strong>
          {place}
          {t('claims.colon')}
        </strong>
      )}
      {text}
      {newBecause ? <span className="muted"> {t('claims.correct.newBecause', { text: newBecause })}</span> : null}
    </>
  );
}
