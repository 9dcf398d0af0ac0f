import { useState } from 'react';
import type * as z from 'zod/mini';
import type { recoveryList } from '../../../shared/contracts/payments.ts';
import type { RouteKey } from '../../../shared/contracts/routes.ts';
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

type Recovery = z.infer<typeof recoveryList>['items'][number];
type Verb = 'dismiss-dispute' | 'propose-write-off' | 'refuse-write-off' | 'confirm-write-off';
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

/** A step of the bureau with a recovery; with a reason, but for the second person's word. */
function Move({ verb, recovery, onDone }: PartProps & { readonly verb: Verb }) {
  const { t } = useWords();
  const { id } = useCase();
  const [reason, setReason] = useState('');
  const bare = verb === 'confirm-write-off';
  const act = async (command: Command) => {
    const route: RouteKey = `POST /v1/cases/{id}/recoveries/{recoveryId}/${verb}`;
    const done = await command.run(route, { params: { id, recoveryId: recovery.id }, ...(!bare && { body: { reason: reason.trim() } }) });
    if (done) onDone();
    return done !== undefined;
  };
  return (
    <FoldedForm
      label={t(`desk.recovery.move.${verb}`)}
      about={recovery.id}
      submit={t(`desk.recovery.move.${verb}`)}
      ready={bare || reason.trim() !== ''}
      act={act}
    >
      <p>{t(`desk.recovery.means.${verb}`)}</p>
      {bare ? null : <ReasonField value={reason} onChange={setReason} />}
    </FoldedForm>
  );
}

/** What this person may do with it now; two persons write off, and another than who gave notice dismisses a dispute. */
function movesOf({ state, writeOff }: Recovery, roles: readonly Role[]): Verb[] {
  const waits = writeOff !== null && !writeOff.confirmed;
  const moves: [Verb, boolean][] = [
    ['dismiss-dispute', state === 'disputed' && any(roles, BUREAU)],
    ['propose-write-off', !waits && any(roles, BUREAU)],
    ['refuse-write-off', waits && any(roles, BUREAU)],
    ['confirm-write-off', waits && roles.includes('finance-approver')],
  ];
  return moves.flatMap(([verb, may]) => (may ? [verb] : []));
}

function OneRecovery(props: PartProps) {
  const { t, money, day, moment } = useWords();
  const { recovery, roles } = props;
  const { id, state, ground, noticedOn, disputeReason, remindedAt, escalatedAt, repayments, writeOff } = recovery;
  const open = state !== 'settled' && state !== 'written_off';
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
        <ul className="plain-list">
          {repayments.map(({ bankSerial, on, amountFen }) => (
            <li key={bankSerial}>
              {t('claims.status.recovery.repaid', { day: day(on), amount: money(amountFen) })} <span className="muted">{bankSerial}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {writeOff ? (
        <p className="note">{t(writeOff.confirmed ? 'desk.recovery.writtenOff' : 'desk.recovery.proposed', { reason: writeOff.reason })}</p>
      ) : null}
      {open && any(roles, FINANCE) ? <Repay {...props} /> : null}
      {open ? movesOf(recovery, roles).map((verb) => <Move key={verb} {...props} verb={verb} />) : null}
    </article>
  );
}

/** Notice that what was paid must come back. */
function Notice({ paymentId, onDone }: { readonly paymentId: string; onDone(): void }) {
  const { t } = useWords();
  const { id } = useCase();
  const [ground, setGround] = useState('');
  const act = async (command: Command) => {
    const done = await command.run('POST /v1/cases/{id}/recoveries', { params: { id }, body: { paymentId, ground: ground.trim() } });
    if (done) onDone();
    return done !== undefined;
  };
  return (
    <FoldedForm label={t('desk.recovery.notice')} about="" submit={t('desk.recovery.noticeSure')} ready={ground.trim() !== ''} act={act}>
      <p>{t('desk.recovery.noticeMeans')}</p>
      <ReasonField label={t('claims.status.recovery.ground')} value={ground} onChange={setGround} />
    </FoldedForm>
  );
}

/** What was paid and must come back: notice, what is owed today, what came in, and what two persons give up. */
export default function Recoveries() {
  const { t } = useWords();
  const { id, file, me, done } = useCase();
  const live = useLive<z.infer<typeof recoveryList>>('GET /v1/cases/{id}/recoveries', { id });
  const roles = me.organisations.flatMap((place) => rolesAt(place));
  const items = live.data?.items;
  const paid = file.payments.find(({ state }) => state === 'paid');
  const after = () => {
    live.reload();
    done({ version: file.version + 1 }, t('desk.recovery.done'));
  };
  if (!items) return null;
  const open = items.some(({ state }) => state !== 'settled' && state !== 'written_off');
  const mayNotice = paid !== undefined && !open && file.money.recoveredFen < file.money.postedFen && any(roles, BUREAU);
  if (items.length === 0 && !mayNotice) return null;
  return (
    <section className="panel" aria-labelledby="recoveries">
      <h2 id="recoveries">{t('desk.recovery.title')}</h2>
      {items.map((recovery) => (
        <OneRecovery key={recovery.id} recovery={recovery} roles={roles} onDone={after} />
      ))}
      {mayNotice ? <Notice paymentId={paid.id} onDone={after} /> : null}
    </section>
  );
}
