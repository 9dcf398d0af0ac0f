import type { CaseItem } from './wire.ts';

/** Is the last day certainly over? One that lies beyond the last official list of holidays is only the earliest it can be. */
export const isLate = ({ dueOn, provisional }: { readonly dueOn: string | null; readonly provisional: boolean }, today: string): boolean =>
  dueOn !== null && !provisional && dueOn < today;

/** Whose work of a list is shown. */
export type Whose = 'all' | 'mine' | 'free';
export type InboxFilters = { readonly whose: Whose; readonly late: boolean; readonly programme: string };
export const ALL_WORK: InboxFilters = { whose: 'all', late: false, programme: '' };

const WHOSE: Record<Whose, (item: CaseItem) => boolean> = {
  all: () => true,
  mine: ({ mine }) => mine,
  free: ({ assignedTo }) => assignedTo === null,
};

/** What of a list is to be seen under these filters. */
export const shown = (items: readonly CaseItem[], { whose, late, programme }: InboxFilters, today: string): CaseItem[] =>
  items.filter((item) => WHOSE[whose](item) && (!late || isLate(item, today)) && (programme === '' || item.programmeId === programme));
