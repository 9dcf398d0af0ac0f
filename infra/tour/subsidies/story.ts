import { randomBytes, randomInt } from 'node:crypto';
import { type CaseAnswer, caseAnswer } from '../../../shared/contracts/case-answer.ts';
import { type CaseFileView, caseFileView } from '../../../shared/contracts/case-file.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { expectRefusal, read } from '../expect.ts';
import { etagOf } from '../people/story.ts';
import { type Answer, type Caller, type Stage, Surprise } from '../stage.ts';
import type { Person } from '../token-office.ts';

/** The example data the story meets: a county, its offices, its subsidies. */
export const BROADBAND = 'community-broadband-subsidy';
export const TRAINING = 'community-training-subsidy';
export const BUREAU = 'finance-kunshan';

/** Whom the bureau invites for the story: nobody of the example data has two posts. */
const COLLEAGUES = {
  'two-posts': { zh: '双示例', en: 'Shuang Shili (reviewer and approver)' },
} as const;
export type Colleague = keyof typeof COLLEAGUES;

/** A start-up and the two who act for it. */
export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly uscc: string;
  readonly owner: Caller;
  readonly preparer: Caller;
}

/** One bill the firm has registered. */
export interface Bill {
  readonly invoiceId: string;
  readonly documentId: string;
}

/** What comes up as the story goes. */
export interface Found {
  readonly firm: Firm;
  readonly contract: string;
  readonly proof: string;
  readonly bills: { readonly line: Bill; readonly router: Bill; readonly lastYear: Bill };
  /** Ids of the claims. */
  readonly first: string;
  readonly second: string;
  readonly training: string;
  readonly mentoring: string;
}

export interface Story {
  readonly run: string;
  /** Keeps what later steps need. */
  keep(found: Partial<Found>): void;
  get<Key extends keyof Found>(key: Key): Found[Key];
  colleague(who: Colleague): Person;
}

export function newStory(): Story {
  const run = randomBytes(4).toString('hex');
  const kept: Partial<Found> = {};
  return {
    run,
    keep: (found) => void Object.assign(kept, found),
    get(key) {
      const value = kept[key];
      if (value === undefined) throw new Surprise(`前面的步骤没有留下 no step before this one left: ${key}`);
      return value;
    },
    colleague: (who) => ({ id: `tour-${run}-${who}`, name: COLLEAGUES[who], personKey: `tour-${run}-${who}` }),
  };
}

export const colleague = (stage: Stage, story: Story, who: Colleague): Caller => stage.as(story.colleague(who));

export const today = (stage: Stage): CivilDate => dayInShanghai(stage.tokens.now());

/** The calendar year whose costs are claimed: until the end of March that of the year before. */
export const claimYear = (stage: Stage): number => {
  const [year = 0, month = 0] = today(stage).split('-').map(Number);
  return month <= 3 ? year - 1 : year;
};

export const yuan = (fen: number | null): string => (fen === null ? '?' : `¥${(fen / 100).toLocaleString('en-US')}`);

/** A number such as invoices have. */
export const invoiceNumber = (): string => Array.from({ length: 20 }, () => randomInt(10)).join('');

/** The first thing of a list that is looked for, on whichever page it stands. */
export async function findOnPages<Page extends { readonly nextCursor: string | null }, Found>(
  readPage: (cursor: string) => Promise<Page>,
  find: (page: Page) => Found | undefined,
): Promise<Found | undefined> {
  let page = await readPage('');
  for (;;) {
    const found = find(page);
    if (found !== undefined || page.nextCursor === null) return found;
    page = await readPage(`&cursor=${page.nextCursor}`);
  }
}

/** One step of a case at the version of the moment, whatever comes of it. */
export async function tryStep(by: Caller, caseId: string, step: string, body?: unknown): Promise<Answer> {
  const seen = await by.get(`/v1/cases/${caseId}`);
  return by.post(`/v1/cases/${caseId}/${step}`, body, { ifMatch: seen.status === 200 ? etagOf(seen) : '"1"' });
}

/** One step of a case that must lead to this state; tells whose turn it is then. */
export async function takeStep(
  stage: Stage,
  by: Caller,
  caseId: string,
  [step, state]: readonly [step: string, state: CaseAnswer['state']],
  body?: unknown,
): Promise<CaseAnswer> {
  const answer = read(await tryStep(by, caseId, step, body), caseAnswer);
  const { publicLabel, owedByLabel, dueOn } = answer;
  const turn = `${publicLabel.zh} ${publicLabel.en} · 轮到 next: ${owedByLabel.zh}${dueOn === null ? '' : ` · 期限 by ${dueOn}`}`;
  stage.insist(answer.state === state, answer.state === state ? turn : `${step}: ${state} expected, got ${answer.state}`);
  return answer;
}

/** One step that must be refused. */
export async function refuseStep(
  stage: Stage,
  by: Caller,
  caseId: string,
  [step, status, code, ...pointers]: readonly [step: string, status: number, code: string, ...pointers: string[]],
  body?: unknown,
): Promise<void> {
  expectRefusal(stage, await tryStep(by, caseId, step, body), status, code, pointers);
}

export const readCase = async (by: Caller, caseId: string): Promise<CaseAnswer> => read(await by.get(`/v1/cases/${caseId}`), caseAnswer);
export const readFile = async (by: Caller, caseId: string): Promise<CaseFileView> =>
  read(await by.get(`/v1/cases/${caseId}/file`), caseFileView);
