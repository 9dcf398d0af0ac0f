import { describe, expect, it } from 'vitest';
import { cleanText, codePointName } from '../../../../functions/letter-writer/render/clean-text.ts';

/** A typeface of Latin, Chinese and its punctuation. */
const covers = (codePoint: number) =>
  codePoint < 0x590 || (codePoint >= 0x2000 && codePoint < 0xac00) || (codePoint >= 0xff00 && codePoint < 0xffef);
const cleaned = (text: string) => cleanText(text, covers);

describe('cleanText', () => {
  it.each([
    ['leaves a plain text alone', '云栖县财政局 No. 12', '云栖县财政局 No. 12'],
    ['keeps the ideographic space, which indents on purpose', '甲　乙', '甲　乙'],
    ['makes one space of many and none at the ends', '  甲 \u00a0\u2003 乙\t', '甲 乙'],
    ['makes a space of the end of a line', '甲\r\n乙\u2028丙', '甲 乙 丙'],
    ['composes what comes in parts', 'e\u0301', 'é'],
    ['takes a radical for the character it looks like', '\u2f00\u2f94', '一言'],
    ['takes a compatibility character for the unified one', '\uf9dc', '隆'],
    ['drops marks of direction', 'a\u202eb\u2067c\u200fd\u061ce', 'abcde'],
    ['drops controls, joiners, soft hyphens and variation selectors', 'a\u0000b\u200dc\u00add\ufe0fe\u{e0100}f', 'abcdef'],
    ['drops marks piled upon a letter beyond two', `q${'\u0323'.repeat(40)}`, 'q\u0323\u0323'],
    ['may leave nothing', '\u202e\u200b', ''],
  ])('%s', (_, text, expected) => {
    expect(cleaned(text)).toEqual({ text: expected, missing: [] });
  });

  it('shows what the typeface lacks, once for each character a reader sees, and names every part once', () => {
    expect(cleaned('甲𠮷乙𠮷')).toEqual({ text: '甲〓乙〓', missing: ['𠮷'] });
    expect(cleaned('👨‍👩‍👧')).toEqual({ text: '〓', missing: ['👨', '👩', '👧'] });
    expect(cleaned('\ud842')).toEqual({ text: '', missing: [] });
  });

  it('names characters as tables of them do', () => {
    expect(['𠮷', '㐂', 'a'].map(codePointName)).toEqual(['U+20BB7', 'U+3402', 'U+0061']);
  });
});
