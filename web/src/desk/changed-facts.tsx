import { useLexicon } from '../words/use-lexicon.ts';
import { useWords } from '../words/use-words.ts';
import { factLabel, sayValue } from '../words/values.ts';
import type { CaseFileView } from './wire.ts';

type Change = CaseFileView['corrections'][number]['changedFacts'][number];

/** What became known of the applicant while a claim was put right, and was asked for by nobody: it is judged on it now. */
export function ChangedFacts({ facts }: { readonly facts: readonly Change[] }) {
  const { t } = useWords();
  const { lexicon } = useLexicon();
  if (!lexicon) return null;
  const say = ({ fact, masked }: Change, one: Change['before']): string => {
    if (!one) return t('judged.again.absent');
    const value = masked ? t('judged.again.masked') : sayValue(fact, one.value, lexicon);
    return t('judged.again.fact', { value, source: t(`source.${one.source}`) });
  };
  return (
    <div className="note" data-changed-facts="">
      <p>{t('judged.changedFacts')}</p>
      <ul className="plain-list">
        {facts.map((change) => (
          <li key={change.fact} data-fact={change.fact}>
            <strong>{factLabel(change.fact, lexicon)}</strong> {`${say(change, change.before)} → ${say(change, change.after)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
