import { useEffect, useId, useState } from 'react';
import type { FieldProps } from './field-props.ts';
import { isReadable } from './readable.ts';
import type { AnswerValue } from './state.ts';

const TEN_THOUSAND = 10_000;

/** What stands in the field while typing, and the answer it makes; an answer changed from outside (reset, a link) is taken over. */
function useDraft(
  props: FieldProps,
  toText: (value: AnswerValue | undefined) => string,
  toValue: (text: string) => AnswerValue | undefined,
) {
  const { definition, value, onAnswer } = props;
  const [draft, setDraft] = useState(() => toText(value));
  const wrong = draft.trim() !== '' && !isReadable(definition, toValue(draft));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only an answer from outside rewrites what is being typed.
  useEffect(() => {
    if (!wrong && toValue(draft) !== value) setDraft(toText(value));
  }, [value]);
  const type = (text: string) => {
    setDraft(text);
    const next = toValue(text);
    onAnswer(next !== undefined && isReadable(definition, next) ? next : undefined);
  };
  return { draft, setDraft, type, wrong };
}

function Wrong({ id, props }: { readonly id: string; readonly props: FieldProps }) {
  const { t } = props.lexicon.words;
  const { type, min, max } = props.definition;
  const bounds = min !== undefined && max !== undefined && max < 1_000_000;
  return (
    <p id={id} className="wrong" role="alert">
      {type === 'text'
        ? t('check.wrong.text')
        : bounds
          ? t('check.wrong.between', { min, max })
          : t(`check.wrong.${type === 'date' ? 'date' : 'number'}`)}
    </p>
  );
}

const described = (props: FieldProps, wrong: boolean, id: string) =>
  [props.describedBy, wrong ? id : ''].filter(Boolean).join(' ') || undefined;

const numberOf = (text: string, factor: number): number | undefined => {
  const clean = text.replaceAll(/[,，\s]/g, '');
  if (!/^-?\d+(\.\d+)?$/.test(clean)) return undefined;
  return Math.round(Number(clean) * factor * 10_000) / 10_000;
};

/** Money is typed in 万元 or yuan, as one likes; below the field it stands in full. */
export function NumberField(props: FieldProps) {
  const { definition, value, lexicon } = props;
  const { t, language, money } = lexicon.words;
  const wrongId = useId();
  const isMoney = definition.type === 'money';
  const [large, setLarge] = useState(isMoney && language === 'zh' && (typeof value !== 'number' || value === 0 || value >= TEN_THOUSAND));
  const factor = large ? TEN_THOUSAND : 1;
  const toText = (amount: AnswerValue | undefined, by = factor) =>
    typeof amount === 'number' ? String(Number((amount / by).toFixed(6))) : '';
  // What cannot be read as a number is no answer, and the field says so.
  const { draft, setDraft, type, wrong } = useDraft(props, toText, (text) =>
    text.trim() === '' ? undefined : (numberOf(text, factor) ?? text),
  );
  return (
    <>
      <div className="with-unit">
        <input
          type="text"
          inputMode={definition.type === 'integer' ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={draft}
          aria-labelledby={props.labelledBy}
          aria-describedby={described(props, wrong, wrongId)}
          aria-invalid={wrong}
          onChange={(event) => type(event.target.value)}
        />
        {isMoney ? (
          <select
            aria-label={t('check.unit')}
            value={large ? 'large' : 'yuan'}
            onChange={(event) => {
              const next = event.target.value === 'large';
              setLarge(next);
              setDraft(toText(value, next ? TEN_THOUSAND : 1));
            }}
          >
            <option value="large">{t('check.tenThousandYuan')}</option>
            <option value="yuan">{t('check.yuan')}</option>
          </select>
        ) : definition.unit ? (
          <span className="unit">{t(`unit.${definition.unit}`, { value: '' }).trim()}</span>
        ) : null}
      </div>
      {wrong ? <Wrong id={wrongId} props={props} /> : null}
      {isMoney && typeof value === 'number' ? <p className="muted">= {money(Math.round(value * 100))}</p> : null}
    </>
  );
}

const sameText = (value: AnswerValue | undefined) => (typeof value === 'string' ? value : '');

export function DateField(props: FieldProps) {
  const wrongId = useId();
  const { draft, type, wrong } = useDraft(props, sameText, (text) => (text === '' ? undefined : text));
  return (
    <>
      <input
        type="date"
        min="1980-01-01"
        max="2199-12-31"
        value={draft}
        aria-labelledby={props.labelledBy}
        aria-describedby={described(props, wrong, wrongId)}
        aria-invalid={wrong}
        onChange={(event) => type(event.target.value)}
      />
      {wrong ? <Wrong id={wrongId} props={props} /> : null}
    </>
  );
}

export function TextField(props: FieldProps) {
  const wrongId = useId();
  const { draft, type, wrong } = useDraft(props, sameText, (text) => (text.trim() === '' ? undefined : text.trim()));
  return (
    <>
      <input
        type="text"
        autoComplete="off"
        maxLength={64}
        value={draft}
        aria-labelledby={props.labelledBy}
        aria-describedby={described(props, wrong, wrongId)}
        aria-invalid={wrong}
        onChange={(event) => type(event.target.value)}
      />
      {wrong ? <Wrong id={wrongId} props={props} /> : null}
    </>
  );
}
