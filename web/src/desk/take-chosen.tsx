import { useRef } from 'react';
import { useWords } from '../words/use-words.ts';
import { ManyOutcomes } from './many-outcomes.tsx';
import { handle, type Many } from './use-many.ts';
import type { CaseItem } from './wire.ts';

type Props = {
  /** What was chosen and is not in one's own hands yet. */
  readonly untaken: readonly CaseItem[];
  readonly many: Many;
  nameOf(id: string): string;
  /** Some were taken, perhaps not all. */
  onTaken(): void;
};

/** Takes what was chosen, one command a case, so that one sees whose it is before deciding on it. What broke off goes on where it stopped. */
export function TakeChosen({ untaken, many, nameOf, onTaken }: Props) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  if (untaken.length === 0 && many.total === 0) return null;
  const take = async () => {
    await many.run(
      untaken.map(({ id }) => id),
      handle('take'),
    );
    // The button may be gone by now; whoever pressed it reads on from here.
    heading.current?.focus();
    onTaken();
  };
  return (
    <section className="panel" aria-labelledby="take-chosen">
      <h2 id="take-chosen" ref={heading} tabIndex={-1}>
        {t('desk.run.takeTitle')}
      </h2>
      {untaken.length > 0 ? <p>{t('desk.run.untaken', { count: untaken.length })}</p> : null}
      {untaken.length > 0 || many.busy ? (
        <p className="actions">
          <button
            type="button"
            className={many.busy ? 'button button-quiet' : 'button'}
            onClick={many.busy ? many.stop : () => void take()}
          >
            {many.busy ? t('desk.run.pause') : t('desk.run.take', { count: untaken.length })}
          </button>
        </p>
      ) : null}
      <ManyOutcomes many={many} nameOf={nameOf} />
    </section>
  );
}
