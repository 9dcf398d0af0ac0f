import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { OPINION_BODIES } from '../../../../shared/contracts/opinions.ts';
import { validated } from '../../../../shared/http/validate.ts';

const app = new Hono().post('/', async (context) => {
  const read = validated(context, OPINION_BODIES['ask-opinion'], await context.req.json());
  return read.ok ? context.text('') : read.refusal;
});
const ASK = { expertId: 'expert', organisationId: 'joint', question: '合理吗？' };
const refused = async (body: unknown, language: string) => {
  const response = await app.request('/', { method: 'POST', body: JSON.stringify(body), headers: { 'accept-language': language } });
  return ((await response.json()) as { errors: { pointer: string; detail: string }[] }).errors.map(({ pointer, detail }) => [
    pointer,
    detail,
  ]);
};

describe('a rule of a schema', () => {
  it('is told in the language of whoever asks, by its words', async () => {
    expect(await refused({ ...ASK, lines: ['l1', 'l1'] }, 'zh-CN')).toEqual([['/lines', '每一项只能写一次']]);
    expect(await refused({ ...ASK, lines: ['l1', 'l1'] }, 'en')).toEqual([['/lines', 'must name each once']]);
    expect(await refused({ ...ASK, question: '\u0007' }, 'zh-CN')).toContainEqual(['/question', '不能有控制字符']);
  });

  it('has words in both languages, wherever one is written', () => {
    const folder = join(import.meta.dirname, '../../../../shared/contracts');
    const lines = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('z.refine(').slice(1));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((text) => !/^[^;]*?\brule\(/s.test(text)).map((text) => text.slice(0, 80))).toEqual([]);
  });
});
