import { useMemo } from 'react';
import type { CommunityList } from '../account/wire.ts';
import { useResource } from '../api/use-resource.ts';

/** The names of the communities by their ids; nothing until they are there. */
export function useCommunities(): Readonly<Record<string, string>> | undefined {
  const { data } = useResource<CommunityList>('/v1/communities?limit=100');
  return useMemo(() => data && Object.fromEntries(data.items.map(({ id, name }) => [id, name])), [data]);
}
