import { caseAnswer } from '../../../shared/contracts/case-answer.ts';
import { claimView } from '../../../shared/contracts/claims.ts';
import { read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Step } from '../stage.ts';
import { confirmerOf } from './intake.ts';
import { checkOf, claimOf, type Row, save } from './prepare.ts';
import { BROADBAND, claimYear, readCase, readFile, refuseStep, type Story, takeStep, yuan } from './story.ts';

/** The rest of the invoice the first claim took a part of. */
const REST: Row = { lineId: 'l1', bill: 'line', amountFen: 2_600_000 };
/** What the cap of the year leaves after the first claim. */
const LEFT_FEN = 800_000;
const SUPPORT = { verdict: 'support', reason: '条件和金额核对无误' };
const OTHER_ACCOUNT = { bankName: '示例城北银行', bankAccount: '9900583000000000025' };

export const secondClaimSteps = (story: Story): readonly Step[] => [
  {
    zh: '第二笔：同样的月份不能再申报；同一张发票只剩一部分，年度上限也只剩一部分。',
    en: 'A second claim: not the same months again; of the same invoice a part is left, and a part of the yearly cap.',
    async play(stage) {
      const { id: organisationId, preparer, owner } = story.get('firm');
      const start = { organisationId, programmeId: BROADBAND, claim: claimOf(stage, story, [REST]) };
      const { id } = read(await preparer.post('/v1/subsidies/claims', start), claimView, 201);
      await refuseStep(stage, owner, id, ['submit', 409, 'claimed-already', '/monthsFrom']);
      const year = claimYear(stage);
      await save(preparer, id, claimOf(stage, story, [REST], { monthsFrom: `${year}-04`, monthsTo: `${year}-06` }));
      const { ready, computedFen, trace } = await checkOf(preparer, id);
      for (const { text, maxFen } of trace) stage.tell(`${text.zh} ${text.en}: ${yuan(maxFen)}`);
      stage.insist(ready && computedFen === LEFT_FEN, `26,000 × 50% = 13,000，上限还剩 left of the cap ${yuan(computedFen)}`);
      await takeStep(stage, owner, id, ['submit', 'submitted']);
      story.keep({ second: id });
    },
  },
  {
    zh: '撤回，再申请：内容照旧，经过保留；撤回的不能再动。',
    en: 'Withdrawn, and applied for again: what was written stays, so does the history; what was withdrawn moves no more.',
    async play(stage) {
      const { owner } = story.get('firm');
      const first = story.get('second');
      await takeStep(stage, owner, first, ['withdraw', 'withdrawn'], { reason: '合同要改' });
      await refuseStep(stage, demo(stage, 'intake-officer'), first, ['accept-intake', 409, 'case-state']);
      const again = read(await owner.post(`/v1/cases/${first}/reapply`), caseAnswer, 201);
      story.keep({ second: again.id });
      await takeStep(stage, owner, again.id, ['submit', 'submitted']);
      const { reapplyOf } = await readFile(owner, again.id);
      stage.insist(reapplyOf === first, `接着 it follows ${reapplyOf}`);
    },
  },
  {
    zh: '同一张发票的第二次申报是一项提示：审核人不说明就不能完成审核。审批人不予支持，写明理由。',
    en: 'A second claim on one invoice is a flag: the review is not done before it is answered. The approver rejects, with a reason.',
    async play(stage) {
      const id = story.get('second');
      const intake = demo(stage, 'intake-officer');
      await takeStep(stage, intake, id, ['accept-intake', 'completeness_check']);
      await takeStep(stage, await confirmerOf(stage, id), id, ['confirm', 'completeness_check'], { text: '该企业在此办公' });
      await takeStep(stage, intake, id, ['admit', 'under_review']);
      const reviewer = demo(stage, 'finance-reviewer');
      await takeStep(stage, reviewer, id, ['take', 'under_review']);
      await refuseStep(stage, reviewer, id, ['complete-review', 409, 'flags-open'], SUPPORT);
      const { flags } = await readFile(reviewer, id);
      stage.insist(flags.length > 0, `提示 flags: ${flags.map((flag) => flag.id.split('.')[0]).join()}`);
      for (const flag of flags) {
        const answer = { flagId: flag.id, reason: '两次申报合计不超过发票金额' };
        await takeStep(stage, reviewer, id, ['answer-flag', 'under_review'], answer);
      }
      await takeStep(stage, reviewer, id, ['complete-review', 'decision_pending'], SUPPORT);
      await refuseStep(stage, demo(stage, 'finance-approver'), id, ['reject', 400, 'invalid-request', '/reason'], { clauses: [] });
      await refuseStep(stage, demo(stage, 'finance-approver'), id, ['reject', 422, 'clause-not-failed', '/clauses/0'], {
        clauses: ['community'],
        reason: '发票用途不明',
      });
      const reason = '发票用途不明';
      const findings = [{ clause: 'community', text: '发票所载的安装地址不在社区', source: '社区范围图' }];
      await takeStep(stage, demo(stage, 'finance-approver'), id, ['reject', 'rejected'], { reason, findings });
    },
  },
  {
    zh: '企业申请复核：由没有办过本案的市级复核人决定；成立，由另一位评审人重新评审。',
    en: 'The firm appeals: decided by a reviewer of the city who had no part in it; upheld, somebody else reviews it again.',
    async play(stage) {
      const id = story.get('second');
      const { owner } = story.get('firm');
      const { owedBy } = await takeStep(stage, owner, id, ['appeal', 'rejected'], { reason: '用途写在合同第二条' });
      stage.insist(owedBy === 'appeal-reviewer', '轮到复核人 the appeal reviewer is next');
      await refuseStep(stage, owner, id, ['appeal', 409, 'appeal-open'], { reason: '再来一次' });
      const reason = { reason: '理由成立' };
      await refuseStep(stage, demo(stage, 'finance-approver'), id, ['uphold-appeal', 403, 'not-allowed'], reason);
      await takeStep(stage, demo(stage, 'appeal-reviewer'), id, ['uphold-appeal', 'under_review'], reason);
      await refuseStep(stage, demo(stage, 'finance-reviewer'), id, ['complete-review', 403, 'four-eyes', ''], SUPPORT);
      await takeStep(stage, demo(stage, 'finance-reviewer-2'), id, ['complete-review', 'decision_pending'], SUPPORT);
    },
  },
  {
    zh: '批准之后换收款账户：批准失效，预留退回，冷静期内不能再批。',
    en: 'Another account after the approval: the approval is void, the reservation goes back, and nobody approves while it cools off.',
    async play(stage) {
      const id = story.get('second');
      const { owner, preparer } = story.get('firm');
      const approver = demo(stage, 'finance-approver-2');
      const { contentHash } = await readCase(approver, id);
      const { computedFen } = await takeStep(stage, approver, id, ['approve', 'public_notice'], { contentHash });
      stage.insist(computedFen === LEFT_FEN, yuan(computedFen));
      await refuseStep(stage, preparer, id, ['change-payee', 403, 'not-allowed'], OTHER_ACCOUNT);
      const changed = await takeStep(stage, owner, id, ['change-payee', 'decision_pending'], OTHER_ACCOUNT);
      stage.insist(changed.contentHash !== contentHash, `内容哈希变了 the hash has changed: ${changed.contentHash}`);
      const { money, payee } = await readFile(owner, id);
      stage.insist(money.voidedFen === LEFT_FEN, `预留退回 given back ${yuan(money.voidedFen)} · ${payee?.bankName} ${payee?.bankAccount}`);
      await refuseStep(stage, approver, id, ['approve', 409, 'content-changed'], { contentHash });
      await refuseStep(stage, approver, id, ['approve', 409, 'payee-cooling-off'], { contentHash: changed.contentHash });
    },
  },
];
