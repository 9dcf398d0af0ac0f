import { Suspense } from 'react';
import { Refusal } from '../account/notices.tsx';
import { useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { type StepName, takeStep, useCase } from './case-context.ts';
import { Findings } from './judged-parts.ts';
import { useStepName } from './use-step-name.ts';

type Detail = Readonly<Record<string, unknown>>;
const isDetail = (value: unknown): value is Detail => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the first of two persons proposed, word for word, for the second one to carry out as it stands. */
export default function Proposal() {
  const { t, moment } = useWords();
  const desk = useCase();
  const command = useCommand();
  const nameOf = useStepName();
  const { proposal, actions } = desk.file;
  if (!proposal) return null;
  const { event, by, at, mine } = proposal;
  const detail = isDetail(proposal.detail) ? proposal.detail : {};
  const step = nameOf(event);
  const confirm = async () => {
    const body = Object.keys(detail).length > 0 ? detail : undefined;
    const answer = await takeStep(command, desk, event as StepName, body);
    if (answer) desk.done(answer, t('desk.done.named', { step }));
  };
  return (
    <section className="note proposal" aria-labelledby="proposal">
      <h2 id="proposal">{t('desk.proposal.title', { step })}</h2>
      <p>{t('desk.proposal.by', { name: by.name, moment: moment(at), step })}</p>
      {typeof detail.reason === 'string' ? <blockquote>{detail.reason}</blockquote> : null}
      {Array.isArray(detail.clauses) && detail.clauses.length > 0 ? (
        <p>{t('desk.proposal.clauses', { list: detail.clauses.join(t('formula.comma')) })}</p>
      ) : null}
      {Array.isArray(detail.findings) && detail.findings.length > 0 ? (
        <Suspense>
          <Findings findings={detail.findings} file={desk.file} titles={desk.papers} />
        </Suspense>
      ) : null}
      {mine ? (
        <p>{t('desk.proposal.mine')}</p>
      ) : actions.includes(event) ? (
        <p className="actions">
          <button type="button" className="button" disabled={command.busy} onClick={() => void confirm()}>
            {t('desk.proposal.confirm', { step })}
          </button>
        </p>
      ) : (
        <p>{t('desk.proposal.other')}</p>
      )}
      <Refusal failure={command.failure} />
    </section>
  );
}
