import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import { edgeFrom } from '../../../shared/domain/cases/machine.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { readPayee } from '../../../shared/domain/payments/payee.ts';
import { payeeFor, registeredAs } from '../../../shared/domain/payments/payee-for.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherWithApplicant } from './gather-case.ts';

/** Another account for the money. After an approval it voids the approval and cools off: a changed account is how such money is stolen. */
export function payeeRoutes(api: Api<Write>, parts: CaseParts): void {
  api.command('POST /v1/cases/{id}/change-payee', {
    body: STEP_BODIES['change-payee'],
    gather: (request) => gatherWithApplicant(request, parts),
    decide: (request, { stored, applicant, holidays }) => {
      const { file } = stored;
      if (!applicant) return refuse({ code: 'not-found' });
      const read = readPayee(payeeFor({ payee: request.body }, applicant), registeredAs(applicant));
      if (!read.ok) return refuse(read.refusal);
      const event = edgeFrom('change-payee', file.record.state) ? 'change-payee' : 'change-payee-after-approval';
      const context = contextOf(request, { record: file.record, applicant, holidays });
      const taken = step(file, event, actorOf(request), {}, { ...context, brought: { payee: read.value.payee } });
      return taken.ok ? ok(commitStep(file, taken.value, context)) : refuse(taken.refusal);
    },
  });
}
