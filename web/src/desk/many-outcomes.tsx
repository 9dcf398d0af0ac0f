import { useWords } from '../words/use-words.ts';
import type { Many } from './use-many.ts';

type Props = { readonly many: Many /** How a case is named in the list of what was refused. */; nameOf(id: string): string };

/** How far a run over many cases has come, and why the rest were not done. */
export function ManyOutcomes({ many, nameOf }: Props) {
  const { t } = useWords();
  const { busy, total, outcomes } = many;
  const failed = outcomes.filter(({ failure }) => failure);
  return (
    <>
      <div role="status">
        {total === 0 ? null : (
          <p>
            {t('desk.many.progress', { done: outcomes.length - failed.length, count: total })}{' '}
            {busy ? <progress max={total} value={outcomes.length} aria-label={t('desk.many.bar')} /> : null}
          </p>
        )}
      </div>
      {failed.length === 0 ? null : (
        <div role="alert" className="refusal">
          <p className="wrong">{t('desk.many.failed', { count: failed.length })}</p>
          <ul className="plain-list">
            {failed.map(({ id, failure }) => (
              <li key={id}>
                {nameOf(id)} · {failure?.title ?? t(`states.${failure?.kind ?? 'unreadable'}.title`)}
                {failure?.faults.map(({ code, detail }) => (
                  <span key={code}> {detail}</span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
