import { noticeView, objectionAnswer } from '../../../shared/contracts/notices.ts';
import { addDays, type CivilDate, civilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import { type Stage, type Step, Surprise } from '../stage.ts';
import { readCase, readFile, refuseStep, type Story, takeStep, today, yuan } from './story.ts';

const OBJECTION = { contact: '13800000000', text: '该企业已不在本社区办公' };
const FINDING = '经社区现场核实，企业仍在本社区办公';

/** What the product does then is right, and the story cannot go on. */
const NO_LIST =
  '公示到期日所在年度的放假安排尚未公布，公示不会届满：请用新的 DATA_DIR 再演。' +
  ' The days off of the year in which the notice would end are not official yet, so that it does not end: play it in a new DATA_DIR.';

const civilDay = (text: string): CivilDate => civilDate.parse(text);

/** Moves the clock of the house to the morning of a day; all that falls due until then is done when it answers. */
export async function moveTo(stage: Stage, day: CivilDate): Promise<void> {
  expectStatus(await stage.ask('POST', '/v1/__local/clock', { to: `${day}T09:00:00+08:00` }), 200);
  stage.insist(today(stage) === day, `现在是 it is ${day}`);
}

export const noticeSteps = (story: Story): readonly Step[] => [
  {
    zh: '公示：谁都能看，不用登录，个人信息遮盖。异议要实名；本企业的人不算公众。',
    en: 'Public notice: anybody reads it without signing in, persons masked. Whoever objects does so in their real name.',
    async play(stage) {
      const id = story.get('first');
      const notice = read(await stage.ask('GET', `/v1/notices/${id}`), noticeView);
      stage.insist(
        notice.amountFen === 1_200_000,
        `${notice.applicantName} ${yuan(notice.amountFen)} · 公示 notice ${notice.from} – ${addDays(notice.until, -1)}`,
      );
      expectRefusal(stage, await stage.ask('POST', `/v1/notices/${id}/objections`, OBJECTION), 401, 'not-signed-in');
      const neighbour = demo(stage, 'person-applicant');
      const objection = read(await neighbour.post(`/v1/notices/${id}/objections`, OBJECTION), objectionAnswer, 201);
      const { state, publicLabel } = await readCase(demo(stage, 'finance-approver'), id);
      stage.insist(state === 'objection_review', `异议 objection ${objection.id}：${publicLabel.zh} ${publicLabel.en}`);
      expectStatus(await neighbour.get(`/v1/cases/${id}`), 404);
    },
  },
  {
    zh: '异议由公示员查明、第二人确认：一个人不能说了算。公示接着走完剩下的天数。',
    en: 'The notice officer finds, a second person confirms: one alone decides nothing. The notice goes on with the days that were left.',
    async play(stage) {
      const id = story.get('first');
      const officer = demo(stage, 'notice-officer');
      await takeStep(stage, officer, id, ['take', 'objection_review']);
      const { objections } = await readFile(officer, id);
      const body = { objectionId: objections[0]?.id, reason: FINDING };
      stage.tell(`${objections[0]?.name}: ${objections[0]?.text}`);
      const proposed = await takeStep(stage, officer, id, ['dismiss-objection', 'objection_review'], body);
      stage.insist(proposed.proposed === 'dismiss-objection', '等待第二人 waits for a second person');
      await refuseStep(stage, officer, id, ['dismiss-objection', 403, 'four-eyes', ''], body);
      const second = demo(stage, 'notice-officer-2');
      await refuseStep(stage, second, id, ['dismiss-objection', 409, 'proposal-differs'], { ...body, reason: '另一种说法' });
      const { dueOn, provisional } = await takeStep(stage, second, id, ['dismiss-objection', 'public_notice'], body);
      if (provisional) throw new Surprise(NO_LIST);
      stage.insist(dueOn !== null, `公示最后一天 the last day of the notice: ${dueOn}`);
    },
  },
  {
    zh: '时钟往前走：公示最后一天还没到期，第二天自动进入拨付。',
    en: 'The clock moves on: on its last day the notice still runs, the day after the case goes on to payment by itself.',
    async play(stage) {
      const id = story.get('first');
      const { owner } = story.get('firm');
      const { dueOn: last } = await readCase(owner, id);
      if (last === null) throw new Surprise('公示没有期限 the notice has no last day');
      await moveTo(stage, civilDay(last));
      stage.insist((await readCase(owner, id)).state === 'public_notice', '仍在公示 still on notice');
      await moveTo(stage, addDays(civilDay(last), 1));
      const { state, publicLabel, owedByLabel, dueOn } = await readCase(owner, id);
      stage.insist(state === 'disbursing', `${publicLabel.zh} ${publicLabel.en} · ${owedByLabel.zh} · ${dueOn}`);
      const { status } = read(await stage.ask('GET', `/v1/notices/${id}`), noticeView);
      stage.insist(status === 'over', '公示已结束 the notice is over');
      const late = await demo(stage, 'startup-other').post(`/v1/notices/${id}/objections`, OBJECTION);
      expectRefusal(stage, late, 409, 'case-state');
    },
  },
];
