import { budgetOpening, changeBody, changeList, changesQuery } from '../../../shared/contracts/ledger.ts';
import { refuse } from '../../../shared/domain/kernel/result.ts';
import { budgetIdOf, programmeOf } from '../../../shared/domain/ledger/change-budget.ts';
import { checkOpening } from '../../../shared/domain/ledger/check-opening.ts';
import { type BudgetIdentity, identityOf } from '../../../shared/domain/ledger/records.ts';
import { budgetsOf } from '../../../shared/domain/ledger/transfer.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { BudgetParts } from '../budget-parts.ts';
import { yearOf } from '../use-cases/budget-acts.ts';
import { propose, proposeCorrection } from '../use-cases/propose-change.ts';
import { showChange } from '../use-cases/show-change.ts';

const isBudgeteer = ({ roles }: Membership): boolean => roles.includes('finance-approver') || roles.includes('finance-reviewer');
/** The bureau whose budgets somebody proposes to change: the first where they may, or the one that is named. */
const bureauOf = ({ memberships }: Principal, named?: string): Membership | undefined =>
  memberships.find((place) => isBudgeteer(place) && (named === undefined || place.organisationId === named));

/** What the first of two persons of a bureau lays before a second: a budget to be opened, or a change of one. */
export function proposalRoutes(api: Api<Write>, parts: BudgetParts): void {
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
}
