import { useState } from 'react';
import type { RouteKey } from '../../../shared/contracts/routes.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Command } from '../account/use-command.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { ReasonField } from './reason-field.tsx';

const BARE = ['confirm-write-off', 'confirm-correction'] as const;
export type RecoveryVerb =
  | (typeof BARE)[number]
  | 'dismiss-dispute'
  | 'propose-write-off'
  | 'refuse-write-off'
  | 'propose-correction'
  | 'refuse-correction';
type Props = {
  readonly verb: RecoveryVerb;
  readonly recoveryId: string;
  /** The repayment it is about, where it is about one. */
  readonly repayment?: { readonly n: number; readonly about: string };
  onDone(): void;
};

/** A step of the bureau with a recovery or one repayment of it; with a reason, but for the second person's word. */
export function RecoveryMove({ verb, recoveryId, repayment, onDone }: Props) {
  const { t } = useWords();
  const { id } = useCase();
  const [reason, setReason] = useState('');
  const bare = BARE.some((one) => one === verb);
  const act = async (command: Command) => {
    const route: RouteKey = `POST /v1/cases/{id}/recoveries/{recoveryId}/${verb}`;
    const body = { ...(repayment && { repayment: repayment.n }), ...(!bare && { reason: reason.trim() }) };
    const done = await command.run(route, { params: { id, recoveryId }, ...(Object.keys(body).length > 0 && { body }) });
    if (done) onDone();
    return done !== undefined;
  };
  const name = t(`desk.recovery.move.${verb}`);
  return (
    <FoldedForm label={name} about={repayment?.about ?? recoveryId} submit={name} ready={bare || reason.trim() !== ''} act={act}>
      <p>{t(`desk.recovery.means.${verb}`)}</p>
      {bare ? null : <ReasonField value={reason} onChange={setReason} />}
    </FoldedForm>
  );
}
