import { once } from 'node:events';
import { createServer } from 'node:net';
import { devNull } from 'node:os';
import lighthouse from 'lighthouse';
import { startHouse } from '../../../infra/local/house.ts';
import { launchBrowser } from '../../support/browser.ts';

/**
 * `npm run lighthouse`: the public pages on a phone, against a house started for it. Prints the scores and ends with 1 below the goals.
 * Never part of `npm test`: it measures time, and a busy machine would fail it.
 */
const PAGES = ['/', '/programmes', '/programmes/su-ke-dai', '/check'];
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100 } as const;
type Category = keyof typeof GOALS;
const CATEGORIES = Object.keys(GOALS) as Category[];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port to be had');
  return address.port;
}

const house = await startHouse({ logFile: devNull });
const port = await freePort();
const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
let below = false;
try {
  for (const path of PAGES) {
    const run = await lighthouse(`${house.url}${path}`, { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES] });
    if (!run) throw new Error(`no result for ${path}`);
    const { categories, audits } = run.lhr;
    const scores = CATEGORIES.map((category) => [category, Math.round((categories[category]?.score ?? 0) * 100)] as const);
    const metric = (id: string) => audits[id]?.displayValue ?? '?';
    console.log(
      `${path.padEnd(24)} ${scores.map(([category, score]) => `${category} ${score}`).join('  ')}  ` +
        `first paint ${metric('first-contentful-paint')}  largest ${metric('largest-contentful-paint')}  ` +
        `blocked ${metric('total-blocking-time')}  shift ${metric('cumulative-layout-shift')}`,
    );
    for (const [category, score] of scores) {
      if (score >= GOALS[category]) continue;
      below = true;
      const lost = (categories[category]?.auditRefs ?? []).filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9);
      console.log(`  ${category} below ${GOALS[category]}: ${lost.map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`).join(', ')}`);
    }
  }
} finally {
  await browser.close();
  await house.close();
}
process.exitCode = below ? 1 : 0;
