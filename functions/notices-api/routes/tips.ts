import type * as z from 'zod/mini';
import { tipBody, tipList, tipNoteBody, tipQuery } from '../../../shared/contracts/tips.ts';
import { brokenRule, fourEyes } from '../../../shared/domain/cases/people/four-eyes.ts';
import { noticeOf } from '../../../shared/domain/cases/shown/notice-of.ts';
import { subjectOfCase } from '../../../shared/domain/cases/shown/subject.ts';
import { leaveTip, mayBeShown, noteTip, type Tip } from '../../../shared/domain/cases/tips/tip.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf, concernedOf } from '../../../shared/http/case-people.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { PageQuestion } from '../../../shared/store/case-list.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { seenOf, tipCountWrite, tipWrite } from '../../../shared/store/tip-store.ts';
import type { NoticeParts } from '../notice-parts.ts';
import { gatherCase } from './gather-case.ts';

/** Division, moment, case, tip. */
const PLACE = /^\d{6}#[^#]{1,40}#[A-Za-z0-9._-]{1,64}#[A-Za-z0-9._-]{1,64}$/;

const organisationIdsOf = ({ memberships }: Principal): string[] => memberships.map(({ organisationId }) => organisationId);

const shown = ({ id, caseId, notice, text, leftAt, state, note, seenBy, seenAt }: Tip) => ({
  id,
  caseId,
  notice,
  text,
  leftAt,
  state,
  note,
  seenBy: seenBy?.name ?? null,
  seenAt,
});

/** What the chain says of a tip: that there was one. The applicant reads the chain and counts them; of what they say it finds keyed hashes. */
const auditOf = (caseId: string, said: Readonly<Record<string, string>>) => ({
  aggregate: { kind: 'case' as const, id: caseId },
  changed: Object.fromEntries(Object.entries(said).map(([name, sensitive]) => [name, { sensitive }])),
});

/**
 * Tips without a name. They are no step of the case: its state, its version and what a decision rests on stay as they are, so that nobody who
 * works on it is held up. Only its chain grows by an entry.
 */
export function tipRoutes(api: Api<Write>, parts: NoticeParts): void {
  api.openCommand('POST /v1/notices/{id}/tips', {
    body: tipBody,
    gather: async (request) => {
      const gathered = await gatherCase(request, parts);
      const notice = gathered && noticeOf(gathered.stored.file, undefined);
      // What is not on the notice board does not exist for the public.
      return notice ? { ...gathered, notice, subject: {} } : undefined;
    },
    decide: ({ body: { text }, now }, { stored, notice }) => {
      const { record } = stored.file;
      const today = dayInShanghai(now);
      const left = leaveTip(record, notice, { id: newId(), text, now: now.toISOString(), today });
      if (!left.ok) return left;
      const { value: tip } = left;
      return ok({
        writes: [tipWrite(undefined, tip), tipCountWrite(tip, today)],
        audit: auditOf(record.id, { tip: `${tip.id}\n${text}` }),
        status: 201,
        body: { leftAt: tip.leftAt },
      });
    },
  });

  /** Those of a region page by page, or those about one case of it. One read. */
  async function readAsked({ case: caseId, seen, ...page }: z.infer<typeof tipQuery> & PageQuestion, region: string) {
    if (caseId === undefined) return parts.tips.readTips(seen ?? 'waiting', region, page);
    const told = await parts.tips.readTipsOf(caseId);
    const inside = (tip: Tip) => tip.notice.divisionCode.startsWith(region) && (seen === undefined || seenOf(tip) === seen);
    return { items: told.filter(inside), last: null };
  }

  api.question(
    'GET /v1/tips',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const as = context.req.query('as');
      const place = who.memberships.find(
        ({ roles, organisationId }) =>
          (as === undefined || organisationId === as) && (roles.includes('notice-officer') || roles.includes('auditor')),
      );
      const region = regionPrefix(place?.divisionCode ?? '');
      const list = `tips ${context.req.query('seen') ?? 'waiting'} ${place?.divisionCode ?? ''} ${context.req.query('case') ?? ''}`;
      const query = validatedPage(context, tipQuery, list, (last) => PLACE.test(last) && last.startsWith(region));
      if (!query.ok) return query.refusal;
      if (!place || place.divisionCode === null) return problemReply(context, 'not-allowed');
      const { items, last } = await readAsked(query.value, region);
      const personKeys = [who.personKey, ...(place.onBehalf ? [place.onBehalf.personKey] : [])];
      const me = { personKeys, organisationIds: organisationIdsOf(who) };
      return reply(context, tipList, {
        items: items.filter((tip) => mayBeShown(tip, me)).map(shown),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );

  api.command('POST /v1/cases/{id}/tips/{tipId}/note', {
    body: tipNoteBody,
    gather: async (request) => {
      const told = await parts.tips.readTip(request.param('id'), request.param('tipId'));
      if (!told) return undefined;
      // Whoever belongs to the applicant by now, by whichever account.
      const memberKeys = await parts.tips.readMemberKeys(told.record.applicant.organisationId);
      return { ...told, memberKeys, subject: subjectOfCase(told.record) };
    },
    decide: (request, { record, tip, memberKeys }) => {
      const { body, now, who } = request;
      const by = actorOf(request);
      const person = { ...by, organisationIds: organisationIdsOf(who) };
      const concerned = concernedOf(record, undefined, request);
      const tie = brokenRule(record, 'notice', person, { ...concerned, memberKeys: [...concerned.memberKeys, ...memberKeys] });
      if (tie) return refuse(fourEyes(tie));
      const noted = noteTip(tip, { ...body, by, now: now.toISOString() });
      if (!noted.ok) return noted;
      return ok({
        writes: [tipWrite(tip, noted.value)],
        audit: auditOf(record.id, { tip: tip.id, state: body.state, note: body.note ?? '' }),
        status: 200,
        body: shown(noted.value),
      });
    },
  });
}
