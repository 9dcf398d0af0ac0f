import type { CaseItem } from './wire.ts';

/** Is the last day certainly over? One that lies beyond the last official list of holidays is only the earliest it can be. */
export const isLate = ({ dueOn, provisional }: { readonly dueOn: string | null; readonly provisional: boolean }, today: string): boolean =>
  dueOn !== null && !provisional && dueOn < today;

/** Was the head of the office told of it: that it is late, or how often it was sent back? */
export const isTold = ({ escalated, returns }: Pick<CaseItem, 'escalated' | 'returns'>): boolean => Boolean(escalated || returns);

/** Whose work of a list is shown. */
export type Whose = 'all' | 'mine' | 'free';
/** `escalated`: only what the head of the office was told of. */
export type InboxFilters = { readonly whose: Whose; readonly late: boolean; readonly escalated: boolean; readonly programme: string };
export const ALL_WORK: InboxFilters = { whose: 'all', late: false, escalated: false, programme: '' };

const WHOSE: Record<Whose, (item: CaseItem) => boolean> = {
  all: () => true,
  mine: ({ mine }) => mine,
  free: ({ assignedTo }) => assignedTo === null,
};

/** The programmes of a list by id, in its order. */
export const programmesOf = (items: readonly CaseItem[]): ReadonlyMap<string, CaseItem['programmeName']> =>
  new Map(items.map(({ programmeId, programmeName }) => [programmeId, programmeName]));

/** The programme to be seen: the one that was picked, unless its last case has left the list since; then the first there is. */
export const programmeSeen = (items: readonly CaseItem[], picked: string): string => {
  const programmes = programmesOf(items);
  return programmes.has(picked) ? picked : ([...programmes.keys()][0] ?? '');
};

/** What of a list is to be seen under these filters; a programme none of it is under any more hides nothing. */
export function shown(items: readonly CaseItem[], { whose, late, escalated, programme }: InboxFilters, today: string): CaseItem[] {
  const any = !programmesOf(items).has(programme);
  return items.filter(
    (item) =>
      WHOSE[whose](item) && (!late || isLate(item, today)) && (!escalated || isTold(item)) && (any || item.programmeId === programme),
  );
}
