import { caseList } from '../../../shared/contracts/case-list.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import { type Caller, type Stage, type Step, Surprise } from '../stage.ts';
import { claimOf, LINE, ROUTER, save } from './prepare.ts';
import { claimYear, readCase, readFile, refuseStep, type Story, takeStep, tryStep, yuan } from './story.ts';

const DEFECTS = [
  { pointer: '/contractNumber', text: '合同号与合同原件不一致' },
  { pointer: '/lines/0/amountFen', text: '发票五万元，只申报两万四千元，请核对' },
];

/** A firm may sit in an incubator within a community: whichever of the two is asked to confirm this claim. */
export async function confirmerOf(stage: Stage, id: string): Promise<Caller> {
  for (const who of ['community-operator', 'carrier-operator']) {
    const { items } = read(await demo(stage, who).get('/v1/cases?queue=confirmation&limit=100'), caseList);
    if (items.some((item) => item.id === id)) return demo(stage, who);
  }
  throw new Surprise('没有单位待确认入驻 nobody is asked to confirm it');
}

export const intakeSteps = (story: Story): readonly Step[] => [
  {
    zh: '签署人提交：政策版本和企业资料从此固定，回执写明轮到谁、何时到期。',
    en: 'The signatory submits: programme version and facts are pinned; the receipt says whose turn it is, until when.',
    async play(stage) {
      const { owner, preparer } = story.get('firm');
      const id = story.get('first');
      const receipt = await takeStep(stage, owner, id, ['submit', 'submitted']);
      stage.insist(receipt.owedBy !== 'applicant' && receipt.dueOn !== null, `回执 receipt ${id} · ${yuan(receipt.computedFen)}`);
      const file = await readFile(owner, id);
      stage.tell(`政策 programme ${file.programmeVersion} ${file.programmeHash}`);
      stage.insist(file.snapshotHash !== null, `资料快照 snapshot ${file.snapshotHash}`);
      expectRefusal(
        stage,
        await preparer.put(`/v1/subsidies/claims/${id}`, { claim: claimOf(stage, story, [LINE]) }, { ifMatch: `"${receipt.version}"` }),
        409,
        'claim-closed',
      );
    },
  },
  {
    zh: '众创社区或载体确认入驻；未确认之前不能受理，别的机构无从确认。',
    en: 'The community or incubator confirms that the firm sits there; before that nobody admits it, and nobody else confirms.',
    async play(stage) {
      const id = story.get('first');
      const intake = demo(stage, 'intake-officer');
      const { items } = read(await intake.get('/v1/cases?queue=intake&limit=100'), caseList);
      const waiting = items.find((item) => item.id === id);
      stage.insist(waiting?.applicantName.endsWith('****') === true, `待办列表里遮盖名称 masked in the list: ${waiting?.applicantName}`);
      await takeStep(stage, intake, id, ['accept-intake', 'completeness_check']);
      await refuseStep(stage, intake, id, ['admit', 409, 'residence-unconfirmed']);
      await refuseStep(stage, demo(stage, 'startup-other'), id, ['confirm', 404, 'not-found'], {});
      await takeStep(stage, await confirmerOf(stage, id), id, ['confirm', 'completeness_check'], { text: '该企业在此办公' });
    },
  },
  {
    zh: '受理员一次告知两处问题，计时停止。企业改正一处、说明一处，另外顺手改了月份：没有要求的改动单独列出。',
    en: 'Intake names two defects at once; the clock stops. The firm corrects one, disputes one, and changes the months unasked: that is shown apart.',
    async play(stage) {
      const { owner, preparer } = story.get('firm');
      const id = story.get('first');
      const intake = demo(stage, 'intake-officer');
      const back = await takeStep(stage, intake, id, ['return', 'returned'], { defects: DEFECTS });
      const [correction] = back.openCorrections;
      const [number, amount] = correction?.defects ?? [];
      stage.insist(back.owedBy === 'applicant' && correction?.defects.length === 2, `补正期限 to be answered by ${correction?.dueOn}`);
      await refuseStep(stage, intake, id, ['return', 409, 'case-state'], { defects: DEFECTS });

      const more = { contractNumber: 'HT-001', monthsTo: `${claimYear(stage)}-02` };
      await save(preparer, id, claimOf(stage, story, [LINE, ROUTER], more));
      const corrected = { defectId: number?.id, kind: 'corrected', text: '字母 O 应为数字 0' };
      const disputed = { defectId: amount?.id, kind: 'disputed', text: '发票是全年的，本次只申报前两个月' };
      await refuseStep(stage, owner, id, ['resubmit', 422, 'defects-unanswered'], { answers: [corrected] });
      await takeStep(stage, owner, id, ['resubmit', 'completeness_check'], { answers: [corrected, disputed] });

      const { corrections } = await readFile(intake, id);
      const [answered] = corrections;
      for (const { kind, text } of answered?.answers ?? []) stage.tell(`${kind}: ${text}`);
      stage.insist(answered?.requestedChanges.join() === '/contractNumber', `要求的改动 asked for: ${answered?.requestedChanges}`);
      stage.insist(answered?.unrequestedChanges.join() === '/monthsTo', `没有要求的改动 not asked for: ${answered?.unrequestedChanges}`);
    },
  },
  {
    zh: '申报内容改过，社区或载体重新确认；然后受理，进入评审。页面旧了的人后到，收到 412。',
    en: 'The claim was changed, so it is confirmed anew; then it is admitted to review. Whoever acts on an older page gets 412.',
    async play(stage) {
      const id = story.get('first');
      const intake = demo(stage, 'intake-officer');
      await refuseStep(stage, intake, id, ['admit', 409, 'residence-unconfirmed']);
      await takeStep(stage, await confirmerOf(stage, id), id, ['confirm', 'completeness_check'], { text: '改正后的内容属实' });
      const { version } = await readCase(intake, id);
      await takeStep(stage, intake, id, ['admit', 'under_review']);
      const late = await intake.post(`/v1/cases/${id}/admit`, undefined, { ifMatch: `"${version}"` });
      expectRefusal(stage, late, 412, 'stale-version');
      expectRefusal(
        stage,
        await tryStep(demo(stage, 'finance-other-region'), id, 'complete-review', { verdict: 'support', reason: '好' }),
        404,
        'not-found',
      );
    },
  },
];
