import { useState } from 'react';
import type * as z from 'zod/mini';
import type { recoveryList } from '../../../shared/contracts/recoveries.ts';
import type { Role } from '../../../shared/domain/parties/kinds.ts';
import { FoldedForm } from '../account/folded-form.tsx';
import { rolesAt } from '../account/me.ts';
import type { Command } from '../account/use-command.ts';
import { useLive } from '../account/use-live.ts';
import { Owed } from '../claims/status-recovery.tsx';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { ReasonField } from './reason-field.tsx';
import { RecoveryMove, type RecoveryVerb } from './recovery-move.tsx';
import { Repayments } from './repayments.tsx';

type Recovery = z.infer<typeof recoveryList>['items'][number];
type Payment = ReturnType<typeof useCase>['file']['payments'][number];
type PartProps = { readonly recovery: Recovery; readonly roles: readonly Role[]; onDone(): void };

const BUREAU: readonly Role[] = ['finance-reviewer', 'finance-approver'];
const FINANCE: readonly Role[] = [...BUREAU, 'finance-payer'];
const any = (roles: readonly Role[], wanted: readonly Role[]): boolean => roles.some((role) => wanted.includes(role));
/** `1,234.5` yuan → whole fen; undefined: no amount. */
function fenOf(typed: string): number | undefined {
  const read = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(typed.replaceAll(/[,\s]/g, ''));
  return read ? Number(read[1]) * 100 + Number((read[2] ?? '').padEnd(2, '0')) : undefined;
}

/** Money that came in, by the bank's number of the booking. */
function Repay({ recovery, onDone }: PartProps) {
  const { t } = useWords();
  const { id } = useCase();
  const [typed, setTyped] = useState({ bankSerial: '', on: todayInShanghai() as string, amount: '' });
  const amountFen = fenOf(typed.amount);
  const act = async (command: Command) => {
    const body = { bankSerial: typed.bankSerial.trim(), on: typed.on, amountFen };
    const done = await command.run('POST /v1/cases/{id}/recoveries/{recoveryId}/repay', { params: { id, recoveryId: recovery.id }, body });
    if (done) onDone();
    return done !== undefined;
  };
  return (
    <FoldedForm
      label={t('desk.recovery.repay')}
      about={recovery.id}
      submit={t('desk.recovery.repaySure')}
      ready={typed.bankSerial.trim() !== '' && amountFen !== undefined}
      act={act}
    >
      {(['bankSerial', 'on', 'amount'] as const).map((name) => (
        <label key={name} className="field">
          <span>{t(`desk.recovery.field.${name}`)}</span>
          <input
            type={name === 'on' ? 'date' : 'text'}
            inputMode={name === 'amount' ? 'decimal' : undefined}
            autoComplete="off"
            required
            aria-invalid={name === 'amount' && typed.amount !== '' && amountFen === undefined}
            value={typed[name]}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </label>
      ))}
    </FoldedForm>
  );
}

/** What this person may do with it now; two persons write off, and another than who gave notice dismisses a dispute. */
function movesOf({ state, writeOff }: Recovery, roles: readonly Role[]): RecoveryVerb[] {
  const waits = writeOff !== null && !writeOff.confirmed;
  const moves: [RecoveryVerb, boolean][] = [
    ['dismiss-dispute', state === 'disputed' && any(roles, BUREAU)],
    ['propose-write-off', !waits && any(roles, BUREAU)],
    ['refuse-write-off', waits && any(roles, BUREAU)],
    ['confirm-write-off', waits && roles.includes('finance-approver')],
  ];
  return moves.flatMap(([verb, may]) => (may ? [verb] : []));
}

function OneRecovery(props: PartProps) {
  const { t, day, moment } = useWords();
  const { recovery, roles } = props;
  const { id, state, ground, noticedOn, disputeReason, remindedAt, escalatedAt, repayments, writeOff } = recovery;
  const open = isOpen(recovery);
  return (
    <article data-recovery={id}>
      <h3>
        {t('desk.recovery.one', { id, day: day(noticedOn) })} <span className="badge">{t(`claims.status.recovery.state.${state}`)}</span>
      </h3>
      <p>{ground}</p>
      {escalatedAt ? <p className="wrong">{t('desk.recovery.escalated', { at: moment(escalatedAt) })}</p> : null}
      {remindedAt ? <p>{t('claims.status.recovery.reminded', { at: moment(remindedAt) })}</p> : null}
      {disputeReason ? <p>{t('desk.recovery.disputed', { text: disputeReason })}</p> : null}
      {open ? <Owed recovery={recovery} /> : null}
      {repayments.length > 0 ? (
        <Repayments
          recovery={recovery}
          mayEnter={any(roles, FINANCE)}
          mayConfirm={roles.includes('finance-approver')}
          onDone={props.onDone}
        />
      ) : null}
      {writeOff ? (
        <p className="note">{t(writeOff.confirmed ? 'desk.recovery.writtenOff' : 'desk.recovery.proposed', { reason: writeOff.reason })}</p>
      ) : null}
      {open && any(roles, FINANCE) ? <Repay {...props} /> : null}
      {open ? movesOf(recovery, roles).map((verb) => <RecoveryMove key={verb} verb={verb} recoveryId={id} onDone={props.onDone} />) : null}
    </article>
  );
}

/** Notice that what was paid must come back. */
function Notice({ paymentId, about, onDone }: { readonly paymentId: string; readonly about: string; onDone(): void }) {
  const { t } = useWords();
  const { id } = useCase();
  const [ground, setGround] = useState('');
  const act = async (command: Command) => {
    const done = await command.run('POST /v1/cases/{id}/recoveries', { params: { id }, body: { paymentId, ground: ground.trim() } });
    if (done) onDone();
    return done !== undefined;
  };
  return (
    <FoldedForm
      label={t('desk.recovery.notice')}
      about={about}
      submit={t('desk.recovery.noticeSure')}
      ready={ground.trim() !== ''}
      act={act}
    >
      <p>{t('desk.recovery.noticeMeans')}</p>
      <ReasonField label={t('claims.status.recovery.ground')} value={ground} onChange={setGround} />
    </FoldedForm>
  );
}

const isOpen = ({ state }: Pick<Recovery, 'state'>): boolean => state !== 'settled' && state !== 'written_off';

/** What was paid and has not come back, and is not being asked back. What arrived beyond it is asked back by itself, beside it. */
function askableOf(payments: readonly Payment[], items: readonly Recovery[]): readonly Payment[] {
  return payments.filter(({ id, state, amountFen }) => {
    const own = items.filter(({ paymentId, ofAttempt }) => paymentId === id && ofAttempt === null);
    const counted = own.flatMap(({ repayments }) => repayments).filter(({ correction }) => !correction?.confirmed);
    const backFen = counted.reduce((sum, { principalFen }) => sum + principalFen, 0);
    return state === 'paid' && backFen < amountFen && !own.some(isOpen);
  });
}

/** What was paid and must come back: notice, what is owed today, what came in, and what two persons give up. */
export default function Recoveries() {
  const { t, money } = useWords();
  const { id, file, me, done } = useCase();
  const live = useLive<z.infer<typeof recoveryList>>('GET /v1/cases/{id}/recoveries', { id });
  const roles = me.organisations.flatMap((place) => rolesAt(place));
  const items = live.data?.items;
  const after = () => {
    live.reload();
    done({ version: file.version + 1 }, t('desk.recovery.done'));
  };
  if (!items) return null;
  const askable = any(roles, BUREAU) ? askableOf(file.payments, items) : [];
  if (items.length === 0 && askable.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="recoveries">
      <h2 id="recoveries">{t('desk.recovery.title')}</h2>
      {items.map((recovery) => (
        <OneRecovery key={recovery.id} recovery={recovery} roles={roles} onDone={after} />
      ))}
      {askable.map(({ id: paymentId, amountFen }) => (
        <Notice key={paymentId} paymentId={paymentId} about={money(amountFen)} onDone={after} />
      ))}
    </section>
  );
}
