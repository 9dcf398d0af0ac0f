import { useId, useState } from 'react';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Command } from '../account/use-command.ts';
import { FactField } from '../check/fact-field.tsx';
import type { AnswerValue } from '../check/state.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, type Lexicon } from '../words/values.ts';
import { takeStep, useCase } from './case-context.ts';
import { papersOfClaim } from './claim-parts.ts';
import { useAmountSaid } from './line-step.tsx';
import { PaperTicks } from './paper-ticks.tsx';
import { ReasonField } from './reason-field.tsx';

/** Records a fact nobody knew, from papers that were handed in, with a reason: the clause is then judged anew. */
export default function SettleFact({ fact, lexicon }: { readonly fact: string; readonly lexicon: Lexicon }) {
  const { t } = useWords();
  const desk = useCase();
  const said = useAmountSaid();
  const label = useId();
  const [value, setValue] = useState<AnswerValue | undefined>();
  const [evidence, setEvidence] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const definition = lexicon.dictionary.get(fact);
  if (!definition || !desk.file.actions.includes('settle-fact')) return null;
  const name = factLabel(fact, lexicon);
  const act = async (command: Command): Promise<boolean> => {
    const answer = await takeStep(command, desk, 'settle-fact', { fact, value, evidence, reason });
    if (answer) desk.done(answer, said(answer, t('desk.done.step')));
    return answer !== undefined;
  };
  return (
    <FoldedForm
      label={t('desk.settle.label')}
      about={name}
      submit={t('desk.settle.submit')}
      ready={value !== undefined && evidence.length > 0 && reason.trim() !== ''}
      act={act}
    >
      <div data-asks={value === undefined ? name : undefined}>
        <p id={label} className="field-label">
          {name}
        </p>
        <FactField definition={definition} value={value} lexicon={lexicon} labelledBy={label} onAnswer={setValue} />
      </div>
      <PaperTicks
        legend={t('desk.settle.evidence')}
        ids={papersOfClaim(desk.file.claim)}
        chosen={evidence}
        bare={evidence.length === 0}
        onChange={setEvidence}
      />
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}
