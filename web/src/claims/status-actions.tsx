import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import { RESERVED_STATES } from '../../../shared/domain/cases/machine.ts';
import { Confirmed } from '../account/confirm.tsx';
import { FoldedForm } from '../account/folded-form.tsx';
import type { Command } from '../account/use-command.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { noAppeal } from './no-appeal.ts';

type Props = {
  readonly file: CaseFileView;
  readonly etag: string | undefined;
  onDone(what: 'withdraw' | 'appeal' | 'change-payee'): void;
  onStale(): void;
};

const ACCOUNT = /^\d{8,32}$/;
const CNAPS = /^\d{12}$/;

/** Another account for the money: once approved, that voids the approval, which is said before it is done. */
function ChangePayee({ file, etag, onDone, onStale }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState({ bankName: '', bankAccount: '', cnaps: '' });
  const account = typed.bankAccount.replaceAll(/[\s-]/g, '');
  const good = {
    bankName: typed.bankName.trim() !== '',
    bankAccount: ACCOUNT.test(account),
    cnaps: typed.cnaps === '' || CNAPS.test(typed.cnaps.trim()),
  };
  const approved = (RESERVED_STATES as readonly string[]).includes(file.state);
  const act = async (command: Command) => {
    const body = { bankName: typed.bankName.trim(), bankAccount: account, cnaps: typed.cnaps.trim() || null };
    const done = await command.run('POST /v1/cases/{id}/change-payee', { params: { id: file.id }, body, etag, onStale });
    if (done) onDone('change-payee');
    return done !== undefined;
  };
  return (
    <FoldedForm
      label={t('claims.status.changePayee')}
      about=""
      submit={t('claims.status.changePayeeSend')}
      ready={Object.values(good).every(Boolean)}
      act={act}
    >
      <div className={approved ? 'note' : undefined}>
        <p>{t('claims.status.changePayeeBefore')}</p>
        {approved ? <p>{t('claims.status.changePayeeAfter')}</p> : null}
      </div>
      {(['bankName', 'bankAccount', 'cnaps'] as const).map((name) => (
        <label key={name} className="field">
          <span>{t(`claims.payee.field.${name}`)}</span>
          <input
            type="text"
            autoComplete="off"
            inputMode={name === 'bankName' ? undefined : 'numeric'}
            required={name !== 'cnaps'}
            aria-invalid={typed[name] !== '' && !good[name]}
            value={typed[name]}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </label>
      ))}
    </FoldedForm>
  );
}

function Withdraw({ file, etag, onDone, onStale }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const act = async (command: Command) => {
    const body = { reason: reason.trim() };
    const done = await command.run('POST /v1/cases/{id}/withdraw', { params: { id: file.id }, body, etag, onStale });
    if (done) onDone('withdraw');
    return done !== undefined;
  };
  return (
    <Confirmed label={t('claims.status.withdraw')} sure={t('claims.status.withdrawSure')} act={act}>
      <p>{t('claims.status.withdrawMeaning')}</p>
      <label className="field">
        <span>{t('claims.status.withdrawReason')}</span>
        <textarea maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </Confirmed>
  );
}

function Appeal({ file, etag, onDone, onStale }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const act = async (command: Command) => {
    const body = { reason: reason.trim() };
    const done = await command.run('POST /v1/cases/{id}/appeal', { params: { id: file.id }, body, etag, onStale });
    if (done) onDone('appeal');
    return done !== undefined;
  };
  return (
    <FoldedForm label={t('claims.status.appeal')} about="" submit={t('claims.status.appealSend')} ready={reason.trim() !== ''} act={act}>
      <p>{t('claims.status.appealMeaning')}</p>
      <label className="field">
        <span>{t('claims.status.appealReason')}</span>
        <textarea required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
    </FoldedForm>
  );
}

function Reapply({ file }: Pick<Props, 'file'>) {
  const { t } = useWords();
  const [, navigate] = useLocation();
  const act = async (command: Command) => {
    const done = await command.run<CaseAnswer>('POST /v1/cases/{id}/reapply', { params: { id: file.id } });
    if (done) navigate(`/claims/${done.body.id}`);
    return done !== undefined;
  };
  return (
    <FoldedForm label={t('claims.status.reapply')} about="" submit={t('claims.status.reapply')} act={act}>
      <p>{t('claims.status.reapplyText')}</p>
    </FoldedForm>
  );
}

const AGAIN = ['ineligible', 'rejected', 'withdrawn', 'lapsed'];

/** One appeal at a time, and none that would be refused. */
const mayStillAppeal = (file: CaseFileView): boolean =>
  !file.appeals.some(({ state }) => state === 'filed') && noAppeal(file, todayInShanghai()) === undefined;

/** What can still be done about the case: as the API says the state and one's role allow it. */
export function StatusActions(props: Props) {
  const { t } = useWords();
  const { file } = props;
  const can = (action: string) => file.actions.includes(action);
  const payee = can('change-payee') && file.payee !== null && file.state !== 'draft' && !AGAIN.includes(file.state);
  const again = can('reapply') && AGAIN.includes(file.state);
  const appeal = can('appeal') && mayStillAppeal(file);
  if (!can('withdraw') && !appeal && !payee && !again) return null;
  return (
    <section className="panel" aria-labelledby="more">
      <h2 id="more">{t('claims.status.more')}</h2>
      {payee ? <ChangePayee {...props} /> : null}
      {appeal ? <Appeal {...props} /> : null}
      {again ? <Reapply file={file} /> : null}
      {can('withdraw') ? <Withdraw {...props} /> : null}
    </section>
  );
}
