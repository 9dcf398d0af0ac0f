import { objectionBody } from '../../../shared/contracts/notices.ts';
import { noticeOf } from '../../../shared/domain/cases/shown/notice-of.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import { personStep } from '../../../shared/http/person-step.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepCommit } from '../../../shared/store/step-writes.ts';
import type { NoticeParts } from '../notice-parts.ts';
import { gatherCase } from './gather-case.ts';

/** An objection against what is on public notice. The name is the one the issuer vouches for, whatever else is written. */
export function objectionRoutes(api: Api<Write>, parts: NoticeParts): void {
  api.command('POST /v1/notices/{id}/objections', {
    body: objectionBody,
    gather: async (request) => {
      const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
      // What is not on the notice board does not exist for the public.
      return gathered?.stored.file.record.notice ? { ...gathered, holidays, subject: {} } : undefined;
    },
    decide: (request, { stored, holidays }) => {
      const { file } = stored;
      const context = personStep(request, { record: file.record, applicant: undefined, holidays }, newId);
      const by = { ...actorOf(request), role: 'public' };
      const taken = step(file, 'object', by, { ...request.body, name: request.who.name }, context);
      if (!taken.ok) return refuse(taken.refusal);
      const { writes, audit } = stepCommit(file, taken.value, context);
      const after = taken.value.file;
      const objection = after.objections.at(-1);
      return ok({
        writes,
        // The applicant reads this chain: that somebody objected stands in it, and who, as a hash only.
        audit: { ...audit, changed: { ...audit.changed, objector: { sensitive: request.who.personKey } }, withheld: 'public' },
        status: 201,
        // Who objects learns of the objection, not of the case.
        body: { id: objection?.id, filedAt: objection?.filedAt, notice: noticeOf(after, file.record) },
        version: after.record.version,
      });
    },
  });
}
