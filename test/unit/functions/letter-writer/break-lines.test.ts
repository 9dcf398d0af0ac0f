import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from '../../../../functions/letter-writer/render/break-lines.ts';

/** Chinese characters and their punctuation are two wide, all others one. */
const measure = (text: string) => [...text].reduce((sum, character) => sum + (/[\u2e80-\uffff]/u.test(character) ? 2 : 1), 0);
const broken = (text: string, width: number, indent = 0) => breakLines(text, width, measure, indent).map((line) => line.text);

describe('breakLines', () => {
  it.each([
    ['between any two characters', '补助宽带费用', 4, ['补助', '宽带', '费用']],
    ['at spaces, which stay behind', 'to be paid', 6, ['to be ', 'paid']],
    ['not within words and numbers', '补助20,000.00元', 12, ['补助', '20,000.00元']],
    ['not before closing punctuation', '补助宽带。', 8, ['补助宽', '带。']],
    ['not behind opening punctuation', '依据《细则》', 6, ['依据', '《细', '则》']],
    ['within what is wider than a line', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['an empty text into one empty line', '', 4, ['']],
  ])('breaks %s', (_, text, width, expected) => {
    expect(broken(text, width)).toEqual(expected);
  });

  it('gives the first line less room', () => {
    expect(broken('补助宽带费用', 8, 4)).toEqual(['补助', '宽带费用']);
  });

  it('says how wide a line is without the space it ends in, and which one is the last', () => {
    expect(breakLines('to be paid', 6, measure)).toEqual([
      { text: 'to be ', width: 5, last: false },
      { text: 'paid', width: 4, last: true },
    ]);
  });

  it('loses nothing and keeps to the width, whatever the text', () => {
    const text = fc
      .array(fc.constantFrom('补', '助', '，', '。', '《', '》', 'word', '20,000.00', ' ', '（', '）', 'a', '😀', '〓'), { maxLength: 60 })
      .map((parts) => parts.join('').replace(/ +/gu, ' ').trim());
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), fc.nat({ max: 3 }), (said, width, indent) => {
        const lines = breakLines(said, width, measure, indent);
        expect(lines.map((line) => line.text).join('')).toBe(said);
        for (const [at, line] of lines.entries()) {
          expect(line.width).toBe(measure(line.text.replace(/ $/u, '')));
          if (at > 0 || indent === 0 || lines.length > 1) expect(line.width).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});
