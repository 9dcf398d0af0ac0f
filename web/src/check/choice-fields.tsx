import { useId, useState } from 'react';
import { OUTSIDE_JIANGSU } from '../words/values.ts';
import type { FieldProps } from './field-props.ts';
import { TextField } from './typed-fields.tsx';

const PROVINCE = '320000';

type Option = { readonly key: string; readonly value: string | boolean | null; readonly label: string };

function optionsOf({ definition, lexicon }: FieldProps): Option[] {
  const { t, of } = lexicon.words;
  const own: Option[] =
    definition.type === 'boolean'
      ? [
          { key: 'yes', value: true, label: t('value.yes') },
          { key: 'no', value: false, label: t('value.no') },
        ]
      : (definition.choices ?? []).map((choice) => ({ key: choice.value, value: choice.value, label: of(choice) }));
  return definition.nullable ? [...own, { key: '-none-', value: null, label: t('check.none') }] : own;
}

/** One of a few: all to be seen, one to be picked. */
export function ChoiceField(props: FieldProps) {
  const name = useId();
  return (
    <div className="choices" role="radiogroup" aria-labelledby={props.labelledBy} aria-describedby={props.describedBy}>
      {optionsOf(props).map((option) => (
        <label key={option.key} className="tick">
          <input type="radio" name={name} checked={props.value === option.value} onChange={() => props.onAnswer(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

/** Any number of a list. "None of these" is an answer of its own, and differs from no answer. */
export function ChoicesField(props: FieldProps) {
  const { definition, value, lexicon, onAnswer } = props;
  const chosen = Array.isArray(value) ? (value as readonly string[]) : undefined;
  const toggle = (word: string, on: boolean) => {
    const rest = (chosen ?? []).filter((entry) => entry !== word);
    const next = on ? [...rest, word] : rest;
    onAnswer(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className="choices" aria-labelledby={props.labelledBy} aria-describedby={props.describedBy}>
      {(definition.choices ?? []).map((choice) => (
        <label key={choice.value} className="tick">
          <input
            type="checkbox"
            checked={chosen?.includes(choice.value) ?? false}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          <span>{lexicon.words.of(choice)}</span>
        </label>
      ))}
      <label className="tick">
        <input type="checkbox" checked={chosen?.length === 0} onChange={(event) => onAnswer(event.target.checked ? [] : undefined)} />
        <span>{lexicon.words.t('check.noneOfThese')}</span>
      </label>
    </fieldset>
  );
}

/** City first, then county or zone; only the county is an answer, since many programmes stop at its border. */
export function DivisionField(props: FieldProps) {
  const { value, lexicon, onAnswer } = props;
  const { t, of } = lexicon.words;
  const { divisions } = lexicon.reference;
  const known = divisions.find((division) => division.code === value);
  const [picked, setPicked] = useState<string>();
  const city = value === OUTSIDE_JIANGSU ? OUTSIDE_JIANGSU : typeof value === 'string' ? (known?.parent ?? '') : (picked ?? '');
  const inCity = divisions.filter((division) => division.parent === city);
  return (
    <div className="two-fields">
      <label className="field">
        <span>{t('check.city')}</span>
        <select
          value={city}
          aria-describedby={props.labelledBy}
          onChange={(event) => {
            setPicked(event.target.value);
            onAnswer(event.target.value === OUTSIDE_JIANGSU ? OUTSIDE_JIANGSU : undefined);
          }}
        >
          <option value="">{t('check.pick')}</option>
          {divisions
            .filter((division) => division.parent === PROVINCE)
            .map((division) => (
              <option key={division.code} value={division.code}>
                {of(division.name)}
              </option>
            ))}
          <option value={OUTSIDE_JIANGSU}>{t('check.outside')}</option>
        </select>
      </label>
      {inCity.length === 0 ? null : (
        <label className="field">
          <span>{t('check.county')}</span>
          <select
            value={typeof value === 'string' ? value : ''}
            aria-describedby={props.labelledBy}
            onChange={(event) => onAnswer(event.target.value || undefined)}
          >
            <option value="">{t('check.pick')}</option>
            {inCity.map((division) => (
              <option key={division.code} value={division.code}>
                {of(division.name)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** By the name of the industry, for those who do not know its number; or by the number. */
export function IndustryField(props: FieldProps) {
  const { lexicon, value, onAnswer } = props;
  const { t, of } = lexicon.words;
  const { industries, byIndustryCode } = lexicon.reference.sizeClasses;
  const codeOf = (industry: string) => Object.entries(byIndustryCode).find(([code, at]) => at === industry && code.length >= 2)?.[0];
  const offered = industries.flatMap((industry) => {
    const code = codeOf(industry.code);
    return code === undefined ? [] : [{ code, name: of(industry.name) }];
  });
  return (
    <div className="two-fields">
      <label className="field">
        <span>{t('check.industry')}</span>
        <select
          value={offered.some(({ code }) => code === value) ? String(value) : ''}
          aria-describedby={props.labelledBy}
          onChange={(event) => onAnswer(event.target.value || undefined)}
        >
          <option value="">{t('check.pick')}</option>
          {offered.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className="field">
        <span>{t('check.industryCode')}</span>
        <TextField {...props} />
      </div>
    </div>
  );
}

/** By name, of the communities there are; or as one knows it, where it is not among them. */
export function CommunityField(props: FieldProps) {
  const { lexicon, value, onAnswer } = props;
  const { t } = lexicon.words;
  const communities = Object.entries(lexicon.communities ?? {});
  const listed = communities.some(([id]) => id === value);
  return (
    <div className="two-fields">
      <label className="field">
        <span>{t('check.community')}</span>
        <select
          value={listed ? String(value) : ''}
          aria-describedby={props.labelledBy}
          onChange={(event) => onAnswer(event.target.value || undefined)}
        >
          <option value="">{t('check.pick')}</option>
          {communities.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div className="field">
        <span>{t('check.otherCommunity')}</span>
        <TextField {...props} value={listed ? undefined : value} />
      </div>
    </div>
  );
}
