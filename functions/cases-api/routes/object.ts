import { objectionBody } from '../../../shared/contracts/cases.ts';
import { noticeOf } from '../../../shared/domain/cases/card.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherCase } from './gather-case.ts';

/** An objection against what is on public notice. The name is the one the issuer vouches for, whatever else is written. */
export function objectionRoutes(api: Api<Write>, parts: CaseParts): void {
  api.command('POST /v1/notices/{id}/objections', {
    body: objectionBody,
    gather: async (request) => {
      const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
      // What is not on the notice board does not exist for the public.
      return gathered?.stored.file.record.notice ? { ...gathered, holidays, subject: {} } : undefined;
    },
    decide: (request, { stored, holidays }) => {
      const { file } = stored;
      const context = contextOf(request, { record: file.record, applicant: undefined, holidays });
      const by = { ...actorOf(request), role: 'public' };
      const taken = step(file, 'object', by, { ...request.body, name: request.who.name }, { ...context, brought: {} });
      if (!taken.ok) return refuse(taken.refusal);
      const notice = noticeOf(taken.value.file, file.record);
      const objection = taken.value.file.objections.at(-1);
      // Who objects learns of the objection, not of the case.
      const committed = commitStep(file, taken.value, context);
      return ok({
        ...committed,
        // The applicant reads this chain: that somebody objected stands in it, and who, as a hash only.
        audit: {
          ...committed.audit,
          changed: { ...committed.audit.changed, objector: { sensitive: request.who.personKey } },
          withheld: 'public',
        },
        status: 201,
        body: { id: objection?.id, filedAt: objection?.filedAt, notice },
      });
    },
  });
}
