import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import type { MatchAnswer } from '../../shared/contracts/match.ts';
import { axe, expectToFit, linkWith, openBrowser, textOf, visit } from './visit.ts';

openBrowser();

/** A software firm of twelve in Kunshan, as its founder would answer. */
const FIRM = {
  'firm.division_code': '320583',
  'firm.founded_on': '2024-03-01',
  'firm.employees': 12,
  'firm.revenue_last_year_cny': 3_000_000,
  'firm.industry_code': '651',
} as const;

const TYPED: Record<string, (page: Page) => Promise<void>> = {
  'firm.division_code': async (page) => {
    await page.getByLabel('哪个市').selectOption('320500');
    await page.getByRole('combobox', { name: '哪个县（市、区）' }).selectOption('320583');
  },
  'firm.founded_on': (page) => page.locator('form.question input[type=date]').fill('2024-03-01'),
  'firm.employees': (page) => page.locator('form.question input').fill('12'),
  'firm.revenue_last_year_cny': (page) => page.locator('form.question input[type=text]').fill('300'),
  'firm.industry_code': (page) => page.locator('form.question input[type=text]').fill('651'),
};

async function judgedByServer(facts: Record<string, unknown>): Promise<MatchAnswer> {
  const response = await fetch(`${inject('url')}/v1/matches`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ facts, applicant: 'enterprise' }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as MatchAnswer;
}

const idsIn = (page: Page, group: string) =>
  page
    .locator(`section:has(> #group-${group}) details.result`)
    .evaluateAll((items) => items.map((item) => item.getAttribute('data-programme') ?? '').sort());

const idsOf = (answer: MatchAnswer, verdict: string) =>
  answer.results
    .filter((result) => !result.template && result.applicantVerdict === verdict)
    .map((result) => result.programmeId)
    .sort();

test('from nothing to an answer on a phone, and the browser judges as the server does', async () => {
  const { page, complaints, requests, open } = await visit({ device: 'phone' });
  await open('/');
  await page.getByRole('link', { name: '开始查一查' }).click();
  await page.getByLabel('公司（初创企业）').check();
  await page.getByRole('button', { name: '下一题' }).click();
  const left = new Set(Object.keys(TYPED));
  const asked: string[] = [];
  for (let step = 0; step < 60 && left.size > 0; step += 1) {
    const fact = await page.locator('form.question').getAttribute('data-fact');
    const answer = fact === null ? undefined : TYPED[fact];
    asked.push(fact ?? '');
    if (answer) {
      await answer(page);
      left.delete(fact ?? '');
      await page.getByRole('button', { name: '下一题' }).click();
    } else {
      await page.getByRole('button', { name: '我不知道，跳过' }).click();
    }
  }
  expect([...left], `asked ${asked.join(' ')}`).toEqual([]);
  // What settles most comes first.
  expect(asked[0]).toBe('firm.division_code');
  expect(asked.slice(0, 6)).toEqual(expect.arrayContaining(['firm.employees', 'firm.revenue_last_year_cny']));

  const server = await judgedByServer(FIRM);
  // What was answered last changes the groups when the answering is over.
  await expect.poll(() => idsIn(page, 'can')).toEqual(idsOf(server, 'eligible'));
  expect(await idsIn(page, 'not')).toEqual(idsOf(server, 'ineligible'));
  expect([...(await idsIn(page, 'one')), ...(await idsIn(page, 'open'))].sort()).toEqual(idsOf(server, 'unknown'));
  expect(await idsIn(page, 'template')).toEqual(
    server.results
      .filter((result) => result.template)
      .map(({ programmeId }) => programmeId)
      .sort(),
  );

  await page.locator('details.result > summary').first().click();
  await page.getByText('逐条对照').first().waitFor();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  expect(requests.filter((request) => request.method() !== 'GET')).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

/** A firm that may have 苏科贷 but for one answer. */
const NEARLY = { ...FIRM, 'firm.assets_cny': 2_000_000, 'firm.qualifications': ['高新技术企业'] };

test('an answer given in place turns "one answer away" into "can get", and the server agrees', async () => {
  const { page, open } = await visit({ device: 'phone' });
  await open(await linkWith({ applicant: 'enterprise', facts: NEARLY }));
  const item = page.locator('details[data-programme="su-ke-dai"]');
  expect(await idsIn(page, 'one')).toContain('su-ke-dai');
  await item.locator('> summary').click();
  const question = item.locator('.in-place-field', { hasText: '备选企业库' });
  await question.getByLabel('是', { exact: true }).check();
  // The reason changes while one is still in the field; the place follows when the answering is over.
  await expect.poll(() => textOf(item.locator('> summary'))).not.toContain('只差一个回答');
  expect(await idsIn(page, 'one')).toContain('su-ke-dai');
  await page.locator('#results-title').click();
  await expect.poll(() => idsIn(page, 'can')).toContain('su-ke-dai');
  expect(await item.getAttribute('open'), 'it stays open where it went').not.toBeNull();
  expect(idsOf(await judgedByServer({ ...NEARLY, 'firm.in_sukedai_library': true }), 'eligible')).toContain('su-ke-dai');
  await page.context().close();
});

test('a failed clause shows what was seen, what is asked for, where it is written and what would change it', async () => {
  const { page, open } = await visit();
  await open(await linkWith({ applicant: 'enterprise', facts: { ...NEARLY, 'firm.in_sukedai_library': false } }));
  const item = page.locator('details[data-programme="su-ke-dai"]');
  expect(await idsIn(page, 'not')).toContain('su-ke-dai');
  await item.locator('> summary').click();
  const clause = item.locator('.clause', { has: page.locator('.outcome-failed') }).first();
  expect(await textOf(clause)).toMatch(/不符合[\s\S]*您的情况[\s\S]*否[\s\S]*规定的要求[\s\S]*是/);
  await clause.locator('.citation > summary').click();
  expect(await textOf(clause.locator('blockquote'))).not.toBe('');
  expect(await textOf(item)).toContain('怎样就能符合');
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('a share link shows the same results elsewhere, leaves out what is personal, and no request carries an answer', async () => {
  const first = await visit();
  await first.open(
    await linkWith({ applicant: 'enterprise', facts: { ...NEARLY, 'founder.first_time': true, 'legal_rep.equity_pct': 73.25 } }),
  );
  const before = { can: await idsIn(first.page, 'can'), not: await idsIn(first.page, 'not') };
  expect(new URL(first.page.url()).hash, 'the answers do not linger in the address').toBe('');
  await first.page.getByRole('button', { name: '生成分享链接' }).click();
  const link = await first.page.locator('.share input').inputValue();

  const second = await visit();
  await second.open(link);
  expect(await textOf(second.page.locator('.answers'))).toContain('昆山市');
  expect(await textOf(second.page.locator('.answers'))).not.toContain('73.25');
  expect(await idsIn(second.page, 'can')).toEqual(before.can.filter((id) => before.can.includes(id)));
  for (const request of [...first.requests, ...second.requests]) {
    const sent = `${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`;
    expect(request.method()).toBe('GET');
    for (const secret of ['320583', '3000000', '73.25', '#s=', new URL(link).hash.slice(3)]) expect(sent).not.toContain(secret);
  }
  await first.page.context().close();
  await second.page.context().close();
});

test('answers outlive a reload, can be changed one by one, and go at "start over"', async () => {
  const { page, open } = await visit();
  await open(await linkWith({ applicant: 'enterprise', facts: FIRM }));
  await page.reload();
  const row = page.locator('.answers li', { hasText: '职工人数' });
  expect(await textOf(row)).toContain('12 人');
  await row.getByRole('button').click();
  await page.locator('form.question input').fill('1200');
  await expect.poll(() => textOf(row)).toContain('1,200 人');
  await page.getByRole('button', { name: '清空重来' }).click();
  expect(await page.locator('.answers').count()).toBe(0);
  await page.reload();
  await page.locator('form.question').waitFor();
  expect(await page.locator('.answers').count()).toBe(0);
  await page.context().close();
});

test('a number that cannot be is refused in words, beside its field, and counts as no answer', async () => {
  const { page, open } = await visit();
  await open(await linkWith({ applicant: 'enterprise', facts: FIRM }));
  await page.locator('.answers li', { hasText: '职工人数' }).getByRole('button').click();
  const field = page.locator('form.question input');
  await field.fill('-3');
  await page.locator('.wrong').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('button', { name: '下一题' }).isDisabled()).toBe(true);
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('on paper everything lies open, with the day and the warning', async () => {
  const { page, open } = await visit();
  await open(await linkWith({ applicant: 'enterprise', facts: NEARLY }));
  const results = await page.locator('details.result').count();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('details.result[open]').count()).toBe(results);
  expect(await page.locator('details:not([open])').count(), 'folded on paper').toBe(0);
  const text = await textOf(page.locator('main'));
  expect(text).toMatch(/结果日期：\d{4}年\d{1,2}月\d{1,2}日/);
  expect(text).toContain('未经发布机关确认');
  expect(await page.locator('.site-head, form.question, .share').filter({ visible: true }).count()).toBe(0);
  const paper = await page.pdf({ format: 'A4' });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  await page.context().close();
});
