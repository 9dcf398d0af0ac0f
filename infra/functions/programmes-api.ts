import type { configSchema } from '../../functions/programmes-api/config.ts';
import { readCatalogue } from '../permissions/catalogue.ts';
import { decryptTable } from '../permissions/keys.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The catalogue to read: programmes, their versions, the facts they ask for. */
export const programmesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'programmes-api',
  description: 'Shows the catalogue: programmes, versions and facts',
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: ({ main }) => ({ MAIN_TABLE: main.tableName }),
  permissions: ({ main, tableKey }) => [readCatalogue(main), decryptTable(tableKey, main)],
  countsServerErrors: true,
  errorImpact: {
    zh: '访问者打不开政策目录和政策详情，问卷也缺少事实字典。',
    en: 'Visitors cannot open the catalogue or a programme, and the check lacks its dictionary of facts.',
  },
};
