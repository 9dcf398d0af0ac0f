import { useState } from 'react';
import { FoldedForm } from '../account/folded-form.tsx';
import { Refusal } from '../account/notices.tsx';
import { type Command, useCommand } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { takeStep, useCase } from './case-context.ts';
import { ReasonField } from './reason-field.tsx';
import type { CaseAnswer } from './wire.ts';

type Props = { readonly rowId: string; readonly place: string; readonly struck: boolean };

/** Says how the amount moved, from what stood there to what the answer has. */
export function useAmountSaid(): (answer: CaseAnswer, otherwise: string) => string {
  const { t, money } = useWords();
  const { file } = useCase();
  const say = (fen: number | null) => (fen === null ? t('desk.unknown') : money(fen));
  return ({ computedFen }, otherwise) =>
    computedFen === file.computedFen ? otherwise : t('desk.amountMoved', { from: say(file.computedFen), to: say(computedFen) });
}

/** Leaves a row out of what is paid, with a reason, or takes it in again. The amount is counted anew by the server each time. */
export default function LineStep({ rowId, place, struck }: Props) {
  const { t } = useWords();
  const desk = useCase();
  const restoring = useCommand();
  const said = useAmountSaid();
  const [reason, setReason] = useState('');
  const name = struck ? 'restore-line' : 'strike-line';
  if (!desk.file.actions.includes(name)) return null;
  const act = async (command: Command): Promise<boolean> => {
    const answer = await takeStep(command, desk, name, struck ? { lineId: rowId } : { lineId: rowId, reason });
    if (answer) desk.done(answer, said(answer, t('desk.done.step')));
    return answer !== undefined;
  };
  return struck ? (
    <>
      <button type="button" className="link-button" disabled={restoring.busy} onClick={() => void act(restoring)}>
        {t('desk.line.restore')}
        <span className="visually-hidden"> {place}</span>
      </button>
      <Refusal failure={restoring.failure} />
    </>
  ) : (
    <FoldedForm label={t('desk.line.strike')} about={place} submit={t('desk.line.strikeSure')} ready={reason.trim() !== ''} act={act}>
      <ReasonField value={reason} onChange={setReason} />
    </FoldedForm>
  );
}
