import { useId, useState } from 'react';
import { Refusal } from '../account/notices.tsx';
import { SubmitButton } from '../account/submit-button.tsx';
import { useCommand } from '../account/use-command.ts';
import { partsOfClaim } from '../desk/claim-parts.ts';
import { fenOf } from '../papers/fen-of.ts';
import { useWords } from '../words/use-words.ts';
import type { OpinionReceipt, OpinionView } from './wire.ts';

type Props = { readonly view: OpinionView; onAnswered(said: string): void; reload(): void };
type Row = { readonly lineId: string; readonly claimedFen: number; readonly at: number };

const VERDICTS = ['support', 'partly', 'oppose'] as const;

/** The rows that claim money, with what they claim. */
const rowsOf = (claim: unknown): Row[] =>
  partsOfClaim(claim).tables.flatMap(({ rows }) =>
    rows.flatMap(({ rowId, fields }, at) => {
      const amount = fields.find(({ name }) => name === 'amountFen')?.value;
      return typeof amount === 'number' ? [{ lineId: rowId, claimedFen: amount, at }] : [];
    }),
  );

type AmountProps = { readonly row: Row; readonly value: string; onType(value: string): void };

/** What the specialist would recognise of one row; left empty, nothing is said of it. */
function Amount({ row, value, onType }: AmountProps) {
  const { t, money } = useWords();
  const hint = useId();
  const fen = value === '' ? 0 : fenOf(value);
  const wrong = fen === undefined ? t('opinions.amountUnread') : fen > row.claimedFen ? t('opinions.amountAbove') : undefined;
  return (
    <label className="field">
      <span>{t('opinions.amountOf', { row: t('desk.claim.row', { count: row.at + 1 }) })}</span>
      <input
        inputMode="decimal"
        autoComplete="off"
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={hint}
        onChange={(event) => onType(event.target.value)}
      />
      <span id={hint} className={wrong ? 'wrong' : 'muted'}>
        {wrong ?? t('opinions.claimed', { amount: money(row.claimedFen) })}
      </span>
    </label>
  );
}

/** The opinion itself: what one would do, what of each row, and why. It is sealed when it is sent. */
export function AnswerForm({ view, onAnswered, reload }: Props) {
  const { t } = useWords();
  const command = useCommand();
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number]>();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [seen, setSeen] = useState(view.basisHash);
  const rows = rowsOf(view.matter?.claim);
  const amounts = rows.flatMap(({ lineId }) => {
    const amountFen = fenOf(typed[lineId] ?? '');
    return amountFen === undefined ? [] : [{ lineId, amountFen }];
  });
  const fits = rows.every(
    ({ lineId, claimedFen }) => (typed[lineId] ?? '') === '' || (fenOf(typed[lineId] ?? '') ?? Infinity) <= claimedFen,
  );
  const changed = seen !== view.basisHash;
  const act = async () => {
    const body = { verdict, reason, amounts, basisHash: seen };
    const answer = await command.run<OpinionReceipt>('POST /v1/cases/{id}/give-opinion', { params: { id: view.caseId }, body });
    if (answer) onAnswered(t('opinions.saidGiven'));
    else reload();
  };
  return (
    <form
      className="form"
      aria-labelledby="answer"
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <h2 id="answer">{t('opinions.answer')}</h2>
      {changed ? (
        <p className="note">
          {t('opinions.changed')}{' '}
          <button type="button" className="link-button" onClick={() => setSeen(view.basisHash)}>
            {t('opinions.changedSeen')}
          </button>
        </p>
      ) : null}
      <fieldset className="plain ticks" {...(verdict === undefined && { 'data-asks': t('opinions.verdictAsk') })}>
        <legend>{t('opinions.verdictAsk')}</legend>
        {VERDICTS.map((one) => (
          <label key={one} className="tick">
            <input type="radio" name="verdict" checked={verdict === one} onChange={() => setVerdict(one)} />
            <span>{t(`opinions.verdict.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {rows.map((row) => (
        <Amount
          key={row.lineId}
          row={row}
          value={typed[row.lineId] ?? ''}
          onType={(value) => setTyped({ ...typed, [row.lineId]: value })}
        />
      ))}
      <label className="field">
        <span>{t('opinions.reason')}</span>
        <textarea rows={6} required maxLength={4000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <p className="muted">{t('opinions.sealNote')}</p>
      <p className="actions">
        <SubmitButton busy={command.busy} ready={verdict !== undefined && reason.trim() !== '' && fits && !changed && view.open}>
          {t('opinions.give')}
        </SubmitButton>
      </p>
      <Refusal failure={command.failure} />
    </form>
  );
}
