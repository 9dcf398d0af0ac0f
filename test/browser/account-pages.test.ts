import { expect, test } from 'vitest';
import { placeOf, signInAs } from './sign-in-as.ts';
import { axe, type Device, expectToFit, type Language, openBrowser, textOf, tooSmall, visit } from './visit.ts';

openBrowser();

/** The pages one signs in for, by who uses them; `ID` is the organisation of that kind. Nothing is changed here. */
const WALKS = [
  {
    person: 'startup-owner',
    kind: 'company',
    pages: [
      '/me',
      '/companies/ID/profile',
      '/companies/ID/papers',
      '/companies/ID/money',
      '/companies/ID/sharing',
      '/claims?as=ID',
      '/office/ID/members',
      '/sessions',
      '/register',
      '/keep',
    ],
  },
  {
    person: 'community-operator',
    kind: 'community_operator',
    pages: ['/me', '/office/ID/companies', '/office/ID/import', '/companies/ID/profile', '/desk'],
  },
  { person: 'bank-officer', kind: 'bank', pages: ['/me', '/office/ID/companies', '/office/ID/granted', '/office/ID/members'] },
  { person: 'finance-approver', kind: 'finance_bureau', pages: ['/desk', '/desk/decisions', '/desk/budgets'] },
  { person: 'finance-payer', kind: 'finance_bureau', pages: ['/desk?queue=payment', '/desk/payments'] },
  { person: 'auditor', kind: 'audit_office', pages: ['/desk', '/desk/budgets', '/desk/tips'] },
  { person: 'admin', kind: 'platform', pages: ['/office/ID/institutions', '/office/ID/companies', '/office/ID/members'] },
  {
    person: 'person-applicant',
    kind: 'individual',
    pages: ['/me', '/companies/ID/profile', '/companies/ID/money', '/claims?as=ID', '/claims/filings?as=ID', '/keep', '/invitations'],
  },
] as const;

/** Each page on each device and in each language; English, with its longer words, on the small screen. */
const SIGHTS: readonly { readonly device: Device; readonly language: Language }[] = [
  { device: 'phone', language: 'en' },
  { device: 'desktop', language: 'zh' },
];
const rows = WALKS.flatMap((walk) => SIGHTS.map((sight) => ({ ...walk, ...sight })));

/** What can be pressed, links within a text aside. */
const TO_PRESS = 'button, summary, select, input:not([type=radio], [type=checkbox]), .sections a, .person a, .button, label.tick';
/** The pages of a founder where all of that must be large enough for a finger. */
const PRESSED: readonly string[] = [
  '/me',
  '/companies/ID/profile',
  '/companies/ID/papers',
  '/companies/ID/sharing',
  '/claims?as=ID',
  '/office/ID/members',
  '/register',
];
/** Names of firms, people and papers stay as they are written; headings and labels are ours, and on these pages nothing else stands there. */
const OWN_WORDS = 'main h1, main h2, main .lead, main legend, main .field > span';
const OURS: readonly string[] = ['/sessions', '/keep', '/register', '/companies/ID/sharing', '/office/ID/members'];

test.for(rows)(
  'the pages of $person are accessible, fit and raise no complaint ($device, $language)',
  async ({ person, kind, pages, device, language }) => {
    const visitor = await visit({ device, language });
    const { page, complaints, open } = visitor;
    await signInAs(visitor, person);
    const { id } = await placeOf(page, kind);
    for (const path of pages) {
      await open(path.replace('ID', id));
      expect(await page.locator('h1').count(), path).toBe(1);
      expect(await page.locator('.account-bar').count(), path).toBe(1);
      expect(await page.locator('.state[role=alert], .refusal .wrong').count(), path).toBe(0);
      expect(await axe(page), path).toEqual([]);
      await expectToFit(page);
      expect(complaints, path).toEqual([]);
      if (device === 'phone' && kind === 'company' && PRESSED.includes(path)) expect(await tooSmall(page, TO_PRESS), path).toEqual([]);
      if (language === 'en' && kind === 'company' && OURS.includes(path)) {
        const own = await page.locator(OWN_WORDS).allTextContents();
        expect(own.length, path).toBeGreaterThan(0);
        expect(own.join('\n'), path).not.toMatch(/\p{Script=Han}/u);
      }
    }
    await page.context().close();
  },
);

test('an English page for one who belongs nowhere has no Chinese left', async () => {
  const { page, open } = await visit({ language: 'en' });
  await open('/me');
  expect(await textOf(page.locator('main'))).not.toMatch(/\p{Script=Han}/u);
  await page.context().close();
});

test('whoever is not signed in is asked to, and comes back to the page asked for', async () => {
  const { page, open } = await visit({ device: 'phone' });
  await open('/sessions');
  await page.getByText('请先登录').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: '登录', exact: true }).last().click();
  await page.locator('button[value="startup-preparer"]').click();
  await page.waitForURL('**/sessions');
  await page.getByText('这台设备', { exact: true }).waitFor();
  expect(await textOf(page.locator('.site-head'))).toContain('我的');
  await page.context().close();
});

test('another firm’s pages read like pages that do not exist, and tell nothing', async () => {
  const owner = await visit();
  await signInAs(owner, 'startup-owner');
  const { id, name } = await placeOf(owner.page, 'company');
  await owner.page.context().close();
  const other = await visit();
  await signInAs(other, 'startup-other');
  const texts: string[] = [];
  for (const path of ['profile', 'papers', 'money', 'sharing']) {
    for (const firm of [id, 'no-such-firm']) {
      await other.open(`/companies/${firm}/${path}`);
      // Without the list of organisations, which other walks make longer meanwhile.
      texts.push(
        await other.page.locator('main').evaluate((main) => {
          const copy = main.cloneNode(true) as HTMLElement;
          for (const list of copy.querySelectorAll('select')) list.remove();
          return copy.textContent;
        }),
      );
    }
  }
  expect(new Set(texts.filter((_text, place) => place % 2 === 0))).toEqual(new Set(texts.filter((_text, place) => place % 2 === 1)));
  for (const text of texts) expect(text).not.toContain(name);
  expect(await axe(other.page)).toEqual([]);
  await other.page.context().close();
});

test('an organisation’s own address leads to its first page', async () => {
  const visitor = await visit();
  const { page } = visitor;
  await signInAs(visitor, 'bank-officer');
  const { id } = await placeOf(page, 'bank');
  await page.goto(`/office/${id}`);
  await page.waitForURL(`**/office/${id}/companies`);
  await page.getByLabel('当前机构').selectOption('');
  await page.waitForURL('**/me');
  await page.getByLabel('当前机构').selectOption(id);
  await page.waitForURL(`**/office/${id}/companies`);
  await page.context().close();
});

test('a preparer is not offered what only signatories and owners may do', async () => {
  const visitor = await visit();
  const { page, open } = visitor;
  await signInAs(visitor, 'startup-preparer');
  const { id } = await placeOf(page, 'company');
  await open(`/companies/${id}/sharing`);
  expect(await page.getByRole('button', { name: '授权', exact: true }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '收回授权' }).count()).toBe(0);
  await open(`/office/${id}/members`);
  expect(await page.getByRole('button', { name: '生成邀请链接' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '移除' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '退出这个机构' }).count()).toBe(1);
  await page.context().close();
});

test('signing out ends it: the way back asks to sign in again', async () => {
  const visitor = await visit();
  const { page, open } = visitor;
  await signInAs(visitor, 'startup-other', '/me');
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/me');
  await open('/me');
  await page.getByText('请先登录').waitFor();
  await page.context().close();
});

test('a failing server is told in words, and "try again" brings the profile', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, open } = visitor;
  await signInAs(visitor, 'startup-owner');
  const { id } = await placeOf(page, 'company');
  await page.route('**/v1/companies/*/facts', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }),
  );
  await open(`/companies/${id}/profile`);
  await page.getByText('服务器出了点问题').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.unroute('**/v1/companies/*/facts');
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.locator('details[data-topic]').first().waitFor();
  await page.context().close();
});

test('a start page names what waits and nothing else; who only looks at cases is not told that they wait for them', async () => {
  const officer = await visit();
  await signInAs(officer, 'finance-other-region', '/me');
  await officer.page.getByText('没有等您做的事').waitFor();
  expect(await textOf(officer.page.locator('main'))).not.toMatch(/(^|\D)0 件/);
  await officer.page.context().close();

  const head = await visit({ device: 'phone' });
  await signInAs(head, 'finance-owner', '/desk/cases/demo-late');
  await head.page.getByText('把这件案件交给同事').waitFor();
  await head.page.getByText('众创社区宽带接入补贴（昆山市）').waitFor();
  await head.page.getByText('苏州市 昆山市').waitFor();
  await head.page.getByRole('link', { name: '返回案件列表' }).click();
  await head.page.getByRole('heading', { level: 1, name: '案件' }).waitFor();
  await head.page.context().close();

  const auditor = await visit();
  await signInAs(auditor, 'auditor', '/desk');
  expect(await textOf(auditor.page.locator('h1'))).toBe('案件');
  expect(await textOf(auditor.page.locator('.sections [aria-current]'))).toBe('案件');
  await auditor.page.context().close();
});
