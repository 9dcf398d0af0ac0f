import { lazy, Suspense, useEffect, useReducer, useRef, useState } from 'react';
import { GUARDS } from '../../../shared/domain/cases/machine.ts';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { useDefects } from './defects.ts';
import { ASKED_FIELDS, bodyOf, isReady, newTyped, type Typed } from './step-fields.tsx';
import { barOf, canTake, edgeOf, nameOfEvent, type PanelStep, panelSteps, stepOf } from './step-table.ts';

/** Only who approves tries it first: it comes with the form that asks for it. */
const DryRun = lazy(() => import('./dry-run.tsx').then(({ DryRun: Tried }) => ({ default: Tried })));

/** What a step is called: as the table of the machine has it; handling has words of its own. */
export function useStepName(): (event: string) => string {
  const { t, of } = useWords();
  return (event) => {
    const name = nameOfEvent(event);
    return name ? of(name) : t(`desk.handling.${event}`, { defaultValue: event });
  };
}

/** Why this person cannot take a step, said before it is tried. */
function Bar({ step }: { readonly step: string }) {
  const { t } = useWords();
  const { file } = useCase();
  const bar = barOf(file, step);
  if (!bar) return null;
  return <p className="note">{t(`desk.bar.${bar.why}`, { stage: t(`desk.stage.${bar.stage}`), name: bar.name })}</p>;
}

/** What has to hold for a step, and whether two persons take it. */
function Needs({ step }: { readonly step: PanelStep }) {
  const { t, of } = useWords();
  const { file } = useCase();
  const edge = edgeOf(step, file.state);
  if (!edge || (!edge.guards && edge.persons !== 2)) return null;
  return (
    <details className="needs">
      <summary>{t('desk.step.needs')}</summary>
      <ul className="plain-list">
        {edge.persons === 2 ? <li>{t('desk.step.twoPersons')}</li> : null}
        {(edge.guards ?? []).map((guard) => (
          <li key={guard}>{of(GUARDS[guard])}</li>
        ))}
      </ul>
    </details>
  );
}

const change = (typed: Typed, part: Partial<Typed>): Typed => ({ ...typed, ...part });

/** One step with what it asks for. What was typed stays while a refusal is read. */
function StepForm({ step, onClose }: { readonly step: PanelStep; onClose(): void }) {
  const { t } = useWords();
  const desk = useCase();
  const command = useCommand();
  const defects = useDefects();
  const nameOf = useStepName();
  const [typed, put] = useReducer(change, undefined, newTyped);
  const heading = useRef<HTMLHeadingElement>(null);
  const { asks, weight } = stepOf(step);
  const marks = asks.includes('defects');
  const { start, stop } = defects;
  useEffect(() => {
    heading.current?.focus();
    if (marks) start();
    return marks ? stop : undefined;
  }, [marks, start, stop]);
  const sent = { typed, seen: desk.seen, found: defects.found };
  const name = nameOf(step);
  const act = async () => {
    const answer = await takeStep(command, desk, step, bodyOf(asks, sent));
    if (!answer) return;
    desk.done(answer, t(answer.proposed === step ? 'desk.done.proposed' : 'desk.done.named', { step: name }));
    onClose();
  };
  return (
    <form
      className="step-form form"
      aria-labelledby={`step-${step}`}
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <h3 id={`step-${step}`} ref={heading} tabIndex={-1}>
        {name}
      </h3>
      <Bar step={step} />
      <Needs step={step} />
      {marks ? <p>{t('desk.defect.how')}</p> : null}
      {asks.map((asked) => {
        const Field = ASKED_FIELDS[asked];
        return <Field key={asked} typed={typed} change={put} />;
      })}
      {asks.includes('content') ? (
        <Suspense fallback={<p role="status">{t('states.loading')}</p>}>
          <DryRun budgetId={typed.budgetId} onPick={(budgetId) => put({ budgetId })} />
        </Suspense>
      ) : null}
      <p className="actions">
        <button
          type="submit"
          className={weight === 'grave' ? 'button button-grave' : 'button'}
          disabled={command.busy || !isReady(asks, sent)}
        >
          {edgeOf(step, desk.file.state)?.persons === 2 ? t('desk.step.propose', { step: name }) : name}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t('desk.step.leave')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}

/** Takes the case on, so that its file may be read and acted in. */
export function TakeButton() {
  const { t } = useWords();
  const desk = useCase();
  const command = useCommand();
  if (!canTake(desk.file)) return null;
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
  const isHead = me.organisations.some(({ roles, divisionCode }) => divisionCode !== null && roles.includes('owner'));
  const steps = panelSteps(file, isHead);
  const shown = open && steps.includes(open) ? open : undefined;
  return (
    <section className="panel step-panel" aria-labelledby="steps">
      <h2 id="steps">{t('desk.step.title')}</h2>
      {file.halt ? <p className="note">{t('desk.step.halted')}</p> : null}
      <TakeButton />
      {steps.length === 0 && !canTake(file) ? <p>{t('desk.step.none')}</p> : null}
      {shown ? (
        <StepForm key={shown} step={shown} onClose={() => setOpen(undefined)} />
      ) : (
        <p className="actions">
          {steps.map((step) => (
            <button
              key={step}
              type="button"
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
