import { newCase } from '../../../shared/domain/cases/new-case.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Api } from '../../../shared/http/api.ts';
import { answerOf } from '../../../shared/http/case-answer.ts';
import type { Refusal } from '../../../shared/http/command.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { reappliedWrite, type StoredCase } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { CaseParts } from '../case-parts.ts';
import { contextOf } from '../use-cases/step-context.ts';
import { gatherCase } from './gather-case.ts';

const AGAIN = ['ineligible', 'rejected', 'withdrawn', 'lapsed'];

/** The case that applies for the same again already and has not come to its end; one that has does not stand in the way of another. */
async function openAgain({ again }: StoredCase, { cases }: Pick<CaseParts, 'cases'>): Promise<string | undefined> {
  const other = again && (await cases.readCase(again.caseId));
  return other && !isEnd(other.file.record.state) ? again.caseId : undefined;
}

const appliedAgain = (id: string): Refusal => ({
  code: 'claimed-already',
  faults: [
    {
      pointer: '',
      code: 'claimed-already',
      detail: {
        zh: `已凭本案再次申请，还没有办结：编号 ${id}。请接着办那一件，或先撤回`,
        en: `it is applied for again already, in case ${id}: go on with that one, or take it back first`,
      },
    },
  ],
});

/** Applying again after an end without money: a new case that begins with what was written, and knows where it comes from. One at a time. */
export function reapplyRoutes(api: Api<Write>, parts: CaseParts): void {
  api.command('POST /v1/cases/{id}/reapply', {
    gather: async (request) => {
      const [gathered, holidays] = await Promise.all([gatherCase(request, parts), parts.readHolidays()]);
      // The chain is that of the new case.
      return gathered && { ...gathered, holidays, other: await openAgain(gathered.stored, parts), head: undefined };
    },
    decide: (request, { stored, holidays, other }) => {
      const { record } = stored.file;
      if (other !== undefined) return refuse(appliedAgain(other));
      if (!isEnd(record.state) || !AGAIN.includes(record.state)) return refuse({ code: 'case-state' });
      const context = contextOf(request, { record, applicant: undefined, holidays });
      const { programmeId, programmeName, programmeVersion, programmeHash, divisionCode, applicant, confirmingBodyId, instrument } = record;
      const { terms = { limits: {} } } = record;
      const file = newCase({
        id: newId(),
        instrument,
        standing: { programmeId, programmeName, programmeVersion, programmeHash, divisionCode, applicant, confirmingBodyId, terms },
        claim: record.claim ?? record.draft?.claim ?? null,
        interests: record.interests ?? record.draft?.interests ?? [],
        createdBy: request.who.personId,
        reapplyOf: record.id,
        now: context.now,
        today: context.today,
        holidays,
      });
      const taken = { file, event: 'reapply' };
      return ok({
        writes: [...stepWrites(undefined, taken, context.now), reappliedWrite(record.id, file.record.id, stored.again)],
        audit: stepAudit(undefined, taken),
        status: 201,
        body: answerOf(file, context.today),
        version: 1,
        location: `/v1/cases/${file.record.id}`,
      });
    },
  });
}
