import { useEffect, useRef } from 'react';
import type { Lexicon } from '../words/values.ts';
import { FactField } from './fact-field.tsx';
import { APPLICANTS } from './state.ts';
import { APPLICANT, type Check } from './use-check.ts';

type Props = { readonly check: Check; readonly lexicon: Lexicon; readonly touches: number };

function ApplicantField({ check, lexicon }: Omit<Props, 'touches'>) {
  const { t } = lexicon.words;
  return (
    <div className="choices" role="radiogroup" aria-labelledby="question">
      {APPLICANTS.map((kind) => (
        <label key={kind} className="tick">
          <input type="radio" name="applicant" checked={check.answers.applicant === kind} onChange={() => check.setApplicant(kind)} />
          <span>{t(`check.applicant.${kind}`)}</span>
        </label>
      ))}
    </div>
  );
}

/** The question on screen. A new one takes the focus, so that keyboard and screen reader go with it. */
export function QuestionCard({ check, lexicon, touches }: Props) {
  const { t, of } = lexicon.words;
  const { current, answers } = check;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== current) heading.current?.focus();
    shown.current = current;
  }, [current]);
  const definition = current === undefined ? undefined : lexicon.dictionary.get(current);
  if (current !== APPLICANT && !definition) {
    return (
      <section className="question" aria-labelledby="question">
        <h2 id="question" ref={heading} tabIndex={-1}>
          {t('check.done.title')}
        </h2>
        <p>{t('check.done.text')}</p>
        {answers.skipped.length === 0 ? null : <p className="muted">{t('check.done.skipped', { count: answers.skipped.length })}</p>}
      </section>
    );
  }
  const answered = current === APPLICANT ? answers.applicant !== null : current !== undefined && current in answers.facts;
  return (
    <form
      className="question"
      data-fact={current}
      aria-labelledby="question"
      onSubmit={(event) => {
        event.preventDefault();
        if (answered) check.next();
      }}
    >
      <h2 id="question" ref={heading} tabIndex={-1}>
        {definition ? of(definition.question) : t('check.applicant.question')}
      </h2>
      {definition ? (
        <FactField
          key={definition.id}
          definition={definition}
          value={answers.facts[definition.id]}
          lexicon={lexicon}
          labelledBy="question"
          onAnswer={(value) => check.answer(definition.id, value)}
        />
      ) : (
        <ApplicantField check={check} lexicon={lexicon} />
      )}
      {touches > 0 ? <p className="muted">{t('check.touches', { count: touches })}</p> : null}
      <p className="actions">
        <button type="submit" className="button" disabled={!answered}>
          {t('check.next')}
        </button>
        {definition ? (
          <button type="button" className="button button-quiet" onClick={() => check.skip(definition.id)}>
            {t('check.dontKnow')}
          </button>
        ) : null}
      </p>
    </form>
  );
}
