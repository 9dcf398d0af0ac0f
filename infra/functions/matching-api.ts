import type { configSchema } from '../../functions/matching-api/config.ts';
import { readCatalogue } from '../permissions/catalogue.ts';
import { decryptTable } from '../permissions/keys.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Facts in, every programme with its verdict and clauses out. */
export const matchingApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'matching-api',
  description: 'Judges the facts of one applicant against every programme in force',
  // A full core's worth is reached at 1,769 MB; the work is bound by CPU and lasts a few milliseconds.
  memoryMb: 1769,
  timeoutSeconds: 10,
  environment: ({ main }) => ({ MAIN_TABLE: main.tableName }),
  permissions: ({ main, tableKey }) => [readCatalogue(main), decryptTable(tableKey, main)],
  countsServerErrors: true,
  errorImpact: {
    zh: '企业填完问卷得不到匹配结果，可能错过申报窗口。',
    en: 'Firms that filled in the check get no answer and may miss an application window.',
  },
};
