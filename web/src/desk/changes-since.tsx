import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { type ContentChange, contentChanges } from './content-changes.ts';
import { useStepName } from './use-step-name.ts';

function useSaid() {
  const { t, money } = useWords();
  return ({ what, field }: ContentChange, value: unknown): string => {
    if (value === undefined || value === null || value === '') return t('desk.unknown');
    return what === 'amount' || field?.endsWith('Fen') ? money(Number(value)) : typeof value === 'string' ? value : JSON.stringify(value);
  };
}

/** What others did to the case since it was opened here; an approval is for what was seen, until its changes are noted. */
export default function ChangesSince({ onNoted }: { onNoted(): void }) {
  const { t } = useWords();
  const { file, seen } = useCase();
  const nameOf = useStepName();
  const say = useSaid();
  const changes = contentChanges(seen, file);
  const acts = file.acts.slice(seen.acts.length);
  return (
    <section className="note" aria-labelledby="changed" role="alert">
      <h2 id="changed">{t('desk.changed.title')}</h2>
      {acts.length === 0 ? null : (
        <p>{t('desk.changed.acts', { list: acts.map(({ event, name }) => `${nameOf(event)} (${name})`).join(t('formula.comma')) })}</p>
      )}
      <table className="desk-table">
        <thead>
          <tr>
            {(['what', 'before', 'after'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`desk.changed.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const name = change.field?.split('/').at(-1) ?? '';
            return (
              <tr key={`${change.what}${change.field}`}>
                <th scope="row">
                  {change.field === null
                    ? t(`desk.part.${change.what}`)
                    : t('desk.changed.field', { field: t(`desk.field.${name}`, { defaultValue: name }), pointer: change.field })}
                </th>
                <td>{say(change, change.before)}</td>
                <td>{say(change, change.after)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="actions">
        <button type="button" className="button" onClick={onNoted}>
          {t('desk.changed.noted')}
        </button>
      </p>
    </section>
  );
}
