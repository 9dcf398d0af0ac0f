import { useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { CLAIM_FORMS, type Field, wordOf } from './claim-forms.ts';
import { type AnyKind, differences, merged } from './claim-paths.ts';
import { useDesk } from './desk-of-claim.ts';
import type { DraftKeeper, KeeperState } from './draft-keeper.ts';

/** A part of a claim in words: its field, or the row of its list. */
function usePartName(kind: AnyKind) {
  const { t } = useWords();
  return (part: string) => {
    const [name = '', row] = part.split('#');
    if (row !== undefined) return t(`claims.rows.${name}.name`);
    const known = CLAIM_FORMS[kind].flatMap(({ fields }) => fields).find(({ path }) => path === name || path.startsWith(`${name}/`));
    return known ? t(`claims.field.${wordOf(known.path)}`) : t(`claims.step.${name === 'paperIds' ? 'papers' : 'about'}`);
  };
}

/** A value of a claim as one reads it; papers and invoices by their names. */
function useSay(kind: AnyKind) {
  const { t, money } = useWords();
  const { documents, invoices } = useDesk();
  const fields = new Map<string, Field>(
    CLAIM_FORMS[kind].flatMap((step) => [...step.fields, ...(step.rows?.fields ?? [])]).map((one) => [one.path, one]),
  );
  const say = (value: unknown, path: string): string => {
    if (value === undefined || value === null || value === '') return t('claims.conflict.empty');
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    if (Array.isArray(value)) return value.map((entry) => say(entry, path)).join(t('formula.comma'));
    if (typeof value === 'object') {
      const shown = Object.entries(value).filter(([key]) => fields.has(key) || fields.has(`${path}/${key}`) || key === 'idNumberMasked');
      return shown.map(([key, inner]) => say(inner, key)).join(t('formula.comma'));
    }
    const type = fields.get(path)?.type;
    if (type === 'fen') return money(Number(value));
    if (type === 'choice') return t(`claims.option.${value}`);
    const document = documents.find(({ id }) => id === value);
    const invoice = invoices.find(({ id }) => id === value);
    return document?.title ?? (invoice ? t('invoices.number', { number: invoice.number }) : String(value));
  };
  return say;
}

/** Somebody else has saved meanwhile: both versions side by side. Nothing is lost; where both changed the same, one is chosen. */
export default function ConflictPanel({ keeper, state }: { readonly keeper: DraftKeeper; readonly state: KeeperState }) {
  const { t } = useWords();
  const { kind } = state.content.claim;
  const partName = usePartName(kind);
  const say = useSay(kind);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const { conflict } = state;
  if (!conflict) return null;
  const mine = state.content;
  const list = differences(conflict.base.claim, mine.claim, conflict.theirs.claim);
  const take = (part: string, theirs: boolean) =>
    setTaken(new Set(theirs ? [...taken, part] : [...taken].filter((other) => other !== part)));
  return (
    <section className="note conflict" aria-labelledby="conflict" role="alert">
      <h2 id="conflict">{t('claims.conflict.title')}</h2>
      <p>{t('claims.conflict.text')}</p>
      <ul className="rows">
        {list.map(({ part, mine: my, theirs, both }) => {
          const [path = ''] = part.split('#');
          const sides = [
            ['mine', my],
            ['theirs', theirs],
          ] as const;
          return (
            <li key={part} className="row" data-part={part}>
              <strong>{partName(part)}</strong>
              {both ? (
                <fieldset className="choices" aria-label={partName(part)}>
                  {sides.map(([side, value]) => (
                    <label key={side} className="tick">
                      <input
                        type="radio"
                        name={`conflict-${part}`}
                        checked={taken.has(part) === (side === 'theirs')}
                        onChange={() => take(part, side === 'theirs')}
                      />
                      <span>{t(`claims.conflict.${side}`, { value: say(value, path) })}</span>
                    </label>
                  ))}
                </fieldset>
              ) : (
                sides.map(([side, value]) => <p key={side}>{t(`claims.conflict.${side}`, { value: say(value, path) })}</p>)
              )}
            </li>
          );
        })}
      </ul>
      <p className="actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            const claim = merged(conflict.base.claim, mine.claim, conflict.theirs.claim, taken);
            keeper.settle({ ...mine, claim });
          }}
        >
          {t('claims.conflict.settle')}
        </button>
      </p>
    </section>
  );
}
