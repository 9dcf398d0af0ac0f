import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod/mini';
import { uploadAnswer, type WireDocument, wireDocument } from '../../../shared/contracts/documents.ts';
import { call, expectProblem } from '../../support/api.ts';
import { makeJpeg, makePdf, makeXlsx } from '../../support/make-files.ts';
import { mintToken } from '../../support/tokens.ts';

/** The life of a paper through the running house: the bundles of the cloud, its gateway, its queue, its object store. */
let company = '';
let headers: Record<string, string> = {};

const me = z.object({ organisations: z.array(z.object({ id: z.string(), kind: z.string() })) });
const link = z.object({ url: z.string(), sha256: z.string() });

beforeAll(async () => {
  headers = { authorization: `Bearer ${await mintToken(inject('issuer'), 'startup-owner')}` };
  const { organisations } = me.parse(await (await call('/v1/me', { headers })).json());
  company = organisations.find(({ kind }) => kind === 'company')?.id ?? '';
  expect(company).not.toBe('');
});

const send = (path: string, body?: unknown) =>
  call(`/v1/companies/${company}/documents${path}`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': crypto.randomUUID(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function announce(more: Record<string, unknown> = {}) {
  const response = await send('', { kind: 'lease', fileName: '租赁合同.pdf', mediaType: 'application/pdf', sizeBytes: 10, ...more });
  expect(response.status).toBe(201);
  return uploadAnswer.parse(await response.json());
}

async function upload({ url, fields }: { url: string; fields: Record<string, string> }, content: Buffer): Promise<number> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(content)]), 'file');
  return (await fetch(url, { method: 'POST', body: form })).status;
}

const read = async (id: string): Promise<WireDocument> =>
  wireDocument.parse(await (await call(`/v1/companies/${company}/documents/${id}`, { headers })).json());

/** The paper once its check is through. */
async function decided(id: string): Promise<WireDocument> {
  await expect.poll(async () => (await read(id)).status).toMatch(/^(?:clean|rejected)$/u);
  return read(id);
}

describe('a paper', () => {
  it.each([
    ['a PDF', makePdf(), {}],
    [
      'a workbook',
      makeXlsx(),
      { kind: 'tax-return', fileName: '申报表.xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    ],
    ['a photograph', makeJpeg(40, 30), { kind: 'photos', fileName: '现场.jpg', mediaType: 'image/jpeg' }],
  ])('that is %s goes from the form to the vault, and comes back byte for byte', async (_what, content, more) => {
    const { document, upload: form } = await announce(more);
    expect(await upload(form, content)).toBe(204);
    const paper = await decided(document.id);
    expect(paper).toMatchObject({ status: 'clean', rejections: [], sizeBytes: content.length });

    const { url, sha256 } = link.parse(await (await send(`/${document.id}/links`)).json());
    expect(sha256).toBe(paper.sha256);
    const file = await fetch(url);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
    const tampered = await fetch(url.replace(sha256, '0'.repeat(64)));
    expect(tampered.status).toBe(403);
  });

  it('that is none of ours is refused with its reason, and its file is gone', async () => {
    const { document, upload: form } = await announce();
    expect(await upload(form, Buffer.from('<html><script>alert(1)</script></html>'))).toBe(204);
    const paper = await decided(document.id);
    expect(paper.status).toBe('rejected');
    expect(paper.rejections.map(({ code }) => code)).toContain('html-refused');
    await expectProblem(await send(`/${document.id}/links`), 409, 'document-not-clean');
  });

  it('uploaded a second time stays what it was', async () => {
    const { document, upload: form } = await announce();
    await upload(form, makePdf());
    const first = await decided(document.id);
    expect(await upload(form, Buffer.from('something else'))).toBe(204);
    // One that was sent later has been looked at: this had its turn before.
    const later = await announce();
    await upload(later.upload, makePdf());
    await decided(later.document.id);
    expect(await read(document.id)).toEqual(first);
  });

  it('sent under the form of another is refused', async () => {
    const [one, two] = [await announce(), await announce()];
    const fields = { ...one.upload.fields, key: two.upload.fields.key ?? '' };
    expect(await upload({ ...one.upload, fields }, makePdf())).toBe(403);
    expect((await read(two.document.id)).status).toBe('awaiting-upload');
  });

  it('larger than 20 MB is cut off', async () => {
    const { document, upload: form } = await announce();
    expect(await upload(form, Buffer.alloc(20 * 1024 * 1024 + 1))).toBe(400);
    expect((await read(document.id)).status).toBe('awaiting-upload');
  });

  it('leaves neither name nor title nor key of a file in any log', async () => {
    const title = '绝密标题';
    const { document, upload: form } = await announce({ title, fileName: '绝密文件.pdf' });
    await upload(form, makePdf());
    await decided(document.id);
    const log = readFileSync(inject('log'), 'utf8');
    expect(log).toContain('document-checker');
    for (const secret of [title, '绝密文件', document.id, form.fields['X-Amz-Signature'] ?? '?']) expect(log).not.toContain(secret);
  });
});
