import type { Place } from '../account/me.ts';

const OWN = /^\/(?:founder|trainees\/0)\/name$/;

/**
 * The name that stands at a pointer because nobody else can: who applies in their own name is the founder, or the one trainee (the check of the
 * claim holds to it). Undefined: it is asked.
 */
export const ownNameAt = (pointer: string, { kind, name }: Pick<Place, 'kind' | 'name'>): string | undefined =>
  kind === 'individual' && OWN.test(pointer) ? name : undefined;

/** Whose list has one row, and no button for another. */
export const isListOfOne = (list: string, { kind }: Pick<Place, 'kind'>): boolean => kind === 'individual' && list === 'trainees';
