import { useEffect, useState } from 'react';
import { fenOf } from '../papers/fen-of.ts';
import { todayInShanghai } from '../words/format.ts';
import { useWords } from '../words/use-words.ts';
import type { Field } from './claim-forms.ts';

type Kind = Field['type'];
/** How a typed answer is read and shown; what cannot be read is no answer, and is said beside the field. */
type Reading = { readonly read: (text: string) => unknown; readonly show?: (value: unknown) => string };

const whole = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);
const READINGS: Partial<Record<Kind, Reading>> = {
  whole: { read: whole },
  year: { read: (text) => (/^2[01]\d\d$/.test(text) ? Number(text) : undefined) },
  area: { read: (text) => (/^\d{1,6}(\.\d{1,2})?$/.test(text) && Number(text) > 0 ? Number(text) : undefined) },
  fen: {
    read: (text) => fenOf(text) || undefined,
    show: (value) => `${Number(value) / 100}`,
  },
  // A month field of a browser that has none is a line of text.
  month: { read: (text) => (/^(19|2[01])\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined) },
  uscc: { read: (text) => (/^[0-9A-Z]{18}$/.test(text.toUpperCase()) ? text.toUpperCase() : undefined) },
};
/** Until it is there, nothing is read. */
const NOT_YET: Reading = { read: () => undefined };
const INPUT: Partial<Record<Kind, { readonly type?: string; readonly inputMode?: 'decimal' | 'numeric' }>> = {
  date: { type: 'date' },
  month: { type: 'month' },
  whole: { inputMode: 'numeric' },
  year: { inputMode: 'numeric' },
  area: { inputMode: 'decimal' },
  fen: { inputMode: 'decimal' },
};

/** The rule of id numbers comes when one is asked for: few claims do, and it brings calendar and schemas along. */
function useIdReading(wanted: boolean): Reading | undefined {
  const [reading, setReading] = useState<Reading>();
  useEffect(() => {
    if (!wanted) return;
    void import('../../../shared/domain/parties/particulars.ts').then(({ PARTICULARS }) =>
      setReading({
        read: (text) => {
          const read = PARTICULARS.legalRepresentativeId.read(text, todayInShanghai() as never);
          return read.ok ? read.value : undefined;
        },
      }),
    );
  }, [wanted]);
  return reading;
}

type Props = {
  readonly type: Kind;
  readonly value: unknown;
  readonly id: string;
  readonly describedBy: string;
  readonly wrong: boolean;
  readonly placeholder?: string | undefined;
  onAnswer(value: unknown): void;
};

/** A line one types into: text, a number, an amount in yuan, a day or a month. */
export function TypedInput({ type, value, id, describedBy, wrong, placeholder, onAnswer }: Props) {
  const { t } = useWords();
  const isId = type === 'id-number';
  const idReading = useIdReading(isId);
  const reading = isId ? (idReading ?? NOT_YET) : READINGS[type];
  const show = (shown: unknown) => (shown === undefined || shown === null ? '' : (reading?.show ?? String)(shown));
  const read = (text: string) => (text.trim() === '' ? undefined : reading ? reading.read(text.trim()) : text);
  const [text, setText] = useState(() => show(value));
  const unreadable = text.trim() !== '' && reading !== NOT_YET && read(text) === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only an answer from outside rewrites what is being typed.
  useEffect(() => {
    if (!unreadable && read(text) !== value) setText(show(value));
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed before the rule came is read when it comes.
  useEffect(() => {
    if (idReading && text.trim() !== '') onAnswer(read(text));
  }, [idReading]);
  const note = `${id}-unreadable`;
  return (
    <>
      <input
        id={id}
        type={INPUT[type]?.type ?? 'text'}
        inputMode={INPUT[type]?.inputMode}
        autoComplete="off"
        maxLength={type === 'text' ? 120 : undefined}
        placeholder={placeholder}
        value={text}
        aria-invalid={wrong || unreadable}
        aria-describedby={`${describedBy} ${note}`.trim()}
        onChange={(event) => {
          setText(event.target.value);
          onAnswer(read(event.target.value));
        }}
      />
      <span id={note} className="wrong">
        {unreadable ? t(`claims.unreadable.${type}`) : null}
      </span>
    </>
  );
}
