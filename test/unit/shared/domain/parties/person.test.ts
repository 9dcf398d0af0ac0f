import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personIdOf } from '../../../../../shared/domain/parties/person.ts';

const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
const idOf = (subject: string) => personIdOf(subject, sha256Hex);

describe('the id of a person', () => {
  it('is the subject where that is a word', () => {
    expect(idOf('startup-owner')).toBe('startup-owner');
    expect(idOf('6f9619ff-8b86-d011-b42d-00cf4fc964ff')).toBe('6f9619ff-8b86-d011-b42d-00cf4fc964ff');
    expect(idOf('a'.repeat(64))).toBe('a'.repeat(64));
  });

  it.each(['auth0|5f7c8ec7c33c6c004bbafe82', 'a'.repeat(65), '', 'PERSON#x', '张三', 'a b', 'x\n'])(
    'is a hash of a subject that is none: %j',
    (subject) => {
      expect(idOf(subject)).toBe(`s-${sha256Hex(subject).slice(0, 32)}`);
    },
  );

  it('cannot be claimed by a subject that reads like the hash of another', () => {
    const hashed = idOf('auth0|someone');
    expect(idOf(hashed)).not.toBe(hashed);
    expect(idOf(hashed)).toMatch(/^s-[0-9a-f]{32}$/);
  });

  it('is always a word, and another one for another subject', () => {
    const subject = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.stringMatching(/^s-[0-9a-f]{32}$/), fc.string());
    fc.assert(
      fc.property(subject, subject, (one, other) => {
        expect(idOf(one)).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
        if (sha256Hex(one) !== sha256Hex(other)) expect(idOf(one)).not.toBe(idOf(other));
      }),
    );
  });
});
