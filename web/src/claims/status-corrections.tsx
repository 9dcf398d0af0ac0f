import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { useWords } from '../words/use-words.ts';
import { DefectLine } from './defect-line.tsx';
import { useDefectPlace } from './use-defect-place.ts';

type Props = { readonly file: CaseFileView; readonly corrections: CaseFileView['corrections'] };

/** What was asked to be put right before, what one answered to each point, and what became of it. */
export default function StatusCorrections({ file, corrections }: Props) {
  const { t, moment } = useWords();
  const placeOf = useDefectPlace(file);
  return (
    <section className="panel" aria-labelledby="corrections">
      <h2 id="corrections">{t('claims.status.corrections')}</h2>
      {corrections.map(({ id, state, openedAt, closedAt, defects, answers, closedReason }) => (
        <div key={id} data-correction={id}>
          <p>
            {t('claims.status.correctionAsked', { at: moment(openedAt) })}
            {closedAt === null ? '' : t(`claims.status.correctionState.${state}`, { at: moment(closedAt) })}
          </p>
          {state === 'cancelled' && closedReason ? <p>{t('claims.status.reason', { text: closedReason })}</p> : null}
          <ul className="plain-list">
            {defects.map((defect) => {
              const answer = answers.find(({ defectId }) => defectId === defect.id);
              return (
                <li key={defect.id}>
                  <DefectLine place={placeOf(defect.pointer)} text={defect.text} newBecause={defect.newBecause} />
                  {answer ? (
                    <p className="muted">
                      {t('claims.status.answered', { kind: t(`claims.correct.kind.${answer.kind}`) })}
                      {answer.text === '' ? '' : `${t('claims.colon')}${answer.text}`}
                    </p>
                  ) : null}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}
