import { runBody, runPreview, runView } from '../../../shared/contracts/cases.ts';
import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { type ApprovalRun, fileOfRecord, planRun } from '../../../shared/domain/cases/approval-run.ts';
import type { Actor, CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CaseRefusal } from '../../../shared/domain/cases/refusals.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { heldFen, noMoney, reserve, voidRest } from '../../../shared/domain/ledger/case-money.ts';
import { budgetIdOf } from '../../../shared/domain/ledger/change-budget.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { caseProblemReply } from '../../../shared/http/case-problems.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { validatedBody } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import { putRun, type RunGround } from '../../../shared/store/run-store.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { assumedBudget } from '../use-cases/where-to-reserve.ts';

type Body = {
  readonly programmeId: string;
  readonly items: readonly { readonly caseId: string; readonly contentHash: string }[];
  readonly rule: 'by-order' | 'pro-rata';
};

/** The bureau in whose name somebody approves. */
const bureauOf = ({ memberships }: Principal): Membership | undefined =>
  memberships.find(({ roles }) => roles.includes('finance-approver'));

const budgetOf = (body: Body, bureau: Membership, now: Date) => {
  const identity = {
    programmeId: body.programmeId,
    fiscalYear: Number(dayInShanghai(now).slice(0, 4)),
    payerId: bureau.organisationId,
    communityId: null,
  };
  return { ...identity, budgetId: budgetIdOf(identity) };
};

async function groundOf({ who, now }: Pick<Request, 'who' | 'now'>, body: Body, { runs }: CaseParts): Promise<RunGround | undefined> {
  const bureau = bureauOf(who);
  return (
    bureau &&
    runs.readGround(
      body.items.map(({ caseId }) => caseId),
      budgetOf(body, bureau, now).budgetId,
      bureau.organisationId,
    )
  );
}

/** What each case would answer if it were approved now, and who gets what. A case of elsewhere is none. */
function planned(request: Allowed, body: Body, { records, budget }: RunGround, holidays: HolidayLists) {
  const bureau = bureauOf(request.who) as Membership;
  const seen = new Map(body.items.map((item) => [item.caseId, item.contentHash]));
  const by: Actor = { ...actorOf(request), role: 'finance-approver', organisationId: bureau.organisationId };
  const ours = records.filter(
    ({ divisionCode, programmeId }) => programmeId === body.programmeId && covers(bureau.divisionCode ?? '-', divisionCode),
  );
  const tryOne = (record: CaseRecord): CaseRefusal | undefined => {
    const context = contextOf(request, {
      record,
      applicant: undefined,
      holidays,
      budget: assumedBudget(record, by, dayInShanghai(request.now)),
    });
    const tried = step(fileOfRecord(record), 'approve', by, { contentHash: seen.get(record.id) ?? '' }, { ...context, brought: {} });
    return tried.ok ? undefined : tried.refusal;
  };
  const availableFen = budget?.open === 1 ? budget.availableFen : 0;
  const rule = body.rule === 'pro-rata' ? ({ kind: 'pro-rata' } as const) : ({ kind: 'by-order', skip: false } as const);
  return { ...planRun(ours, availableFen, rule, tryOne), availableFen, by, bureau };
}

const view = (run: ApprovalRun) => runView.parse({ ...run, budgetId: run.budget.budgetId, leftFen: heldFen(run.money) });

/** Approving many at once: one command seals who gets what and reserves the total, one command a case draws from it. */
export function runRoutes(api: Api<Write>, parts: CaseParts): void {
  api.question(
    'POST /v1/approval-runs/preview',
    () => ({ subject: {} }),
    async (request) => {
      const body = await validatedBody(request.context, runBody);
      if (!body.ok) return body.refusal;
      const [ground, holidays] = await Promise.all([groundOf(request, body.value, parts), parts.readHolidays()]);
      if (!ground) return caseProblemReply(request.context, 'not-allowed');
      const { cases, totalFen, leftFen, availableFen, bureau } = planned(request, body.value, ground, holidays);
      const { budgetId } = budgetOf(body.value, bureau, request.now);
      return reply(request.context, runPreview, { budgetId, availableFen, totalFen, leftFen, cases: [...cases] });
    },
  );

  api.command('POST /v1/approval-runs', {
    body: runBody,
    gather: async (request, body) => {
      const [ground, holidays] = await Promise.all([body && groundOf(request, body, parts), parts.readHolidays()]);
      return { subject: {}, head: ground?.head, ground, holidays };
    },
    decide: (request, { ground, holidays }) => {
      const { body, now } = request;
      if (!ground) return refuse({ code: 'not-allowed' });
      const { cases, totalFen, by, bureau } = planned(request, body, ground, holidays);
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
      const budget = budgetOf(body, bureau, now);
      const act = { at: now.toISOString(), by: by.personId, auditOf: { kind: 'organisation' as const, id: bureau.organisationId } };
      const assumed = ground.budget ?? undefined;
      if (!assumed) return refuse({ code: 'budget-closed' });
      const taken = reserve(noMoney(id, null), assumed, totalFen, act);
      if (!taken.ok) return refuse({ code: taken.refusal });
      const items = cases
        .filter(({ grantedFen }) => grantedFen > 0)
        .map(({ caseId, grantedFen }) => ({
          caseId,
          grantedFen,
          contentHash: body.items.find((item) => item.caseId === caseId)?.contentHash ?? '',
          drawnAt: null,
        }));
      const run: ApprovalRun = {
        id,
        budget,
        rule: body.rule,
        items,
        totalFen,
        sealHash: contentHash({ budget: budget.budgetId, rule: body.rule, items }),
        money: taken.value.money,
        startedBy: by,
        startedAt: now.toISOString(),
        closedAt: null,
        version: 1,
      };
      return ok({
        writes: [putRun(run, 'absent'), ...ledgerWrites(taken.value.transfer)],
        audit: {
          aggregate: { kind: 'organisation', id: bureau.organisationId },
          changed: { approvalRun: id, sealHash: run.sealHash, totalFen, cases: items.length, ...transfersChanged([taken.value.transfer]) },
        },
        status: 201,
        body: view(run),
        version: 1,
        location: `/v1/approval-runs/${id}`,
      });
    },
  });

  const gatherRun = async ({ param }: Request) => {
    const run = await parts.runs.readRun(param('id'));
    return run && { run, subject: { organisationId: run.budget.payerId } };
  };
  api.question('GET /v1/approval-runs/{id}', gatherRun, ({ context }, { run }) => reply(context, runView, view(run)));

  api.command('POST /v1/approval-runs/{id}/cases/{caseId}', {
    gather: async (request) => {
      const [drawn, holidays] = await Promise.all([
        parts.runs.readDraw(request.param('id'), request.param('caseId')),
        parts.readHolidays(),
      ]);
      if (!drawn) return undefined;
      const { run, record } = drawn;
      // Who belongs to the applicant today, as in every approval.
      const applicant = await parts.organisations.readOrganisation(record.applicant.organisationId);
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
      const context = contextOf(request, { record, applicant, holidays });
      const part = { money: run.money, budget: run.budget, grantedFen: item.grantedFen };
      const taken = step(file, 'approve', by, { contentHash: item.contentHash }, { ...context, run: part, brought: {} });
      if (!taken.ok) return refuse(taken.refusal);
      const items = run.items.map((one) => (one === item ? { ...one, drawnAt: context.now } : one));
      const left: ApprovalRun = { ...run, items, money: taken.value.run ?? run.money, version: run.version + 1 };
      return ok(commitStep(file, taken.value, context, [putRun(left, run.version)]));
    },
  });

  api.command('POST /v1/approval-runs/{id}/close', {
    gather: async (request) => {
      const found = await gatherRun(request);
      const ground = found && (await parts.runs.readGround([], found.run.budget.budgetId, found.run.budget.payerId));
      return found && { ...found, head: ground?.head };
    },
    decide: ({ now, who }, { run }) => {
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
        writes: [putRun(closed, run.version), ...ledgerWrites(...transfers)],
        audit: {
          aggregate: { kind: 'organisation', id: run.budget.payerId },
          changed: { approvalRun: run.id, closed: true, ...(transfers.length > 0 && transfersChanged(transfers)) },
        },
        status: 200,
        body: view(closed),
        version: closed.version,
      });
    },
  });
}
