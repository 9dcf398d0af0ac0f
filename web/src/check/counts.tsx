import { useSettled } from '../components/use-settled.ts';
import type { Lexicon } from '../words/values.ts';
import type { GroupedResults } from './group-results.ts';

const COUNTED = ['can', 'one', 'open', 'not'] as const;

/** How many stand in each group, always in sight; each leads to its group. The numbers are said aloud once the typing has stopped. */
export function Counts({ groups, lexicon }: { readonly groups: GroupedResults; readonly lexicon: Lexicon }) {
  const { t } = lexicon.words;
  const [can, one, open, not] = COUNTED.map((group) => groups[group].length);
  const spoken = useSettled(t('check.counts', { can, one, open, not }), 800);
  const goTo = (group: string) => {
    const heading = document.getElementById(`group-${group}`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className="counts-bar">
      <p className="visually-hidden" role="status">
        {spoken}
      </p>
      <ul className="counts">
        {COUNTED.map((group) => (
          <li key={group}>
            <button type="button" className={`count-${group}`} disabled={groups[group].length === 0} onClick={() => goTo(group)}>
              <strong>{groups[group].length}</strong> <span>{t(`check.group.${group}.short`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
