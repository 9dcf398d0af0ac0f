import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { counterChanges } from '../../../shared/domain/ledger/counters.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import { budgetsOf, transferFaults } from '../../../shared/domain/ledger/transfer.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { budgetKey, ledgerKey, transferKey } from '../../../shared/store/keys/money.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import type { Mutant } from './house.ts';

/** The writes the store would make of a transfer it refuses, if it did not look. */
const unlooked = (one: Transfer): readonly Write[] => [
  ...ledgerRows(one).map((append) => ({ append })),
  ...counterChanges([one]).map(({ budgetId, add, require }): Write => ({ count: budgetKey(budgetId), add, require })),
];
const ledgerRows = (one: Transfer) => [
  { ...transferKey(one.id), budgetId: one.budgetId, at: one.at },
  ...budgetsOf(one).map((id) => ({ ...ledgerKey(id, one.at, one.id), ...one })),
];

/** What the store makes, with some writes changed or left out. */
const changed =
  (change: (write: Write, transfers: readonly Transfer[]) => readonly Write[]): NonNullable<Mutant['writesOf']> =>
  (transfers) =>
    ledgerWrites(...transfers).flatMap((write) => change(write, transfers));

const isCounter = (write: Write): write is Extract<Write, { count: unknown }> => 'count' in write;
const isKey = (write: Write): boolean => 'append' in write && write.append.pk.startsWith('TRANSFER#');
const isLedgerRow = (write: Write): write is Extract<Write, { append: unknown }> =>
  'append' in write && write.append.pk.startsWith('LEDGER#');
const isA = (kind: Transfer['kind'], transfers: readonly Transfer[]): boolean => transfers.some((one) => one.kind === kind);

/** Lets nobody on until as many have come. */
function barrier(many: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come >= many) open();
    return opened;
  };
}

const coarse = (figures: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(figures).map(([field, fen]) => [field, Math.fround(fen)]));

/** How many act at once where that is what is tested. */
export const AT_ONCE = 16;

/** One planted fault for each invariant: the ledger it makes breaks that invariant. */
export const MUTANTS: Readonly<Record<string, () => Mutant>> = {
  /** Takes what does not balance. */
  'INV-01': () => ({
    writesOf: (transfers) => {
      const [one, ...others] = transfers;
      const isUnbalanced = one && others.length === 0 && transferFaults(one).join() === 'unbalanced';
      return isUnbalanced ? unlooked(one) : ledgerWrites(...transfers);
    },
  }),
  /** Brings an entry up to date when it comes again with another reason. */
  'INV-02': () => ({
    before: async ([one], { client, names, reader }) => {
      const there = one && (await reader.readTransfer(one.id));
      if (one && there && there.reason !== one.reason) {
        const Item = { ...ledgerKey(there.budgetId, there.at, there.id), ...there, reason: one.reason };
        await client.send(new PutCommand({ TableName: names.journal, Item }));
      }
      return undefined;
    },
  }),
  /** Keeps another reason than the one that was hashed: no figure tells. */
  'INV-03': () => ({
    writesOf: changed((write) => (isLedgerRow(write) ? [{ ...write, append: { ...write.append, reason: 'slipped in' } }] : [write])),
  }),
  /** Knows a transfer by where it stands, and not by its key. */
  'INV-04': () => ({ writesOf: changed((write) => (isKey(write) ? [] : [write])) }),
  /** Looks whether the key is taken, and then writes. */
  'INV-05': () => {
    const all = barrier(AT_ONCE);
    return {
      writesOf: (transfers) => ledgerWrites(...transfers).flatMap((write) => (isKey(write) && !isA('open', transfers) ? [] : [write])),
      before: async (transfers, ledger) => {
        if (isA('open', transfers)) return undefined;
        const taken = await ledger.reader.readTransfer(transfers[0]?.id ?? '');
        await all();
        return taken ? { kind: 'refused', code: 'duplicate-transfer', faults: [] } : undefined;
      },
    };
  },
  /** Reads the balance, and writes it back changed. */
  'INV-06': () => {
    const all = barrier(AT_ONCE);
    return {
      writesOf: changed((write, transfers) => (isCounter(write) && !isA('open', transfers) ? [] : [write])),
      before: async (transfers, { client, names, budget }) => {
        if (isA('open', transfers)) return undefined;
        for (const change of counterChanges(transfers)) {
          const before = await budget(change.budgetId);
          await all();
          const after = {
            availableFen: before.availableFen + (change.add.availableFen ?? 0),
            reservedFen: before.reservedFen + (change.add.reservedFen ?? 0),
          };
          await client.send(new PutCommand({ TableName: names.main, Item: { ...budgetKey(change.budgetId), ...before, ...after } }));
        }
        return undefined;
      },
    };
  },
  /** Takes what is given back out of what is reserved, and forgets to make it available. */
  'INV-07': () => ({
    writesOf: changed((write, transfers) =>
      isCounter(write) && isA('void', transfers) ? [{ ...write, add: { ...write.add, availableFen: 0 } }] : [write],
    ),
  }),
  /** Moves the balance of what is given back, and does not enter it. */
  'INV-08': () => ({ writesOf: changed((write, transfers) => (isLedgerRow(write) && isA('void', transfers) ? [] : [write])) }),
  /** Trusts what was read. */
  'INV-09': () => ({ writesOf: changed((write) => (isCounter(write) ? [{ ...write, require: {} }] : [write])) }),
  /** Counts with 24 bits, as a float of half the size does. */
  'INV-10': () => ({
    writesOf: changed((write) =>
      isCounter(write) ? [{ ...write, require: coarse(write.require ?? {}), add: coarse(write.add) }] : [write],
    ),
  }),
  /** Adds up whatever it is given, whatever its currency. */
  'INV-11': () => ({
    writesOf: (transfers) =>
      ledgerWrites(...transfers.map((one) => ({ ...one, currency: 'CNY' as const }))).map((write) =>
        isLedgerRow(write) ? { ...write, append: { ...write.append, currency: transfers[0]?.currency } } : write,
      ),
  }),
  /** Takes an entry back by removing it. */
  'INV-12': () => ({
    writesOf: changed((write, transfers) => (isA('void', transfers) && !isCounter(write) ? [] : [write])),
    before: async (transfers, { client, names, journal }) => {
      const [one] = transfers;
      if (one?.kind !== 'void') return undefined;
      const older = (await journal(one.budgetId)).find(({ kind, holder }) => kind === 'reserve' && holder === one.holder);
      if (older) await client.send(new DeleteCommand({ TableName: names.journal, Key: ledgerKey(older.budgetId, older.at, older.id) }));
      return undefined;
    },
  }),
  /** Enters what moved, but not for whom: the balances of the budget still agree. */
  'INV-13': () => ({
    stamp: (one) => ({ ...one, postings: one.postings.map((line) => ({ ...line, holder: line.holder === null ? null : 'somebody' })) }),
  }),
  /** Stamps what its own clock says, which goes wrong. */
  'INV-14': () => {
    let seconds = 3_600;
    return { stamp: (one) => ({ ...one, at: new Date(Date.UTC(2026, 10, 24, 0, 0, --seconds)).toISOString() }) };
  },
  /** Claims the key first, and takes a claimed key for a transfer that was made. */
  'INV-15': () => ({
    writesOf: changed((write) => (isKey(write) ? [] : [write])),
    before: async (transfers, { client, names }) => {
      const [one] = transfers;
      if (!one) return undefined;
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: names.journal,
          Key: transferKey(one.id),
          UpdateExpression: 'SET budgetId = :budget, #at = :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':budget': one.budgetId, ':at': one.at },
          ReturnValues: 'ALL_OLD',
        }),
      );
      return Attributes?.at === undefined ? undefined : { kind: 'committed' };
    },
  }),
  /** Strikes the figures out of the entry that was wrong, as one does in a sheet: the balances are those of a ledger that corrects. */
  'INV-16': () => ({
    writesOf: changed((write, transfers) => (isA('correct', transfers) && isLedgerRow(write) ? [] : [write])),
    before: async (transfers, { client, names, journal }) => {
      const [one] = transfers;
      if (one?.kind !== 'correct') return undefined;
      const older = (await journal(one.budgetId)).find(({ id }) => id === one.corrects);
      if (!older) return undefined;
      const Item = { ...ledgerKey(older.budgetId, older.at, older.id), ...older, postings: [] };
      await client.send(new PutCommand({ TableName: names.journal, Item }));
      return undefined;
    },
  }),
};
