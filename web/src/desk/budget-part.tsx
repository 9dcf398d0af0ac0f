import { useCommunities } from '../words/use-communities.ts';
import { useWords } from '../words/use-words.ts';
import type { RunPreview } from './wire.ts';

/** Where the cases are paid from if nothing is chosen: out of the part that was tried where it is one of theirs, else out of the first of theirs. */
export const usualPart = ({ parts, communityId }: Pick<RunPreview, 'parts' | 'communityId'>): string | null =>
  (parts.find((part) => part.communityId === communityId) ?? parts[0])?.communityId ?? communityId;

/** What a part of a budget is called: by its community; null: the general part. */
export function usePartName(): (communityId: string | null) => string {
  const { t } = useWords();
  const communities = useCommunities();
  return (communityId) => (communityId === null ? t('desk.budget.general') : (communities?.[communityId] ?? communityId));
}

type Props = {
  readonly parts: RunPreview['parts'];
  /** The id of a community, or null for the general part. */
  readonly value: string | null;
  onPick(communityId: string | null): void;
};

/** Which part of the year's budget is approved out of now. Asked only where the cases are paid from several: each is from one alone. */
export function BudgetPart({ parts, value, onPick }: Props) {
  const { t } = useWords();
  const nameOf = usePartName();
  if (parts.length < 2) return null;
  return (
    <label className="field">
      <span>{t('desk.budget.part')}</span>
      <select value={value ?? ''} onChange={(event) => onPick(event.target.value || null)}>
        {parts.map(({ budgetId, communityId }) => (
          <option key={budgetId} value={communityId ?? ''}>
            {nameOf(communityId)}
          </option>
        ))}
      </select>
    </label>
  );
}
