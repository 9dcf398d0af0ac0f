import { useState } from 'react';
import type { CommunityList } from '../account/wire.ts';
import { useWords } from '../words/use-words.ts';

/**
 * Which of the communities an operator keeps is meant, and the field that asks for it; none where it keeps none. The list may come after the form:
 * until one is chosen, the first is what is shown.
 */
export function useOwnCommunity(communities: CommunityList['items'], placeId: string) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string>();
  const own = communities.filter(({ operatorId }) => operatorId === placeId);
  const communityId = chosen ?? own[0]?.id;
  const field =
    own.length === 0 ? null : (
      <label className="field">
        <span>{t('residents.community')}</span>
        <select value={communityId} onChange={(event) => setChosen(event.target.value)}>
          {own.map((community) => (
            <option key={community.id} value={community.id}>
              {community.name}
            </option>
          ))}
        </select>
      </label>
    );
  return { communityId, field };
}
