import { createHash } from 'node:crypto';
import { letterList } from '../../../shared/contracts/case-letters.ts';
import { linkAnswer } from '../../../shared/contracts/documents.ts';
import { expectStatus, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import { type Step, Surprise } from '../stage.ts';
import type { Story } from './story.ts';

export const letterStep = (story: Story): Step => ({
  zh: '回执和决定书：系统写成 PDF，企业凭短期链接下载，内容由散列值固定。别家企业拿不到。',
  en: 'Receipt and decision letter: written as PDF, downloaded by a short-lived link, held by their hash. Another firm gets neither.',
  async play(stage) {
    const path = `/v1/cases/${story.get('first')}/letters`;
    const { owner } = story.get('firm');
    const { items } = read(await owner.get(path), letterList);
    const kinds = items.map(({ kind }) => kind);
    stage.insist(kinds.includes('receipt') && kinds.includes('decision'), `信函 letters: ${kinds.join(' ')}`);
    const letter = items.find(({ kind }) => kind === 'decision');
    if (!letter) throw new Surprise('没有决定书 there is no decision letter');
    const { url } = read(await owner.post(`${path}/${letter.id}/links`, undefined, { key: null }), linkAnswer);
    const pdf = Buffer.from(await (await stage.visit('GET 短期链接 short-lived link', url)).arrayBuffer());
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    stage.insist(pdf.subarray(0, 5).toString() === '%PDF-' && sha256 === letter.sha256, `PDF ${pdf.length} B ${sha256}`);
    expectStatus(await demo(stage, 'startup-other').get(path), 404);
  },
});
