import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import type { ApiFailure } from '../api/client.ts';
import type { Words } from '../words/use-words.ts';
import { intoClaim } from './claim-forms.ts';
import type { Fault } from './desk-of-claim.ts';

type Item = ClaimCheck['items'][number];

/** A person is kept by a key made of the id number: where that is missing, it is the number that has to be typed. */
export const shownPointer = (pointer: string): string => intoClaim(pointer).replace(/\/(personKey|idNumberMasked)$/, '/idNumber');

/** Rules that say of a field that nothing stands there yet. */
const NOT_THERE: readonly string[] = ['field-missing', 'lease-missing'];
export const isMissing = ({ rule, outcome }: Item): boolean => NOT_THERE.includes(rule) && outcome === 'failed';

/** The list as it is shown: what is missing is said once, be it a field kept in two (a person's number) or one a rule of its own asks for. */
export function shownItems(items: readonly Item[]): Item[] {
  const asked = new Set(items.filter((item) => item.outcome === 'failed' && !isMissing(item)).map(({ pointer }) => pointer));
  const missing = new Set<string>();
  return items.filter((item) => {
    if (!isMissing(item)) return true;
    const pointer = shownPointer(item.pointer);
    const again = missing.has(pointer) || asked.has(item.pointer);
    missing.add(pointer);
    return !again;
  });
}

/** A line of the list in one sentence: what was found, else what is asked. */
export const sayItem = (item: Item, { of, t }: Words): string =>
  isMissing(item) ? t('claims.check.missing') : of(item.detail ?? item.text);

/** What stands beside the fields: what the check found, and what the last save was refused for. */
export function faultsOf(check: ClaimCheck | undefined, failure: ApiFailure | undefined, words: Words): Fault[] {
  const found = (check?.items ?? [])
    .filter(({ outcome }) => outcome !== 'met')
    .map(
      (item) =>
        ({
          pointer: shownPointer(item.pointer),
          text: sayItem(item, words),
          kind: isMissing(item) ? 'missing' : item.outcome === 'failed' ? 'wrong' : 'open',
        }) as const,
    );
  const refused = (failure?.faults ?? []).map(({ pointer, detail }) => ({
    pointer: intoClaim(pointer),
    text: detail,
    kind: 'wrong' as const,
  }));
  const seen = new Set<string>();
  return [...refused, ...found].filter(({ pointer, text }) => {
    const key = `${pointer} ${text}`;
    const again = seen.has(key);
    seen.add(key);
    return !again;
  });
}
