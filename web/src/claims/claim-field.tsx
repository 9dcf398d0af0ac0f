import { type ReactNode, useEffect, useId } from 'react';
import { DivisionPicker } from '../account/division-field.tsx';
import { useWords } from '../words/use-words.ts';
import { type Field, wordOf } from './claim-forms.ts';
import { valueAt } from './claim-paths.ts';
import { DefectNotes } from './defect-notes.tsx';
import { useDesk } from './desk-of-claim.ts';
import { FilingChoice } from './filing-choice.tsx';
import { FixedName } from './fixed-name.tsx';
import { InvoiceChoice } from './invoice-choice.tsx';
import { ownNameAt } from './own-name.ts';
import { PaperChoice, PapersChoice } from './paper-choice.tsx';
import { TypedInput } from './typed-input.tsx';

type ChoiceProps = {
  readonly label: string;
  readonly value: unknown;
  readonly describedBy: string;
  readonly options: readonly { readonly value: string | boolean; readonly label: string }[];
  onAnswer(value: unknown): void;
};

/** One of a few, all to be seen. */
function Choice({ label, value, describedBy, options, onAnswer }: ChoiceProps) {
  const name = useId();
  return (
    <div className="choices" role="radiogroup" aria-label={label} aria-describedby={describedBy}>
      {options.map((option) => (
        <label key={`${option.value}`} className="tick">
          <input type="radio" name={name} checked={value === option.value} onChange={() => onAnswer(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

/** Where a place lies: most likely where the applicant is, so that only an address has to be typed. */
function Division({ value, onAnswer }: Pick<ChoiceProps, 'value' | 'onAnswer'>) {
  const { place } = useDesk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered once; whoever clears it means it.
  useEffect(() => {
    if (value === undefined) onAnswer(place.divisionCode);
  }, []);
  return <DivisionPicker value={typeof value === 'string' ? value : ''} onPick={(code) => onAnswer(code || undefined)} />;
}

/** The control of a question, by its type. */
function Control({ field, pointer, id, describedBy, wrong, label }: ControlProps) {
  const { t, of } = useWords();
  const { claim, lexicon, place, put } = useDesk();
  const value = valueAt(claim, pointer);
  const onAnswer = (next: unknown) => put(pointer, next);
  const own = ownNameAt(pointer, place);
  if (own !== undefined) return <FixedName id={id} name={own} value={value} describedBy={describedBy} onAnswer={onAnswer} />;
  const choice = (options: ChoiceProps['options']) => (
    <Choice label={label} value={value} describedBy={describedBy} options={options} onAnswer={onAnswer} />
  );
  switch (field.type) {
    case 'yes-no':
      return choice([
        { value: true, label: t('value.yes') },
        { value: false, label: t('value.no') },
      ]);
    case 'choice':
      return choice(field.options.map((option) => ({ value: option, label: t(`claims.option.${option}`) })));
    case 'fact':
      return choice((lexicon?.dictionary.get(field.fact)?.choices ?? []).map((one) => ({ value: one.value, label: of(one) })));
    case 'division':
      return <Division value={value} onAnswer={onAnswer} />;
    case 'paper':
      return <PaperChoice field={field} pointer={pointer} id={id} describedBy={describedBy} wrong={wrong} />;
    case 'papers':
      return <PapersChoice field={field} pointer={pointer} label={label} />;
    case 'invoice':
      return <InvoiceChoice pointer={pointer} id={id} describedBy={describedBy} wrong={wrong} />;
    case 'filing':
      return <FilingChoice pointer={pointer} id={id} describedBy={describedBy} wrong={wrong} />;
    default: {
      const masked = field.type === 'id-number' ? valueAt(claim, `${pointer}Masked`) : undefined;
      return (
        <TypedInput
          type={field.type}
          value={value}
          id={id}
          describedBy={describedBy}
          wrong={wrong}
          placeholder={typeof masked === 'string' ? t('claims.keptNumber', { number: masked }) : undefined}
          onAnswer={onAnswer}
        />
      );
    }
  }
}

type ControlProps = {
  readonly field: Field;
  readonly pointer: string;
  readonly id: string;
  readonly describedBy: string;
  readonly wrong: boolean;
  readonly label: string;
};

const GROUPS: readonly Field['type'][] = ['yes-no', 'choice', 'fact', 'division', 'papers'];

/** One question of a claim: its words, its control, what the check finds wrong with it, and what the office asks about it. */
export function ClaimField({ field, parent = '' }: { readonly field: Field; readonly parent?: string }) {
  const { t } = useWords();
  const { claim, faults, defects, place } = useDesk();
  const id = useId();
  if (field.when && !field.when(claim)) return null;
  const pointer = `${parent}/${field.path}`;
  const word = wordOf(field.path);
  const mine = faults.filter((fault) => fault.pointer === pointer || fault.pointer === `${pointer}Masked`);
  const label = t(`claims.field.${word}`);
  const help = ownNameAt(pointer, place) !== undefined ? 'claims.ownName' : field.hint ? `claims.hint.${word}` : undefined;
  const hint = help ? `${id}-hint` : '';
  const said = mine.length > 0 ? `${id}-fault` : '';
  const control = (
    <Control
      field={field}
      pointer={pointer}
      id={id}
      describedBy={[hint, said].filter(Boolean).join(' ')}
      wrong={mine.some(({ kind }) => kind === 'wrong')}
      label={label}
    />
  );
  const name: ReactNode = (
    <>
      {label}
      {field.optional ? <span className="optional">{t('claims.optional')}</span> : null}
    </>
  );
  return (
    <div className="claim-field" data-pointer={pointer}>
      {GROUPS.includes(field.type) ? (
        <p className="field-label">{name}</p>
      ) : (
        <label className="field-label" htmlFor={id}>
          {name}
        </label>
      )}
      {help ? (
        <p id={hint} className="muted">
          {t(help)}
        </p>
      ) : null}
      {control}
      {mine.length === 0 ? null : (
        <ul id={said} className="field-faults">
          {mine.map(({ text, kind }) => (
            <li key={text} className={kind === 'wrong' ? 'wrong' : 'field-open'}>
              {text}
            </li>
          ))}
        </ul>
      )}
      <DefectNotes defects={defects.filter((defect) => defect.pointer === pointer)} />
    </div>
  );
}
