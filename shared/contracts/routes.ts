import type { Action } from '../domain/parties/access.ts';

/**
 * The routes of the API, as plain data and in one place: the functions answer exactly these, the local gateway and the HTTP API of the cloud
 * send exactly these, and each names the action of the access policy it stands for. A path is written as the HTTP API wants it: `{name}`
 * stands for one segment.
 */
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
  'cases-api',
  'payments-api',
  'ledger-api',
  'audit-api',
] as const;
export type FunctionName = (typeof FUNCTIONS_OF_API)[number];

export interface Route {
  readonly function: FunctionName;
  readonly action: Action;
  /**
   * `open` asks nobody who they are · `question` stores nothing that anybody decided · `command` takes an `Idempotency-Key` and leaves one audit entry · `edit` is a command
   * on a resource with a version, and takes `If-Match` too.
   */
  readonly kind: 'open' | 'question' | 'command' | 'edit';
}

const open = (name: FunctionName, action: Action) => ({ function: name, action, kind: 'open' }) as const;
const question = (name: FunctionName, action: Action) => ({ function: name, action, kind: 'question' }) as const;
const command = (name: FunctionName, action: Action) => ({ function: name, action, kind: 'command' }) as const;
const edit = (name: FunctionName, action: Action) => ({ function: name, action, kind: 'edit' }) as const;

export const ROUTES = {
  'GET /v1/health': open('programmes-api', 'catalogue.read'),
  'GET /v1/programmes': open('programmes-api', 'catalogue.read'),
  'GET /v1/programmes/{id}': open('programmes-api', 'catalogue.read'),
  'GET /v1/programmes/{id}/versions': open('programmes-api', 'catalogue.read'),
  'GET /v1/facts': open('programmes-api', 'catalogue.read'),
  'GET /v1/catalogue/{version}': open('programmes-api', 'catalogue.read'),
  'GET /v1/openapi.json': open('description-api', 'catalogue.read'),
  'POST /v1/matches': open('matching-api', 'match.ask'),

  'GET /v1/auth/sign-in': open('sessions-api', 'session.start'),
  'GET /v1/auth/callback': open('sessions-api', 'session.start'),
  'POST /v1/auth/sign-out': open('sessions-api', 'session.end-current'),
  'GET /v1/me': question('sessions-api', 'me.read'),
  'GET /v1/sessions': question('sessions-api', 'session.list'),
  'DELETE /v1/sessions/{sessionId}': question('sessions-api', 'session.end'),

  'GET /v1/institutions': open('parties-api', 'institution.list'),
  'GET /v1/communities': open('parties-api', 'community.list'),
  'GET /v1/organisations': question('parties-api', 'organisation.list-mine'),
  'GET /v1/organisations/all': question('parties-api', 'organisation.list-all'),
  'POST /v1/organisations': command('parties-api', 'organisation.register'),
  'POST /v1/institutions': command('parties-api', 'organisation.admit'),
  'GET /v1/organisations/{id}': question('parties-api', 'organisation.read'),
  'PATCH /v1/organisations/{id}': edit('parties-api', 'organisation.change'),
  'POST /v1/organisations/{id}/confirm-code': command('parties-api', 'organisation.confirm-code'),
  'GET /v1/organisations/{id}/members': question('parties-api', 'member.list'),
  'PATCH /v1/organisations/{id}/members/{personId}': edit('parties-api', 'member.change-roles'),
  'DELETE /v1/organisations/{id}/members/{personId}': edit('parties-api', 'member.remove'),
  'POST /v1/organisations/{id}/leave': command('parties-api', 'member.leave'),
  'POST /v1/organisations/{id}/transfer-ownership': edit('parties-api', 'ownership.transfer'),
  'GET /v1/organisations/{id}/invitations': question('parties-api', 'invitation.list'),
  'POST /v1/organisations/{id}/invitations': command('parties-api', 'member.invite'),
  'POST /v1/organisations/{id}/invitations/{invitationId}/confirm': command('parties-api', 'invitation.confirm'),
  'DELETE /v1/organisations/{id}/invitations/{invitationId}': command('parties-api', 'invitation.withdraw'),
  'GET /v1/organisations/{id}/audit': question('parties-api', 'audit.read'),
  'POST /v1/invitations/look-up': question('parties-api', 'invitation.read'),
  'POST /v1/invitations/accept': command('parties-api', 'invitation.accept'),

  'GET /v1/companies': question('companies-api', 'company.list'),
  'GET /v1/companies/{id}': question('companies-api', 'company.read'),
  'GET /v1/companies/{id}/facts': question('companies-api', 'profile.read'),
  'PATCH /v1/companies/{id}/facts': edit('companies-api', 'profile.change'),
  'GET /v1/companies/{id}/facts/history': question('companies-api', 'profile.read-history'),
  'PATCH /v1/companies/{id}/particulars': edit('companies-api', 'particulars.change'),
  'POST /v1/companies/{id}/particulars/reveal': command('companies-api', 'particulars.reveal'),
  'POST /v1/companies/{id}/snapshots': command('companies-api', 'snapshot.take'),
  'GET /v1/companies/{id}/snapshots/{hash}': question('companies-api', 'snapshot.read'),
  'GET /v1/companies/{id}/matches': question('companies-api', 'matches.read'),
  'GET /v1/companies/{id}/timeline': question('companies-api', 'timeline.read'),
  'POST /v1/companies/{id}/residences': command('companies-api', 'residence.declare'),
  'POST /v1/companies/{id}/residences/{residenceId}/confirm': command('companies-api', 'residence.confirm'),
  'POST /v1/companies/{id}/residences/{residenceId}/end': command('companies-api', 'residence.end'),
  'POST /v1/organisations/{id}/company-imports': command('companies-api', 'company.import'),
  'GET /v1/companies/{id}/grants': question('companies-api', 'grant.list'),
  'POST /v1/companies/{id}/grants': command('companies-api', 'grant.give'),
  'POST /v1/companies/{id}/grants/{grantId}/revoke': command('companies-api', 'grant.revoke'),
  'GET /v1/grants': question('companies-api', 'grant.list-received'),
  'GET /v1/companies/{id}/access-log': question('companies-api', 'access-log.read'),

  'GET /v1/companies/{id}/documents': question('documents-api', 'document.list'),
  'POST /v1/companies/{id}/documents': command('documents-api', 'document.upload'),
  'GET /v1/companies/{id}/papers': question('documents-api', 'papers.check'),
  'GET /v1/companies/{id}/invoices': question('documents-api', 'invoice.list'),
  'GET /v1/companies/{id}/documents/{documentId}': question('documents-api', 'document.read'),
  'PATCH /v1/companies/{id}/documents/{documentId}': edit('documents-api', 'document.change'),
  'POST /v1/companies/{id}/documents/{documentId}/withdraw': command('documents-api', 'document.withdraw'),
  'POST /v1/companies/{id}/documents/{documentId}/links': question('documents-api', 'document.open'),
  'POST /v1/companies/{id}/documents/{documentId}/invoices': command('documents-api', 'invoice.register'),

  'GET /v1/subsidies/claims': question('subsidies-api', 'claim.list'),
  'POST /v1/subsidies/claims': command('subsidies-api', 'claim.draft'),
  'GET /v1/subsidies/claims/{id}': question('subsidies-api', 'claim.read'),
  'PUT /v1/subsidies/claims/{id}': edit('subsidies-api', 'claim.edit'),
  'GET /v1/subsidies/claims/{id}/check': question('subsidies-api', 'claim.check'),
  'GET /v1/subsidies/event-filings': question('subsidies-api', 'event-filing.list'),
  'POST /v1/subsidies/event-filings': command('subsidies-api', 'event-filing.file'),

  'GET /v1/notices': open('cases-api', 'notice.list'),
  'GET /v1/notices/{id}': open('cases-api', 'notice.list'),
  'POST /v1/notices/{id}/objections': command('cases-api', 'notice.object'),
  'GET /v1/cases': question('cases-api', 'case.list'),
  'GET /v1/cases/{id}': question('cases-api', 'case.read'),
  'GET /v1/cases/{id}/file': question('cases-api', 'case.read-file'),
  'GET /v1/cases/{id}/audit': question('cases-api', 'case.read-audit'),
  'GET /v1/cases/{id}/letters': question('documents-api', 'case.read-file'),
  'POST /v1/cases/{id}/letters/{letterId}/links': question('documents-api', 'case.read-file'),
  'GET /v1/cases/{id}/papers': question('documents-api', 'case.read-file'),
  'POST /v1/cases/{id}/papers/{documentId}/links': question('documents-api', 'case.read-file'),
  'POST /v1/approval-runs/preview': question('cases-api', 'approval-run.preview'),
  'POST /v1/approval-runs': command('cases-api', 'approval-run.start'),
  'GET /v1/approval-runs/{id}': question('cases-api', 'approval-run.read'),
  'POST /v1/approval-runs/{id}/cases/{caseId}': command('cases-api', 'approval-run.draw'),
  'POST /v1/approval-runs/{id}/close': command('cases-api', 'approval-run.close'),
  'POST /v1/cases/{id}/reapply': command('cases-api', 'case.reapply'),
  'POST /v1/cases/{id}/submit': edit('cases-api', 'case.submit'),
  'POST /v1/cases/{id}/confirm': edit('cases-api', 'case.confirm'),
  'POST /v1/cases/{id}/accept-intake': edit('cases-api', 'case.accept-intake'),
  'POST /v1/cases/{id}/return': edit('cases-api', 'case.return'),
  'POST /v1/cases/{id}/cancel-correction': edit('cases-api', 'case.cancel-correction'),
  'POST /v1/cases/{id}/resubmit': edit('cases-api', 'case.resubmit'),
  'POST /v1/cases/{id}/refuse-intake': edit('cases-api', 'case.refuse-intake'),
  'POST /v1/cases/{id}/admit': edit('cases-api', 'case.admit'),
  'POST /v1/cases/{id}/settle-fact': edit('cases-api', 'case.settle-fact'),
  'POST /v1/cases/{id}/strike-line': edit('cases-api', 'case.strike-line'),
  'POST /v1/cases/{id}/restore-line': edit('cases-api', 'case.restore-line'),
  'POST /v1/cases/{id}/answer-flag': edit('cases-api', 'case.answer-flag'),
  'POST /v1/cases/{id}/complete-review': edit('cases-api', 'case.complete-review'),
  'POST /v1/cases/{id}/approve': edit('cases-api', 'case.approve'),
  'POST /v1/cases/{id}/approve-conditional': edit('cases-api', 'case.approve-conditional'),
  'POST /v1/cases/{id}/satisfy': edit('cases-api', 'case.satisfy'),
  'POST /v1/cases/{id}/queue': edit('cases-api', 'case.queue'),
  'POST /v1/cases/{id}/reject': edit('cases-api', 'case.reject'),
  'POST /v1/cases/{id}/send-back': edit('cases-api', 'case.send-back'),
  'POST /v1/cases/{id}/dismiss-objection': edit('cases-api', 'case.dismiss-objection'),
  'POST /v1/cases/{id}/uphold-objection': edit('cases-api', 'case.uphold-objection'),
  'POST /v1/cases/{id}/reject-on-objection': edit('cases-api', 'case.reject-on-objection'),
  'POST /v1/cases/{id}/close': edit('cases-api', 'case.close'),
  'POST /v1/cases/{id}/terminate': edit('cases-api', 'case.terminate'),
  'POST /v1/cases/{id}/withdraw': edit('cases-api', 'case.withdraw'),
  'POST /v1/cases/{id}/change-payee': edit('cases-api', 'case.change-payee'),
  'POST /v1/cases/{id}/appeal': edit('cases-api', 'case.appeal'),
  'POST /v1/cases/{id}/uphold-appeal': edit('cases-api', 'case.uphold-appeal'),
  'POST /v1/cases/{id}/dismiss-appeal': edit('cases-api', 'case.dismiss-appeal'),
  'POST /v1/cases/{id}/take': edit('cases-api', 'case.take'),
  'POST /v1/cases/{id}/reassign': edit('cases-api', 'case.reassign'),
  'POST /v1/cases/{id}/hand-back': edit('cases-api', 'case.hand-back'),
  'POST /v1/cases/{id}/hold': edit('cases-api', 'case.hold'),
  'POST /v1/cases/{id}/lift-hold': edit('cases-api', 'case.lift-hold'),

  'GET /v1/payments/due': question('payments-api', 'payment.list-due'),
  'GET /v1/payments/batches': question('payments-api', 'batch.list'),
  'POST /v1/payments/batches': command('payments-api', 'batch.seal'),
  'GET /v1/payments/batches/{id}': question('payments-api', 'batch.read'),
  'GET /v1/payments/batches/{id}/file': question('payments-api', 'batch.open-file'),
  'GET /v1/payments/batches/{id}/treasury-file': question('payments-api', 'batch.open-file'),
  'POST /v1/payments/batches/{id}/approve': command('payments-api', 'batch.approve'),
  'POST /v1/payments/batches/{id}/send': command('payments-api', 'batch.send'),
  'POST /v1/payments/batches/{id}/discard': command('payments-api', 'batch.discard'),
  'POST /v1/payments/batches/{id}/returns': command('payments-api', 'batch.take-return'),
  'GET /v1/cases/{id}/payments': question('payments-api', 'payment.read'),
  'POST /v1/cases/{id}/payments/{paymentId}/retry': command('payments-api', 'payment.retry'),
  'POST /v1/cases/{id}/payments/{paymentId}/cancel': command('payments-api', 'payment.cancel'),
  'POST /v1/cases/{id}/payments/{paymentId}/state-outcome': command('payments-api', 'payment.state-outcome'),
  'POST /v1/cases/{id}/payments/{paymentId}/confirm-outcome': command('payments-api', 'payment.confirm-outcome'),
  'POST /v1/cases/{id}/payments/{paymentId}/answer-contradiction': command('payments-api', 'payment.answer-contradiction'),
  'GET /v1/cases/{id}/recoveries': question('payments-api', 'recovery.read'),
  'POST /v1/cases/{id}/recoveries': command('payments-api', 'recovery.notice'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/agree': command('payments-api', 'recovery.answer'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/dispute': command('payments-api', 'recovery.answer'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/dismiss-dispute': command('payments-api', 'recovery.handle'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/repay': command('payments-api', 'recovery.repay'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/propose-write-off': command('payments-api', 'recovery.handle'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/refuse-write-off': command('payments-api', 'recovery.handle'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/confirm-write-off': command('payments-api', 'recovery.confirm-write-off'),

  'POST /v1/budgets': command('payments-api', 'budget.propose'),
  'GET /v1/budgets/changes': question('payments-api', 'budget.list-changes'),
  'POST /v1/budgets/{id}/changes': command('payments-api', 'budget.change'),
  'POST /v1/budgets/{id}/changes/{changeId}/confirm': command('payments-api', 'budget.confirm'),
  'POST /v1/budgets/{id}/changes/{changeId}/decline': command('payments-api', 'budget.decline'),
  'GET /v1/budgets/{id}/waiting': question('payments-api', 'budget.read-waiting'),

  'GET /v1/ledger/budgets': question('ledger-api', 'budget.list'),
  'GET /v1/ledger/budgets/{id}': question('ledger-api', 'budget.read'),
  'GET /v1/ledger/budgets/{id}/statement': question('ledger-api', 'budget.read'),
  'GET /v1/ledger/budgets/{id}/trial-balance': question('ledger-api', 'budget.read'),
  'GET /v1/ledger/budgets/{id}/explain': question('ledger-api', 'budget.read'),

  'GET /v1/cases/{id}/export': question('audit-api', 'case.read-audit'),
  'GET /v1/organisations/{id}/audit/export': question('audit-api', 'audit.read'),
} as const satisfies Record<`${HttpMethod} /v1/${string}`, Route>;

export type RouteKey = keyof typeof ROUTES;

/** The rows of the table with method and path apart, in the order they are tried. */
export const ROUTE_LIST: readonly (Route & { readonly key: RouteKey; readonly method: HttpMethod; readonly path: `/${string}` })[] =
  Object.entries(ROUTES).map(([key, route]) => {
    const [method, path] = key.split(' ') as [HttpMethod, `/${string}`];
    return { key: key as RouteKey, method, path, ...route };
  });
