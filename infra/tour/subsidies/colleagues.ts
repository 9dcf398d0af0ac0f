import { acceptAnswer, invitationView } from '../../../shared/contracts/parties.ts';
import { expectStatus, read } from '../expect.ts';
import { invite } from '../people/organisation.ts';
import { demo } from '../people/story.ts';
import type { Stage, Step } from '../stage.ts';
import { BUREAU, type Colleague, colleague, type Story } from './story.ts';

/** In a public body a role takes two persons: the head invites, the admin of the platform confirms. */
async function join(stage: Stage, story: Story, who: Colleague, roles: readonly string[]): Promise<void> {
  const { id, secret } = await invite(demo(stage, 'finance-owner'), BUREAU, { roles });
  const confirmed = await demo(stage, 'admin').post(`/v1/organisations/${BUREAU}/invitations/${id}/confirm`);
  stage.insist(read(confirmed, invitationView).status === 'open', '第二人已确认 confirmed by a second person');
  const { member } = read(await colleague(stage, story, who).post('/v1/invitations/accept', { secret }), acceptAnswer);
  stage.insist(member.roles.join() === roles.join(), `${story.colleague(who).name.zh}：${member.roles.join('、')}`);
}

export const colleagueStep = (story: Story): Step => ({
  zh: '财政局来了一位同事，一人兼审核、审批两岗：负责人邀请，平台管理员确认。',
  en: 'A colleague joins the bureau with two posts, of a reviewer and of an approver: the head invites, the admin of the platform confirms.',
  async play(stage) {
    await join(stage, story, 'two-posts', ['finance-reviewer', 'finance-approver']);
    expectStatus(await colleague(stage, story, 'two-posts').get('/v1/cases?queue=review'), 200);
  },
});
