import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLocalObjectStore } from '../../../infra/local/object-store/object-store.ts';
import { listen } from '../../../infra/local/port.ts';
import { send as answer } from '../../../infra/local/send.ts';
import { attachmentNamed, createObjectStore, type ObjectStore, type UploadForm } from '../../../shared/store/object-store.ts';

/** The store of the house on its own, with a clock of its own, and the SDK in front of it as the functions have it. */
const folder = mkdtempSync(join(tmpdir(), 'objects-test-'));
const clock = { now: new Date('2027-03-01T00:00:00.000Z') };
const now = () => clock.now;
const START = clock.now;
const LIMIT = 1_000;
let announced: string[] = [];
let url = '';
let sdk: ObjectStore;

const server = createServer((request, response) => {
  local.handle(request).then((reply) => answer(response, reply));
});
const local = createLocalObjectStore({
  folder,
  buckets: ['quarantine', 'vault'],
  key: { accessKeyId: 'local', secretAccessKey: 'local', region: 'cn-north-1' },
  now,
  onUpload: (bucket, { key, size }) => announced.push(`${bucket} ${key} ${size}`),
});

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  url = `http://127.0.0.1:${await listen(server, 0)}/__objects`;
  sdk = createObjectStore({ region: 'cn-north-1', endpoint: url, buckets: { quarantine: 'quarantine', vault: 'vault' }, now });
});
beforeEach(() => {
  clock.now = START;
  announced = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const files = () => readdirSync(join(folder, 'quarantine'));
const aForm = (key = 'firm/paper') => sdk.createUploadForm(key, 'application/pdf', LIMIT);
async function post(
  { url: to, fields }: Pick<UploadForm, 'url' | 'fields'>,
  content: string | Uint8Array<ArrayBuffer> = 'content',
): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([content]), 'whatever.pdf');
  const response = await fetch(to, { method: 'POST', body });
  return `${response.status} ${/<Code>(\w+)/.exec(await response.text())?.[1] ?? ''}`.trim();
}
const without = (fields: UploadForm['fields'], name: string) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

describe('a form', () => {
  it('puts one file under its key, and says so', async () => {
    expect(await post(await aForm())).toBe('204');
    expect(announced).toEqual(['quarantine firm/paper 7']);
    expect(Buffer.from((await sdk.readUpload('firm/paper', LIMIT)) ?? []).toString()).toBe('content');
    await sdk.removeUpload('firm/paper');
    expect(await sdk.readUpload('firm/paper', LIMIT)).toBeUndefined();
    await sdk.removeUpload('firm/paper');
  });

  it('holds for fifteen minutes of the clock of the house', async () => {
    const form = await aForm();
    clock.now = new Date(START.getTime() + 15 * 60_000 - 1_000);
    expect(await post(form)).toBe('204');
    clock.now = new Date(START.getTime() + 15 * 60_000);
    expect(await post(form)).toBe('403 AccessDenied');
  });

  it.each([
    ['another key', (fields: UploadForm['fields']) => ({ ...fields, key: 'other/paper' })],
    ['another type', (fields: UploadForm['fields']) => ({ ...fields, 'Content-Type': 'text/html' })],
    ['no type', (fields: UploadForm['fields']) => without(fields, 'Content-Type')],
    ['a field more', (fields: UploadForm['fields']) => ({ ...fields, acl: 'public-read' })],
    ['another day', (fields: UploadForm['fields']) => ({ ...fields, 'X-Amz-Date': '20270302T000000Z' })],
  ])('with %s is refused', async (_what, change) => {
    const form = await aForm();
    expect(await post({ ...form, fields: change(form.fields) })).toMatch(/^403 (AccessDenied|SignatureDoesNotMatch)$/);
    expect(announced).toEqual([]);
  });

  it('with a longer policy of its own is refused: it is not what was signed', async () => {
    const form = await aForm();
    const policy = JSON.parse(Buffer.from(form.fields.Policy ?? '', 'base64').toString());
    const longer = { ...policy, expiration: '2028-01-01T00:00:00Z' };
    const fields = { ...form.fields, Policy: Buffer.from(JSON.stringify(longer)).toString('base64') };
    expect(await post({ ...form, fields })).toBe('403 SignatureDoesNotMatch');
    expect(await post({ ...form, fields: { ...form.fields, 'X-Amz-Signature': 'ab'.repeat(32) } })).toBe('403 SignatureDoesNotMatch');
    expect(await post({ ...form, fields: { ...form.fields, 'X-Amz-Signature': '' } })).toBe('403 SignatureDoesNotMatch');
    const credential = form.fields['X-Amz-Credential']?.replace('local', 'other') ?? '';
    expect(await post({ ...form, fields: { ...form.fields, 'X-Amz-Credential': credential } })).toBe('403 InvalidAccessKeyId');
  });

  it('sent to another bucket is refused', async () => {
    const form = await aForm();
    expect(await post({ url: `${url}/vault`, fields: form.fields })).toBe('403 AccessDenied');
    expect(await post({ url: `${url}/vault`, fields: without(form.fields, 'bucket') })).toBe('403 AccessDenied');
    expect(await post({ url: `${url}/nothing`, fields: form.fields })).toBe('404 NoSuchBucket');
  });

  it('takes exactly as much as allowed, and leaves nothing of more', async () => {
    const form = await aForm('firm/size');
    expect(await post(form, new Uint8Array(LIMIT))).toBe('204');
    await sdk.removeUpload('firm/size');
    expect(await post(form, new Uint8Array(LIMIT + 1))).toBe('400 EntityTooLarge');
    expect(await post(form, '')).toBe('400 EntityTooSmall');
    expect(files().filter((name) => name.includes('size') || name.startsWith('.'))).toEqual([]);
    expect(announced).toHaveLength(1);
  });

  it('is read whatever boundary and content come', async () => {
    const form = await aForm('firm/odd');
    const tricky = '\r\n--x\r\n\r\n--\r\n------WebKitFormBoundary--\r\n';
    expect(await post(form, tricky)).toBe('204');
    expect(Buffer.from((await sdk.readUpload('firm/odd', LIMIT)) ?? []).toString()).toBe(tricky);
  });

  it('that is none is refused', async () => {
    const status = async (init: RequestInit) => (await fetch(`${url}/quarantine`, { method: 'POST', ...init })).status;
    expect(await status({ body: 'hello' })).toBe(400);
    expect(await status({ body: '--x\r\n', headers: { 'content-type': 'multipart/form-data; boundary=x' } })).toBe(400);
    expect(await status({ body: new FormData() })).toBe(400);
    expect(await post({ url: `${url}/quarantine`, fields: { key: 'k' } })).toBe('403 AccessDenied');
    expect(await post({ url: `${url}/quarantine`, fields: { key: 'x'.repeat(30_000) } })).toBe('400 MalformedPOSTRequest');
  });

  it('with thirty gigabytes behind it is cut off at the limit', async () => {
    const form = await aForm('firm/endless');
    const boundary = 'endless';
    const part = (name: string, value: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head = `${Object.entries(form.fields)
      .map(([name, value]) => part(name, value))
      .join('')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n`;
    const sent = await new Promise<{ bytes: number; status: number | undefined }>((resolve) => {
      let bytes = 0;
      const upload = send(form.url, {
        method: 'POST',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(30 * 1024 ** 3) },
      });
      let status: number | undefined;
      upload.on('response', (response) => {
        status = response.statusCode;
        response.resume();
      });
      upload.on('error', () => {}).on('close', () => resolve({ bytes, status }));
      upload.write(head);
      const piece = Buffer.alloc(64 * 1024);
      const pump = () => {
        if (upload.destroyed) return;
        bytes += piece.length;
        upload.write(piece, () => setImmediate(pump));
      };
      pump();
    });
    expect(sent.status).toBe(400);
    expect(sent.bytes).toBeLessThan(2 * 1024 ** 3);
    expect(files().filter((name) => name.includes('endless') || name.startsWith('.'))).toEqual([]);
    expect(announced).toEqual([]);
  });
});

describe('a link', () => {
  const content = Buffer.from('%PDF kept');
  const sha256 = 'c30b0c64bd5ab30ca52ac2a1c5ef9f6a1b5f4c0f1f4b4d7b44ec0c0bb0b3b1a4';
  const keep = async (seconds = 300) => {
    const { createHash } = await import('node:crypto');
    await sdk.keep('firm/paper/x', content, 'application/pdf', createHash('sha256').update(content).digest('hex'));
    return sdk.createDownloadLink('firm/paper/x', '发票 "1".pdf', 'application/pdf', seconds);
  };

  it('gives the file under its name, and nothing a browser would run', async () => {
    const response = await fetch((await keep()).url);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': attachmentNamed('发票 "1".pdf'),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
  });

  it.each([300, 60])('holds for the %d seconds it was given', async (seconds) => {
    const { url: link } = await keep(seconds);
    clock.now = new Date(START.getTime() + (seconds - 1) * 1_000);
    expect((await fetch(link)).status).toBe(200);
    clock.now = new Date(START.getTime() + seconds * 1_000);
    expect((await fetch(link)).status).toBe(403);
  });

  it.each([
    ['another key', (link: string) => link.replace('/paper/x?', '/paper/y?')],
    ['another name', (link: string) => link.replace('.pdf', '.exe')],
    ['another type', (link: string) => link.replace('application%2Fpdf', 'text%2Fhtml')],
    ['a longer time', (link: string) => link.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000')],
    ['a parameter more', (link: string) => `${link}&response-expires=x`],
    ['no signature', (link: string) => link.replace(/&X-Amz-Signature=\w+/, '')],
    ['nothing signed at all', (link: string) => link.split('?')[0] ?? ''],
    ['the quarantine in place of the vault', (link: string) => link.replace('/vault/', '/quarantine/')],
  ])('with %s is refused', async (_what, change) => {
    const { url: link } = await keep();
    expect(change(link)).not.toBe(link);
    expect((await fetch(change(link))).status).toBe(403);
  });

  it('is good for reading alone', async () => {
    const { url: link } = await keep();
    for (const method of ['PUT', 'DELETE', 'POST']) expect((await fetch(link, { method })).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(link)).status).toBe(200);
  });

  it('to nothing says that there is nothing', async () => {
    const { url: link } = await sdk.createDownloadLink('firm/none/x', 'a.pdf', 'application/pdf', 300);
    expect((await fetch(link)).status).toBe(404);
  });

  it('content that is not what its checksum says is not kept', async () => {
    await expect(sdk.keep('firm/other/x', content, 'application/pdf', sha256)).rejects.toThrow();
    expect(existsSync(join(folder, 'vault', 'firm%2Fother%2Fx'))).toBe(false);
  });

  it('an object larger than any form allows is not read', async () => {
    await post(await sdk.createUploadForm('firm/large', 'application/pdf', 5_000), new Uint8Array(2_000));
    await expect(sdk.readUpload('firm/large', LIMIT)).rejects.toThrow(RangeError);
  });

  it('a request of long ago is not taken', async () => {
    clock.now = START;
    const late = createObjectStore({
      region: 'cn-north-1',
      endpoint: url,
      buckets: { quarantine: 'quarantine', vault: 'vault' },
      now: () => new Date(START.getTime() - 16 * 60_000),
    });
    await expect(late.readUpload('firm/large', 5_000)).rejects.toThrow();
  });
});

it('names travel as they are and end no header', () => {
  for (const name of ['a.pdf', '发票.pdf', 'a"; filename="b.exe', "it's (1)*.pdf", 'a\\b.pdf']) {
    const header = attachmentNamed(name);
    expect(header).toMatch(/^attachment; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''[A-Za-z0-9._~%-]+$/);
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name);
  }
});
