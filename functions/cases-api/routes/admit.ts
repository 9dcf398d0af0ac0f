import { step } from '../../../shared/domain/cases/step.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { sameHand } from '../../../shared/domain/parties/hands.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { billsOf, flagsOfBills } from '../use-cases/flags-of-bills.ts';
import { contextOf } from '../use-cases/step-context.ts';
import { gatherCase } from './gather-case.ts';

/**
 * Admitting a case. Its bills are looked at over all applicants here: what only shows when they are seen together, the reviewer has to
 * answer. Who belongs to the applicant is as pinned: whoever admits has taken the intake on before, and was asked about it then.
 */
export function admitRoutes(api: Api<Write>, parts: CaseParts): void {
  api.command('POST /v1/cases/{id}/admit', {
    gather: async (request) => {
      const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
      if (!gathered) return undefined;
      const bills = await parts.invoices.readInvoices(billsOf(gathered.stored.file.record));
      return { ...gathered, holidays, bills };
    },
    decide: (request, { stored, holidays, bills }) => {
      const { file } = stored;
      const context = contextOf(request, { record: file.record, applicant: undefined, holidays });
      const flags = flagsOfBills(file.record, bills);
      const by = actorOf(request);
      const admitted = step(file, 'admit', by, {}, { ...context, brought: { flags } });
      // The bills take the place of the applicant among the reads: who belongs to it today was asked when the intake was taken on.
      const inHand = file.record.assigned.some((entry) => entry.stage === 'intake' && sameHand(entry.by, by));
      if (admitted.ok && !inHand) return refuse({ code: 'not-taken' });
      return admitted.ok ? ok(commitStep(file, admitted.value, context)) : refuse(admitted.refusal);
    },
  });
}
