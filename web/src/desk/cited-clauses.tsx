import type { Dispatch } from 'react';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { PaperTicks } from './paper-ticks.tsx';
import type { Found, Typed } from './typed.ts';

const NOTHING: Found = { text: '', evidence: [], source: '' };

type Props = { readonly typed: Typed; readonly change: Dispatch<Partial<Typed>> };

/** What shows that a clause is not met: in words, with papers of the case or an official source. */
function FindingFields({ id, typed, change }: Props & { readonly id: string }) {
  const { t } = useWords();
  const { papers } = useCase();
  const found = typed.found[id] ?? NOTHING;
  const bare = found.evidence.length === 0 && found.source.trim() === '';
  const put = (part: Partial<Found>) => change({ found: { ...typed.found, [id]: { ...found, ...part } } });
  return (
    <div className="finding">
      <p className="muted">{t('judged.finding.how')}</p>
      <label className="field">
        <span>{t('judged.finding.text')}</span>
        <textarea required maxLength={1_000} rows={3} value={found.text} onChange={(event) => put({ text: event.target.value })} />
      </label>
      <PaperTicks
        legend={t('judged.finding.papers')}
        ids={[...(papers?.keys() ?? [])]}
        chosen={found.evidence}
        bare={bare}
        onChange={(evidence) => put({ evidence })}
      />
      <label className="field">
        <span>{t('judged.finding.source')}</span>
        <input type="text" maxLength={300} value={found.source} onChange={(event) => put({ source: event.target.value })} />
      </label>
    </div>
  );
}

/** The clauses a refusal cites: those that were judged to fail, and others with what was found. */
export default function CitedClauses({ typed, change }: Props) {
  const { t, of } = useWords();
  const { file } = useCase();
  const clauses = file.appraisal?.clauses ?? [];
  return (
    <fieldset className="plain ticks" data-asks={typed.clauses.length === 0 ? t('judged.finding.legend') : undefined}>
      <legend>{t('judged.finding.legend')}</legend>
      {clauses.length === 0 ? <p className="muted">{t('judged.finding.none')}</p> : null}
      {clauses.map(({ id, text, outcome }) => {
        const cited = typed.clauses.includes(id);
        return (
          <div key={id}>
            <label className="tick">
              <input
                type="checkbox"
                checked={cited}
                onChange={(event) =>
                  change({ clauses: event.target.checked ? [...typed.clauses, id] : typed.clauses.filter((other) => other !== id) })
                }
              />
              <span>
                {of(text)} <span className={`outcome-word outcome-${outcome}`}>{t(`outcome.${outcome}`)}</span>
              </span>
            </label>
            {cited && outcome !== 'failed' ? <FindingFields id={id} typed={typed} change={change} /> : null}
          </div>
        );
      })}
    </fieldset>
  );
}
