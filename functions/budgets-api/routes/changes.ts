import {
  budgetOpening,
  type ChangeView,
  changeAnswer,
  changeBody,
  changeList,
  changesQuery,
  changeView,
  declineBody,
} from '../../../shared/contracts/ledger.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { actOf, type BudgetChange, type ChangePerson, transferOf } from '../../../shared/domain/ledger/budget-change.ts';
import { budgetIdOf, programmeOf } from '../../../shared/domain/ledger/change-budget.ts';
import { checkOpening, openingFault, openingYears } from '../../../shared/domain/ledger/check-opening.ts';
import { changedBudget, counterChanges, emptyBudget } from '../../../shared/domain/ledger/counters.ts';
import { TRANSFER_KINDS } from '../../../shared/domain/ledger/kinds.ts';
import type { Budget, BudgetIdentity, Transfer } from '../../../shared/domain/ledger/records.ts';
import { showBudget } from '../../../shared/domain/ledger/show-budget.ts';
import { balancesOf, budgetsOf } from '../../../shared/domain/ledger/transfer.ts';
import type { Subject } from '../../../shared/domain/parties/access.ts';
import { keysOf, sameHand } from '../../../shared/domain/parties/hands.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import type { ChainHead } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { BUDGET_PROBLEMS } from '../../../shared/http/budget-problems.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { type Allowed, authorOf, type Request } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { budgetChangeWrite } from '../../../shared/store/budget-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';
import type { BudgetParts } from '../budget-parts.ts';
import { type RolledCase, rollReserved } from '../use-cases/roll-reserved.ts';

const isBudgeteer = ({ roles }: Membership): boolean => roles.includes('finance-approver') || roles.includes('finance-reviewer');
/** The bureau whose budgets somebody proposes to change: the first where they may, or the one that is named. */
const bureauOf = ({ memberships }: Principal, named?: string): Membership | undefined =>
  memberships.find((place) => isBudgeteer(place) && (named === undefined || place.organisationId === named));

const personOf = ({ who, grounds }: Allowed): ChangePerson => ({
  personId: who.personId,
  personKey: who.personKey,
  name: who.name,
  role: grounds.role,
  ...(grounds.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
});

/** More than a stand-in was given to approve. What names no amount, as closing a budget, moves all of it: that is above any. */
const isAbove = ({ grounds }: Allowed, amountFen: number | null): boolean =>
  (amountFen ?? Number.POSITIVE_INFINITY) > (grounds.membership?.onBehalf?.uptoFen ?? Number.POSITIVE_INFINITY);

/** The entry a change compensates, in words. */
function showEntry({ id, kind, at, reason }: Transfer): NonNullable<ChangeView['corrects']> {
  const { zh, en } = TRANSFER_KINDS[kind];
  return { transferId: id, label: { zh, en }, at, reason };
}

const showChange = (change: BudgetChange, { personKey }: Principal): ChangeView => {
  const { id, kind, budget, to, amountFen, corrects, reason, status, proposedBy, proposedAt, decidedBy, decidedAt } = change;
  const { budgetId, programmeId, fiscalYear, communityId } = budget;
  return {
    id,
    kind,
    budgetId,
    programmeId,
    fiscalYear,
    communityId,
    toBudgetId: to?.budgetId ?? null,
    amountFen,
    corrects: corrects ? showEntry(corrects) : null,
    reason,
    status,
    proposedBy: { personId: proposedBy.personId, name: proposedBy.name, at: proposedAt },
    decidedBy: decidedBy && { personId: decidedBy.personId, name: decidedBy.name, at: decidedAt ?? '' },
    mine: keysOf(proposedBy).includes(personKey),
  };
};

const yearOf = (now: Date): number => Number(dayInShanghai(now).slice(0, 4));

const identityOf = ({ budgetId, programmeId, fiscalYear, payerId, communityId }: Budget): BudgetIdentity => ({
  budgetId,
  programmeId,
  fiscalYear,
  payerId,
  communityId,
});

const auditOf = ({ id, kind, budget, to, amountFen, corrects, status, reason }: BudgetChange, transfers: readonly Transfer[] = []) => ({
  aggregate: { kind: 'programme' as const, id: budget.programmeId },
  changed: {
    change: id,
    kind,
    budget: budget.budgetId,
    to: to?.budgetId ?? null,
    amountFen,
    ...(corrects && { corrects: corrects.id }),
    status,
    ...(transfers.length > 0 && transfersChanged(transfers)),
  },
  reason,
});

/** A proposal, if the rule would let it happen now: what cannot be is not laid before a second person. */
function propose(
  request: Allowed,
  about: Pick<BudgetChange, 'kind' | 'budget' | 'to' | 'amountFen' | 'corrects' | 'reason'>,
  budgets: { from: Budget | undefined; to: Budget | undefined },
): Result<Decision<Write>, Refusal> {
  if (isAbove(request, about.amountFen)) return refuse({ code: 'above-authority' });
  const proposedAt = request.now.toISOString();
  const change: BudgetChange = {
    id: newId(),
    ...about,
    status: 'pending',
    proposedBy: personOf(request),
    proposedAt,
    decidedBy: null,
    decidedAt: null,
    version: 1,
  };
  const tried = transferOf(change, budgets, actOf(change, 'a second person', proposedAt));
  if (tried && !tried.ok) return refuse({ code: tried.refusal });
  return ok({
    writes: [budgetChangeWrite(undefined, change)],
    audit: auditOf(change),
    status: 201,
    body: changeView.parse(showChange(change, request.who)),
    location: `/v1/budgets/${change.budget.budgetId}/changes/${change.id}`,
  });
}

interface Correctable {
  readonly from: Budget;
  readonly to: Budget | undefined;
  readonly entry: Transfer | undefined;
  readonly isCorrected: boolean;
}

/** An entry that was wrong, laid before a second person; or why it cannot be compensated. */
function proposeCorrection(
  request: Allowed,
  { from, to, entry, isCorrected }: Correctable,
  reason: string,
): Result<Decision<Write>, Refusal> {
  const misnamed = entry === undefined ? 'entry-unknown' : entry.budgetId === from.budgetId ? undefined : 'entry-of-another-budget';
  if (misnamed || !entry) {
    const code = misnamed ?? 'entry-unknown';
    const { zh, en } = BUDGET_PROBLEMS[code];
    return refuse({ code, faults: [{ pointer: '/transferId', code, detail: { zh, en } }] });
  }
  if (isCorrected) return refuse({ code: 'already-corrected' });
  const amountFen = Math.abs(balancesOf(entry.postings.filter(({ budgetId }) => budgetId === from.budgetId)).available);
  const about = { kind: 'correct' as const, budget: identityOf(from), to: to ? identityOf(to) : null, amountFen, corrects: entry, reason };
  return propose(request, about, { from, to });
}

interface GatheredChange {
  readonly subject: Subject;
  readonly head: ChainHead | undefined;
  readonly change: BudgetChange;
  readonly from: Budget | undefined;
  readonly to: Budget | undefined;
  readonly rolled: readonly RolledCase[];
}

/** What happens where a second natural person confirms. */
function confirm(request: Allowed, { change, from, to, rolled }: GatheredChange): Result<Decision<Write>, Refusal> {
  const by = personOf(request);
  const at = request.now.toISOString();
  const decided = transferOf(change, { from, to }, actOf(change, by.personId, at));
  if (decided && !decided.ok) return refuse({ code: decided.refusal });
  const transfers = decided ? [decided.value] : [];
  const after: BudgetChange = { ...change, status: 'confirmed', decidedBy: by, decidedAt: at, version: change.version + 1 };
  const [moved] = counterChanges(transfers).filter(({ budgetId }) => budgetId === change.budget.budgetId);
  const budget = moved ? changedBudget(from ?? emptyBudget(change.budget), moved) : from;
  const { changed, ...audit } = auditOf(after, transfers);
  const rolledFen = rolled.filter(({ refusedBy }) => refusedBy === null).reduce((sum, { amountFen }) => sum + amountFen, 0);
  return ok({
    writes: [budgetChangeWrite(change, after), ...ledgerWrites(...transfers)],
    audit: { ...audit, changed: { ...changed, ...(change.kind === 'roll-reserved' && { cases: rolled.length, rolledFen }) } },
    status: 200,
    body: changeAnswer.parse({ change: showChange(after, request.who), budget: budget ? showBudget(budget) : null, rolled }),
  });
}

/** Budgets are opened and changed by two natural persons of the bureau: one proposes, another confirms or declines. */
export function changeRoutes(api: Api<Write>, parts: BudgetParts): void {
  const { budgets, ledger, readCatalogue } = parts;

  api.command('POST /v1/budgets', {
    body: budgetOpening,
    gather: async ({ who }, body) => {
      const bureau = bureauOf(who);
      if (!body || !bureau) return { subject: {}, head: undefined, opening: undefined };
      const { programmeId, fiscalYear, communityId } = body;
      const named = { programmeId, fiscalYear, payerId: bureau.organisationId, communityId };
      const identity: BudgetIdentity = { budgetId: budgetIdOf(named), ...named };
      const [rows, catalogue] = await Promise.all([
        budgets.readTogether({ budgetIds: [identity.budgetId], programmeId, communityId }),
        readCatalogue(),
      ]);
      const { head, community } = rows;
      const opening = {
        identity,
        from: rows.budgets.get(identity.budgetId),
        catalogue,
        community,
        divisionCode: bureau.divisionCode ?? '-',
      };
      return { subject: {}, head, opening };
    },
    decide: (request, { opening }) => {
      if (!opening) return refuse({ code: 'not-allowed' });
      const { identity, from, catalogue, community, divisionCode } = opening;
      if (!catalogue) return refuse({ code: 'service-unavailable' });
      const { programmes, adopted } = catalogue;
      const faults = checkOpening(identity, { thisYear: yearOf(request.now), programmes, adopted, divisionCode, community });
      if (faults.length > 0) return refuse({ code: 'budget-refused', faults });
      const { amountFen, reason } = request.body;
      return propose(request, { kind: 'open', budget: identity, to: null, amountFen, reason }, { from, to: undefined });
    },
  });

  api.question(
    'GET /v1/budgets/changes',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const bureau = bureauOf(who, context.req.query('as'))?.organisationId;
      const list = `changes ${bureau}`;
      const query = validatedPage(context, changesQuery, list);
      if (!query.ok) return query.refusal;
      if (bureau === undefined) return problemReply(context, 'not-allowed');
      const { items, last } = await budgets.readPending(bureau, query.value);
      return reply(context, changeList, {
        items: items.map((change) => showChange(change, who)),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );

  api.command('POST /v1/budgets/{id}/changes', {
    body: changeBody,
    gather: async ({ param }, body) => {
      const id = param('id');
      if (body?.kind === 'correct') {
        const { entry, isCorrected } = await ledger.readEntry(id, body.at, body.transferId);
        const toId = entry && budgetsOf(entry).find((one) => one !== id);
        // The programme is a word of the budget's name: what is read here is one read with the head of its chain.
        const rows = await budgets.readTogether({ budgetIds: [id, ...(toId === undefined ? [] : [toId])], programmeId: programmeOf(id) });
        const from = rows.budgets.get(id);
        if (!from) return undefined;
        const to = toId === undefined ? undefined : rows.budgets.get(toId);
        return { subject: { organisationId: from.payerId }, head: rows.head, from, to, entry, isCorrected };
      }
      const toId = body && 'toBudgetId' in body ? body.toBudgetId : undefined;
      const { budgets: found } = await budgets.readTogether({ budgetIds: toId === undefined ? [id] : [id, toId] });
      const from = found.get(id);
      if (!from) return undefined;
      const { head } = await budgets.readTogether({ programmeId: from.programmeId });
      const to = toId === undefined ? undefined : found.get(toId);
      return { subject: { organisationId: from.payerId }, head, from, to, entry: undefined, isCorrected: false };
    },
    decide: (request, state) => {
      const { from, to } = state;
      const { kind, reason } = request.body;
      if (kind === 'correct') return proposeCorrection(request, state, reason);
      const amountFen = 'amountFen' in request.body ? request.body.amountFen : null;
      return propose(request, { kind, budget: identityOf(from), to: to ? identityOf(to) : null, amountFen, reason }, { from, to });
    },
  });

  const gatherChange = async ({ param }: Pick<Request, 'param'>): Promise<GatheredChange | undefined> => {
    const budgetId = param('id');
    const first = await budgets.readTogether({ budgetIds: [budgetId], change: { budgetId, id: param('changeId') } });
    const { change } = first;
    if (!change) return undefined;
    const { programmeId, payerId } = change.budget;
    const second = await budgets.readTogether({ budgetIds: change.to ? [change.to.budgetId] : [], programmeId });
    return {
      subject: { organisationId: payerId },
      head: second.head,
      change,
      from: first.budgets.get(budgetId),
      to: change.to ? second.budgets.get(change.to.budgetId) : undefined,
      rolled: [],
    };
  };

  api.command('POST /v1/budgets/{id}/changes/{changeId}/confirm', {
    gather: gatherChange,
    run: async (request, state) => {
      const { change, from, to } = state;
      const may = change.status === 'pending' && !sameHand(change.proposedBy, personOf(request)) && !isAbove(request, change.amountFen);
      if (change.kind !== 'roll-reserved' || !may || !from || !to || to.open === 0) return state;
      const run = { change, from, to, by: personOf(request), author: authorOf(request), now: request.now };
      return { ...state, rolled: await rollReserved(parts, run) };
    },
    decide: (request, state) => {
      if (state.change.status !== 'pending') return refuse({ code: 'change-decided' });
      if (sameHand(state.change.proposedBy, personOf(request))) return refuse({ code: 'same-person' });
      if (isAbove(request, state.change.amountFen)) return refuse({ code: 'above-authority' });
      // Proposed in a year that is over by now.
      if (state.change.kind === 'open' && !openingYears(yearOf(request.now)).includes(state.change.budget.fiscalYear))
        return refuse({ code: 'budget-refused', faults: [openingFault('year-not-open')] });
      return confirm(request, state);
    },
  });

  api.command('POST /v1/budgets/{id}/changes/{changeId}/decline', {
    body: declineBody,
    gather: gatherChange,
    decide: (request, { change, from }) => {
      if (change.status !== 'pending') return refuse({ code: 'change-decided' });
      const at = request.now.toISOString();
      const after: BudgetChange = {
        ...change,
        status: 'declined',
        decidedBy: personOf(request),
        decidedAt: at,
        version: change.version + 1,
      };
      return ok({
        writes: [budgetChangeWrite(change, after)],
        audit: { ...auditOf(after), reason: request.body.reason },
        status: 200,
        body: changeAnswer.parse({ change: showChange(after, request.who), budget: from ? showBudget(from) : null, rolled: [] }),
      });
    },
  });
}
