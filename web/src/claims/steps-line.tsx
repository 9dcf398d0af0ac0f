import { type InstrumentName, profileOf } from '../../../shared/domain/cases/profiles.ts';
import { type CaseState, isEnd, labelOf } from '../../../shared/domain/cases/states.ts';
import { useWords } from '../words/use-words.ts';

/** States beside the path stand where they came from. */
const BESIDE: Partial<Record<CaseState, CaseState>> = {
  returned: 'completeness_check',
  conditional: 'decision_pending',
  objection_review: 'public_notice',
};

/** How far a case is on its way: a line of steps for the eye, one sentence for everybody. */
export function StepsLine({ instrument, state }: { readonly instrument: InstrumentName; readonly state: CaseState }) {
  const { t, of } = useWords();
  const path = profileOf(instrument).path;
  const at = path.indexOf(BESIDE[state] ?? state);
  const over = isEnd(state) && at < 0;
  return (
    <div className="steps-line">
      <p>
        {over
          ? t('claims.line.over', { label: of(labelOf(state)) })
          : t('claims.line.at', { at: at + 1, all: path.length, label: of(labelOf(state)) })}
      </p>
      <ol aria-hidden="true">
        {path.map((one, place) => (
          <li key={one} className={over ? 'line-over' : place < at ? 'line-done' : place === at ? 'line-here' : 'line-ahead'}>
            <span>{of(labelOf(one))}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
