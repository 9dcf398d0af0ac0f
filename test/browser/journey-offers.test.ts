import { expect, test } from 'vitest';
import { signInAs } from './sign-in-as.ts';
import { axe, expectToFit, openBrowser, settled, textOf, tooSmall, visit } from './visit.ts';
import { button } from './write-claim.ts';

openBrowser();

const INCUBATOR = 'carrier-jiangning';

test('an incubator is offered on a phone what it need not apply for: why, from whom, until when; confirmed in one tap', async () => {
  const visitor = await visit({ device: 'phone' });
  const { page, complaints, open } = visitor;
  await page.setViewportSize({ width: 360, height: 800 });
  await signInAs(visitor, 'carrier-nanjing');
  const offer = page.locator('[data-offer]');
  // The house looks for those who are entitled as soon as it is open.
  await expect
    .poll(async () => {
      await open(`/claims?as=${INCUBATOR}`);
      return offer.count();
    })
    .toBe(1);
  await settled(page);
  expect(await textOf(offer)).toMatch(/20\s万元[\s\S]*之前（含当天）确认[\s\S]*示例长江银行江宁支行[\s\S]*\*+0025/);
  await offer.locator('summary').first().click();
  // What others have on record, and nothing the incubator says of itself.
  expect(await textOf(offer.locator('dl'))).toMatch(/绩效评价[\s\S]*B/);
  expect(await offer.locator('.source-self').count()).toBe(0);
  expect(await offer.locator('.source-bureau').count()).toBeGreaterThan(3);
  await button(page, '不要这笔钱').click();
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  expect(await tooSmall(page, '.offer button, .offer summary, .offer textarea')).toEqual([]);
  await button(page, '确认领取').click();
  await page.waitForURL('**/status?done=submit');
  await page.locator('[data-state]').first().waitFor();
  expect(await textOf(page.locator('main'))).toMatch(/20\s万元/);
  expect(await axe(page)).toEqual([]);
  await expectToFit(page);
  await open(`/claims?as=${INCUBATOR}`);
  expect(await offer.count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
