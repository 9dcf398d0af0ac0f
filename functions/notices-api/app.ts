import { NOTICES_ROUTES } from '../../shared/contracts/routes/notices-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { CASE_PROBLEMS } from '../../shared/http/case-problems.ts';
import { TIP_PROBLEMS } from '../../shared/http/tip-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { NoticeParts } from './notice-parts.ts';
import { boardRoutes } from './routes/board.ts';
import { objectionRoutes } from './routes/object.ts';
import { tipRoutes } from './routes/tips.ts';

/** The table of contents of this API. */
export function createNoticesApp(parts: NoticeParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(NOTICES_ROUTES, ports, { ...CASE_PROBLEMS, ...TIP_PROBLEMS });
  boardRoutes(api, parts);
  objectionRoutes(api, parts);
  tipRoutes(api, parts);
  return api.finish();
}
