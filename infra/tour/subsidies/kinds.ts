import { randomUUID } from 'node:crypto';
import { claimList, claimView, filingView } from '../../../shared/contracts/claims.ts';
import { addDays } from '../../../shared/domain/kernel/civil-date.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Stage, Step } from '../stage.ts';
import { events, type KindOfApplicant, type KindOfClaim, mentoring, rent, training, utilities } from './claims-of-kinds.ts';
import { checkOf, save, tellWrong } from './prepare.ts';
import { readCase, refuseStep, type Story, takeStep, today, yuan } from './story.ts';

const BAD_NUMBER = '329900199003070000';

/** Written wrong and refused by rule and field; written right, counted, and handed in. Answers the case. */
async function handedIn(stage: Stage, { owner, organisationId, programmeId }: KindOfApplicant, claim: KindOfClaim): Promise<string> {
  const { good, wrong, objection, fen } = claim;
  const by = demo(stage, owner);
  const { id } = read(await by.post('/v1/subsidies/claims', { organisationId, programmeId, claim: wrong }), claimView, 201);
  stage.insist(tellWrong(stage, await checkOf(by, id)).join() === objection, objection);
  await refuseStep(stage, by, id, ['submit', 422, 'claim-refused', objection.split(' ')[1] ?? '']);
  await save(by, id, good);
  const { ready, computedFen, trace } = await checkOf(by, id);
  for (const { text, maxFen } of trace) stage.tell(`${text.zh} ${text.en}: ${yuan(maxFen)}`);
  stage.insist(ready && computedFen === fen, `可以提交 ready · ${yuan(computedFen)}`);
  await takeStep(stage, by, id, ['submit', 'submitted']);
  return id;
}

/** From the desk of the bureau that confirms to the approval; `fact` is what only an office knows. */
async function approved(stage: Stage, id: string, { fen, shownBy }: KindOfClaim, fact: string): Promise<void> {
  const intake = demo(stage, 'intake-officer');
  const reviewer = demo(stage, 'finance-reviewer');
  const approver = demo(stage, 'finance-approver');
  await takeStep(stage, demo(stage, 'scitech-officer'), id, ['confirm', 'submitted'], { text: '情况属实' });
  await takeStep(stage, intake, id, ['accept-intake', 'completeness_check']);
  await takeStep(stage, intake, id, ['admit', 'under_review']);
  await takeStep(stage, reviewer, id, ['take', 'under_review']);
  const found = { fact, value: true, evidence: [shownBy], reason: '在名录上' };
  await takeStep(stage, reviewer, id, ['settle-fact', 'under_review'], found);
  await takeStep(stage, reviewer, id, ['complete-review', 'decision_pending'], { verdict: 'support', reason: '条件和金额核对无误' });
  await refuseStep(stage, reviewer, id, ['approve', 403, 'not-allowed'], { contentHash: '0'.repeat(64) });
  const { contentHash } = await readCase(approver, id);
  const { computedFen } = await takeStep(stage, approver, id, ['approve', 'public_notice'], { contentHash });
  stage.insist(computedFen === fen, `批准 approved ${yuan(computedFen)}`);
}

/** Handed in, confirmed by the bureau of the city, and withdrawn: who signs in after the tour can hand it in again. */
async function shown(stage: Stage, applicant: KindOfApplicant): Promise<void> {
  const by = demo(stage, applicant.owner);
  const { items } = read(await by.get(`/v1/subsidies/claims?organisationId=${applicant.organisationId}`), claimList);
  if (items.some(({ programmeId, state }) => programmeId === applicant.programmeId && state !== 'draft' && state !== 'withdrawn'))
    return stage.tell('已经有人替它提交过 somebody has handed it in already');
  const id = await handedIn(stage, applicant, await applicant.write(stage));
  await refuseStep(stage, demo(stage, 'scitech-officer'), id, ['confirm', 404, 'not-found'], { text: '' });
  await takeStep(stage, demo(stage, 'suzhou-scitech'), id, ['confirm', 'submitted'], { text: '情况属实' });
  await takeStep(stage, by, id, ['withdraw', 'withdrawn'], { reason: '演示完毕，留给登录的人自己申报' });
}

/** The other five kinds, each with what is characteristic of it: two to the approval, three as far as they are handed in. */
export const kindSteps = (story: Story): readonly Step[] => [
  {
    zh: '培训：名册里同一个人写了两次，指出第二行；证件号错一位不收，收下的只留遮盖的。机构是否定点，由审核人查名录后记入；批准。',
    en: 'Training: one person stands twice on the roll, and the second row is named; a wrong id number is not taken, of a right one only a mask is kept. Whether the provider is designated the reviewer looks up and records; approved.',
    async play(stage) {
      const claim = await training.write(stage);
      const id = await handedIn(stage, training, claim);
      const provider = demo(stage, training.owner);
      const { trainees } = claim.good as { readonly trainees: readonly { readonly idNumber: string }[] };
      const kept = JSON.stringify((await provider.get(`/v1/subsidies/claims/${id}`)).body);
      stage.insist(!trainees.some(({ idNumber }) => kept.includes(idNumber)), '证件号不在回答里 no id number in the answer');
      const bad = { ...claim.good, trainees: [{ ...trainees[0], idNumber: BAD_NUMBER }] };
      const { organisationId, programmeId } = training;
      const refused = await provider.post('/v1/subsidies/claims', { organisationId, programmeId, claim: bad });
      expectRefusal(stage, refused, 400, 'invalid-request', ['/claim/trainees/0/idNumber']);
      await approved(stage, id, claim, 'training.provider_designated');
      story.keep({ training: id });
    },
  },
  {
    zh: '导师：持有被辅导企业股份的导师不补；三次双方签字的辅导，每次 500 元；批准。',
    en: 'Mentoring: nothing for a mentor with a stake in the firm; three sessions signed by both sides, 500 yuan each; approved.',
    async play(stage) {
      const claim = await mentoring.write(stage);
      const id = await handedIn(stage, mentoring, claim);
      await approved(stage, id, claim, 'mentor.registered');
      story.keep({ mentoring: id });
    },
  },
  {
    zh: '用水用能：电费没有表号，指出那一行；写上表号，按账单的一成优惠。',
    en: 'Water and energy: a bill names no meter, and the row is named; with its meter a tenth of it is taken off.',
    async play(stage) {
      await handedIn(stage, utilities, await utilities.write(stage));
    },
  },
  {
    zh: '创业活动要在举办前备案：当天才来，晚了；同一场活动换个地点、换个写法再备案，不收。',
    en: 'An event is filed before it is held: on the day itself it is too late. The same event again, at another place and written otherwise, is not taken.',
    async play(stage) {
      const carrier = demo(stage, mentoring.owner);
      // On file once: played again, it is another one.
      const title = `传感器创业沙龙（示例 ${randomUUID().slice(0, 8)}）`;
      const file = (plannedOn: string, more: object = {}) =>
        carrier.post('/v1/subsidies/event-filings', {
          organisationId: mentoring.organisationId,
          title,
          category: '创业沙龙',
          plannedOn,
          place: '昆山示例路 1 号',
          plannedSpendFen: 1_500_000,
          ...more,
        });
      expectRefusal(stage, await file(today(stage)), 422, 'event-refused', ['/plannedOn']);
      const day = addDays(today(stage), 14);
      const filed = read(await file(day), filingView, 201);
      const again = await file(day, { title: `《${title}》`, place: '昆山示例路 1 号 2 楼', plannedSpendFen: 500_000 });
      expectRefusal(stage, again, 422, 'event-refused', ['/title']);
      stage.insist(filed.plannedOn > today(stage), `备案 filed: ${filed.title} ${filed.plannedOn}`);
    },
  },
  {
    zh: '活动：园区一家孵化器备案过的对接会；日期写到备案之前，指出来。按支出三成；园区没有自己的部门，由苏州市办理。',
    en: 'Events: an incubator of the Industrial Park has one on file; a date before the filing is named. Three tenths of what was spent; the city handles it.',
    play: (stage) => shown(stage, events),
  },
  {
    zh: '房租：太仓一位首次创业者与别家合用场地；自己付的比整个场地的租金还多，指出来。八成、年度上限，再按分摊。',
    en: 'Rent: a first founder in Taicang shares the premises; more than the whole site cost is named. Four fifths, the cap of the year, and then the share.',
    play: (stage) => shown(stage, rent),
  },
];
