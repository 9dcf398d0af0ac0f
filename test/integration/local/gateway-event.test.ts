import { describe, expect, it } from 'vitest';
import { type GatewayRequest, toGatewayEvent } from '../../../infra/local/gateway-event.ts';

/**
 * Held against the example of payload format 2.0 in the API Gateway Developer Guide ("Create AWS Lambda proxy integrations for HTTP APIs"):
 * the same request in, the same event out, but for what only the cloud knows (account, certificates, authorizers).
 */
const AT = new Date('2020-03-12T19:03:58.390Z');
const DOCUMENTED: GatewayRequest = {
  method: 'POST',
  target: '/my/path?parameter1=value1&parameter1=value2&parameter2=value',
  rawHeaders: [
    'Host',
    'id.execute-api.us-east-1.amazonaws.com',
    'Header1',
    'value1',
    'header2',
    'value1',
    'Header2',
    'value2',
    'Cookie',
    'cookie1=1; cookie2=2',
    'User-Agent',
    'agent',
    'Content-Type',
    'text/plain',
  ],
  body: Buffer.from('Hello from Lambda'),
  sourceIp: '192.0.2.1',
  protocol: 'HTTP/1.1',
};
const ROUTE = { routeKey: 'POST /my/{name}', pathParameters: { name: 'path' } };

const eventOf = (changes: Partial<GatewayRequest>, pathParameters = {}) =>
  toGatewayEvent({ ...DOCUMENTED, ...changes }, { routeKey: '$default', pathParameters }, AT);

describe('the event of an HTTP API', () => {
  it('has the documented shape', () => {
    expect(toGatewayEvent(DOCUMENTED, ROUTE, AT)).toEqual({
      version: '2.0',
      routeKey: 'POST /my/{name}',
      rawPath: '/my/path',
      rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
      cookies: ['cookie1=1', 'cookie2=2'],
      headers: {
        host: 'id.execute-api.us-east-1.amazonaws.com',
        header1: 'value1',
        header2: 'value1,value2',
        'user-agent': 'agent',
        'content-type': 'text/plain',
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-port': '80',
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
      pathParameters: { name: 'path' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: 'id.execute-api.us-east-1.amazonaws.com',
        domainPrefix: 'id',
        http: { method: 'POST', path: '/my/path', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'POST /my/{name}',
        stage: '$default',
        time: '12/Mar/2020:19:03:58 +0000',
        timeEpoch: 1_584_039_838_390,
      },
      body: 'Hello from Lambda',
      isBase64Encoded: false,
    });
  });

  it('leaves out what is not there: cookies, query, path parameters, body', () => {
    const event = eventOf({ method: 'GET', target: '/', rawHeaders: ['Host', 'localhost:3000'], body: Buffer.alloc(0) });
    for (const absent of ['cookies', 'queryStringParameters', 'pathParameters', 'body']) expect(event).not.toHaveProperty(absent);
    expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false, requestContext: { domainPrefix: 'localhost' } });
    expect(event.headers['x-forwarded-port']).toBe('3000');
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['application/merge-patch+json', false],
    ['application/xml', false],
    ['text/csv', false],
    ['application/pdf', true],
    ['application/octet-stream', true],
    ['multipart/form-data; boundary=x', true],
    ['', true],
  ])('a body of type "%s" travels as Base64: %s', (mediaType, base64) => {
    const body = Buffer.from([0xe8, 0x9e, 0x8d, 0x00, 0x7b]);
    const event = eventOf({ rawHeaders: ['Content-Type', mediaType], body });
    expect(event.isBase64Encoded).toBe(base64);
    expect(event.body).toBe(body.toString(base64 ? 'base64' : 'utf8'));
  });

  it('decodes the path and leaves the query as it was sent', () => {
    const event = eventOf({ target: '/v1/programmes/%E8%8B%8F%E7%A7%91%E8%B4%B7?q=%E8%8B%8F+a%2Bb&q=&x=1?2' }, { id: '苏科贷' });
    expect(event.rawPath).toBe('/v1/programmes/苏科贷');
    expect(event.requestContext.http.path).toBe('/v1/programmes/苏科贷');
    expect(event.rawQueryString).toBe('q=%E8%8B%8F+a%2Bb&q=&x=1?2');
    expect(event.queryStringParameters).toEqual({ q: '苏 a+b,', x: '1?2' });
  });

  it('keeps names that mean something to JavaScript as plain names', () => {
    const event = eventOf({ target: '/?__proto__=1&constructor=2', rawHeaders: ['__proto__', 'x', 'Cookie', 'a=1', 'cookie', 'b=2'] });
    expect(Object.entries(event.queryStringParameters ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
    expect(Object.hasOwn(event.headers, '__proto__')).toBe(true);
    expect(event.cookies).toEqual(['a=1', 'b=2']);
  });
});
