import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FILES_BESIDE } from '../../infra/build/files-beside.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const KB = 1000;
const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

/** The functions that read the catalogue. A function with other needs declares its own line here. */
const FUNCTIONS: Record<string, { minified: number; gzip: number }> = {
  // The pipeline, the records of cases and organisations, and beside the tables' part of the SDK the objects'.
  'audit-api': { minified: 600 * KB, gzip: 190 * KB },
  // Of the SDK the tables', the objects' and the keys' part, and canonical JSON.
  'audit-sealer': { minified: 470 * KB, gzip: 145 * KB },
  // The pipeline (360 KB), the case machine (100), the evaluator (80), the rules of claims and holds, and the records of an applicant.
  'appraisals-api': { minified: 592 * KB, gzip: 203 * KB },
  // The pipeline, the case machine with the ledger, and runs.
  'approvals-api': { minified: 496 * KB, gzip: 166 * KB },
  // The pipeline (360 KB), the rules of budgets, the catalogue's part, and the records of cases, whose reservations are rolled over.
  'budgets-api': { minified: 464 * KB, gzip: 154 * KB },
  // The pipeline, the case machine with the ledger, desks and opinions, and the file of a case.
  'cases-api': { minified: 537 * KB, gzip: 181 * KB },
  // The pipeline of every signed-in request (360 KB), the evaluator of matching-api (80), the reader of CSV (31), and the rules of profile,
  // consent, residence and import.
  'companies-api': { minified: 550 * KB, gzip: 185 * KB },
  // The tables' part of the SDK and the queues', the case machine and the calendar.
  'clock-worker': { minified: 390 * KB, gzip: 128 * KB },
  // The same with the rules of payments and recoveries.
  'payment-worker': { minified: 390 * KB, gzip: 128 * KB },
  // No schema of any operation: what it hands out lies beside it, made by the build.
  'description-api': { minified: 75 * KB, gzip: 27 * KB },
  // Beside the pipeline, the tables' and the catalogue's part: the client side of S3 (160 KB), which signs and sends nothing here, and
  // the records of cases, for their letters and papers.
  'documents-api': { minified: 650 * KB, gzip: 208 * KB },
  // The tables' part of the SDK, the evaluator (80 KB), and the rules by which a claim is judged and a case begins.
  'entitlement-worker': { minified: 430 * KB, gzip: 144 * KB },
  // Both sides of the SDK, and the rules by which files are looked into.
  'document-checker': { minified: 480 * KB, gzip: 150 * KB },
  // The objects' part of the SDK.
  'journal-keeper': { minified: 365 * KB, gzip: 118 * KB },
  // The maker of PDF with its font reader (480 KB), both sides of the SDK, and the case machine's records.
  'letter-writer': { minified: 960 * KB, gzip: 320 * KB },
  // The pipeline, and the rules by which the books are read.
  'ledger-api': { minified: 440 * KB, gzip: 148 * KB },
  // The pipeline, the case machine, the board and tips.
  'notices-api': { minified: 482 * KB, gzip: 162 * KB },
  'matching-api': { minified: 360 * KB, gzip: 120 * KB },
  // The parts of the SDK for the event bus and for queues.
  'outbox-publisher': { minified: 260 * KB, gzip: 85 * KB },
  // The pipeline of every signed-in request, and the rules of members and invitations.
  'parties-api': { minified: 430 * KB, gzip: 140 * KB },
  // The pipeline (360 KB), the case machine with its stores, and the rules of payments, recovery and ledger.
  'payments-api': { minified: 532 * KB, gzip: 176 * KB },
  'programmes-api': { minified: 360 * KB, gzip: 120 * KB },
  // The same without recovery, and with the reader of CSV (31) and what return files are matched by.
  'returns-api': { minified: 547 * KB, gzip: 180 * KB },
  // Beside the pipeline of every signed-in request (360 KB), the client side of OpenID Connect.
  'sessions-api': { minified: 445 * KB, gzip: 147 * KB },
  // The same without the steps of a case.
  'subsidies-api': { minified: 560 * KB, gzip: 185 * KB },
  'web-host': { minified: 40 * KB, gzip: 15 * KB },
};

describe('the bundle of each function', () => {
  it('has a budget, and no budget is without a bundle', () => {
    expect(readdirSync(join(dist, 'functions')).sort()).toEqual(Object.keys(FUNCTIONS).sort());
  });

  it.each(Object.entries(FUNCTIONS))('%s stays within %j bytes', (name, budget) => {
    const bundle = join(dist, 'functions', name, 'index.cjs');
    expect(readFileSync(bundle).length).toBeLessThanOrEqual(budget.minified);
    expect(gzipped(bundle)).toBeLessThanOrEqual(budget.gzip);
  });

  it.each(Object.keys(FUNCTIONS))(
    '%s is one file and what it is shipped with, with nothing to find at run time but node itself',
    (name) => {
      expect(readdirSync(join(dist, 'functions', name)).sort()).toEqual(['index.cjs', ...Object.keys(FILES_BESIDE[name] ?? {})].sort());
      const { outputs } = JSON.parse(readFileSync(join(dist, 'meta', `${name}.json`), 'utf8')) as {
        outputs: Record<string, { imports: { path: string; external?: boolean }[] }>;
      };
      const outside = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path));
      expect(outside.filter((path) => !/^(?:node:)?[a-z][a-z_/]*$/u.test(path))).toEqual([]);
    },
  );
});

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
const manifest = JSON.parse(readFileSync(join(dist, 'web/.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

/** What a browser loads before a page can be used: the entry, the page, and whatever they import, each once. */
function firstLoadOf(page: string): Chunk[] {
  const seen = new Map<string, Chunk>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The build has no ${key}.`);
    if (seen.has(key)) return;
    seen.set(key, chunk);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  visit('index.html');
  visit(`src/pages/${page}.tsx`);
  if (SIGNED_IN.includes(page)) visit('src/locales/account.zh.json');
  if (CLAIMS.includes(page)) visit('src/locales/claims.zh.json');
  if (page === 'claim-status') visit('src/locales/status.zh.json');
  if (DESK.includes(page)) visit('src/locales/desk.zh.json');
  if (OPINIONS.includes(page)) for (const book of ['desk', 'opinions']) visit(`src/locales/${book}.zh.json`);
  if (MONEY_DESK.includes(page)) visit('src/locales/budgets.zh.json');
  if (page === 'desk-payments') visit('src/locales/payments.zh.json');
  if (page === 'delegations' || page === 'desk') visit('src/locales/delegations.zh.json');
  if (page === 'import') visit('src/locales/import.zh.json');
  if (page === 'desk-tips') visit('src/locales/notices.zh.json');
  if (NOTICES.includes(page)) for (const book of ['account', 'notices']) visit(`src/locales/${book}.zh.json`);
  return [...seen.values()];
}

const sizeOf = (files: Iterable<string>): number => [...new Set(files)].reduce((sum, file) => sum + gzipped(join(dist, 'web', file)), 0);

/** Kilobytes of JavaScript after gzip. The style sheets have a budget of their own. */
const PUBLIC: Record<string, number> = {
  home: 150,
  catalogue: 150,
  programme: 150,
  about: 150,
  docs: 150,
  check: 250,
  notices: 150,
  notice: 150,
};
const NOTICES = ['notices', 'notice'];
/** Those of the applicants, with a file of words beside that of all signed-in pages. */
const CLAIMS = ['claims', 'claim', 'claim-status', 'filings'];
/** Those of the offices, likewise. */
const DESK = ['desk', 'desk-case', 'desk-decisions', 'desk-payments', 'desk-budgets', 'desk-tips'];
/** Those of specialists, who read claims in the words of the desks. */
const OPINIONS = ['opinions', 'opinion'];
/** Those of them that are about budgets, with one more. */
const MONEY_DESK = ['desk-decisions', 'desk-budgets'];
/** Those one signs in for; their words come in a file of their own, which counts. */
const SIGNED_IN = [
  ...CLAIMS,
  ...DESK,
  ...OPINIONS,
  'me',
  'register',
  'invitation',
  'sessions',
  'keep',
  'place',
  'profile',
  'papers',
  'money',
  'sharing',
  'members',
  'companies',
  'company',
  'granted',
  'import',
  'institutions',
  'delegations',
];
const PAGES: Record<string, number> = { ...PUBLIC, ...Object.fromEntries(SIGNED_IN.map((page) => [page, 150])) };
const STYLES_KB = 25;

/** Style sheets every document names, whether the build keeps one for all pages or one for each. */
const stylesInHtml = [
  ...readFileSync(join(dist, 'web/app.html'), 'utf8').matchAll(/<link rel="stylesheet"[^>]* href="\/(assets\/[^"]+)"/gu),
].map(([, file = '']) => file);

describe('the first load of each page', () => {
  it.each(Object.entries(PAGES))('%s takes at most %i KB of JavaScript', (page, kilobytes) => {
    const scripts = firstLoadOf(page).map(({ file }) => file);
    expect(scripts.length).toBeGreaterThan(1);
    expect(sizeOf(scripts)).toBeLessThanOrEqual(kilobytes * KB);
  });

  it.each(Object.keys(PAGES))(`%s takes at most ${STYLES_KB} KB of styles`, (page) => {
    const styles = [...stylesInHtml, ...firstLoadOf(page).flatMap(({ css }) => css ?? [])];
    expect(styles.length).toBeGreaterThan(0);
    expect(sizeOf(styles)).toBeLessThanOrEqual(STYLES_KB * KB);
  });

  it('is budgeted for every page there is', () => {
    const pages = Object.keys(manifest).flatMap((key) => /^src\/pages\/(.+)\.tsx$/u.exec(key)?.[1] ?? []);
    expect(pages.sort()).toEqual(Object.keys(PAGES).sort());
  });

  it('lists in its HTML no script beyond those counted here', () => {
    for (const [page, html] of [
      ['home', 'index.html'],
      ['catalogue', 'programmes.html'],
      ['check', 'check.html'],
    ] as const) {
      const text = readFileSync(join(dist, 'web', html), 'utf8');
      const named = [...text.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/gu)].map(([, file]) => file);
      expect(named.length).toBeGreaterThan(0);
      expect(firstLoadOf(page).map(({ file }) => file)).toEqual(expect.arrayContaining(named));
    }
  });
});
