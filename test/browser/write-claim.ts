import type { Page } from 'playwright-core';
import { makePdf } from '../support/make-files.ts';
import { CLAIM_YEAR } from './seed-kinds.ts';
import { settled, type Visit } from './visit.ts';

/** What every walk through the form of a claim does. */
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const on = (page: Page) => button(page, '保存，下一页').click();
export const saved = (page: Page) => page.locator('.save-saved').waitFor();
/** No two files are alike. */
export const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: makePdf([{ dictionary: `<< /Title (${Math.random()}) >>` }]),
});
export const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('');

/** Begins a claim of an applicant from its list, and tells its number. */
export async function begin({ page, open }: Visit, applicant: string, programme = 'community-broadband-subsidy'): Promise<string> {
  await open(`/claims?as=${applicant}`);
  await page
    .locator(`[data-programme="${programme}"]`)
    .getByRole('button', { name: /开始填写/ })
    .click();
  await page.waitForURL(/\/claims\/[0-9a-z-]{8,}$/);
  await settled(page);
  await page.getByLabel('申报哪一年的费用').fill(CLAIM_YEAR);
  return new URL(page.url()).pathname.split('/')[2] as string;
}

/** Sends a file from where it is asked for, and waits until it has arrived; its check may still run. */
export async function upload(page: Page, label: string): Promise<void> {
  const place = page.locator('.upload-here', { hasText: label });
  await place.locator('input').setInputFiles(pdf('文件.pdf'));
  await place.getByRole('button', { name: '上传', exact: true }).click();
  await place.locator('button').waitFor({ state: 'detached' });
}
