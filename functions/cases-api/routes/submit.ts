import { STEP_BODIES } from '../../../shared/contracts/cases.ts';
import type { StepDetail } from '../../../shared/domain/cases/guards.ts';
import type { CaseEvent } from '../../../shared/domain/cases/machine.ts';
import { standingOf } from '../../../shared/domain/cases/new-case.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { step } from '../../../shared/domain/cases/step.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { readPayee } from '../../../shared/domain/payments/payee.ts';
import { refusalOf } from '../../../shared/domain/subsidies/check-claim.ts';
import { claim as claimForm } from '../../../shared/domain/subsidies/claim.ts';
import { entitlementRefusal } from '../../../shared/domain/subsidies/entitlement.ts';
import { holdsOfClaim } from '../../../shared/domain/subsidies/holds-of-claim.ts';
import { prepareClaim } from '../../../shared/domain/subsidies/prepare-claim.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { pinWrite } from '../../../shared/store/case-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { hashOfSnapshot, snapshotWrites } from '../../../shared/store/profile-store.ts';
import type { CaseParts } from '../case-parts.ts';
import { commitStep } from '../use-cases/commit-step.ts';
import { payeeFor, registeredAs } from '../use-cases/payee-for.ts';
import { actorOf, contextOf } from '../use-cases/step-context.ts';
import { gatherCase } from './gather-case.ts';

/** The case with everything about its applicant. Two reads; catalogue and calendar are kept between requests. */
export async function gatherApplicant(request: Request, parts: CaseParts) {
  const [gathered, catalogue, holidays] = await Promise.all([gatherCase(request, parts), parts.readCatalogue(), parts.readHolidays()]);
  if (!gathered) return undefined;
  const applicant = await parts.applicants.readApplicant(gathered.stored.file.record.applicant.organisationId);
  return applicant && { ...gathered, catalogue, holidays, applicant };
}
type Gathered = NonNullable<Awaited<ReturnType<typeof gatherApplicant>>>;

/** Judges the draft once more, pins what it is judged by and on, and takes the step that hands it in. */
function handIn(
  event: CaseEvent & ('submit' | 'resubmit'),
  request: Allowed,
  detail: StepDetail,
  state: Gathered,
): Result<Decision<Write>, Refusal> {
  const { stored, applicant, catalogue, holidays } = state;
  const { record } = stored.file;
  if (!catalogue) return refuse({ code: 'service-unavailable' });
  const by = actorOf(request);
  const context = contextOf(request, { record, applicant: applicant.file, holidays });
  // A case that is not being written has no draft: the machine says what it can do instead.
  if (!record.draft) {
    const refused = step(stored.file, event, by, detail, { ...context, brought: {} });
    return refused.ok ? refuse({ code: 'claim-incomplete' }) : refuse(refused.refusal);
  }
  const prepared = prepareClaim(record, record.draft, applicant, catalogue, request.now);
  if (typeof prepared === 'string') return refuse({ code: prepared });
  const wrong = refusalOf(prepared.items);
  if (wrong) return refuse({ code: 'claim-refused', faults: wrong.faults });
  // What nobody applied for rests on what others vouch for, today as on the day it was offered.
  const missing = prepared.claim.kind === 'automatic' ? entitlementRefusal(prepared, applicant, catalogue) : undefined;
  if (missing) return refuse(missing);
  const payee = readPayee(payeeFor(record.draft, applicant.file), registeredAs(applicant.file));
  if (!payee.ok)
    return refuse({
      code: 'payee-refused',
      faults: (payee.refusal.faults ?? []).map((fault) => ({ ...fault, pointer: `/payee${fault.pointer}` })),
    });
  const claim = claimForm.parse(prepared.claim);
  const { programme, version, appraisal, computation, snapshot, concern, flags } = prepared;
  const pinned = { ...programme, versions: [version] };
  const standing = standingOf(applicant.file, programme, version, contentHash(pinned), request.now);
  const held = holdsOfClaim(claim, {
    programme,
    version,
    applicant,
    catalogue,
    caseId: record.id,
    asOf: appraisal?.asOf ?? context.today,
    computation,
  });
  if (!held.ok) return refuse(held.refusal);
  const file: CaseFile = { ...stored.file, record: { ...record, ...standing } };
  const snapshotHash = hashOfSnapshot(snapshot);
  const brought = { claim, payee: payee.value.payee, ...(appraisal && { appraisal }), snapshotHash, concern, flags, ...held.value };
  const taken = step(file, event, by, detail, { ...context, brought });
  if (!taken.ok) return refuse(taken.refusal);
  const known = applicant.file.snapshots.some(({ hash }) => hash === snapshotHash);
  const facts = Object.fromEntries(Object.entries(snapshot.facts).map(([fact, { value, source }]) => [fact, { value, source }]));
  const pins = { programme: pinned, snapshot: facts, version: (stored.pins?.version ?? 0) + 1 };
  return ok(
    commitStep(stored.file, taken.value, context, [
      ...(known ? [] : snapshotWrites(snapshotHash, context.now, snapshot)),
      pinWrite(record.id, pins, stored.pins),
    ]),
  );
}

/** Handing a claim in, and handing it in again. */
export function submitRoutes(api: Api<Write>, parts: CaseParts): void {
  api.command('POST /v1/cases/{id}/submit', {
    gather: (request) => gatherApplicant(request, parts),
    decide: (request, state) => handIn('submit', request, {}, state),
  });
  api.command('POST /v1/cases/{id}/resubmit', {
    body: STEP_BODIES.resubmit,
    gather: (request) => gatherApplicant(request, parts),
    decide: (request, state) => handIn('resubmit', request, request.body, state),
  });
}
