import { useWords } from '../words/use-words.ts';
import type { StepId } from './claim-forms.ts';

/** The pages of the claim, with how much each still lacks. */
export function Stepper({
  steps,
  step,
  open,
  onGo,
}: {
  readonly steps: readonly StepId[];
  readonly step: StepId;
  readonly open: ReadonlyMap<StepId, number>;
  onGo(step: StepId): void;
}) {
  const { t } = useWords();
  return (
    <nav className="stepper" aria-label={t('claims.steps')}>
      <ol>
        {steps.map((id, at) => (
          <li key={id}>
            <button type="button" aria-current={id === step ? 'step' : undefined} onClick={() => onGo(id)}>
              <span className="step-number" aria-hidden="true">
                {at + 1}
              </span>
              <span>{t(`claims.step.${id}`)}</span>
              {open.get(id) ? <span className="step-open">{t('claims.stepOpen', { count: open.get(id) })}</span> : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
