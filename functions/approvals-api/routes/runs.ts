import { runBody, runList, runPreview, runsQuery, runView } from '../../../shared/contracts/approval-runs.ts';
import { type ApprovalRun, fileOfRecord, type RunCard } from '../../../shared/domain/cases/runs/approval-run.ts';
import { withoutRun, withRun } from '../../../shared/domain/cases/runs/open-runs.ts';
import { applicantNameFor } from '../../../shared/domain/cases/shown/named-for.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { heldFen, noMoney, reserve, voidRest } from '../../../shared/domain/ledger/case-money.ts';
import type { Principal, Role } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { answered } from '../../../shared/http/case-answer.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import { caseProblemReply } from '../../../shared/http/case-problems.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { personStep } from '../../../shared/http/person-step.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Request } from '../../../shared/http/request.ts';
import { validatedBody, withoutQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import { putOpenRuns, putRun } from '../../../shared/store/run-store.ts';
import { stepCommit } from '../../../shared/store/step-writes.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';
import type { ApprovalParts } from '../approval-parts.ts';
import { budgetOfRun, groundOf, partsFor, planned, yearsFor } from '../use-cases/plan-run.ts';

const view = (run: ApprovalRun, { personKey }: Principal) =>
  runView.parse({ ...run, ...run.budget, leftFen: heldFen(run.money), mine: run.startedBy.personKey === personKey });
const summary = ({ budget, startedBy, ...card }: RunCard, { personKey }: Principal) => ({
  ...card,
  ...budget,
  startedBy: { personId: startedBy.personId, name: startedBy.name },
  mine: startedBy.personKey === personKey,
});

const READERS: readonly Role[] = ['finance-approver', 'finance-reviewer'];

/** Approving many at once: one command seals who gets what and reserves the total, one command a case draws from it. */
export function runRoutes(api: Api<Write>, parts: ApprovalParts): void {
  const { runs, organisations, readCards, readHolidays } = parts;
  api.question(
    'POST /v1/approval-runs/preview',
    () => ({ subject: {} }),
    async (request) => {
      const body = await validatedBody(request.context, runBody);
      if (!body.ok) return body.refusal;
      const [ground, holidays] = await Promise.all([groundOf(request, body.value, parts), readHolidays()]);
      if (!ground) return caseProblemReply(request.context, 'not-allowed');
      const { rule, cases, totalFen, leftFen, availableFen, bureau } = planned(request, body.value, ground, holidays);
      const { budgetId, communityId, fiscalYear } = budgetOfRun(body.value, bureau, request.now);
      return reply(request.context, runPreview, {
        budgetId,
        communityId,
        fiscalYear,
        years: yearsFor(body.value, ground, request.now, bureau),
        rule,
        availableFen,
        totalFen,
        leftFen,
        cases: [...cases],
        parts: partsFor(body.value, ground, request.now, bureau),
      });
    },
  );

  api.command('POST /v1/approval-runs', {
    body: runBody,
    gather: async (request, body) => {
      const [ground, holidays] = await Promise.all([body && groundOf(request, body, parts), readHolidays()]);
      return { subject: {}, head: ground?.head, ground, holidays };
    },
    decide: (request, { ground, holidays }) => {
      const { body, now } = request;
      if (!ground) return refuse({ code: 'not-allowed' });
      const { rule, cases, totalFen, by, bureau } = planned(request, body, ground, holidays);
      const left = cases.filter(({ refusal }) => refusal);
      const missing = body.items.filter(({ caseId }) => !cases.some((one) => one.caseId === caseId));
      if (missing.length > 0 || cases.every(({ grantedFen }) => grantedFen === 0)) {
        const faults = left.map(({ caseId, refusal }) => ({
          pointer: `/items/${body.items.findIndex((item) => item.caseId === caseId)}`,
          code: refusal?.code ?? '',
          detail: refusal?.text ?? { zh: '', en: '' },
        }));
        return refuse(missing.length > 0 ? { code: 'not-found' } : { code: 'nothing-to-approve', faults });
      }
      const id = newId();
      const budget = budgetOfRun(body, bureau, now);
      const act = { at: now.toISOString(), by: by.personId, auditOf: { kind: 'organisation' as const, id: bureau.organisationId } };
      const assumed = ground.budget ?? undefined;
      if (!assumed) return refuse({ code: 'budget-closed' });
      const taken = reserve(noMoney(id, null), assumed, totalFen, act);
      if (!taken.ok) return refuse({ code: taken.refusal });
      const items = cases
        .filter(({ grantedFen }) => grantedFen > 0)
        .map(({ caseId, grantedFen }) => {
          const said = body.items.find((item) => item.caseId === caseId);
          return { caseId, grantedFen, contentHash: said?.contentHash ?? '', ...(said?.reason && { reason: said.reason }), drawnAt: null };
        });
      const run: ApprovalRun = {
        id,
        budget,
        rule,
        items,
        totalFen,
        sealHash: contentHash({ budget: budget.budgetId, rule, items }),
        money: taken.value.money,
        startedBy: by,
        startedAt: now.toISOString(),
        closedAt: null,
        version: 1,
      };
      const granted = ground.records.filter((record) => items.some(({ caseId }) => caseId === record.id));
      const open = putOpenRuns(budget, withRun(ground.open, id, granted));
      return ok({
        writes: [putRun(run, 'absent'), open, ...ledgerWrites(taken.value.transfer)],
        audit: {
          aggregate: { kind: 'organisation', id: bureau.organisationId },
          changed: { approvalRun: id, sealHash: run.sealHash, totalFen, cases: items.length, ...transfersChanged([taken.value.transfer]) },
        },
        status: 201,
        body: view(run, request.who),
        version: 1,
        location: `/v1/approval-runs/${id}`,
      });
    },
  });

  api.question(
    'GET /v1/approval-runs',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const as = context.req.query('as');
      const bureau = who.memberships.find(
        ({ organisationId, roles }) => (as === undefined || organisationId === as) && roles.some((role) => READERS.includes(role)),
      );
      const list = `runs ${bureau?.organisationId} ${context.req.query('state')}`;
      const query = validatedPage(context, runsQuery, list);
      if (!query.ok) return query.refusal;
      if (!bureau) return caseProblemReply(context, 'not-allowed');
      const { items, last } = await runs.readRuns(bureau.organisationId, query.value.state, query.value);
      return reply(context, runList, {
        items: items.map((card) => summary(card, who)),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );

  const gatherRun = async ({ param }: Request) => {
    const run = await runs.readRun(param('id'));
    return run && { run, subject: { organisationId: run.budget.payerId } };
  };
  api.question(
    'GET /v1/approval-runs/{id}',
    gatherRun,
    withoutQuery(async ({ context, who }, { run }) => {
      const cards = await readCards(run.items.map(({ caseId }) => caseId));
      const items = run.items.map((item) => {
        const card = cards.get(item.caseId);
        return { ...item, ...(card && { applicantName: applicantNameFor(who, 'case.read-file', card) }) };
      });
      return reply(context, runView, view({ ...run, items }, who));
    }),
  );

  api.command('POST /v1/approval-runs/{id}/cases/{caseId}', {
    gather: async (request) => {
      const [drawn, holidays] = await Promise.all([runs.readDraw(request.param('id'), request.param('caseId')), readHolidays()]);
      if (!drawn) return undefined;
      const { run, record } = drawn;
      // Who belongs to the applicant today, as in every approval.
      const applicant = await organisations.readOrganisation(record.applicant.organisationId);
      return { ...drawn, holidays, applicant, subject: { organisationId: run.budget.payerId } };
    },
    decide: (request, { run, record, applicant, holidays }) => {
      const file = fileOfRecord(record);
      const item = run.items.find(({ caseId }) => caseId === record.id);
      if (!item) return refuse({ code: 'not-found' });
      if (item.drawnAt !== null) return refuse({ code: 'run-item-drawn' });
      const by = { ...actorOf(request), organisationId: run.budget.payerId };
      // The run is one person's decision: nobody else signs in its name.
      if (by.personKey !== run.startedBy.personKey) return refuse({ code: 'not-assigned' });
      const context = personStep(request, { record, applicant, holidays }, newId);
      const part = { money: run.money, budget: run.budget, grantedFen: item.grantedFen };
      const taken = step(file, 'approve', by, { contentHash: item.contentHash, reason: item.reason ?? '' }, { ...context, run: part });
      if (!taken.ok) return refuse(taken.refusal);
      const items = run.items.map((one) => (one === item ? { ...one, drawnAt: context.now } : one));
      const left: ApprovalRun = { ...run, items, money: taken.value.run ?? run.money, version: run.version + 1 };
      return ok(answered(taken.value.file, context.today, stepCommit(file, taken.value, context, [putRun(left, run.version)])));
    },
  });

  api.command('POST /v1/approval-runs/{id}/close', {
    gather: async (request) => {
      const found = await gatherRun(request);
      if (!found) return undefined;
      const { head, open } = await runs.readGround([], found.run.budget);
      return { ...found, head, open };
    },
    decide: ({ now, who }, { run, open }) => {
      if (run.closedAt) return refuse({ code: 'case-state' });
      const act = { at: now.toISOString(), by: who.personId, auditOf: { kind: 'organisation' as const, id: run.budget.payerId } };
      const given = heldFen(run.money) > 0 ? voidRest(run.money, act) : undefined;
      if (given && !given.ok) return refuse({ code: given.refusal });
      const transfers = given?.ok ? [given.value.transfer] : [];
      const closed: ApprovalRun = {
        ...run,
        money: given?.ok ? given.value.money : run.money,
        closedAt: now.toISOString(),
        version: run.version + 1,
      };
      return ok({
        writes: [putRun(closed, run.version), putOpenRuns(run.budget, withoutRun(open, run.id)), ...ledgerWrites(...transfers)],
        audit: {
          aggregate: { kind: 'organisation', id: run.budget.payerId },
          changed: { approvalRun: run.id, closed: true, ...(transfers.length > 0 && transfersChanged(transfers)) },
        },
        status: 200,
        body: view(closed, who),
        version: closed.version,
      });
    },
  });
}
