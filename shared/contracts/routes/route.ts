import type { Action } from '../../domain/parties/access/actions.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const FUNCTIONS_OF_API = [
  'programmes-api',
  'matching-api',
  'description-api',
  'sessions-api',
  'parties-api',
  'companies-api',
  'documents-api',
  'subsidies-api',
  'appraisals-api',
  'cases-api',
  'approvals-api',
  'notices-api',
  'payments-api',
  'returns-api',
  'budgets-api',
  'ledger-api',
  'audit-api',
] as const;
export type FunctionName = (typeof FUNCTIONS_OF_API)[number];

export interface Route {
  readonly function: FunctionName;
  readonly action: Action;
  /**
   * `open` asks nobody who they are · `question` stores nothing that anybody decided · `command` takes an `Idempotency-Key` and leaves one audit entry · `edit` is a command
   * on a resource with a version, and takes `If-Match` too · `open-command` is a command of whoever it may be: nobody is asked who they are, and nothing of it is kept.
   */
  readonly kind: 'open' | 'question' | 'command' | 'edit' | 'open-command';
}

/** The ways to write the rows of one function. */
export const routesOf = <Name extends FunctionName>(name: Name) => ({
  open: <A extends Action>(action: A) => ({ function: name, action, kind: 'open' }) as const,
  question: <A extends Action>(action: A) => ({ function: name, action, kind: 'question' }) as const,
  openCommand: <A extends Action>(action: A) => ({ function: name, action, kind: 'open-command' }) as const,
  command: <A extends Action>(action: A) => ({ function: name, action, kind: 'command' }) as const,
  edit: <A extends Action>(action: A) => ({ function: name, action, kind: 'edit' }) as const,
});
