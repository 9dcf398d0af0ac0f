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
  zh: '财政局来了两位同事：一位一人兼两岗，一位是第二公示员。',
  en: 'Two colleagues join the bureau: one with two posts, and a second notice officer.',
  async play(stage) {
    await join(stage, story, 'two-posts', ['finance-reviewer', 'finance-approver']);
    await join(stage, story, 'second-notice', ['notice-officer']);
    expectStatus(await colleague(stage, story, 'second-notice').get('/v1/cases?queue=notice'), 200);
  },
});
