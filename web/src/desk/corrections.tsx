import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { ChangedFacts } from './changed-facts.tsx';
import { isForPeople } from './claim-parts.ts';
import { usePlace } from './use-place.ts';

function Places({ title, pointers }: { readonly title: string; readonly pointers: readonly string[] }) {
  const { t } = useWords();
  const say = usePlace();
  const named = pointers.filter(isForPeople);
  return named.length === 0 ? null : (
    <p>
      {title} {named.map(say).join(t('formula.comma'))}
    </p>
  );
}

/** What was asked to be put right, what was answered, and what was changed beside it. */
export default function Corrections() {
  const { t, of, day, moment } = useWords();
  const { file } = useCase();
  const say = usePlace();
  const nameOf = (pointer: string): string => {
    const clause = file.appraisal?.clauses.find(({ id }) => pointer === `/clauses/${id}`);
    return clause ? of(clause.text) : say(pointer);
  };
  return (
    <section className="panel" aria-labelledby="corrections">
      <h2 id="corrections">{t('desk.correction.title')}</h2>
      <ul className="rows">
        {file.corrections.map(
          ({ id, state, openedAt, dueOn, defects, answers, requestedChanges, unrequestedChanges, changedFacts, closedReason }) => (
            <li key={id} className="row">
              <p className="row-head">
                <span>{t('desk.correction.opened', { moment: moment(openedAt), day: day(dueOn) })}</span>
                <span className="badge">{t(`desk.correction.state.${state}`)}</span>
              </p>
              <ul className="plain-list">
                {defects.map((defect) => {
                  const answer = answers.find(({ defectId }) => defectId === defect.id);
                  return (
                    <li key={defect.id}>
                      <strong>{nameOf(defect.pointer)}</strong> {defect.text}
                      {defect.newBecause ? <p className="muted">{t('judged.defect.newBecause', { text: defect.newBecause })}</p> : null}
                      {answer ? (
                        <p className="muted">
                          {t(`desk.correction.answer.${answer.kind}`)} {answer.text}
                        </p>
                      ) : null}
                    </li>
                  );
                })}
              </ul>
              <Places title={t('desk.correction.requested')} pointers={requestedChanges} />
              {unrequestedChanges.length === 0 ? null : (
                <div className="note">
                  <Places title={t('desk.correction.unrequested')} pointers={unrequestedChanges} />
                </div>
              )}
              {changedFacts.length === 0 ? null : <ChangedFacts facts={changedFacts} />}
              {closedReason ? <p className="muted">{closedReason}</p> : null}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
