import type { configSchema } from '../../functions/description-api/config.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The description of the API. It reads nothing: what it says was decided when it was built. */
export const descriptionApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'description-api',
  description: 'Describes the API as an OpenAPI document',
  memoryMb: 512,
  timeoutSeconds: 5,
  environment: () => ({}),
  permissions: () => [],
  countsServerErrors: true,
  errorImpact: {
    zh: '开发者打不开接口说明页；接口本身不受影响。',
    en: 'Those who build on the API cannot open its description; the API itself still answers.',
  },
};
