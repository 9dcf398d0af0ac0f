import { expect, inject, test } from 'vitest';
import { addDays, type CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { formatDays } from '../../web/src/notices/format-days.ts';
import { placeOf, signInAs } from './sign-in-as.ts';
import { axe, expectToFit, openBrowser, settled, textOf, tooSmall, visit } from './visit.ts';
import { button } from './write-claim.ts';

openBrowser();

/** On notice in the demo; its neighbour, which is objected to, is left to others. */
const ON_NOTICE = 'demo-on-notice';
const WHAT = `浏览器测试线索 ${crypto.randomUUID().slice(0, 8)}：三月的发票与线路账单不符`;

test('anybody leaves a tip on a phone without signing in; the notice officer reads it and notes what came of it', async () => {
  const passer = await visit({ device: 'phone' });
  await passer.page.setViewportSize({ width: 360, height: 800 });
  await passer.open(`/notices/${ON_NOTICE}`);
  // The last day that is told is the last on which one can object.
  const notice = (await (await fetch(`${inject('url')}/v1/notices/${ON_NOTICE}`)).json()) as { from: string; until: string };
  const last = addDays(notice.until as CivilDate, -1);
  expect(await textOf(passer.page.locator('.pair-long'))).toContain(formatDays(notice.from, last, 'zh'));
  await button(passer.page, '我要匿名反映').click();
  await passer.page.getByLabel('您知道的情况').fill(WHAT);
  expect(await axe(passer.page)).toEqual([]);
  await expectToFit(passer.page);
  expect(await tooSmall(passer.page, 'main button, main textarea')).toEqual([]);
  await button(passer.page, '提交线索').click();
  await passer.page.getByText('线索已收到').waitFor();
  expect(passer.complaints).toEqual([]);
  // Nobody was asked who they are.
  expect(await passer.context.cookies()).toEqual([]);
  await passer.context.close();

  const officer = await visit();
  await signInAs(officer, 'notice-officer');
  const { id } = await placeOf(officer.page, 'finance_bureau');
  await officer.open(`/desk/tips?as=${id}`);
  const tip = officer.page.locator('[data-tip]', { hasText: WHAT });
  await tip.waitFor();
  expect(await axe(officer.page)).toEqual([]);
  await tip.getByRole('button', { name: '标记已读' }).click();
  await tip.getByText('已读', { exact: true }).waitFor();
  await tip.getByRole('button', { name: /^登记核查结果/ }).click();
  await tip.getByLabel(/查了什么/).fill('已核对账单，一致');
  await tip.getByRole('button', { name: '登记', exact: true }).click();
  await officer.page.getByText('核查结果已登记').waitFor();
  await tip.waitFor({ state: 'detached' });
  await officer.page.getByLabel('查看').selectOption('done');
  await settled(officer.page);
  expect(await textOf(tip)).toContain('已核对账单，一致');
  // From the tip to its case, and from the case to what is told about it.
  await tip.getByRole('link', { name: '案件', exact: true }).click();
  await officer.page.getByRole('link', { name: '公众匿名反映本案的线索' }).click();
  await officer.page.getByText('只看案号').waitFor();
  await tip.waitFor();
  expect(await axe(officer.page)).toEqual([]);
  // Whose file it is stays closed to who has not taken it on: the API says so.
  officer.complaints.splice(0, officer.complaints.length, ...officer.complaints.filter((text) => !text.includes('403')));
  expect(officer.complaints).toEqual([]);
  await officer.context.close();
});

test('a stranger with a link to a notice that is not there is led to those that are', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page } = visitor;
  await visitor.open('/notices/no-such-notice');
  await page.getByText('没有这份公示').waitFor();
  expect(await page.locator('main').getByRole('link', { name: '我的首页' }).count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('link', { name: '查看现在的公示' }).click();
  await page.getByRole('heading', { level: 1, name: '公示' }).waitFor();
  await visitor.context.close();
});
