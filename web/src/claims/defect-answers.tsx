import { useId } from 'react';
import { useWords } from '../words/use-words.ts';
import { type Defect, useDesk } from './desk-of-claim.ts';

/** What the office asks to be put right, beside its field, with the answer one gives: put right, or it is right as it is, and why. */
export default function DefectAnswers({ defects }: { readonly defects: readonly Defect[] }) {
  const { t } = useWords();
  const { answers, answer } = useDesk();
  const name = useId();
  return defects.map((defect) => {
    const given = answers[defect.id];
    const text = given?.text ?? '';
    return (
      <div key={defect.id} className="note defect" data-defect={defect.id}>
        <p>
          <strong>{t('claims.correct.asks')}</strong> {defect.text}
        </p>
        {defect.newBecause ? <p className="muted">{t('claims.correct.newBecause', { text: defect.newBecause })}</p> : null}
        <fieldset className="choices" aria-label={t('claims.correct.yourAnswer', { text: defect.text })}>
          {(['corrected', 'disputed'] as const).map((kind) => (
            <label key={kind} className="tick">
              <input
                type="radio"
                name={`${name}-${defect.id}`}
                checked={given?.kind === kind}
                onChange={() => answer(defect.id, { kind, text })}
              />
              <span>{t(`claims.correct.kind.${kind}`)}</span>
            </label>
          ))}
        </fieldset>
        {given ? (
          <label className="field">
            <span>{t(`claims.correct.text.${given.kind}`)}</span>
            <textarea
              maxLength={1000}
              value={text}
              onChange={(event) => answer(defect.id, { kind: given.kind, text: event.target.value })}
            />
          </label>
        ) : null}
      </div>
    );
  });
}
