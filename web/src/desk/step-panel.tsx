import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { type PanelStep, panelSteps, stepOf } from './step-table.ts';
import { useStepName } from './use-step-name.ts';

/** Only where a step is begun, with all that steps ask for. */
const StepForm = lazy(() => import('./step-form.tsx'));

/** Takes the case on, so that its file may be read and acted in. */
function TakeButton() {
  const { t } = useWords();
  const desk = useCase();
  const command = useCommand();
  if (!desk.file.actions.includes('take')) return null;
  const act = async () => {
    const answer = await takeStep(command, desk, 'take');
    if (answer) desk.done(answer, t('desk.done.taken'));
  };
  return (
    <>
      <p className="actions">
        <button type="button" className="button" disabled={command.busy} onClick={() => void act()}>
          {t('desk.handling.take')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </>
  );
}

/** What can be done with the case as it stands, by the one who looks at it. One step is open at a time. */
export function StepPanel() {
  const { t } = useWords();
  const { file, me } = useCase();
  const nameOf = useStepName();
  const [open, setOpen] = useState<PanelStep>();
  const panel = useRef<HTMLElement>(null);
  const [left, setLeft] = useState<{ readonly opener: string }>();
  // Back to what opened the form; what was done may not be offered again, so that the heading takes the focus.
  useEffect(() => {
    if (left) panel.current?.querySelector<HTMLElement>(left.opener)?.focus();
  }, [left]);
  const isHead = me.organisations.some(({ roles, divisionCode }) => divisionCode !== null && roles.includes('owner'));
  const steps = panelSteps(file, isHead);
  const shown = open && steps.includes(open) ? open : undefined;
  const close = (done: boolean) => {
    setOpen(undefined);
    setLeft({ opener: done ? 'h2' : `[data-step="${shown}"]` });
  };
  return (
    <section ref={panel} className="panel step-panel" aria-labelledby="steps">
      <h2 id="steps" tabIndex={-1}>
        {t('desk.step.title')}
      </h2>
      {file.halt ? <p className="note">{t('desk.step.halted')}</p> : null}
      <TakeButton />
      {steps.length === 0 && !file.actions.includes('take') ? <p>{t('desk.step.none')}</p> : null}
      {shown ? (
        <Suspense fallback={<p role="status">{t('states.loading')}</p>}>
          <StepForm key={shown} step={shown} onClose={close} />
        </Suspense>
      ) : (
        <p className="actions">
          {steps.map((step) => (
            <button
              key={step}
              type="button"
              data-step={step}
              className={stepOf(step).weight === 'first' ? 'button' : 'button button-quiet'}
              onClick={() => setOpen(step)}
            >
              {nameOf(step)}
            </button>
          ))}
        </p>
      )}
    </section>
  );
}
