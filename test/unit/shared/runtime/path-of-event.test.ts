import { describe, expect, it } from 'vitest';
import { pathOfEvent } from '../../../../shared/runtime/path-of-event.ts';

describe('the path of an event', () => {
  it.each(['/v1/health', '/v1/programmes/JS-1.a_b-c/versions', '/', '', '/v1/companies/', '//x'])('%s stays as it is', (path) =>
    expect(pathOfEvent(path)).toBe(path),
  );

  it.each(['firm#x', 'firm?as=bank', '%66irm', 'firm%23', 'firm;x', 'a b', '融桥', '%', '\\', 'a:b@c', '\r\n', '...', ' ', '\u0000'])(
    'reaches the route as one segment that reads %j',
    (segment) => {
      const url = new URL(`https://house.test${pathOfEvent(`/v1/companies/${segment}/facts`)}?limit=1`);
      const parts = url.pathname.split('/');
      expect(parts).toHaveLength(5);
      expect(decodeURIComponent(parts[3] as string)).toBe(segment);
      expect([url.search, url.hash]).toEqual(['?limit=1', '']);
    },
  );

  it.each(['/v1/companies/../grants', '/v1/companies/./x', '/v1/x/..', '/../../etc'])('%s does not lead elsewhere', (path) => {
    const { pathname } = new URL(`https://house.test${pathOfEvent(path)}`);
    expect(pathname.split('/')).toHaveLength(path.split('/').length);
    expect(decodeURIComponent(pathname)).toBe(path.replaceAll(/(?<=\/)\.{1,2}(?=\/|$)/g, ' '));
  });

  it('takes what is no text for what it is not', () => expect(pathOfEvent('/\ud800')).toBe('/%EF%BF%BD'));
});
