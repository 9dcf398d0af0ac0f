import { type Ref, useRef, useState } from 'react';
import { Link } from 'wouter';
import { PAYMENT_REFUSALS } from '../../../../shared/domain/payments/payment-refusals.ts';
import type { Me, Place } from '../../account/me.ts';
import { Done, Empty, Loaded, Refusal, useDone } from '../../account/notices.tsx';
import { WaitingButton } from '../../account/submit-button.tsx';
import { useCommand } from '../../account/use-command.ts';
import { useLive } from '../../account/use-live.ts';
import { todayInShanghai } from '../../words/format.ts';
import { useWords } from '../../words/use-words.ts';
import { exactYuan, useInYuan } from '../budgets/exact.ts';
import { DueDay } from '../due-day.tsx';
import { caseAddress } from '../places.ts';
import { BankAgainst } from './bank-against.tsx';
import type { BatchView, DueItem, DueList } from './wire.ts';

/** Why a payment cannot go into a batch of mine, in the words of its rules. */
const WHY: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = PAYMENT_REFUSALS;
/** As many lines as a batch takes. */
const MOST = 40;
const ACCOUNT = /^\d{8,32}$/;
type Props = { readonly place: Place; readonly me: Me; onOpen(batchId: string): void };

function DueTable({
  ref,
  items,
  place,
  me,
  ticked,
  onTick,
  onOpen,
  onAnswered,
}: {
  /** Where the reader is led who has ticked nothing yet. */
  readonly ref: Ref<HTMLDivElement>;
  readonly items: readonly DueItem[];
  readonly place: Place;
  readonly me: Me;
  readonly ticked: ReadonlySet<string>;
  onTick(id: string, on: boolean): void;
  onOpen(batchId: string): void;
  onAnswered(said: string): void;
}) {
  const { t, of, day } = useWords();
  const inYuan = useInYuan();
  const today = todayInShanghai();
  const why = (code: string) => (WHY[code] ? of(WHY[code]) : t(`desk.pay.blocked.${code}`));
  const columns = ['payee', 'programme', 'amount', 'due', 'state'] as const;
  return (
    <div className="table-scroll" ref={ref} tabIndex={-1}>
      <table className="desk-table">
        <caption className="visually-hidden">{t('desk.pay.due')}</caption>
        <thead>
          <tr>
            <td>
              <span className="visually-hidden">{t('desk.inbox.choose')}</span>
            </td>
            {columns.map((column) => (
              <th key={column} scope="col" {...(column === 'amount' && { className: 'number' })}>
                {column === 'amount' ? inYuan(t('desk.pay.amount')) : t(`desk.pay.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(
            ({
              caseId,
              contradictedPaymentId,
              payee,
              programmeName,
              amountFen,
              dueOn,
              state,
              attempt,
              batchId,
              blockedBy,
              withBankSince,
            }) => (
              <tr key={caseId} data-due={caseId}>
                <td className="tick-cell">
                  <label>
                    <input
                      type="checkbox"
                      checked={ticked.has(caseId)}
                      disabled={blockedBy !== null || (!ticked.has(caseId) && ticked.size >= MOST)}
                      onChange={(event) => onTick(caseId, event.target.checked)}
                    />
                    <span className="visually-hidden">{t('desk.inbox.tick', { name: payee.holderName })}</span>
                  </label>
                </td>
                <th scope="row" data-label={t('desk.pay.payee')}>
                  <Link href={caseAddress(caseId, place.id)}>{payee.holderName}</Link>
                  <p className="muted">
                    {payee.bankName} {payee.bankAccount}
                  </p>
                </th>
                <td data-label={t('desk.pay.programme')}>{of(programmeName)}</td>
                <td className="number" data-label={inYuan(t('desk.pay.amount'))}>
                  {exactYuan(amountFen)}
                </td>
                <td data-label={t('desk.pay.due')}>
                  <DueDay dueOn={dueOn} provisional={false} late={dueOn !== null && dueOn < today} />
                </td>
                <td data-label={t('desk.pay.state')}>
                  {t(`desk.payment.${state}`)} {attempt > 1 ? t('desk.pay.attempt', { count: attempt }) : ''}
                  {state === 'unknown' && withBankSince ? (
                    <p className="wrong">{t('desk.pay.silent', { day: day(withBankSince) })}</p>
                  ) : null}
                  {batchId ? (
                    <p>
                      <button type="button" className="link-button" onClick={() => onOpen(batchId)}>
                        {t('desk.pay.openBatch')}
                        <span className="visually-hidden"> {batchId}</span>
                      </button>
                    </p>
                  ) : null}
                  {blockedBy && !batchId ? <p className="wrong">{why(blockedBy)}</p> : null}
                  {/* In a batch it is answered there, beside what else is to be done with the line. */}
                  {batchId ? null : <BankAgainst caseId={caseId} paymentId={contradictedPaymentId} me={me} onDone={onAnswered} />}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** What is to be paid by the bureau, and sealing some of it into a batch. */
export function Due({ place, me, onOpen }: Props) {
  const { t, money } = useWords();
  const command = useCommand();
  const live = useLive<DueList>('GET /v1/payments/due', {}, { as: place.id, limit: 100 });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [account, setAccount] = useState('');
  const [said, say] = useDone();
  const accountField = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const isAccount = ACCOUNT.test(account);
  const wants = ticked.size === 0 ? t('desk.pay.wantsTick') : isAccount ? undefined : t('desk.pay.wantsAccount');
  const answered = (text: string) => {
    say(text);
    live.reload();
  };
  const seal = async () => {
    const answer = await command.run<BatchView>('POST /v1/payments/batches', { body: { caseIds: [...ticked], payerAccount: account } });
    if (answer) onOpen(answer.body.id);
  };
  return (
    <Loaded live={live}>
      {({ items, nextCursor }) => {
        if (items.length === 0) return <Empty title={t('desk.pay.none')} />;
        const sum = items.filter(({ caseId }) => ticked.has(caseId)).reduce((total, { amountFen }) => total + amountFen, 0);
        const silent = items.filter(({ state }) => state === 'unknown').length;
        const free = items.filter(({ blockedBy }) => blockedBy === null).slice(0, MOST);
        return (
          <>
            <Done said={said} />
            {silent > 0 ? <p className="note">{t('desk.pay.silentCount', { count: silent })}</p> : null}
            <DueTable
              ref={table}
              items={items}
              place={place}
              me={me}
              ticked={ticked}
              onOpen={onOpen}
              onAnswered={answered}
              onTick={(id, on) => setTicked(new Set(on ? [...ticked, id] : [...ticked].filter((other) => other !== id)))}
            />
            {nextCursor === null ? null : <p className="muted">{t('desk.pay.more')}</p>}
            <form
              className="panel form"
              aria-labelledby="seal"
              onSubmit={(event) => {
                event.preventDefault();
                if (wants === undefined) void seal();
              }}
            >
              <h3 id="seal">{t('desk.pay.sealTitle', { count: ticked.size, amount: money(sum) })}</h3>
              <p>{t('desk.pay.sealMeaning')}</p>
              <label className="field">
                <span>{t('desk.pay.account')}</span>
                <input
                  ref={accountField}
                  type="text"
                  inputMode="numeric"
                  autoComplete="off"
                  required
                  value={account}
                  onChange={(event) => setAccount(event.target.value.replaceAll(/\s/g, ''))}
                />
              </label>
              <p className="actions">
                <WaitingButton
                  type="submit"
                  busy={command.busy}
                  wants={wants}
                  onEarly={() => (ticked.size > 0 ? accountField : table).current?.focus()}
                >
                  {t('desk.pay.seal')}
                </WaitingButton>
                <button
                  type="button"
                  className="button button-quiet"
                  onClick={() => setTicked(new Set(ticked.size > 0 ? [] : free.map(({ caseId }) => caseId)))}
                >
                  {t(ticked.size > 0 ? 'desk.inbox.tickNone' : 'desk.pay.tickAll')}
                </button>
              </p>
              <Refusal failure={command.failure} />
            </form>
          </>
        );
      }}
    </Loaded>
  );
}
