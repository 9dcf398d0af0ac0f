import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalPath } from '../../../../shared/contracts/sessions.ts';

describe('a path to return to after signing in', () => {
  it.each(['/', '/my-money', '/companies/lanxin?tab=papers#grants', '/check?q=%E8%9E%8D%E6%A1%A5', '/a//b'])('may be %s', (path) => {
    expect(isLocalPath(path)).toBe(true);
  });

  it.each([
    '',
    'x',
    '//x',
    '/\\x',
    '/a\\b',
    '/\t/x',
    ' /',
    '/ x',
    '/..//x',
    '/v1/me',
    '/a/../v1/me',
    '/%2e/v1/me',
    'https://x/',
    '/\u2028',
  ])('is not %j', (path) => {
    expect(isLocalPath(path)).toBe(false);
  });

  it('never leads away from our origin, and never into the API, wherever the browser stands', () => {
    const piece = fc.constantFrom('/', '\\', '.', '..', '%2e', '%2f', 'v1', '@', ':', '?', '#', 'evil.example', 'a', '\t', '\n', ' ', 'é');
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (path) => {
        if (!isLocalPath(path)) return;
        const there = new URL(path, 'https://own.example/v1/auth/callback?code=x');
        expect(there.origin).toBe('https://own.example');
        expect(there.pathname).not.toMatch(/^\/v1\//);
        expect(there.pathname).not.toMatch(/^\/\//);
      }),
      { numRuns: 3_000 },
    );
  });
});
