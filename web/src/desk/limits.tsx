import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';

/** Caps and invoices that claims of others share, where others have taken of them: seen before an approval would be refused for it. */
export default function Limits() {
  const { t, of, money } = useWords();
  const { file } = useCase();
  const shared = file.limits.filter(({ othersFen, exceeded }) => othersFen > 0 || exceeded);
  if (shared.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="limits">
      <h2 id="limits">{t('desk.limit.title')}</h2>
      <ul className="rows">
        {shared.map(({ kind, pointer, text, mostFen, othersFen, ownFen, exceeded }) => (
          <li key={`${kind} ${pointer}`} className={exceeded ? 'row todo-warn' : 'row'}>
            <p className="row-head">
              <strong>{of(text)}</strong>
            </p>
            <p>{t('desk.limit.figures', { most: money(mostFen), others: money(othersFen), own: money(ownFen) })}</p>
            {exceeded ? <p className="wrong">{t('desk.limit.exceeded', { left: money(Math.max(0, mostFen - othersFen)) })}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
