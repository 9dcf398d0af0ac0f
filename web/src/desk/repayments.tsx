import type * as z from 'zod/mini';
import type { recoveryView } from '../../../shared/contracts/recoveries.ts';
import { useWords } from '../words/use-words.ts';
import { RecoveryMove, type RecoveryVerb } from './recovery-move.tsx';

type Recovery = z.infer<typeof recoveryView>;
type Props = { readonly recovery: Recovery; readonly mayEnter: boolean; readonly mayConfirm: boolean; onDone(): void };

/** What this person may do with a repayment now; two persons correct one. */
function movesOf({ correction }: Recovery['repayments'][number], { mayEnter, mayConfirm }: Props): RecoveryVerb[] {
  if (correction?.confirmed) return [];
  if (!correction) return mayEnter ? ['propose-correction'] : [];
  return [...(mayConfirm ? (['confirm-correction'] as const) : []), ...(mayEnter ? (['refuse-correction'] as const) : [])];
}

/** What came in; of what was entered wrongly also why, and that it counts no more once two persons say so. */
export function Repayments(props: Props) {
  const { t, money, day } = useWords();
  const { recovery, onDone } = props;
  return (
    <ul className="plain-list">
      {recovery.repayments.map((one) => {
        const { n, bankSerial, on, amountFen, correction } = one;
        const about = t('claims.status.recovery.repaid', { day: day(on), amount: money(amountFen) });
        return (
          <li key={n} data-repayment={n}>
            {correction?.confirmed ? <s>{about}</s> : about} <span className="muted">{bankSerial}</span>
            {correction ? (
              <p className="note">
                {correction.confirmed && correction.on
                  ? t('desk.recovery.corrected', { day: day(correction.on), reason: correction.reason })
                  : t('desk.recovery.toCorrect', { reason: correction.reason })}
              </p>
            ) : null}
            {movesOf(one, props).map((verb) => (
              <RecoveryMove key={verb} verb={verb} recoveryId={recovery.id} repayment={{ n, about }} onDone={onDone} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}
