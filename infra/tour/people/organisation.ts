import * as z from 'zod';
import {
  acceptAnswer,
  invitationMade,
  invitationSeen,
  memberList,
  organisationView,
  registerAnswer,
} from '../../../shared/contracts/parties.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import { type Caller, type Stage, type Step, Surprise } from '../stage.ts';
import { oddCreditCode } from './credit-code.ts';
import { cast, DIVISION, demo, type Invented, type Story } from './story.ts';

/** Sends an invitation and answers the secret of its link, which is shown this once. */
export async function invite(by: Caller, organisationId: string, body: object) {
  const { invitation, secret } = read(await by.post(`/v1/organisations/${organisationId}/invitations`, body), invitationMade, 201);
  if (secret === null) throw new Surprise('新邀请没有链接 a new invitation without a link');
  return { id: invitation.id, status: invitation.status, secret };
}

/** The ETag of one member. */
export async function memberTag(by: Caller, organisationId: string, personId: string): Promise<string> {
  const { items } = read(await by.get(`/v1/organisations/${organisationId}/members`), memberList);
  const member = items.find((one) => one.personId === personId);
  if (!member) throw new Surprise(`${personId} 不在成员中 is no member`);
  return `"${member.version}"`;
}

/** Somebody of the story opens a link. */
const accept = (stage: Stage, story: Story, who: Invented, secret: string) =>
  cast(stage, story, who).post('/v1/invitations/accept', { secret });

const GUEST_DAYS = 30;
const guestUntil = ({ tokens }: Stage): string => new Date(tokens.now().getTime() + GUEST_DAYS * 24 * 3_600_000).toISOString();

export const organisationSteps = (story: Story): readonly Step[] => [
  {
    zh: '创始人登记一家（示例）企业；网络断了重发同一请求，结果是同一家。',
    en: 'A founder registers an (invented) company; sent again with the same key it is the same company.',
    async play(stage) {
      const founder = cast(stage, story, 'founder');
      const body = { kind: 'company', name: story.name, uscc: story.uscc, divisionCode: DIVISION };
      const first = await founder.post('/v1/organisations', body, { key: story.run });
      const { organisation, warnings } = read(first, registerAnswer, 201);
      story.ids.company = organisation.id;
      stage.insist(organisation.usccStatus === 'passes' && warnings.length === 0, `${organisation.name} ${organisation.uscc}`);

      const again = await founder.post('/v1/organisations', body, { key: story.run });
      const same = JSON.stringify(again.body) === JSON.stringify(first.body) && again.headers.get('idempotent-replayed') === 'true';
      stage.insist(again.status === 201 && same, '重发：同一个回答 sent again: the same answer');
      const other = { ...body, name: '另一家示例企业' };
      expectRefusal(stage, await founder.post('/v1/organisations', other, { key: story.run }), 422, 'idempotency-key-reused');
      expectRefusal(stage, await founder.post('/v1/organisations', other, { key: null }), 400, 'idempotency-key-required');
      expectRefusal(stage, await founder.post('/v1/organisations', other), 409, 'duplicate-credit-code');
    },
  },
  {
    zh: '代码校验不符也能登记，但要等第二个人对照执照确认；创始人自己不能。',
    en: 'A code that fails the check is taken, and waits for a second person to confirm it from the licence; the founder cannot.',
    async play(stage) {
      const founder = cast(stage, story, 'founder');
      const uscc = oddCreditCode();
      const body = { kind: 'company', name: `昆山示例异码科技有限公司（${story.run}）`, uscc, divisionCode: DIVISION };
      const { organisation, warnings } = read(await founder.post('/v1/organisations', body), registerAnswer, 201);
      for (const { detail } of warnings) stage.tell(detail.zh);
      stage.insist(
        organisation.usccStatus === 'awaiting-confirmation' && !organisation.established && warnings.length === 1,
        '等待第二人确认 waits for a second person',
      );
      const path = `/v1/organisations/${organisation.id}/confirm-code`;
      const seen = '营业执照原件（示例）';
      expectRefusal(stage, await founder.post(path, { uscc, seen }), 403, 'not-allowed');
      const office = demo(stage, 'scitech-officer');
      expectRefusal(stage, await office.post(path, { uscc: story.uscc, seen }), 422, 'code-differs', ['/uscc']);
      const confirmed = read(await office.post(path, { uscc, seen }), organisationView);
      stage.insist(confirmed.usccStatus === 'confirmed' && confirmed.established, '科技局对照执照确认 confirmed by the bureau');
    },
  },
  {
    zh: '不是你的和不存在的，是同一个回答。',
    en: 'What is not yours and what does not exist get the very same answer.',
    async play(stage) {
      const stranger = demo(stage, 'startup-other');
      for (const path of ['/v1/organisations', '/v1/companies']) {
        const foreign = await stranger.get(`${path}/${story.ids.company}`);
        const nothing = await stranger.get(`${path}/no-such-company`);
        expectRefusal(stage, foreign, 404, 'not-found');
        stage.insist(
          nothing.status === 404 && JSON.stringify(foreign.body) === JSON.stringify(nothing.body),
          '逐字相同 the same, word for word',
        );
      }
    },
  },
  {
    zh: '邀请填报人：链接只能用一次。填报人能填，不能邀请别人。',
    en: 'A preparer is invited: the link works once. The preparer fills in, and cannot invite.',
    async play(stage) {
      const { company } = story.ids;
      const { secret } = await invite(cast(stage, story, 'founder'), company, { roles: ['preparer'], note: '欢迎' });
      const preparer = cast(stage, story, 'preparer');
      const seen = read(await preparer.post('/v1/invitations/look-up', { secret }, { key: null }), invitationSeen);
      stage.insist(seen.organisation.id === company && seen.roles.join() === 'preparer', `受邀加入 invited to ${seen.organisation.name}`);
      const { member } = read(await accept(stage, story, 'preparer', secret), acceptAnswer);
      stage.insist(member.roles.join() === 'preparer', '已加入 is a member');
      expectRefusal(stage, await accept(stage, story, 'consultant', secret), 409, 'invitation-used');
      const more = await preparer.post(`/v1/organisations/${company}/invitations`, { roles: ['preparer'] });
      expectRefusal(stage, more, 403, 'not-allowed');
    },
  },
  {
    zh: '顾问是限期的客人；一被移除，下一个请求就什么也看不到。',
    en: 'A consultant is a guest until a date; once removed, the very next request sees nothing.',
    async play(stage) {
      const { company } = story.ids;
      const founder = cast(stage, story, 'founder');
      const consultant = cast(stage, story, 'consultant');
      const endless = await founder.post(`/v1/organisations/${company}/invitations`, { roles: ['guest'] });
      expectRefusal(stage, endless, 422, 'unfit-roles', ['/until']);
      const until = guestUntil(stage);
      const { secret } = await invite(founder, company, { roles: ['guest'], until });
      const { member } = read(await accept(stage, story, 'consultant', secret), acceptAnswer);
      stage.insist(member.until === until, `客人到 a guest until ${member.until}`);
      expectStatus(await consultant.get(`/v1/companies/${company}/facts`), 200);

      const path = `/v1/organisations/${company}/members/${member.personId}`;
      expectRefusal(stage, await founder.delete(path), 428, 'version-required');
      expectStatus(await founder.delete(path, { ifMatch: await memberTag(founder, company, member.personId) }), 204);
      expectRefusal(stage, await consultant.get(`/v1/companies/${company}/facts`), 404, 'not-found');
    },
  },
];

/** The last step of the story: the founder goes. */
export const handOverStep = (story: Story): Step => ({
  zh: '创始人离开：先转让，再退出；公司不会没有负责人。',
  en: 'The founder leaves: hands over first, for a company is never without somebody who looks after it.',
  async play(stage) {
    const path = `/v1/organisations/${story.ids.company}`;
    const founder = cast(stage, story, 'founder');
    expectRefusal(stage, await founder.post(`${path}/leave`), 409, 'last-owner');
    const { version } = read(await founder.get(path), z.object({ version: z.int() }));
    const toPersonId = story.person('preparer').id;
    expectStatus(await founder.post(`${path}/transfer-ownership`, { toPersonId }, { ifMatch: `"${version}"` }), 200);
    expectStatus(await founder.post(`${path}/leave`), 204);
    expectRefusal(stage, await founder.get(path), 404, 'not-found');
    const { items } = read(await cast(stage, story, 'preparer').get(`${path}/members`), memberList);
    stage.insist(
      items.length === 1 && items[0]?.personId === toPersonId && items[0].roles.includes('owner'),
      '原填报人现在是负责人 the former preparer is the owner now',
    );
  },
});
