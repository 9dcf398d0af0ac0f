import { randomBytes } from 'node:crypto';
import { addMonths, type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { readPeople } from '../../local/issuer/people.ts';
import { type Caller, type Stage, Surprise } from '../stage.ts';
import type { Person } from '../token-office.ts';
import { creditCode } from './credit-code.ts';

/** The people of the example data, by their ids. */
const demoPeople = new Map(readPeople().map((person) => [person.id, person]));

/** Those the tour invents anew each time, so that it can be played again and again: nobody of the example data changes by it. */
const INVENTED = {
  founder: { zh: '申示例', en: 'Shen Shili (founder)' },
  preparer: { zh: '白示例', en: 'Bai Shili (preparer)' },
  consultant: { zh: '顾问示例', en: 'Guwen Shili (consultant)' },
  banker: { zh: '银示例', en: 'Yin Shili (new bank)' },
  clerk: { zh: '文示例', en: 'Wen Shili (new at the bureau)' },
} as const;
export type Invented = keyof typeof INVENTED;

/** The bodies of the example data the story meets. */
export const OPERATOR = 'operator-kunshan';
export const COMMUNITY = 'JS-320583-91';
export const BANK = 'bank-chengnan';
export const BUREAU = 'finance-kunshan';
/** Kunshan: the region of the science bureau in the story. */
export const DIVISION = '320583';

/** What one playing of the chapter carries from step to step. */
export interface Story {
  readonly run: string;
  readonly name: string;
  readonly uscc: string;
  /** Ids that come up as the story goes. */
  readonly ids: { company: string; residence: string; licence: string; grant: string };
  person(who: Invented): Person;
}

export function newStory(): Story {
  const run = randomBytes(4).toString('hex');
  return {
    run,
    name: `昆山示例巡演传感科技有限公司（${run}）`,
    uscc: creditCode(),
    ids: { company: '', residence: '', licence: '', grant: '' },
    person: (who) => ({ id: `tour-${run}-${who}`, name: INVENTED[who], personKey: `tour-${run}-${who}` }),
  };
}

/** One of the example data, with a token of their own. */
export function demo(stage: Stage, id: string): Caller {
  const person = demoPeople.get(id);
  if (!person) throw new Surprise(`没有这个演示人员 no such demo person: ${id}`);
  return stage.as(person);
}

/** One of those the tour invents. */
export const cast = (stage: Stage, story: Story, who: Invented): Caller => stage.as(story.person(who));

/** Today by the clock of the house, moved by whole months. */
export const monthsFromToday = (stage: Stage, months: number): CivilDate => addMonths(dayInShanghai(stage.tokens.now()), months);

/** The ETag of an answer. */
export function etagOf({ headers }: { readonly headers: Headers }): string {
  const etag = headers.get('etag');
  if (etag === null) throw new Surprise('回答没有 ETag the answer has no ETag');
  return etag;
}
