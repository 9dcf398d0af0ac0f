import type { Dispatch } from 'react';
import { useWords } from '../words/use-words.ts';
import { useCase } from './case-context.ts';
import { PaperTicks } from './paper-ticks.tsx';
import type { Shown, Typed } from './typed.ts';

const NOTHING: Shown = { evidence: [], source: '' };

type Props = { readonly typed: Typed; readonly change: Dispatch<Partial<Typed>> };

/** The conditions that are still open: which of them are met, and by which of the papers they were reported with, or what official source. */
export default function MetConditions({ typed: { met }, change }: Props) {
  const { t, day } = useWords();
  const { file } = useCase();
  const reported = [...new Set(file.conditionReports.flatMap(({ evidence }) => evidence))];
  const tick = (id: string, isMet: boolean) => {
    const { [id]: _one, ...others } = met;
    change({ met: isMet ? { ...met, [id]: NOTHING } : others });
  };
  return (
    <fieldset className="plain ticks">
      <legend>{t('judged.met.legend')}</legend>
      {file.conditions
        .filter(({ metAt }) => metAt === null)
        .map(({ id, text, dueOn }) => {
          const shown = met[id];
          const put = (part: Partial<Shown>) => change({ met: { ...met, [id]: { ...NOTHING, ...shown, ...part } } });
          return (
            <div key={id}>
              <label className="tick">
                <input type="checkbox" checked={shown !== undefined} onChange={(event) => tick(id, event.target.checked)} />
                <span>{t('desk.decision.condition', { text, day: day(dueOn) })}</span>
              </label>
              {shown ? (
                <div className="finding">
                  {reported.length === 0 ? null : (
                    <PaperTicks
                      legend={t('judged.finding.papers')}
                      ids={reported}
                      chosen={shown.evidence}
                      bare={shown.evidence.length === 0 && shown.source.trim() === ''}
                      onChange={(evidence) => put({ evidence })}
                    />
                  )}
                  <label className="field">
                    <span>{t('judged.finding.source')}</span>
                    <input
                      type="text"
                      maxLength={300}
                      required={shown.evidence.length === 0}
                      value={shown.source}
                      onChange={(event) => put({ source: event.target.value })}
                    />
                  </label>
                </div>
              ) : null}
            </div>
          );
        })}
    </fieldset>
  );
}
