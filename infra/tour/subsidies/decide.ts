import { runPreview } from '../../../shared/contracts/approval-runs.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Caller, Step } from '../stage.ts';
import { BROADBAND, colleague, readCase, refuseStep, type Story, takeStep, tryStep, yuan } from './story.ts';

const SUPPORT = { verdict: 'support', reason: '条件和金额核对无误' };
const STRIKE = { lineId: 'l2', reason: '路由器是设备，不是宽带费' };

/** What is left in the budget, as a trial of approving sees it. */
async function availableFen(approver: Caller, caseId: string, contentHash: string): Promise<number> {
  const body = { programmeId: BROADBAND, items: [{ caseId, contentHash }] };
  return read(await approver.post('/v1/approval-runs/preview', body, { key: null }), runPreview).availableFen;
}

export const decideSteps = (story: Story): readonly Step[] => [
  {
    zh: '审核人剔除一行（写明理由）又恢复，金额随之变化；别的审核人插不上手。',
    en: 'The reviewer strikes a row with a reason and restores it; the amount follows. Another reviewer has no hand in it.',
    async play(stage) {
      const id = story.get('first');
      const reviewer = colleague(stage, story, 'two-posts');
      await refuseStep(stage, reviewer, id, ['strike-line', 400, 'invalid-request', '/reason'], { lineId: 'l2' });
      const struck = await takeStep(stage, reviewer, id, ['strike-line', 'under_review'], STRIKE);
      stage.insist(struck.computedFen === 1_200_000, `剔除后 struck: ${yuan(struck.computedFen)}`);
      const restored = await takeStep(stage, reviewer, id, ['restore-line', 'under_review'], { lineId: 'l2' });
      stage.insist(restored.computedFen === 1_220_000, `恢复后 restored: ${yuan(restored.computedFen)}`);
      await refuseStep(stage, demo(stage, 'finance-reviewer'), id, ['strike-line', 403, 'not-assigned'], STRIKE);
      await takeStep(stage, reviewer, id, ['complete-review', 'decision_pending'], SUPPORT);
    },
  },
  {
    zh: '四眼：审核人同时有审批岗，也不能批自己审的案件。',
    en: 'Four eyes: the reviewer holds the post of an approver, too, and still cannot approve what they reviewed.',
    async play(stage) {
      const id = story.get('first');
      const twoPosts = colleague(stage, story, 'two-posts');
      const { contentHash } = await readCase(twoPosts, id);
      await refuseStep(stage, twoPosts, id, ['approve', 403, 'four-eyes', ''], { contentHash });
      await refuseStep(stage, demo(stage, 'finance-payer'), id, ['approve', 403, 'not-allowed'], { contentHash });
    },
  },
  {
    zh: '审批人看过后退回，审核人剔除路由器。审批人拿着旧内容的批准再来：拒绝。',
    en: 'The approver sends it back, the reviewer strikes the router. The approval of what was seen before comes again: refused.',
    async play(stage) {
      const id = story.get('first');
      const approver = demo(stage, 'finance-approver');
      const reviewer = colleague(stage, story, 'two-posts');
      const { contentHash: seen } = await readCase(approver, id);
      await takeStep(stage, approver, id, ['send-back', 'under_review'], { reason: '第二行不是宽带费' });
      await takeStep(stage, reviewer, id, ['strike-line', 'under_review'], STRIKE);
      await takeStep(stage, reviewer, id, ['complete-review', 'decision_pending'], SUPPORT);
      await refuseStep(stage, approver, id, ['approve', 409, 'content-changed'], { contentHash: seen });
    },
  },
  {
    zh: '批准：同一次写入里从预算中预留，一分不多。重发不会批两次。',
    en: 'Approved: reserved from the budget in the same write, to the fen. Sent again it is not approved twice.',
    async play(stage) {
      const id = story.get('first');
      const approver = demo(stage, 'finance-approver');
      const { contentHash, computedFen, version } = await readCase(approver, id);
      const before = await availableFen(approver, id, contentHash ?? '');
      const send = () =>
        approver.post(`/v1/cases/${id}/approve`, { contentHash }, { ifMatch: `"${version}"`, key: `approve-${story.run}` });
      const first = await send();
      const again = await send();
      const same = JSON.stringify(again.body) === JSON.stringify(first.body) && again.headers.get('idempotent-replayed') === 'true';
      stage.insist(first.status === 200 && same, '重发：同一个回答 sent again: the same answer');
      const { state, publicLabel } = await readCase(approver, id);
      stage.insist(state === 'public_notice', `${publicLabel.zh} ${publicLabel.en}`);
      const after = await availableFen(approver, id, contentHash ?? '');
      stage.insist(before - after === 1_200_000 && computedFen === 1_200_000, `预算 budget: ${yuan(before)} → ${yuan(after)}`);
      expectRefusal(stage, await tryStep(demo(stage, 'finance-approver-2'), id, 'approve', { contentHash }), 409, 'case-state');
    },
  },
];
