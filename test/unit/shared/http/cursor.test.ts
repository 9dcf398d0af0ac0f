import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from '../../../../shared/http/cursor.ts';

describe('a cursor', () => {
  it('stands for the key it was made of, in its own list alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), fc.string(), (list, key, other) => {
        const cursor = writeCursor(list, key);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readCursor(list, cursor)).toBe(key);
        if (other !== list) expect(readCursor(other, cursor)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('[').toString('base64url')],
    ['other JSON', Buffer.from('{"a":1}').toString('base64url')],
    ['a list of three', Buffer.from('["mine","a","b"]').toString('base64url')],
    ['a key that is no text', Buffer.from('["mine",7]').toString('base64url')],
    ['an empty key', Buffer.from('["mine",""]').toString('base64url')],
    ['one with padding', `${writeCursor('mine', 'ab')}=`],
    ['one written another way', Buffer.from('["mine", "a"]').toString('base64url')],
  ])('that is %s is none', (_name, cursor) => {
    expect(readCursor('mine', cursor)).toBeUndefined();
  });

  it('is read whatever it is made of', () => {
    fc.assert(fc.property(fc.string(), (text) => readCursor('mine', text) === undefined || text.length > 0));
  });
});
