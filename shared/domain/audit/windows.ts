/** Seals end at whole five minutes. */
export const WINDOW_MINUTES = 5;
/**
 * Minutes a window rests before it is sealed: longer than a keeper may run and clocks may differ, so that no copy comes into a window that is
 * closed.
 */
export const GRACE_MINUTES = 2;

const MINUTE_MS = 60_000;
const WINDOW_MS = WINDOW_MINUTES * MINUTE_MS;

/** The whole minute an instant lies in. */
export const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);

/** The beginning of the five minutes an instant lies in. */
export const windowOf = (at: Date): Date => new Date(Math.floor(at.getTime() / WINDOW_MS) * WINDOW_MS);

/** The end of the last window that has rested, as of an instant. */
export const lastClosed = (now: Date): Date => windowOf(new Date(now.getTime() - GRACE_MINUTES * MINUTE_MS));

/**
 * The window to be sealed next, as of an instant; undefined when there is nothing to seal yet. A sealer that was away seals all it missed at once:
 * a seal longer than five minutes says so.
 * @param sealedTo where the seal before ends; undefined when there is none
 * @param oldest the minute of the oldest copy there is, for the first seal
 */
export function windowToSeal(
  now: Date,
  sealedTo: Date | undefined,
  oldest: Date | undefined,
): { readonly from: Date; readonly to: Date } | undefined {
  const to = lastClosed(now);
  const begin = sealedTo ?? (oldest && oldest < to ? windowOf(oldest) : new Date(to.getTime() - WINDOW_MS));
  return begin < to ? { from: begin, to } : undefined;
}
