import { useWords } from '../words/use-words.ts';
import { factLabel, sayValue } from '../words/values.ts';
import { useDesk } from './desk-of-claim.ts';

type RestsOn = { readonly fact: string; readonly value: unknown; readonly source: string };

/** What a subsidy without application rests on: each fact, and who says so. Nothing here is typed. */
export function FactsStep() {
  const { t } = useWords();
  const { claim, lexicon } = useDesk();
  const facts = (claim.facts as readonly RestsOn[] | undefined) ?? [];
  return (
    <>
      <p className="muted">{t('claims.automaticText')}</p>
      <dl className="pairs">
        {facts.map(({ fact, value, source }) => (
          <div key={fact}>
            <dt>{lexicon ? factLabel(fact, lexicon) : fact}</dt>
            <dd>
              {lexicon ? sayValue(fact, value, lexicon) : null} <span className={`badge source-${source}`}>{t(`source.${source}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
