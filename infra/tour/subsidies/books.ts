import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { auditExport } from '../../../shared/contracts/audit-export.ts';
import { auditPage } from '../../../shared/contracts/audit-page.ts';
import { budgetList, explanation, statement, trialBalance } from '../../../shared/contracts/ledger.ts';
import { expectRefusal, expectStatus, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import { type Stage, type Step, Surprise } from '../stage.ts';
import { findOnPages, readFile, type Story, yuan } from './story.ts';

const VERIFY = fileURLToPath(new URL('../../cli/verify-case.ts', import.meta.url));
/** Two windows of the sealer, so that the last entry lies under a seal. */
const SEALED_AFTER_MS = 10 * 60_000;

/** `npm run verify-case` on a file: in a process of its own, without the house. */
function verify(stage: Stage, file: string, what: string): number | null {
  const { status, stdout, stderr } = spawnSync(process.execPath, [VERIFY, file], { encoding: 'utf8' });
  stage.tell(`verify-case ${what} → ${status}`);
  for (const line of `${stdout}${stderr}`.trim().split('\n').slice(1, 5)) stage.tell(line);
  return status;
}

export const bookSteps = (story: Story): readonly Step[] => [
  {
    zh: '账本：试算平衡，计数与分录一致；“这个数怎么来的”逐案说明。别的地区看不到。',
    en: 'The books: the trial balance is zero, counters and entries agree; each figure is explained case by case. Another county sees nothing.',
    async play(stage) {
      const approver = demo(stage, 'finance-approver');
      const { items } = read(await approver.get('/v1/ledger/budgets?limit=100'), budgetList);
      // That of the case: the clock may have passed into another year since it was approved.
      const { money } = await readFile(approver, story.get('first'));
      const budget = items.find((one) => one.budgetId === money.budgetId);
      if (!budget) throw new Surprise('没有这项预算 there is no such budget');
      const { budgetId, allocatedFen, availableFen, reservedFen, paidFen } = budget;
      stage.tell(`${budgetId}: 下达 ${yuan(allocatedFen)} 可用 ${yuan(availableFen)} 已预留 ${yuan(reservedFen)} 已支付 ${yuan(paidFen)}`);
      stage.insist(
        allocatedFen === availableFen + reservedFen + paidFen,
        '下达 = 可用 + 已预留 + 已支付 allocated = available + reserved + paid',
      );
      const path = `/v1/ledger/budgets/${budgetId}`;
      const balance = read(await approver.get(`${path}/trial-balance`), trialBalance);
      for (const { label, balanceFen } of balance.accounts) stage.tell(`${label.zh} ${label.en}: ${yuan(balanceFen)}`);
      stage.insist(
        balance.balanced && balance.totalFen === 0 && balance.differences.length === 0,
        `试算合计 trial balance ${yuan(balance.totalFen)}`,
      );

      const paid = (cursor = '') => approver.get(`${path}/explain?figure=paid${cursor}`);
      const { totalFen } = read(await paid(), explanation);
      const ours = await findOnPages(
        async (cursor) => read(await paid(cursor), explanation),
        ({ groups }) => groups.find(({ caseId }) => caseId === story.get('first')),
      );
      for (const { label, amountFen, by } of ours?.lines ?? []) stage.tell(`${label.zh} ${label.en} ${yuan(amountFen)} ${by}`);
      stage.insist(
        totalFen === paidFen && ours?.amountFen === 1_200_000,
        `已支付里有本案 this case is part of it: ${yuan(ours?.amountFen ?? null)}`,
      );
      const line = await findOnPages(
        async (cursor) => read(await approver.get(`${path}/statement?account=reserved&limit=100${cursor}`), statement),
        ({ items }) => items.find(({ caseId }) => caseId === story.get('second')),
      );
      stage.insist(line !== undefined, `已预留账户 account of what is reserved: ${yuan(line?.amountFen ?? null)}`);
      expectRefusal(stage, await demo(stage, 'finance-other-region').get(path), 404, 'not-found');
      expectStatus(await story.get('firm').owner.get(path), 404);
    },
  },
  {
    zh: '全程都在审计链上，一环扣一环。企业下载核验文件，离线就能核对；改一个字，指出是哪一个字节。',
    en: 'All of it is in the chain of the audit, link by link. The firm downloads its file, which anybody checks offline; one changed byte is named.',
    async play(stage) {
      const id = story.get('first');
      const { owner } = story.get('firm');
      const to = new Date(stage.tokens.now().getTime() + SEALED_AFTER_MS).toISOString();
      expectStatus(await stage.ask('POST', '/v1/__local/clock', { to }), 200);
      const { items, intact } = read(await demo(stage, 'auditor').get(`/v1/cases/${id}/audit?limit=100`), auditPage);
      stage.tell(
        items
          .map(({ action }) => action)
          .toReversed()
          .join(' · '),
      );
      const linked = items.every(({ prevHash }, at) => (items[at + 1]?.hash ?? '0'.repeat(64)) === prevHash);
      stage.insist(intact && linked, `${items.length} 环 links`);
      expectStatus(await demo(stage, 'startup-other').get(`/v1/cases/${id}/export`), 404);

      const text = await owner.download(`/v1/cases/${id}/export`);
      const { entries, sealed } = auditExport.parse(JSON.parse(text));
      stage.insist(entries.length === items.length && sealed === entries.length, `${sealed} 条都已封存 all of them are sealed`);
      const folder = mkdtempSync(join(tmpdir(), 'tour-case-'));
      try {
        const file = join(folder, 'case.json');
        writeFileSync(file, text);
        stage.insist(verify(stage, file, '原样 as it is') === 0, '成立 it holds');
        const changed = text.replace('case.approve', 'case.approvf');
        writeFileSync(file, changed);
        stage.insist(changed !== text && verify(stage, file, '改了一个字母 with one letter changed') === 1, '不成立 it does not hold');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];
