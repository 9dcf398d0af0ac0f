import { describe, expect, it } from 'vitest';
import { askedTooMuch } from '../../../../../shared/domain/subsidies/asked-amount.ts';

type Computation = NonNullable<Parameters<typeof askedTooMuch>[1]>;
type Line = Computation['trace'][number];

const line = (name: string, maxFen: number | null): Line => ({
  text: { zh: name, en: name },
  minFen: 0,
  maxFen,
  citation: { ref: name } as never,
  confidence: null,
});
const given = (maxFen: number | null, trace: readonly Line[], verdict: Computation['verdict'] = 'eligible'): Computation => ({
  verdict,
  bounds: { minFen: 0, maxFen },
  trace,
});
/** A part is less than what was asked before the sum is more, the cap of the year cuts it, and a deduction after the cap once more. */
const CUT = given(200_000, [line('part', 100_000), line('sum', 900_000), line('cap', 300_000), line('deduction', 200_000)]);

describe('an amount that is signed for', () => {
  it.each([
    ['the cap, where it took the amount below', 500_000, CUT, 'cap'],
    ['what came after the cap, where that did', 300_000, CUT, 'deduction'],
    ['the first step, where nothing was ever that much', 900_001, CUT, 'part'],
    ['a range by its upper end', 500_000, given(400_000, [line('open', null), line('cap', 400_000)]), 'cap'],
  ])('names %s', (_what, askedFen, computation, step) => {
    const refusal = askedTooMuch(askedFen, computation);
    expect(refusal).toMatchObject({
      code: 'amount-above-cap',
      faults: [{ pointer: '/askedFen', code: 'amount-above-cap', citation: { ref: step }, detail: { zh: expect.stringMatching(step) } }],
    });
    for (const fen of [askedFen, computation.bounds.maxFen ?? 0])
      expect(refusal?.faults?.[0]?.detail.en).toContain(`${(fen / 100).toFixed(2).replace(/\.00$/u, '')} yuan`);
  });

  it('is told also where no step of the formula is', () => {
    expect(askedTooMuch(1, given(0, []))).toMatchObject({
      faults: [{ citation: undefined, detail: { en: expect.stringMatching(/0 yuan$/u) } }],
    });
  });

  it.each([
    ['as much as the rules give', 200_000, CUT],
    ['less than they give', 1, CUT],
    ['nothing that was said', undefined, CUT],
    ['what has no upper end yet', 900_000, given(null, [])],
    ['what the clauses refuse by themselves', 900_000, given(0, [], 'ineligible')],
    ['what could not be counted', 900_000, null],
  ])('is not refused for %s', (_what, askedFen, computation) => {
    expect(askedTooMuch(askedFen, computation)).toBeUndefined();
  });
});
