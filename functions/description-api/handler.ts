import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { createDescriptionApp } from './app.ts';

const { stack, reportFault } = createHttpStack('description-api');

export const handler = stack(createDescriptionApp(reportFault));
