import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { chooseCopy, resolveFile } from './resolve-file.ts';
import type { Site } from './site.ts';

export interface WebHost {
  site: Site;
  /** Reads a file of the site by the path it has there, from the disk of the function. */
  readFile: (path: string) => Buffer;
}

/** Answers `GET` and `HEAD` requests of an HTTP API (payload format 2.0) with the files of the site. */
export function createHandler({ site, readFile }: WebHost) {
  const bodies = new Map<string, string>();
  const bodyOf = (path: string): string => {
    const kept = bodies.get(path) ?? readFile(path).toString('base64');
    bodies.set(path, kept);
    return kept;
  };

  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const { method } = event.requestContext.http;
    if (method !== 'GET' && method !== 'HEAD') return plain(site, 405, 'Method not allowed', { allow: 'GET, HEAD' });

    const path = resolveFile(site, event.rawPath);
    const file = path === undefined ? undefined : site.files[path];
    if (path === undefined || file === undefined) return plain(site, 404, '没有这个文件 No such file');

    const headers = { ...site.headers, 'cache-control': file.cacheControl, etag: file.etag, vary: 'accept-encoding' };
    if (matches(event.headers['if-none-match'], file.etag)) return { statusCode: 304, headers };

    const copy = chooseCopy(file, event.headers['accept-encoding']);
    return {
      statusCode: 200,
      headers: { ...headers, 'content-type': file.contentType, ...(copy && { 'content-encoding': copy.encoding }) },
      ...(method === 'GET' && { isBase64Encoded: true, body: bodyOf(copy?.path ?? path) }),
    };
  };
}

/** `If-None-Match` compares weakly: `W/` in front does not matter. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//u, '');
  return ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag)) ?? false;
}

function plain(site: Site, statusCode: number, body: string, extra: Record<string, string> = {}): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { ...site.headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...extra },
    body,
  };
}
