import type { Context } from 'hono';
import { letterList } from '../../../shared/contracts/case-letters.ts';
import { linkAnswer } from '../../../shared/contracts/documents.ts';
import { type CaseLetter, isOpinionLetter, letterObjectKey } from '../../../shared/domain/cases/shown/letters.ts';
import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import type { Api } from '../../../shared/http/api.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PaperPorts } from './gather.ts';

const LINK_SECONDS = 5 * 60;
const LETTER_NAMES = {
  receipt: '收件回执',
  decision: '决定书',
  payment: '拨付通知',
  recovery: '追回通知书',
  reminder: '追回催告书',
  deadline: '期限提醒',
  correction: '补正通知书',
  conditions: '条件落实情况补充通知书',
  appeal: '复核决定书',
  void: '支持决定失效通知书',
  lapse: '失效通知书',
  offer: '免申即享告知书',
  'opinion-request': '征询专家意见函',
  'opinion-due': '专家意见到期提醒',
  'opinion-late': '专家意见逾期提醒',
  'opinion-withdrawal': '撤回征询通知',
} as const satisfies Record<CaseLetter['kind'], string>;

/** What the office writes to specialists is theirs and the office's: the applicant is not told who was asked. */
const shownTo = ({ grounds }: Allowed, letter: CaseLetter): boolean =>
  !isOpinionLetter(letter.kind) || (grounds.relation !== 'same-organisation' && grounds.relation !== 'confirming-body');

/** The link that opens a letter. */
export async function linkToLetter(
  context: Context,
  { objects }: Pick<PaperPorts, 'objects'>,
  caseId: string,
  letter: CaseLetter,
): Promise<Response> {
  const fileName = `${LETTER_NAMES[letter.kind]}-${caseId.slice(0, 12)}-${letter.version}.pdf`;
  const link = await objects.createDownloadLink(letterObjectKey(caseId, letter), fileName, 'application/pdf', LINK_SECONDS);
  return reply(context, linkAnswer, { ...link, fileName, sha256: letter.sha256 });
}

/** The letters of a case, and the links that open them: for whoever may read its file. */
export function letterRoutes(api: Api<Write>, { objects }: Pick<PaperPorts, 'objects'>, cases: CaseReader): void {
  const gather = async ({ param }: Request) => {
    const stored = await cases.readCase(param('id'));
    return stored && { subject: subjectOfCase(stored.file.record), letters: stored.letters, id: stored.file.record.id };
  };

  api.question('GET /v1/cases/{id}/letters', gather, (request, { letters }) => {
    const { context } = request;
    const query = validatedQuery(context, NO_QUERY);
    return query.ok ? reply(context, letterList, { items: letters.filter((one) => shownTo(request, one)) }) : query.refusal;
  });

  api.question(
    'POST /v1/cases/{id}/letters/{letterId}/links',
    async (request) => {
      const found = await gather(request);
      const letter = found?.letters.find(({ id }) => id === request.param('letterId'));
      return found && letter && { ...found, letter };
    },
    async (request, { id, letter }) => {
      const { context } = request;
      if (!shownTo(request, letter)) return problemReply(context, 'not-found');
      return linkToLetter(context, { objects }, id, letter);
    },
  );
}
