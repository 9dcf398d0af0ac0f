import { lazy, Suspense, useState } from 'react';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Command } from '../account/use-command.ts';
import { openBook } from '../i18n.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { Findings } from './judged-parts.ts';
import { ReasonField } from './reason-field.tsx';
import { useStepName } from './use-step-name.ts';

/** Only of approvals on conditions; in the words of the applicant's own page. */
const ReportedConditions = lazy(async () => {
  const [part] = await Promise.all([import('./reported-conditions.tsx'), openBook('status')]);
  return part;
});

const SETTLES = ['dismiss-objection', 'uphold-objection', 'reject-on-objection'] as const;

function Settle({ objectionId, step }: { readonly objectionId: string; readonly step: (typeof SETTLES)[number] }) {
  const { t } = useWords();
  const desk = useCase();
  const nameOf = useStepName();
  const [reason, setReason] = useState('');
  if (!desk.file.actions.includes(step) || desk.file.proposal?.event === step) return null;
  const name = nameOf(step);
  const act = async (command: Command): Promise<boolean> => {
    const answer = await takeStep(command, desk, step, { objectionId, reason });
    if (answer) desk.done(answer, t(answer.proposed === step ? 'desk.done.proposed' : 'desk.done.named', { step: name }));
    return answer !== undefined;
  };
  return (
    <FoldedForm label={name} about={objectionId} submit={t('desk.step.propose', { step: name })} ready={reason.trim() !== ''} act={act}>
      <ReasonField label={t('desk.objection.finding')} value={reason} onChange={setReason} />
    </FoldedForm>
  );
}

/** Who objected and what for, with what can be found; each finding is proposed by one officer and carried out by a second. */
function Objections() {
  const { t, moment } = useWords();
  const { file } = useCase();
  if (file.objections.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="objections">
      <h2 id="objections">{t('desk.objection.title')}</h2>
      <ul className="rows">
        {file.objections.map(({ id, state, name, contact, text, filedAt, finding }) => (
          <li key={id} className={state === 'open' ? 'row todo-warn' : 'row'}>
            <p className="row-head">
              <strong>{t('desk.objection.by', { name: name ?? '', contact: contact ?? '' })}</strong>
              <span className="badge">{t(`desk.objection.state.${state}`)}</span>
            </p>
            <blockquote>{text}</blockquote>
            <p className="muted">{moment(filedAt)}</p>
            {finding ? <p>{finding}</p> : null}
            {state === 'open' ? SETTLES.map((step) => <Settle key={step} objectionId={id} step={step} />) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the applicant says against a decision; the steps stand in the panel. */
function Appeals() {
  const { t, moment } = useWords();
  const { file, papers } = useCase();
  if (file.appeals.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="appeals">
      <h2 id="appeals">{t('desk.appeal.title')}</h2>
      <ul className="rows">
        {file.appeals.map(({ id, state, text, filedAt, finding, against }) => (
          <li key={id} className="row">
            <p className="row-head">
              <span>{moment(filedAt)}</span>
              <span className="badge">{t(`desk.appeal.state.${state}`)}</span>
            </p>
            <blockquote>{text}</blockquote>
            {against ? <p className="muted">{against.reason}</p> : null}
            {against && against.findings.length > 0 ? (
              <Suspense>
                <Findings findings={against.findings} file={file} titles={papers} />
              </Suspense>
            ) : null}
            {finding ? <p>{finding}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What others say of a decision of the case: the public on its notice, and the applicant, of its conditions and against it. */
export default function SaidOfIt() {
  const { file } = useCase();
  return (
    <>
      {file.conditions.length === 0 ? null : (
        <Suspense>
          <ReportedConditions />
        </Suspense>
      )}
      <Objections />
      <Appeals />
    </>
  );
}
