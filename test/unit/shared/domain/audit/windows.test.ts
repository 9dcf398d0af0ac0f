import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRACE_MINUTES, lastClosed, minuteOf, WINDOW_MINUTES, windowToSeal } from '../../../../../shared/domain/audit/windows.ts';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);

describe('the window to be sealed next', () => {
  it.each([
    ['is the five minutes that ended two minutes ago', '09:07:00', '09:00:00', ['09:00:00', '09:05:00']],
    ['is none while the newest rests', '09:06:59', '09:00:00', undefined],
    ['is none when all is sealed', '09:07:30', '09:05:00', undefined],
    ['is all that was missed', '11:03:00', '09:00:00', ['09:00:00', '11:00:00']],
  ])('%s', (_what, now, sealedTo, window) => {
    const expected = window && { from: at(window[0] as string), to: at(window[1] as string) };
    expect(windowToSeal(at(now), at(sealedTo), undefined)).toEqual(expected);
  });

  it('begins with the oldest copy, and without one with the last five minutes', () => {
    expect(windowToSeal(at('09:07:00'), undefined, at('08:33:00'))).toEqual({ from: at('08:30:00'), to: at('09:05:00') });
    expect(windowToSeal(at('09:07:00'), undefined, undefined)).toEqual({ from: at('09:00:00'), to: at('09:05:00') });
    expect(windowToSeal(at('09:07:00'), undefined, at('09:06:00'))).toEqual({ from: at('09:00:00'), to: at('09:05:00') });
  });

  it('leaves no minute out, sealed at whatever times', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 2, maxLength: 40 }), (pauses) => {
        let now = at('00:00:00').getTime();
        let sealedTo: Date | undefined;
        for (const pause of pauses) {
          now += pause;
          const window = windowToSeal(new Date(now), sealedTo, undefined);
          if (!window) continue;
          if (sealedTo) expect(window.from).toEqual(sealedTo);
          expect(window.to.getTime() % (WINDOW_MINUTES * 60_000)).toBe(0);
          // What arrives from now on arrives in a later minute.
          expect(minuteOf(new Date(now)).getTime()).toBeGreaterThanOrEqual(window.to.getTime() + GRACE_MINUTES * 60_000);
          sealedTo = window.to;
        }
        if (sealedTo) expect(sealedTo).toEqual(lastClosed(new Date(sealedTo.getTime() + GRACE_MINUTES * 60_000)));
      }),
    );
  });
});
