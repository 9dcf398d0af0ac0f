import { letterList } from '../../../shared/contracts/case-letters.ts';
import { linkAnswer } from '../../../shared/contracts/documents.ts';
import { letterObjectKey } from '../../../shared/domain/cases/letters.ts';
import { subjectOfCase } from '../../../shared/domain/cases/subject.ts';
import type { Api } from '../../../shared/http/api.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Request } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { PaperPorts } from './gather.ts';

const LINK_SECONDS = 5 * 60;
const NAMES = { receipt: '收件回执', decision: '决定书', payment: '拨付通知', recovery: '追回通知书', reminder: '追回催告书' } as const;

/** The letters of a case, and the links that open them: for whoever may read its file. */
export function letterRoutes(api: Api<Write>, { objects }: Pick<PaperPorts, 'objects'>, cases: CaseReader): void {
  const gather = async ({ param }: Request) => {
    const stored = await cases.readCase(param('id'));
    return stored && { subject: subjectOfCase(stored.file.record), letters: stored.letters, id: stored.file.record.id };
  };

  api.question('GET /v1/cases/{id}/letters', gather, ({ context }, { letters }) => {
    const query = validatedQuery(context, NO_QUERY);
    return query.ok ? reply(context, letterList, { items: [...letters] }) : query.refusal;
  });

  api.question(
    'POST /v1/cases/{id}/letters/{letterId}/links',
    async (request) => {
      const found = await gather(request);
      const letter = found?.letters.find(({ id }) => id === request.param('letterId'));
      return found && letter && { ...found, letter };
    },
    async ({ context }, { id, letter }) => {
      const fileName = `${NAMES[letter.kind]}-${id.slice(0, 12)}-${letter.version}.pdf`;
      const link = await objects.createDownloadLink(letterObjectKey(id, letter), fileName, 'application/pdf', LINK_SECONDS);
      return reply(context, linkAnswer, { ...link, fileName, sha256: letter.sha256 });
    },
  );
}
