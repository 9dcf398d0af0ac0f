import {
  explainQuery,
  explanation,
  statement,
  statementQuery,
  trialBalance as trialBalanceView,
  trialQuery,
} from '../../../shared/contracts/ledger.ts';
import { applicantNameFor } from '../../../shared/domain/cases/shown/named-for.ts';
import { correctionId } from '../../../shared/domain/ledger/change-budget.ts';
import { ACCOUNT_WORDS, CORRECTABLE, TRANSFER_KINDS } from '../../../shared/domain/ledger/kinds.ts';
import type { Budget, Transfer } from '../../../shared/domain/ledger/records.ts';
import { explain, reconcile, statementOf, tallyOf, trialBalance } from '../../../shared/domain/ledger/statement.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { unknownCursor, validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { CaseCards } from '../../../shared/store/case-cards.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { gatherBudget, gatherName } from './gather-budget.ts';
import { readTallyPlace, writeTallyPlace } from './tally-place.ts';

/** Transfers of one Query; a page of the database ends at 1 MB anyway. */
const PIECES = 1_000;
const MOST_LINES = 20;

/** Money that is held for no case is held for an approval of many. */
const runOf = ({ caseId, holder }: Transfer): string | null => (caseId === null ? holder : null);

const entryOf = (transfer: Transfer, amountFen: number) => {
  const { id, kind, at, caseId, paymentId, by, confirmedBy, reason, corrects } = transfer;
  const { zh, en } = TRANSFER_KINDS[kind];
  const about = { caseId, runId: runOf(transfer), paymentId };
  return { transferId: id, kind, label: { zh, en }, at, ...about, by, confirmedBy, reason, amountFen, corrects };
};

const casesOf = (of: readonly { readonly caseId: string | null }[]): string[] => [...new Set(of.flatMap(({ caseId }) => caseId ?? []))];
/** Whose case a line is about. Who may read what is paid to a case is told its payee there, and so the applicant here. */
function namesOf(cards: CaseCards, who: Principal, caseId: string | null) {
  const card = caseId === null ? undefined : cards.get(caseId);
  return { applicantName: card ? applicantNameFor(who, 'payment.read', card) : null, programmeName: card?.programmeName ?? null };
}

/** A change of a budget that may be compensated here; what came back of a case is, where it was entered. */
const isCorrectable = ({ holder, kind }: Transfer): boolean => holder === null && CORRECTABLE.includes(kind);
/** The keys of what an entry compensates and of what compensates it: none for most lines, so that most pages ask for nothing. */
const correctionsOf = (entry: Transfer): string[] => [
  ...(entry.corrects === null ? [] : [entry.corrects]),
  ...(CORRECTABLE.includes(entry.kind) ? [correctionId(entry.id)] : []),
];

/** Where a page of a statement ended: the balance there, and the place. */
const CURSOR = /^(-?\d{1,16}) (.+)$/;

/** The books of one budget: line by line, as a trial balance, and why a figure is what it is. */
export function bookRoutes(api: Api<Write>, { ledger, readCards }: LedgerParts): void {
  const gather = (request: Parameters<typeof gatherBudget>[0]) => gatherBudget(request, { ledger });

  /** Every transfer of a budget. One Query for each thousand. */
  async function readAll(budgetId: string): Promise<Transfer[]> {
    const all: Transfer[] = [];
    let after: string | undefined;
    do {
      const { transfers, last } = await ledger.readTransfers(budgetId, { limit: PIECES, after });
      all.push(...transfers);
      after = last ?? undefined;
    } while (after !== undefined);
    return all;
  }

  api.question('GET /v1/ledger/budgets/{id}/statement', gatherName, async ({ context, who }, { budgetId }) => {
    const list = `statement ${budgetId} ${context.req.query('account')}`;
    const query = validatedPage(context, statementQuery, list, (key) => CURSOR.test(key));
    if (!query.ok) return query.refusal;
    const { account, limit, after } = query.value;
    const [, opening = '0', place] = after === undefined ? [] : (CURSOR.exec(after) ?? []);
    if (after !== undefined && place === undefined) return unknownCursor(context);
    const { transfers, last } = await ledger.readTransfers(budgetId, { limit, after: place });
    if (after === undefined && transfers.length === 0) return problemReply(context, 'not-found');
    const lines = statementOf({ budgetId, account }, transfers, Number(opening));
    const { cards, entered } = await ledger.readAbout(
      casesOf(lines.map(({ transfer }) => transfer)),
      lines.flatMap(({ transfer }) => correctionsOf(transfer)),
    );
    const closing = lines.at(-1)?.balanceFen ?? Number(opening);
    return reply(context, statement, {
      items: lines.map(({ transfer, amountFen, balanceFen }) => ({
        ...entryOf(transfer, amountFen),
        ...namesOf(cards, who, transfer.caseId),
        balanceFen,
        budgetId: transfer.budgetId,
        correctsAt: entered.get(transfer.corrects ?? '') ?? null,
        correctedAt: entered.get(correctionId(transfer.id)) ?? null,
        correctable: isCorrectable(transfer) && !entered.has(correctionId(transfer.id)),
      })),
      nextCursor: last === null ? null : writeCursor(list, `${closing} ${last}`),
    });
  });

  api.question('GET /v1/ledger/budgets/{id}/trial-balance', gather, async ({ context }, { budget }) => {
    const { budgetId } = budget;
    const list = `trial-balance ${budgetId}`;
    const query = validatedPage(context, trialQuery, list, (key) => readTallyPlace(key) !== undefined);
    if (!query.ok) return query.refusal;
    const { limit, after = '' } = query.value;
    const before = readTallyPlace(after);
    const page = async (counters: Budget) => {
      const { transfers, last } = await ledger.readTransfers(budgetId, { limit, after: before?.place });
      const tally = tallyOf(budgetId, transfers, before?.tally);
      return { tally, last, counters, differences: last === null ? reconcile(counters, tally) : [] };
    };
    let read = await page(budget);
    // Counters and journal are two reads: what was written between them is no difference.
    if (read.differences.length > 0) read = await page((await ledger.readBudget(budgetId)) ?? budget);
    const { tally, last, counters, differences } = read;
    const { accounts, totalFen, balanced } = trialBalance(tally);
    return reply(context, trialBalanceView, {
      budgetId,
      summed: tally.transfers,
      entries: counters.transfers,
      nextCursor: last === null ? null : writeCursor(list, writeTallyPlace(tally, last)),
      accounts: accounts.map((line) => ({ ...line, label: ACCOUNT_WORDS[line.account] })),
      totalFen,
      balanced,
      differences,
    });
  });

  api.question('GET /v1/ledger/budgets/{id}/explain', gatherName, async ({ context, who }, { budgetId }) => {
    const list = `explain ${budgetId} ${context.req.query('figure')}`;
    const query = validatedPage(context, explainQuery, list);
    if (!query.ok) return query.refusal;
    const { figure, limit, after = '' } = query.value;
    const transfers = await readAll(budgetId);
    if (transfers.length === 0) return problemReply(context, 'not-found');
    const { totalFen, groups, settled } = explain({ budgetId, account: figure }, transfers);
    const ahead = groups.filter(({ place }) => place > after);
    const shown = ahead.slice(0, limit);
    const last = ahead.length > limit ? shown.at(-1) : undefined;
    const cards = await readCards(casesOf(shown));
    return reply(context, explanation, {
      figure,
      label: ACCOUNT_WORDS[figure],
      totalFen,
      groups: shown.map(({ holder, caseId, amountFen, lines }) => ({
        holder,
        caseId,
        ...namesOf(cards, who, caseId),
        amountFen,
        lines: lines.slice(-MOST_LINES).map(({ transfer, amountFen: of }) => entryOf(transfer, of)),
      })),
      groupCount: groups.length,
      nextCursor: last ? writeCursor(list, last.place) : null,
      settled,
    });
  });
}
