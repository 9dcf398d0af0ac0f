import type { configSchema } from '../../functions/web-host/config.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The pages and files of the web application, where no CloudFront serves them. */
export const webHost: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'web-host',
  description: 'Serves the pages and files of the web application from the domain of the API',
  memoryMb: 512,
  timeoutSeconds: 5,
  environment: ({ documents }) => ({ STORAGE_ORIGINS: documents.origins.join(' ') }),
  permissions: () => [],
  countsServerErrors: false,
  errorImpact: {
    zh: '网站打不开，所有访问者受影响；接口本身仍可用。',
    en: 'The site does not open, for every visitor; the API itself still answers.',
  },
};
