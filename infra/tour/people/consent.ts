import { changedParticulars, companyView, profileFacts, revealedParticular } from '../../../shared/contracts/companies.ts';
import { accessLogPage, grantList, grantView, receivedGrantList } from '../../../shared/contracts/consent.ts';
import { documentList } from '../../../shared/contracts/documents.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import type { Step } from '../stage.ts';
import { BANK, cast, demo, etagOf, monthsFromToday, type Story } from './story.ts';

/** Invented: such an account does not exist, and the number of the phone belongs to nobody. */
const PARTICULARS = {
  contactName: '白示例',
  contactPhone: '138 0000 0000',
  bankName: '示例城南银行昆山支行',
  bankAccount: '9900 5830 0000 0000 999',
};
const GROUPS = ['finance', 'innovation'] as const;

export const consentSteps = (story: Story): readonly Step[] => {
  const pathTo = (end: string) => `/v1/companies/${story.ids.company}${end}`;
  return [
    {
      zh: '电话、账号默认遮盖；看明文是单独的操作，要写理由，并留下记录。',
      en: 'Phones and accounts are masked; seeing one in clear is an action of its own, with a reason, on record.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const ifMatch = etagOf(await founder.get(pathTo('')));
        const { particulars } = read(await founder.patch(pathTo('/particulars'), PARTICULARS, { ifMatch }), changedParticulars);
        const { contactPhone, bankAccount } = particulars;
        stage.insist(contactPhone === '138****0000' && bankAccount?.endsWith('0999') === true, `${contactPhone} ${bankAccount}`);
        const shown = await founder.get(pathTo(''));
        stage.insist(!JSON.stringify(shown.body).includes('9900583'), '自己看也是遮盖的 masked for the company itself, too');

        const asked = { field: 'bankAccount', reason: '核对收款账号' };
        expectRefusal(stage, await cast(stage, story, 'preparer').post(pathTo('/particulars/reveal'), asked), 403, 'not-allowed');
        expectRefusal(stage, await founder.post(pathTo('/particulars/reveal'), { field: 'bankAccount' }), 400, 'invalid-request', [
          '/reason',
        ]);
        const key = `reveal-${story.run}`;
        const clear = read(await founder.post(pathTo('/particulars/reveal'), asked, { key }), revealedParticular);
        stage.insist(clear.value === '9900583000000000999', `明文 in clear: ${clear.value}`);
        const again = read(await founder.post(pathTo('/particulars/reveal'), asked, { key }), revealedParticular);
        stage.insist(again.masked && again.value !== clear.value, `重发只给遮盖的 a repeat is masked: ${again.value}`);
      },
    },
    {
      zh: '没有授权，银行只看得到概貌：行业、阶段、地区、区间。',
      en: 'Without consent a bank sees a teaser: industry, stage, region, bands.',
      async play(stage) {
        const bank = demo(stage, 'bank-officer');
        const { view, name, uscc, particulars, residences, teaser } = read(await bank.get(pathTo('')), companyView);
        stage.tell(Object.values(teaser).join(' · '));
        stage.insist(
          view === 'teaser' && [name, uscc, particulars, residences].every((value) => value === null),
          '没有名称、代码和联系人 no name, no code, no people',
        );
        expectRefusal(stage, await bank.get(pathTo('/facts')), 403, 'not-allowed');
        const list = await bank.get('/v1/companies?division=320583&limit=100');
        expectStatus(list, 200);
        stage.insist(!/示例/u.test(JSON.stringify(list.body)), '列表里也没有名称 nor is there a name in the list');
      },
    },
    {
      zh: '企业向银行授权两组信息和一份材料，写明用途和期限。填报人不能授权。',
      en: 'The company grants the bank two groups and one paper, for a purpose until a date. A preparer cannot.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const { consentText, latestUntil } = read(await founder.get(pathTo('/grants')), grantList);
        stage.tell(consentText.text.zh);
        const wanted = {
          institutionId: BANK,
          fieldGroups: GROUPS,
          documentIds: [story.ids.licence],
          purpose: 'credit-assessment',
          purposeNote: '申请“苏科贷”（演示）',
          until: monthsFromToday(stage, 3),
          consentTextVersion: consentText.version,
        };
        expectRefusal(stage, await cast(stage, story, 'preparer').post(pathTo('/grants'), wanted), 403, 'not-allowed');
        const wrong = { ...wanted, institutionId: 'scitech-kunshan', until: monthsFromToday(stage, 30), consentTextVersion: '2020-1' };
        const pointers = ['/institutionId', '/until', '/consentTextVersion'];
        expectRefusal(stage, await founder.post(pathTo('/grants'), wrong), 422, 'consent-refused', pointers);
        const grant = read(await founder.post(pathTo('/grants'), wanted), grantView, 201);
        story.ids.grant = grant.id;
        stage.insist(
          grant.state === 'holds',
          `${grant.institution.name}：${grant.purpose.text.zh}，到 until ${grant.until}（最长 at most ${latestUntil}）`,
        );
      },
    },
    {
      zh: '银行看得到授权的，看不到别的；每次查看企业都看得见。另一家银行仍然看不到。',
      en: 'The bank sees what was granted and nothing else; the company sees every look. Another bank still sees nothing.',
      async play(stage) {
        const bank = demo(stage, 'bank-officer');
        const received = read(await bank.get('/v1/grants?limit=100'), receivedGrantList);
        stage.insist(
          received.items.some(({ id, state }) => id === story.ids.grant && state === 'holds'),
          '在收到的授权里 among what was granted to it',
        );
        const { topics } = read(await bank.get(pathTo('/facts')), profileFacts);
        stage.insist(topics.map(({ id }) => id).join() === GROUPS.join(), `只有 only: ${topics.map(({ name }) => name.zh).join('、')}`);
        const { items } = read(await bank.get(pathTo('/documents')), documentList);
        stage.insist(items.length === 1 && items[0]?.id === story.ids.licence, '只有那份执照 the one paper');
        const asked = { field: 'bankAccount', reason: '放款' };
        expectRefusal(stage, await bank.post(pathTo('/particulars/reveal'), asked), 403, 'not-allowed');
        expectRefusal(stage, await demo(stage, 'bank-other').get(pathTo('/facts')), 403, 'not-allowed');

        const log = read(await cast(stage, story, 'preparer').get(pathTo('/access-log')), accessLogPage);
        for (const { at, officer, institution, what, purposes } of log.items)
          stage.tell(`${at} ${institution.name} ${officer.name} ${what} ${purposes.map(({ text }) => text.zh).join()}`);
        const facts = log.items.find(({ what }) => what === 'facts');
        stage.insist(
          facts?.officer.personId === 'bank-officer' &&
            facts.fieldGroups.join() === GROUPS.join() &&
            facts.purposes[0]?.code === 'credit-assessment',
          '谁、何时、看了什么、为什么 who, when, what, what for',
        );
        stage.insist(
          log.items.every(({ institution }) => institution.id === BANK),
          '别的银行没有查看过 no other bank has looked',
        );
      },
    },
    {
      zh: '撤回授权：银行的下一次查看就被拒绝。',
      en: 'The grant is taken back: the very next look of the bank is refused.',
      async play(stage) {
        const founder = cast(stage, story, 'founder');
        const path = pathTo(`/grants/${story.ids.grant}/revoke`);
        stage.insist(read(await founder.post(path), grantView).state === 'revoked', '已撤回 taken back');
        const bank = demo(stage, 'bank-officer');
        expectRefusal(stage, await bank.get(pathTo('/facts')), 403, 'not-allowed');
        expectRefusal(stage, await bank.get(pathTo(`/documents/${story.ids.licence}`)), 404, 'not-found');
        expectRefusal(stage, await founder.post(path), 409, 'grant-over');
      },
    },
  ];
};
