import { profileOf } from '../../../shared/domain/cases/profiles.ts';
import type { Opinion } from '../../../shared/domain/cases/records/beside.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { type CaseLetter, opinionOfLetter } from '../../../shared/domain/cases/shown/letters.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Bilingual } from '../../../shared/domain/policy/text.ts';
import { dayText, type Said, type Saying } from './say.ts';

/**
 * Letters to a specialist. They say what one may know before declaring that there is no conflict, and no more: the programme, whose case it is
 * unless it is judged blind, until when. First in Chinese, then in English.
 */

const dayOf = (at: string): CivilDate => dayInShanghai(new Date(at));

/** The opinion a letter is about. @throws Error where the case has no such one */
function opinionOf(file: Pick<CaseFile, 'opinions'>, kind: CaseLetter['kind'], about: string): Opinion {
  const found = opinionOfLetter(file, { kind, about });
  if (!found) throw new Error(`no such opinion: ${about}`);
  return found;
}

/** The programme, and whose case it is where that may be known. */
function matter({ record: { programmeName, applicant, instrument } }: CaseFile): Bilingual {
  const { zh, en } = programmeName;
  return profileOf(instrument).blindOpinions
    ? { zh: `“${zh}”的一件申报（匿名评审）`, en: `a case under “${en}”, judged without the applicant’s name` }
    : { zh: `${applicant.name}申报的“${zh}”`, en: `the case of ${applicant.name} under “${en}”` };
}

const until = ({ dueOn }: Opinion): Bilingual =>
  dueOn === null
    ? { zh: '没有规定期限', en: 'no day is set' }
    : { zh: `请在${dayText(dueOn)}前（含当日）答复`, en: `please answer by ${dueOn}, that day included` };
const HOW = {
  zh: '请登录融桥，在“专家意见”中先声明与本案无利害关系，声明之后才能看到征询的问题和材料；有利害关系、没有时间或者不属于您的专业的，请谢绝，以便另请他人。',
  en: 'Sign in to Rongqiao. Under “Expert opinions”, first declare that you have no conflict of interest; the question and the papers are shown after that. If you have one, or no time, or it is not your field, please decline, so that somebody else can be asked.',
};

const letterOf = (title: string, date: CivilDate, said: readonly Bilingual[]): Said => ({
  title,
  date,
  paragraphs: [...said.map(({ zh }) => zh), ...said.map(({ en }) => en)].map((text) => text.slice(0, 4000)),
  clauses: [],
  amount: null,
  payee: null,
  remedy: null,
});

/** That an opinion is asked for. */
export const opinionRequest: Saying = ({ file }, _today, about) => {
  const opinion = opinionOf(file, 'opinion-request', about);
  const { zh, en } = matter(file);
  const due = until(opinion);
  const ask = { zh: `现就${zh}向您征询意见，${due.zh}。`, en: `Your opinion is asked for on ${en}: ${due.en}.` };
  return letterOf('征询专家意见函', dayOf(opinion.askedAt), [ask, HOW]);
};

/** That it is due soon. */
export const opinionDue: Saying = ({ file }, today, about) => {
  const opinion = opinionOf(file, 'opinion-due', about);
  const { zh, en } = matter(file);
  const due = until(opinion);
  return letterOf('专家意见到期提醒', today, [
    {
      zh: `${dayText(dayOf(opinion.askedAt))}就${zh}向您征询的意见即将到期，${due.zh}。`,
      en: `Your opinion on ${en} is due soon: ${due.en}.`,
    },
    HOW,
  ]);
};

/** That it is late, and what follows. */
export const opinionLate: Saying = ({ file }, today, about) => {
  const opinion = opinionOf(file, 'opinion-late', about);
  const { zh, en } = matter(file);
  const day = opinion.dueOn;
  return letterOf('专家意见逾期提醒', today, [
    {
      zh: `就${zh}向您征询的意见已于${day === null ? '' : dayText(day)}到期，尚未收到。请尽快答复或者谢绝；经办人可以撤回征询，另请他人。`,
      en: `Your opinion on ${en} was due on ${day} and has not come. Please give it or decline; the reviewer may take the request back and ask somebody else.`,
    },
    HOW,
  ]);
};

/** That it is not needed any more. Why, the office keeps to itself: it may be about somebody else. */
export const opinionWithdrawal: Saying = ({ file }, today, about) => {
  const opinion = opinionOf(file, 'opinion-withdrawal', about);
  const { zh, en } = matter(file);
  return letterOf('撤回征询通知', opinion.closedAt === null ? today : dayOf(opinion.closedAt), [
    {
      zh: `${dayText(dayOf(opinion.askedAt))}就${zh}向您提出的征询已撤回，不再需要您的意见。谢谢。`,
      en: `The request for your opinion on ${en} is taken back; it is not needed any more. Thank you.`,
    },
  ]);
};
