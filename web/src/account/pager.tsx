import { useWords } from '../words/use-words.ts';

/** Back and on through a long list. */
export function Pager({
  cursors,
  next,
  onTurn,
}: {
  readonly cursors: readonly string[];
  readonly next: string | null;
  onTurn(cursors: readonly string[]): void;
}) {
  const { t } = useWords();
  if (next === null && cursors.length === 0) return null;
  return (
    <p className="actions">
      <button type="button" className="button button-quiet" disabled={cursors.length === 0} onClick={() => onTurn(cursors.slice(0, -1))}>
        {t('pager.back')}
      </button>
      <button type="button" className="button button-quiet" disabled={next === null} onClick={() => next && onTurn([...cursors, next])}>
        {t('pager.on')}
      </button>
    </p>
  );
}
