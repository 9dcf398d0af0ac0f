import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { BROADBAND } from '../support/subsidy-house.ts';
import { callerAs, daysPass, handedInClaim } from './seed-claim.ts';
import { visitAs } from './sign-in-as.ts';
import { expectSound, openBrowser, settled, textOf } from './visit.ts';

openBrowser();

const NAME = '浏览器测试示例退回有限公司';
let id: string;
let late: string;
beforeAll(async () => {
  [id, late] = [await handedInClaim(NAME), await handedInClaim(`${NAME}之二`)];
  const [operator, intake] = [await callerAs('community-operator'), await callerAs('intake-officer')];
  await intake.take(id, 'accept-intake');
  await intake.take(id, 'return', { defects: [{ pointer: '/monthsTo', text: '请核对月份' }] });
  await operator.take(late, 'confirm', {});
  await intake.take(late, 'accept-intake');
  await intake.take(late, 'admit');
});

const form = (page: Page) => page.locator('form.step-form');

test('a later return says of what has not changed why it was not named then, and the applicant reads it', async () => {
  const founder = await callerAs('startup-other');
  const { body } = await founder.get<{ openCorrections: { dueOn: string; defects: { id: string }[] }[] }>(`/v1/cases/${id}`);
  const [first] = body.openCorrections;
  if (!first) throw new Error('it was not returned');

  // The day before it lapses it stands first, with its day, on both pages.
  const phone = await visitAs('startup-other', '/me', 'phone');
  await phone.page.clock.setFixedTime(new Date(`${first.dueOn}T01:00:00.000Z`));
  await phone.open('/me');
  expect(await textOf(phone.page.locator('.todos .todo').filter({ hasText: '快到期' }).first())).toMatch(/最晚 .*补正/);
  const { body: mine } = await founder.get<{ applicant?: { organisationId: string } }>(`/v1/cases/${id}/file`);
  await phone.open(`/claims?as=${mine.applicant?.organisationId}`);
  expect(await textOf(phone.page.locator('[data-claim]').first())).toContain('补正并重新提交，过期失效');
  await expectSound(phone);
  await phone.page.clock.setFixedTime(new Date());

  await founder.take(id, 'resubmit', { answers: first.defects.map((one) => ({ defectId: one.id, kind: 'disputed', text: '月份没有错' })) });

  const intake = await visitAs('intake-officer', `/desk/cases/${id}`, 'desktop');
  await intake.page.getByRole('button', { name: '退回补正', exact: true }).click();
  const place = intake.page.locator('[data-pointer="/contractNumber"]');
  await place.getByRole('button', { name: /^标为问题/ }).click();
  await place.getByRole('textbox').fill('合同编号少一位');
  const why = form(intake.page).getByLabel(/上次为什么没有提出/);
  await why.waitFor();
  const send = form(intake.page).getByRole('button', { name: '退回补正', exact: true });
  expect(await send.isDisabled()).toBe(true);
  expect(await textOf(form(intake.page).locator('.wants'))).toContain('上次为什么没有提出');
  await why.fill('合同原件今天上午才收到');
  await expectSound(intake);
  await send.click();
  await intake.page.getByText('已办理：退回补正').waitFor();
  await intake.context.close();

  await phone.open(`/claims/${id}/status`);
  await phone.page.getByText('上次没有提出，因为：合同原件今天上午才收到').waitFor();
  await settled(phone.page);
  await expectSound(phone);
  await phone.open(`/claims/${id}`);
  await phone.page.getByText('上次没有提出，因为：合同原件今天上午才收到').first().waitFor();
  await expectSound(phone);
});

test('a draft about to lapse says until when it is handed in, where it is listed and where it is written', async () => {
  const founder = await callerAs('startup-other');
  const { body } = await founder.get<{ applicant: { organisationId: string } }>(`/v1/cases/${late}/file`);
  const { organisationId } = body.applicant;
  const draft = await founder.post<{ id: string; dueOn: string }>('/v1/subsidies/claims', { organisationId, programmeId: BROADBAND });
  const phone = await visitAs('startup-other', '/me', 'phone', 'en');
  await phone.page.clock.setFixedTime(new Date(Date.parse(draft.dueOn) - 2 * 86_400_000));
  await phone.open(`/claims?as=${organisationId}`);
  const first = phone.page.locator('[data-claim]').first();
  expect(await first.getAttribute('data-claim')).toBe(draft.id);
  await first.getByRole('link').click();
  await phone.page.getByText('after it the draft lapses').waitFor();
  await expectSound(phone);
});

test('the head of an office sees what is overdue, and finds it by itself', async () => {
  await daysPass(late, 40);
  const owner = await visitAs('finance-owner', '/me', 'phone');
  const line = owner.page.locator('.todo').filter({ hasText: '已上报给您：众创社区宽带接入补贴（昆山市）' });
  await line.first().waitFor();
  await line.first().getByRole('link').click();
  const row = owner.page.locator(`tr[data-case="${late}"]`);
  await row.getByText('逾期已上报负责人').waitFor();
  await owner.page.getByLabel('只看已上报我的').check();
  await row.waitFor();
  const link = await row.getByRole('link').boundingBox();
  expect(link?.height).toBeGreaterThanOrEqual(44);
  await expectSound(owner);
});
