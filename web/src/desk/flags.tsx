import { useState } from 'react';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Command } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { ReasonField } from './reason-field.tsx';
import type { CaseFileView } from './wire.ts';

type Flag = CaseFileView['flags'][number];

/** `buyer-differs.9132….x` → the kind of flag; its words stand in the book, and one unknown to it is shown as it is. */
const kindOf = ({ id, about }: Flag): string => id.replace(`.${about}`, '');

function Answer({ flag, name }: { readonly flag: Flag; readonly name: string }) {
  const { t } = useWords();
  const desk = useCase();
  const [reason, setReason] = useState('');
  if (!desk.file.actions.includes('answer-flag')) return null;
  const act = async (command: Command): Promise<boolean> => {
    const answer = await takeStep(command, desk, 'answer-flag', { flagId: flag.id, reason });
    if (answer) desk.done(answer, t('desk.done.step'));
    return answer !== undefined;
  };
  return (
    <FoldedForm label={t('desk.flag.answer')} about={name} submit={t('desk.flag.submit')} ready={reason.trim() !== ''} act={act}>
      <ReasonField label={t('desk.flag.why')} value={reason} onChange={setReason} />
    </FoldedForm>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** What a flag is about: a bill by its number and seller, as the claim beside it has it, or a day. A filing of an event stands in the claim itself. */
function About({ about }: Flag) {
  const { t, day } = useWords();
  if (DAY.test(about)) return <span className="muted">{day(about)}</span>;
  const [seller, , number] = about.split('.');
  return number === undefined ? null : <span className="muted wrap-anywhere">{t('desk.invoice', { seller, number })}</span>;
}

/** What a reviewer has to look into and answer: second claims on a bill, names that differ. */
export default function Flags() {
  const { t, moment } = useWords();
  const { file } = useCase();
  return (
    <section className="panel" aria-labelledby="flags">
      <h2 id="flags">{t('desk.flag.title')}</h2>
      <ul className="rows">
        {file.flags.map((flag) => {
          const name = t(`desk.flag.kind.${kindOf(flag)}`, { defaultValue: kindOf(flag) });
          return (
            <li key={flag.id} className={flag.answer ? 'row' : 'row todo-warn'}>
              <p className="row-head">
                <strong>{name}</strong>
                <About {...flag} />
              </p>
              {flag.answer ? (
                <p>{t('desk.flag.answered', { text: flag.answer.text, name: flag.answer.by.name, moment: moment(flag.answer.at) })}</p>
              ) : (
                <Answer flag={flag} name={name} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
