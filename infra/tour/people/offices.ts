import { auditPage } from '../../../shared/contracts/audit-page.ts';
import { importReport } from '../../../shared/contracts/imports.ts';
import { acceptAnswer, admitAnswer, institutionList, invitationView } from '../../../shared/contracts/parties.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import { type Stage, type Step, Surprise } from '../stage.ts';
import { creditCode, oddCreditCode } from './credit-code.ts';
import { invite, memberTag } from './organisation.ts';
import { BUREAU, COMMUNITY, cast, DIVISION, demo, monthsFromToday, OPERATOR, type Story } from './story.ts';

const MOST_PAGES = 200;

/** Is it in the public list of institutions? Page by page, as anybody reads it. */
async function isListed(stage: Stage, id: string): Promise<boolean> {
  let cursor: string | null = '';
  for (let page = 0; cursor !== null && page < MOST_PAGES; page++) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { items, nextCursor } = read(await stage.ask('GET', `/v1/institutions?kind=bank&limit=100${more}`), institutionList);
    if (items.some((one) => one.id === id)) return true;
    cursor = nextCursor;
  }
  return false;
}

export const officeSteps = (story: Story): readonly Step[] => [
  {
    zh: '平台管理员接纳一家银行，第一位负责人凭链接加入。',
    en: 'The admin admits a bank; its first owner comes by a link.',
    async play(stage) {
      const body = { kind: 'bank', name: `示例巡演银行（${story.run}）` };
      expectRefusal(stage, await demo(stage, 'bank-officer').post('/v1/institutions', body), 403, 'not-allowed');
      const admin = demo(stage, 'admin');
      const platform = await admin.post('/v1/institutions', { ...body, kind: 'platform' });
      expectRefusal(stage, platform, 400, 'invalid-request', ['/kind']);
      const { organisation, secret } = read(await admin.post('/v1/institutions', body), admitAnswer, 201);
      const { member } = read(await cast(stage, story, 'banker').post('/v1/invitations/accept', { secret }), acceptAnswer);
      stage.insist(member.roles.join() === 'owner', `${organisation.name} 有了负责人 has an owner`);
      stage.insist(await isListed(stage, organisation.id), '企业现在可以向它授权 companies can grant to it now');
      const facts = await admin.get(`/v1/companies/${story.ids.company}/facts`);
      expectRefusal(stage, facts, 403, 'not-allowed');
    },
  },
  {
    zh: '机关里给一个角色要两个人：一人邀请，另一人确认。',
    en: 'In a bureau a role takes two persons: one invites, another confirms.',
    async play(stage) {
      const owner = demo(stage, 'finance-owner');
      const clerk = cast(stage, story, 'clerk');
      const { id, secret, status } = await invite(owner, BUREAU, { roles: ['finance-reviewer'] });
      stage.insist(status === 'awaiting-confirmation', '等待第二人 waits for the second person');
      expectRefusal(stage, await clerk.post('/v1/invitations/accept', { secret }), 409, 'invitation-unconfirmed');
      const confirm = `/v1/organisations/${BUREAU}/invitations/${id}/confirm`;
      expectRefusal(stage, await owner.post(confirm), 403, 'same-person');
      stage.insist(read(await demo(stage, 'admin').post(confirm), invitationView).status === 'open', '第二人已确认 confirmed');
      const { member } = read(await clerk.post('/v1/invitations/accept', { secret }), acceptAnswer);

      const path = `/v1/organisations/${BUREAU}/members/${member.personId}`;
      const more = { roles: ['finance-reviewer', 'finance-payer'] };
      expectRefusal(stage, await owner.patch(path, more, { ifMatch: `"${member.version}"` }), 409, 'second-person-needed');
      expectStatus(await clerk.get(`/v1/companies/${story.ids.company}`), 200);
      expectStatus(await owner.delete(path, { ifMatch: await memberTag(owner, BUREAU, member.personId) }), 204);
      expectRefusal(stage, await clerk.get(`/v1/companies/${story.ids.company}`), 404, 'not-found');
    },
  },
  {
    zh: '众创社区批量导入企业：先试运行，坏行逐行说明，好行照常；重发不会导入两遍。',
    en: 'The community imports companies: a dry run first, bad lines explained one by one; sent again nothing is imported twice.',
    async play(stage) {
      const from = monthsFromToday(stage, -6);
      const csv = [
        '企业名称,统一社会信用代码,区划代码,入驻日期,职工人数',
        `昆山示例导入科技有限公司（${story.run}）,${creditCode()},${DIVISION},${from},12`,
        `昆山示例错码科技有限公司,${oddCreditCode()},${DIVISION},${from},5`,
        `昆山示例错数科技有限公司,${creditCode()},310000,${from},十`,
        `${story.name},${story.uscc},${DIVISION},${from},17`,
      ].join('\n');
      const body = { csv, communityId: COMMUNITY };
      const path = `/v1/organisations/${OPERATOR}/company-imports`;
      const operator = demo(stage, 'community-operator');
      expectRefusal(stage, await demo(stage, 'carrier-operator').post(path, body), 404, 'not-found');
      expectRefusal(stage, await operator.post(path, { ...body, csv: csv.replace('职工人数', '职工') }), 422, 'import-refused', ['/csv']);
      const dry = read(await operator.post(path, { ...body, dryRun: true }), importReport);
      const key = `import-${story.run}`;
      const first = await operator.post(path, body, { key });
      const report = read(first, importReport);
      for (const { row, outcome, errors } of report.rows)
        stage.tell(`第 ${row} 行 line: ${outcome} ${errors.map(({ column, detail }) => `${column ?? ''} ${detail.zh}`).join('；')}`);
      stage.insist(JSON.stringify(dry.counts) === JSON.stringify(report.counts), '与试运行一致 as the dry run said');
      stage.insist(
        report.rows.map(({ outcome }) => outcome).join(' ') === 'created refused refused updated',
        JSON.stringify(report.counts),
      );
      stage.insist(
        report.rows[2]?.errors.map(({ column }) => column).join() === '区划代码,职工人数',
        '坏格逐一指出 every bad cell is named',
      );
      const again = await operator.post(path, body, { key });
      stage.insist(JSON.stringify(again.body) === JSON.stringify(first.body), '重发：同一份报告 sent again: the same report');
    },
  },
  {
    zh: '审计：做过的每一件事都在链上，一环扣一环，没有缺。',
    en: 'Audit: everything that was done is in the chain, link by link, and none is missing.',
    async play(stage) {
      const path = `/v1/organisations/${story.ids.company}/audit`;
      expectRefusal(stage, await cast(stage, story, 'preparer').get(path), 403, 'not-allowed');
      const auditor = demo(stage, 'auditor');
      const links: { readonly seq: number; readonly action: string; readonly hash: string; readonly prevHash: string }[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = read(await auditor.get(`${path}?limit=10${more}`), auditPage);
        if (!page.intact || links.length > MOST_PAGES * 10) throw new Surprise('链断了 the chain is broken');
        links.push(...page.items);
        cursor = page.nextCursor;
      }
      const held = links.every(
        ({ seq, prevHash }, at) => seq === links.length - at && (links[at + 1]?.hash ?? '0'.repeat(64)) === prevHash,
      );
      for (const { seq, action } of links.toReversed()) stage.tell(`${seq} ${action}`);
      stage.insist(held && links.at(-1)?.action === 'organisation.register', `${links.length} 环，环环相扣 links, each on the one before`);
      const seen = new Set(links.map(({ action }) => action));
      stage.insist(
        [
          'profile.change',
          'residence.confirm',
          'grant.give',
          'grant.revoke',
          'particulars.reveal',
          'invoice.register',
          'company.import',
        ].every((action) => seen.has(action)),
        '授权、查看明文、发票、导入都在 consent, reveals, invoices and the import are there',
      );
    },
  },
];
