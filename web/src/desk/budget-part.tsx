import { useCommunities } from '../words/use-communities.ts';
import { useWords } from '../words/use-words.ts';
import type { RunPreview } from './wire.ts';

type Props = {
  readonly parts: RunPreview['parts'];
  /** The id of a community, or null for the general part. */
  readonly value: string | null;
  onPick(communityId: string | null): void;
};

/** Out of which part of the year's budget it is paid. Offered only where the budget is divided. */
export function BudgetPart({ parts, value, onPick }: Props) {
  const { t, money } = useWords();
  const communities = useCommunities();
  if (parts.every(({ communityId }) => communityId === null)) return null;
  return (
    <label className="field">
      <span>{t('desk.budget.part')}</span>
      <select value={value ?? ''} onChange={(event) => onPick(event.target.value || null)}>
        {parts.map(({ budgetId, communityId, open, availableFen }) => (
          <option key={budgetId} value={communityId ?? ''} disabled={!open}>
            {t(open ? 'desk.budget.partLeft' : 'desk.budget.partClosed', {
              part: communityId === null ? t('desk.budget.general') : (communities?.[communityId] ?? communityId),
              left: money(availableFen),
            })}
          </option>
        ))}
      </select>
    </label>
  );
}
