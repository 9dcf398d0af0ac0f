import { type ReactNode, useId } from 'react';
import { namesCommunity } from '../words/values.ts';
import { ChoiceField, ChoicesField, CommunityField, DivisionField, IndustryField } from './choice-fields.tsx';
import type { FieldProps } from './field-props.ts';
import { DateField, NumberField, TextField } from './typed-fields.tsx';

/** "None": for facts where having none is an answer of its own. */
function NoneBox({ value, lexicon, onAnswer, children }: FieldProps & { readonly children: ReactNode }) {
  return (
    <>
      {value === null ? null : children}
      <label className="tick">
        <input type="checkbox" checked={value === null} onChange={(event) => onAnswer(event.target.checked ? null : undefined)} />
        <span>{lexicon.words.t('check.none')}</span>
      </label>
    </>
  );
}

function control(props: FieldProps): ReactNode {
  const { definition } = props;
  if (definition.id === 'firm.industry_code') return <IndustryField {...props} />;
  if (namesCommunity(definition.id) && Object.keys(props.lexicon.communities ?? {}).length > 0) return <CommunityField {...props} />;
  switch (definition.type) {
    case 'boolean':
    case 'choice':
      return <ChoiceField {...props} />;
    case 'choices':
      return <ChoicesField {...props} />;
    case 'division':
      return <DivisionField {...props} />;
    case 'date':
      return <DateField {...props} />;
    case 'text':
      return <TextField {...props} />;
    default:
      return <NumberField {...props} />;
  }
}

/** The way to answer one fact, by its type. Each change is an answer at once; an unreadable one is none. */
export function FactField(props: Omit<FieldProps, 'describedBy'>) {
  const help = useId();
  const { definition, lexicon } = props;
  const full: FieldProps = { ...props, describedBy: definition.help ? help : undefined };
  const own = definition.type === 'choice' || definition.type === 'choices' || definition.type === 'boolean';
  return (
    <div className="fact-field">
      {definition.help ? (
        <p id={help} className="muted">
          {lexicon.words.of(definition.help)}
        </p>
      ) : null}
      {definition.nullable && !own ? <NoneBox {...full}>{control(full)}</NoneBox> : control(full)}
    </div>
  );
}
