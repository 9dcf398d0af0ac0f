/** A claim without the keys of its persons: what is shown of one is the name and the masked number. */
export const withoutKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === 'personKey' ? [] : [[key, withoutKeys(inner)]])));
};
