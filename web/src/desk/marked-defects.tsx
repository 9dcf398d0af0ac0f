import { type Dispatch, useEffect } from 'react';
import { isSentence } from '../../../shared/domain/cases/guards/sentence.ts';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { useDefects } from './defects.ts';
import { isOld, type KnownDefect, knownDefects } from './known-defects.ts';
import type { Typed } from './typed.ts';
import { usePlace } from './use-place.ts';

type Props = { readonly typed: Typed; readonly change: Dispatch<Partial<Typed>> };

/** The name of a known defect, for the officer, and what the applicant would read of it: what a flag is about is not for applicants. */
function useSaying() {
  const { t, of } = useWords();
  const nameOf = (one: KnownDefect): string =>
    one.kind === 'flag'
      ? `${t('desk.claim.row', { count: one.row })} ${one.flags.map((flag) => t(`desk.flag.kind.${flag}`, { defaultValue: flag })).join(t('formula.comma'))}`
      : of(one.text);
  const textOf = (one: KnownDefect): string =>
    t(`judged.defect.${one.kind}`, one.kind === 'flag' ? { row: one.row } : { text: of(one.text) }).slice(0, 500);
  return { nameOf, textOf };
}

/** What the system knows by itself, to be sent along or not. */
function Known({ defects }: { readonly defects: readonly KnownDefect[] }) {
  const { t } = useWords();
  const { found, mark } = useDefects();
  const { nameOf, textOf } = useSaying();
  if (defects.length === 0) return null;
  return (
    <fieldset className="plain ticks">
      <legend>{t('judged.defect.known')}</legend>
      {defects.map((one) => {
        const text = found.get(one.pointer);
        return (
          <div key={one.pointer} data-known={one.pointer}>
            <label className="tick">
              <input
                type="checkbox"
                checked={text !== undefined}
                onChange={(event) => mark(one.pointer, event.target.checked ? textOf(one) : undefined)}
              />
              <span>{nameOf(one)}</span>
            </label>
            {text === undefined ? null : (
              <label className="field">
                <span>{t('desk.defect.hint')}</span>
                <textarea rows={2} maxLength={500} required value={text} onChange={(event) => mark(one.pointer, event.target.value)} />
              </label>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** What has not changed since the last return: each with the reason why it was not named then, which the applicant reads. */
function Old({ typed, change, nameOf }: Props & { nameOf(pointer: string): string }) {
  const { t } = useWords();
  const { file } = useCase();
  const { found } = useDefects();
  const old = [...found.keys()].filter((pointer) => isOld(file, pointer));
  if (old.length === 0) return null;
  return (
    <fieldset className="plain">
      <legend>{t('judged.defect.late')}</legend>
      {old.map((pointer) => (
        <label key={pointer} className="field">
          <span>{t('judged.defect.because', { place: nameOf(pointer) })}</span>
          <textarea
            rows={2}
            maxLength={500}
            required
            value={typed.because[pointer] ?? ''}
            onChange={(event) => change({ because: { ...typed.because, [pointer]: event.target.value } })}
          />
        </label>
      ))}
    </fieldset>
  );
}

/** The defects that go out. What the system knows is marked from the start; of a later return, what is new since the last one. */
export default function MarkedDefects({ typed, change }: Props) {
  const { t } = useWords();
  const { file } = useCase();
  const { found, mark } = useDefects();
  const { nameOf, textOf } = useSaying();
  const say = usePlace();
  const known = knownDefects(file);
  // biome-ignore lint/correctness/useExhaustiveDependencies: marked once, as the form opens; what the officer takes out stays out
  useEffect(() => {
    for (const one of known) if (!isOld(file, one.pointer)) mark(one.pointer, textOf(one));
  }, []);
  const nameAt = (pointer: string): string => {
    const one = known.find((other) => other.pointer === pointer);
    return one ? nameOf(one) : say(pointer);
  };
  const late = [...found.keys()].some((pointer) => isOld(file, pointer) && !isSentence(typed.because[pointer]));
  const asks = found.size === 0 ? 'one' : [...found.values()].some((text) => text.trim() === '') ? 'how' : undefined;
  return (
    <>
      <Known defects={known} />
      <Old typed={typed} change={change} nameOf={nameAt} />
      <p data-asks={asks ? t(`desk.defect.asks.${asks}`) : late ? t('judged.defect.asksWhy') : undefined}>
        {t('desk.defect.count', { count: found.size })}
      </p>
    </>
  );
}
