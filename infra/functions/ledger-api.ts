import type { configSchema } from '../../functions/ledger-api/config.ts';
import { knowCaller } from '../permissions/commands.ts';
import { decryptTable, encryptTable } from '../permissions/keys.ts';
import { readBooks } from '../permissions/money.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The books of budgets, read alone: it has no right to write anything of them. */
export const ledgerApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'ledger-api',
  description: 'Shows how budgets stand and why, line by line; writes nothing in the books',
  memoryMb: 512,
  timeoutSeconds: 20,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    // Sessions are kept alive and refusals noted, in the same table; the journal is only read.
    encryptTable(tables.tableKey, tables.main),
    decryptTable(tables.tableKey, tables.journal),
    ...readBooks(tables),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '财政和审计人员看不到预算余额、明细账和试算平衡；账本身不受影响。',
    en: 'Finance and auditors see no balances, statements or trial balances; the books themselves are not touched.',
  },
};
