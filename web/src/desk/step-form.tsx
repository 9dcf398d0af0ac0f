import { lazy, Suspense, useEffect, useReducer, useRef } from 'react';
import { GUARDS } from '../../../shared/domain/cases/guards/guard-words.ts';
import { Refusal } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { useDefects } from './defects.ts';
import { ASKED_FIELDS, bodyOf, isReady } from './step-fields.tsx';
import { asksOf, barOf, edgeOf, type PanelStep, stepOf } from './step-table.ts';
import { newTyped, type Typed } from './typed.ts';
import { useStepName } from './use-step-name.ts';

/** Only who approves tries it first: it comes with the form that asks for it. */
const DryRun = lazy(() => import('./dry-run.tsx').then(({ DryRun: Tried }) => ({ default: Tried })));

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
export default function StepForm({ step, onClose }: { readonly step: PanelStep; onClose(done: boolean): void }) {
  const { t } = useWords();
  const desk = useCase();
  const command = useCommand();
  const defects = useDefects();
  const nameOf = useStepName();
  const [typed, put] = useReducer(change, undefined, newTyped);
  const heading = useRef<HTMLHeadingElement>(null);
  const { weight } = stepOf(step);
  const asks = asksOf(step, desk.seen);
  const marks = asks.includes('defects');
  const { start, stop } = defects;
  useEffect(() => {
    heading.current?.focus();
    if (marks) start();
    return marks ? stop : undefined;
  }, [marks, start, stop]);
  const sent = { typed, seen: desk.seen, found: defects.found };
  const ready = isReady(asks, sent);
  const name = nameOf(step);
  const act = async () => {
    const answer = await takeStep(command, desk, step, bodyOf(asks, sent));
    if (!answer) return;
    desk.done(answer, t(answer.proposed === step ? 'desk.done.proposed' : 'desk.done.named', { step: name }));
    onClose(true);
  };
  return (
    <form
      className="step-form form"
      aria-labelledby={`step-${step}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void act();
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
          <DryRun onKnown={(budgetId) => put({ budgetId })} />
        </Suspense>
      ) : null}
      <p className="actions">
        <SubmitButton busy={command.busy} ready={ready} className={weight === 'grave' ? 'button button-grave' : 'button'}>
          {edgeOf(step, desk.file.state)?.persons === 2 ? t('desk.step.propose', { step: name }) : name}
        </SubmitButton>
        <button type="button" className="button button-quiet" onClick={() => onClose(false)}>
          {t('desk.step.leave')}
        </button>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}
