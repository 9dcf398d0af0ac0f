import type * as z from 'zod/mini';
import { expertList, expertQuery, OPINION_BODIES, opinionList, opinionQuery, opinionView } from '../../../shared/contracts/opinions.ts';
import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import { type AskedExpert, askedOf, shownTo } from '../../../shared/domain/cases/opinions/opinion.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { subjectForExperts } from '../../../shared/domain/cases/shown/subject.ts';
import { type Step, step } from '../../../shared/domain/cases/step.ts';
import type { Brought, StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import { isActive } from '../../../shared/domain/parties/organisation.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { concernedOf, membersAmong, personKeysOf } from '../../../shared/http/case-people.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { refusalOfAnswer, refusalOfQuestion } from '../use-cases/check-opinion.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { receiptOf, showOpinion } from '../use-cases/show-opinion.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherCase, gatherWithApplicant } from './gather-case.ts';

type Decided = Result<Decision<Write>, Refusal>;
type Gathered = NonNullable<Awaited<ReturnType<typeof gatherWithApplicant>>>;

/** The specialist by this id as they would act; undefined: nobody of that office who may be asked in this place. */
function expertOf(personId: string, office: OrganisationFile | undefined, { record }: CaseFile, now: Date): AskedExpert | undefined {
  const { id: organisationId = '', name: organisationName = '', uscc = null, divisionCode = null } = office?.organisation ?? {};
  const member = office?.members.find((one) => one.personId === personId && isActive(one, now.toISOString()));
  if (!member?.roles.includes('expert') || divisionCode === null || !covers(divisionCode, record.divisionCode)) return undefined;
  const { personKey, name } = member;
  return {
    by: { personId, personKey, name, role: 'expert', organisationId },
    organisationIds: [organisationId],
    concerned: concernedOf(record, undefined, { who: { memberships: [{ organisationId, organisationName, uscc }] } }),
  };
}

const secret = (expert: string) => ({ expert: { sensitive: expert } });

/** What the chain keeps of a step about a specialist: the applicant reads it too, and finds a keyed hash of who it is. */
function withheld(decision: Decision<Write>, personKey: string, more: Readonly<Record<string, string>> = {}): Decision<Write> {
  const { audit } = decision;
  return { ...decision, audit: { ...audit, changed: { ...audit.changed, ...secret(personKey), ...more } } };
}

const OWN_STEPS = ['accept-opinion', 'give-opinion', 'decline-opinion'] as const satisfies CaseEvent[];
type OwnStep = (typeof OWN_STEPS)[number];
type Said = StepDetail & { readonly basisHash?: string };

/** A step of the specialist: told to the chain without the name, and answered with what they were asked, not with the case. */
function answered(name: OwnStep, request: Allowed, { basisHash, ...said }: Said, { stored, applicant, holidays }: Gathered): Decided {
  const { file } = stored;
  const by = actorOf(request);
  const context = contextOf(request, { record: file.record, applicant, holidays });
  const asked = askedOf(file, by);
  const detail = { ...said, ...(basisHash !== undefined && { contentHash: basisHash }) };
  const unfit = asked && refusalOfAnswer(file.record, asked, detail);
  if (unfit) return refuse(unfit);
  const taken = step(file, name, by, detail, { ...context, brought: {} });
  if (!taken.ok) return refuse(taken.refusal);
  if (!asked) throw new Error(`${name} of case ${file.record.id} was taken by nobody who is asked`);
  const receipt = receiptOf(taken.value.file, asked.id);
  const { version: _version, ...committed } = commitStep(file, taken.value, { ...context, reason: said.reason });
  const told = withheld(committed, by.personKey, receipt.sealHash === null ? {} : { opinionSeal: receipt.sealHash });
  return ok({ ...told, audit: { ...told.audit, withheld: 'expert' }, body: receipt });
}

/** A step of the reviewer about a specialist. */
function stepAbout(
  request: Allowed,
  { stored, holidays, applicant }: Pick<Gathered, 'stored' | 'holidays'> & Pick<Parameters<typeof contextOf>[1], 'applicant'>,
  event: 'ask-opinion' | 'withdraw-opinion',
  detail: StepDetail,
  brought: Brought,
): Result<{ readonly taken: Step; readonly decision: Decision<Write> }, Refusal> {
  const { file } = stored;
  const context = contextOf(request, { record: file.record, applicant, holidays });
  const taken = step(file, event, actorOf(request), detail, { ...context, brought });
  if (!taken.ok) return refuse(taken.refusal);
  const decision = commitStep(file, taken.value, { ...context, reason: detail.reason ?? detail.text });
  return ok({ taken: taken.value, decision });
}

/** What reviewers ask of specialists: by name, with a question and a day; and taking it back. */
function askingRoutes(api: Api<Write>, parts: CaseParts): void {
  api.question(
    'GET /v1/experts',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const query = validatedQuery(context, expertQuery);
      if (!query.ok) return query.refusal;
      const { as } = query.value;
      const place = who.memberships.find(
        ({ roles, organisationId }) => roles.includes('finance-reviewer') && (as === undefined || as === organisationId),
      );
      if (!place?.divisionCode) return problemReply(context, 'not-allowed');
      const own = (await parts.opinions.readExperts(place.divisionCode)).filter(({ personId }) => personId !== who.personId);
      return reply(context, expertList, { items: own });
    },
  );

  api.command('POST /v1/cases/{id}/ask-opinion', {
    body: OPINION_BODIES['ask-opinion'],
    // The specialist's other memberships, and whether they belong to the applicant today, are looked at when they declare and when they answer.
    gather: async (request, body) => {
      const member = body && { organisationId: body.organisationId, personId: body.expertId };
      const [gathered, holidays, beside] = await Promise.all([
        gatherCase(request, parts),
        parts.readHolidays(),
        parts.readBeside({ personKeys: personKeysOf(request.who), member }),
      ]);
      if (!gathered) return undefined;
      const members = membersAmong(beside.hands, gathered.stored.file.record.applicant.organisationId);
      return { ...gathered, holidays, office: beside.office, applicant: { members } };
    },
    decide: (request, state) => {
      const { file } = state.stored;
      const { expertId, question, lines, papers, dueOn } = request.body;
      const unfit = refusalOfQuestion(file.record, { lines, papers });
      if (unfit) return refuse(unfit);
      const expert = expertOf(expertId, state.office, file, request.now);
      const detail = { text: question, lines, evidence: papers, ...(dueOn !== undefined && { dueOn: dueOn as CivilDate }) };
      const done = stepAbout(request, state, 'ask-opinion', detail, { ...(expert && { expert }) });
      return done.ok ? ok(withheld(done.value.decision, expert?.by.personKey ?? '')) : done;
    },
  });

  api.command('POST /v1/cases/{id}/withdraw-opinion', {
    body: OPINION_BODIES['withdraw-opinion'],
    gather: (request) => gatherWithApplicant(request, parts),
    decide: (request, state) => {
      const done = stepAbout(request, state, 'withdraw-opinion', request.body, {});
      const meant = state.stored.file.opinions.find(({ id }) => id === request.body.opinionId);
      return done.ok ? ok(withheld(done.value.decision, meant?.by.personKey ?? '')) : done;
    },
  });
}

/** What a specialist sees and says: their own list, what they were asked of one case, and their answer. */
function answeringRoutes(api: Api<Write>, parts: CaseParts): void {
  const ID = '[A-Za-z0-9._-]{1,64}';
  const PLACE = new RegExp(`^[^#]{1,40}#${ID}#${ID}$`);
  api.question(
    'GET /v1/opinions',
    () => ({ subject: {} }),
    async ({ context, who, now }) => {
      const list = `opinions ${context.req.query('state') ?? 'asked'} ${who.personId}`;
      const query = validatedPage(context, opinionQuery, list, (last) => PLACE.test(last));
      if (!query.ok) return query.refusal;
      const { items, last } = await parts.opinions.readOpinions(who.personId, query.value.state, query.value);
      const today = dayInShanghai(now);
      return reply(context, opinionList, {
        items: items.map((card) => ({ ...card, late: query.value.state === 'asked' && card.dueOn !== null && card.dueOn < today })),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );

  api.question(
    'GET /v1/cases/{id}/opinion',
    async (request: Request) => {
      const gathered = await gatherCase(request, parts);
      return gathered && { ...gathered, subject: subjectForExperts(gathered.stored.file) };
    },
    async ({ context, who, now }, { stored: { file } }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const opinion = shownTo(file, who);
      if (!opinion) return problemReply(context, 'not-found');
      const named = opinion.declaredAt === null ? [] : opinion.papers;
      const papers = await parts.readCasePapers(file.record.applicant.organisationId, named);
      return reply(context, opinionView, showOpinion(file, opinion, papers, dayInShanghai(now)));
    },
  );

  for (const name of OWN_STEPS) {
    const body: z.ZodMiniType = OPINION_BODIES[name];
    api.command(`POST /v1/cases/{id}/${name}`, {
      body,
      gather: async (request) => {
        const gathered = await gatherWithApplicant(request, parts);
        return gathered && { ...gathered, subject: subjectForExperts(gathered.stored.file) };
      },
      decide: (request, state) => answered(name, request, request.body as Said, state),
    });
  }
}

/** Opinions of specialists, from both sides. */
export function opinionRoutes(api: Api<Write>, parts: CaseParts): void {
  askingRoutes(api, parts);
  answeringRoutes(api, parts);
}
