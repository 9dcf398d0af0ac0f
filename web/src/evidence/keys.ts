/** What one does to a paper that lies open, and the key that does it; Escape closes, wherever the focus is in it. */
export const PAPER_KEYS = {
  j: 'nextPaper',
  k: 'lastPaper',
  n: 'nextPage',
  p: 'lastPage',
  '+': 'closer',
  '-': 'farther',
  '0': 'fit',
  r: 'turn',
  Escape: 'close',
} as const;
export type PaperAct = (typeof PAPER_KEYS)[keyof typeof PAPER_KEYS];

/** `=` is `+` without Shift. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = { '=': '+', _: '-' };

/** What a key asks for; undefined for all others, and for those that belong to the browser. */
export function actOfKey({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): PaperAct | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const named = NAMED_OTHERWISE[key] ?? key;
  return Object.hasOwn(PAPER_KEYS, named) ? PAPER_KEYS[named as keyof typeof PAPER_KEYS] : undefined;
}

export const keyOfAct = (act: PaperAct): string => Object.entries(PAPER_KEYS).find(([, one]) => one === act)?.[0] ?? '';
