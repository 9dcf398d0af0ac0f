import { vi } from 'vitest';
import * as z from 'zod/mini';
import type { InstrumentName } from '../../shared/domain/cases/profiles.ts';
import type { Appraisal } from '../../shared/domain/cases/records/appraisal.ts';
import { NO_CONCERN } from '../../shared/domain/cases/records/handed-in.ts';
import type { CaseRecord } from '../../shared/domain/cases/records.ts';
import type { ClaimContents, Filing } from '../../shared/domain/instruments/claim-contents.ts';
import type { Judged } from '../../shared/domain/instruments/compare-judgements.ts';
import type { ClaimJudge } from '../../shared/domain/instruments/judging.ts';
import { isPlaceIn } from '../../shared/domain/instruments/place-in-claim.ts';
import type { Programme } from '../../shared/domain/policy/programme.ts';

/** An instrument nobody wrote a function for: its claim has other fields, other rows and other names for papers and bills than any subsidy. */
export const SCRATCH = 'scratch_grant' as InstrumentName;
/** What its clause asks for, which nobody knows until a reviewer settles it. */
export const SCRATCH_FACT = 'firm.age_months';

const scratchClaim = z.object({
  plan: z.string(),
  instalments: z.array(z.object({ no: z.string(), sumFen: z.int(), shownBy: z.string(), bill: z.nullable(z.string()) })),
  guarantor: z.object({ known: z.string(), secret: z.string() }),
});
type ScratchClaim = z.infer<typeof scratchClaim>;
const read = (claim: unknown): ScratchClaim | undefined => scratchClaim.safeParse(claim).data;

const contents: ClaimContents = {
  rows: (claim) => [
    ...(read(claim)?.instalments ?? []).map(({ no, sumFen, bill }) => ({ id: no, claimedFen: sumFen, invoiceId: bill, forExperts: true })),
    { id: 'guarantor', claimedFen: null, invoiceId: null, forExperts: false },
  ],
  papers: (claim) => new Set(read(claim)?.instalments.map(({ shownBy }) => shownBy)),
  hasPlace: (claim, pointer) => isPlaceIn(claim, scratchClaim, pointer),
  shown: (claim) => {
    const { guarantor, ...rest } = read(claim) ?? {};
    return { ...rest, guarantor: guarantor?.known };
  },
  shownToExpert: (claim, { lines, papers }) => ({
    judge: read(claim)?.instalments.filter(({ no }) => lines.includes(no)),
    papers,
  }),
  filing: (named) => z.nullable(z.custom<Filing>()).parse(named ?? null),
};

export const SCRATCH_FILING = {
  title: '试运行',
  category: 'pilot',
  plannedOn: '2026-10-01',
  place: '昆山',
  plannedSpendFen: 100,
  filedAt: '2026-09-01T00:00:00.000Z',
};

/** The sum of the instalments that are not struck; whether it may be paid hangs on the one fact. */
function appraised({ claim }: { readonly claim: unknown }, struck: CaseRecord['struck'], settled: CaseRecord['settled']): Appraisal {
  const left = (read(claim)?.instalments ?? []).filter(({ no }) => !struck.some(({ lineId }) => lineId === no));
  const known = settled.some(({ fact }) => fact === SCRATCH_FACT);
  const text = { zh: '成立满两年', en: 'it is two years old' };
  return {
    at: '2026-11-23T02:00:00.000Z',
    asOf: '2026-11-23' as Appraisal['asOf'],
    verdict: known ? 'eligible' : 'unknown',
    computedFen: left.reduce((sum, { sumFen }) => sum + sumFen, 0),
    trace: [],
    clauses: [{ id: 'old-enough', outcome: known ? 'met' : 'unknown', fact: SCRATCH_FACT, text, trusted: known }],
  };
}

/** Registers it as an instrument is registered, with a profile and a row in either table. */
async function register(): Promise<void> {
  const { INSTRUMENT_NAMES, PROFILES } = await import('../../shared/domain/cases/profiles.ts');
  // Before anything reads the list of names.
  Object.assign(PROFILES, { [SCRATCH]: { ...PROFILES.broadband_subsidy, name: { zh: '试验', en: 'Scratch' }, confirmation: false } });
  INSTRUMENT_NAMES.push(SCRATCH);

  const { step } = await import('../../shared/domain/cases/step.ts');
  const { readPayee } = await import('../../shared/domain/payments/payee.ts');
  const { payeeFor, registeredAs } = await import('../../shared/domain/payments/payee-for.ts');
  const { CLAIM_CONTENTS } = await import('../../shared/domain/instruments/contents-of.ts');
  const { CLAIM_JUDGES } = await import('../../shared/domain/instruments/judge-of.ts');

  const judge: ClaimJudge = {
    handIn(file, event, by, detail, { applicant, catalogue, context, hashOfSnapshot }) {
      const { record } = file;
      const programme = catalogue.adopted.find(({ id }) => id === record.programmeId) as Programme;
      const payee = record.draft && readPayee(payeeFor(record.draft, applicant.file), registeredAs(applicant.file));
      const claim = read(record.draft?.claim);
      if (!claim || !payee?.ok) return { ok: false, refusal: { code: 'claim-refused' } };
      const snapshot = { organisationId: record.applicant.organisationId, facts: {} } as never;
      const concern = { ...NO_CONCERN, relatedNames: [claim.guarantor.known] };
      const brought = {
        claim,
        payee: payee.value.payee,
        appraisal: appraised({ claim }, record.struck, record.settled),
        snapshotHash: hashOfSnapshot(snapshot),
        concern,
        flags: [],
        // As it was handed in before: no test of it changes a bill.
        bills: (read(record.claim)?.instalments ?? []).flatMap(({ bill }) => (bill === null ? [] : [{ id: bill, same: true }])),
        holds: [],
        caps: [],
      };
      const taken = step(file, event, by, detail, { ...context, brought });
      const pinned = { programme, snapshot, snapshotHash: brought.snapshotHash, named: SCRATCH_FILING };
      return taken.ok ? { ok: true, value: { step: taken.value, ...pinned } } : taken;
    },
    judgeAnew: ({ record, struck, settled }) => ({
      ok: true,
      value: { appraisal: appraised(record, struck, settled), holds: [], caps: [] },
    }),
    reEvaluate({ record }) {
      const { programmeVersion, programmeHash } = record;
      const { asOf, verdict, computedFen } = record.appraisal as Appraisal;
      const pinned: Judged = { programmeVersion, programmeHash, asOf, verdict, computedFen, clauses: [], trace: [], facts: {} };
      const today = { ...pinned, programmeHash: 'f'.repeat(64), computedFen: 7 };
      return { ok: true, value: { pinned, today, why: null, differences: { clauses: [], trace: [], facts: [] }, about: [] } };
    },
  };
  Object.assign(CLAIM_CONTENTS, { [SCRATCH]: contents });
  Object.assign(CLAIM_JUDGES, { [SCRATCH]: judge });
}

/**
 * The functions and their stores as they are, in a world with one instrument more. A worker keeps what it has imported, so this file has
 * modules of its own; whoever asks for them calls `vi.resetModules` when done.
 */
export async function withScratchInstrument() {
  vi.resetModules();
  await register();
  return {
    ...(await import('./case-documents.ts')),
    ...(await import('./subsidy-house.ts')),
    ...(await import('../../shared/domain/cases/new-case.ts')),
    ...(await import('../../shared/store/applicant-store.ts')),
    ...(await import('../../shared/store/step-writes.ts')),
  };
}
