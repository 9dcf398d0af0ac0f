import { standingOf } from '../cases/new-case.ts';
import type { Actor } from '../cases/records/actor.ts';
import type { ChangedFact } from '../cases/records/beside.ts';
import type { Pins } from '../cases/records/handed-in.ts';
import type { CaseFile } from '../cases/records.ts';
import { step } from '../cases/step.ts';
import type { StepContext } from '../cases/step-context.ts';
import type { StepDetail } from '../cases/step-input.ts';
import { compareFacts } from '../instruments/compare-judgements.ts';
import type { HandedIn, HandingIn, NotHandedIn } from '../instruments/judging.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readPayee } from '../payments/payee.ts';
import { payeeFor, registeredAs } from '../payments/payee-for.ts';
import { askedTooMuch } from './asked-amount.ts';
import { billsNamed } from './bill-flags.ts';
import { type CheckItem, refusalOf } from './check-claim.ts';
import { claimDraft, claim as claimForm } from './claim.ts';
import { closesOn } from './closes-on.ts';
import { entitlementRefusal } from './entitlement.ts';
import { filingNamedBy } from './event-filing.ts';
import { askedOfApplicant, factsAmong } from './facts-asked.ts';
import { holdsOfClaim } from './holds-of-claim.ts';
import { type PreparedClaim, prepareClaim } from './prepare-claim.ts';

/** What the list objects to, as the machine is told: that the call is closed, and whatever else is wrong. */
function objections(items: readonly CheckItem[]): Pick<StepContext, 'callOpen' | 'closed' | 'missing'> {
  // What other claims hold is not looked ahead at here: the write refuses it, whoever's they are.
  const faults = refusalOf(items)?.faults ?? [];
  const closed = faults.filter(({ rule }) => rule === 'outside-claim-window');
  return { callOpen: closed.length === 0, closed, missing: faults.filter(({ rule }) => rule !== 'outside-claim-window') };
}

/** What became known of the applicant in between, as far as the version asks for it: the claim is judged on it from now on. */
function changedFacts(pins: Pins, { version, snapshot }: PreparedClaim, { dictionary }: HandingIn['catalogue']): ChangedFact[] {
  const about = askedOfApplicant(version, dictionary);
  const said = (one: { readonly value: unknown; readonly source: string } | null) => one && { value: one.value, source: one.source };
  return compareFacts(factsAmong(about, pins.snapshot), factsAmong(about, snapshot.facts)).map(({ fact, pinned, today }) => ({
    fact,
    before: said(pinned),
    after: said(today),
  }));
}

/** A claim of a subsidy is handed in, or handed in again (`ClaimJudge`). */
export function handIn(
  file: CaseFile,
  event: 'submit' | 'resubmit',
  by: Actor,
  detail: StepDetail,
  { applicant, catalogue, context, hashOfSnapshot, pins }: HandingIn,
): Result<HandedIn, NotHandedIn> {
  const { record } = file;
  const now = new Date(context.now);
  // A case that is not being written has no draft: the machine says what it can do instead.
  if (!record.draft) {
    const refused = step(file, event, by, detail, { ...context, brought: {} });
    return refused.ok ? refuse({ code: 'claim-refused' }) : refused;
  }
  if (!claimDraft.safeParse(record.draft.claim).success) return refuse({ code: 'claim-refused' });
  const prepared = prepareClaim(record, record.draft, applicant, catalogue, now);
  if (typeof prepared === 'string') return refuse({ code: prepared });
  const within = { ...context, ...objections(prepared.items) };
  // What is missing cannot be judged further: the guards refuse it as it stands.
  if (!within.callOpen || within.missing.length > 0) {
    const refused = step(file, event, by, detail, { ...within, brought: {} });
    if (refused.ok) throw new Error(`case ${record.id} is handed in although its list objects`);
    return refused;
  }
  // What nobody applied for rests on what others vouch for, today as on the day it was offered.
  const missing = prepared.claim.kind === 'automatic' ? entitlementRefusal(prepared, applicant, catalogue) : undefined;
  if (missing) return refuse(missing);
  const above = askedTooMuch(detail.askedFen, prepared.computation);
  if (above) return refuse(above);
  const payee = readPayee(payeeFor(record.draft, applicant.file), registeredAs(applicant.file));
  if (!payee.ok) {
    const faults = (payee.refusal.faults ?? []).map((fault) => ({ ...fault, pointer: `/payee${fault.pointer}` }));
    return refuse({ code: 'payee-refused', faults });
  }
  const claim = claimForm.parse(prepared.claim);
  const { version, appraisal, computation, snapshot, concern, flags } = prepared;
  const programme = { ...prepared.programme, versions: [version] };
  const standing = standingOf(applicant.file, prepared.programme, version, context.hashOf(programme), now);
  const held = holdsOfClaim(claim, {
    programme: prepared.programme,
    version,
    applicant,
    catalogue,
    caseId: record.id,
    asOf: appraisal?.asOf ?? context.today,
    computation,
    strikes: record.struck.map(({ lineId, reason }) => ({ lineId, reason })),
  });
  if (!held.ok) return refuse(held.refusal);
  const snapshotHash = hashOfSnapshot(snapshot);
  const pinned = { ...(appraisal && { appraisal }), snapshotHash, ...(pins && { changedFacts: changedFacts(pins, prepared, catalogue) }) };
  const bills = billsNamed(claim, claimDraft.safeParse(record.claim).data, applicant, context.hashOf);
  const brought = { claim, payee: payee.value.payee, ...pinned, concern, flags, bills, ...held.value };
  const terms = { ...standing.terms, closesOn: closesOn(version, claim), costYear: claim.year ?? null };
  const taken = step({ ...file, record: { ...record, ...standing, terms } }, event, by, detail, { ...within, brought });
  // Of an event: what was on file of it, so that whoever judges it reads what was said before it was held.
  const named = filingNamedBy(claim, applicant.filings) ?? undefined;
  return taken.ok ? ok({ step: taken.value, programme, snapshot, snapshotHash, named }) : taken;
}
