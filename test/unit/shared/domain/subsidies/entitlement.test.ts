import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueTimer, nextTimer } from '../../../../../shared/domain/cases/clock/timers.ts';
import { tryTimer } from '../../../../../shared/domain/cases/clock/try-timer.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { cardOf } from '../../../../../shared/domain/cases/shown/card.ts';
import type { ApplicantFile } from '../../../../../shared/domain/instruments/applicant-file.ts';
import { openCatalogue, packCatalogue } from '../../../../../shared/domain/matching/catalogue-artefact.ts';
import type { FactSource } from '../../../../../shared/domain/parties/records.ts';
import { emptyProfile } from '../../../../../shared/domain/parties/registration.ts';
import type { Programme } from '../../../../../shared/domain/policy/programme.ts';
import type { FactWireValue } from '../../../../../shared/domain/policy/read-fact.ts';
import { claim as claimForm } from '../../../../../shared/domain/subsidies/claim.ts';
import { entitlementRefusal, givenWithoutApplication, offerTo } from '../../../../../shared/domain/subsidies/entitlement.ts';
import { holdsOfClaim } from '../../../../../shared/domain/subsidies/holds-of-claim.ts';
import { type PreparedClaim, prepareClaim } from '../../../../../shared/domain/subsidies/prepare-claim.ts';
import { A_BUDGET, afterNotice, contextOf, HOLIDAYS, hashOf, moved, PAYEE } from '../../../../support/case-files.ts';
import { catalogue as readFromFiles, TODAY } from './claims.ts';

const AWARD = 'incubation-plan-performance-award';
const catalogue = openCatalogue(packCatalogue({ catalogueVersion: 'for-tests', adopted: [], ...readFromFiles }));
const NOW = new Date(`${TODAY}T02:00:00.000Z`);
const STATED = { since: null, statedAt: '2026-11-01T00:00:00.000Z', statedBy: 'p', evidence: [] };

type Facts = Readonly<Record<string, FactWireValue>>;
const MET = {
  'carrier.division_code': '320115',
  'carrier.kind': '科技企业孵化器',
  'carrier.performance_grade': 'B',
  'carrier.evaluation_level': 'city',
  'carrier.local_fiscal_money_arranged': true,
} as const;
const without = (...facts: string[]): Facts => Object.fromEntries(Object.entries(MET).filter(([fact]) => !facts.includes(fact)));

const says = (
  source: FactSource['source'],
  facts: Facts,
  organisationId: string | null = source === 'self' ? null : source,
): FactSource => ({
  source,
  organisationId,
  organisationName: organisationId,
  facts: Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, { ...STATED, value }])),
  version: 1,
});

const carrier = (...sources: FactSource[]): ApplicantFile => ({
  file: {
    organisation: {
      id: 'carrier-1',
      kind: 'carrier',
      name: '示例孵化器',
      uscc: null,
      usccStatus: 'none',
      divisionCode: '320115',
      createdBy: 'lin',
      createdAt: STATED.statedAt,
      version: 1,
    },
    profile: emptyProfile('320115', STATED.statedAt),
    head: { seq: 1, hash: '', salt: '' },
    members: [],
    invitations: [],
    delegations: [],
    grants: [],
    residences: [],
    sources,
    snapshots: [],
  },
  cards: [],
  documents: [],
  invoices: [],
  filings: [],
});

const [award] = givenWithoutApplication(catalogue, TODAY) as [Programme];
const offer = (applicant: ApplicantFile, more: Partial<Parameters<typeof offerTo>[0]> = {}) =>
  offerTo({
    programme: award,
    applicant,
    catalogue,
    holidays: HOLIDAYS,
    now: NOW,
    caseIdOf: (...words) => words.join('-'),
    hashOf,
    ...more,
  });
const offered = (applicant: ApplicantFile): CaseFile => {
  const file = offer(applicant);
  if (!file) throw new Error('nothing was offered');
  return file;
};
const prepared = ({ record }: CaseFile, applicant: ApplicantFile, now = NOW): PreparedClaim => {
  const done = record.draft && prepareClaim(record, record.draft, applicant, catalogue, now);
  if (!done || typeof done === 'string') throw new Error(`not prepared: ${done}`);
  return done;
};

describe('what nobody applies for', () => {
  it('is one programme of the catalogue, while the version that says so is in force', () => {
    expect(givenWithoutApplication(catalogue, TODAY).map(({ id }) => id)).toEqual([AWARD]);
    expect(givenWithoutApplication(catalogue, '2019-12-31')).toEqual([]);
  });

  it('is offered as a draft that names each fact it rests on, and who says so', () => {
    const { record } = offered(
      carrier(says('bureau', without('carrier.division_code')), says('register', { 'carrier.division_code': '320115' })),
    );
    expect(record).toMatchObject({
      id: `carrier-1-${AWARD}-2026`,
      instrument: 'automatic_subsidy',
      state: 'draft',
      createdBy: 'system',
      divisionCode: '320100',
    });
    const claim = claimForm.parse(record.draft?.claim);
    if (claim.kind !== 'automatic') throw new Error(claim.kind);
    expect(claim.year).toBe(2026);
    expect(claim.facts.map(({ fact, value, source }) => [fact, value, source])).toEqual([
      ['carrier.division_code', '320115', 'register'],
      ['carrier.kind', '科技企业孵化器', 'bureau'],
      ['carrier.performance_grade', 'B', 'bureau'],
      ['carrier.local_fiscal_money_arranged', true, 'bureau'],
      ['carrier.evaluation_level', 'city', 'bureau'],
    ]);
    expect(prepared({ record } as CaseFile, carrier(says('bureau', MET)))).toMatchObject({
      appraisal: { verdict: 'eligible', computedFen: 20_000_000 },
    });
  });

  it('is offered once a year, and anew in the next', () => {
    const applicant = carrier(says('bureau', MET));
    const withCard = { ...applicant, cards: [cardOf(offered(applicant))] };
    expect(offer(withCard)).toBeUndefined();
    expect(offer(withCard, { now: new Date('2026-12-31T15:59:59.000Z') })).toBeUndefined();
    expect(offer(withCard, { now: new Date('2026-12-31T16:00:00.000Z') })?.record.id).toBe(`carrier-1-${AWARD}-2027`);
  });

  /** Who says what, and whether it is offered on it. */
  const SAID: readonly (readonly [what: string, sources: FactSource[], isOffered: boolean])[] = [
    ['a bureau says all of it', [says('bureau', MET)], true],
    ['the carrier says all of it itself', [says('self', MET)], false],
    [
      'the carrier says one of it itself',
      [says('bureau', without('carrier.performance_grade')), says('self', { 'carrier.performance_grade': 'A' })],
      false,
    ],
    ['the carrier says the level the amount hangs on', [says('bureau', without('carrier.evaluation_level')), says('self', MET)], false],
    ['the carrier says so under the name of a bureau', [says('bureau', MET, 'carrier-1')], false],
    ['a bank says so, which is not there to know it', [says('bank', MET)], false],
    [
      'a register says the grade, which is not there to know it',
      [says('bureau', without('carrier.performance_grade')), says('register', MET)],
      false,
    ],
    [
      'the carrier contradicts the bureau to its own favour',
      [says('bureau', { ...MET, 'carrier.performance_grade': 'C' }), says('self', MET)],
      false,
    ],
    [
      'the carrier contradicts the bureau to its own harm',
      [says('bureau', MET), says('self', { ...MET, 'carrier.performance_grade': 'C' })],
      true,
    ],
    ['it lies elsewhere', [says('bureau', { ...MET, 'carrier.division_code': '320583' })], false],
    ['nobody says the place', [says('bureau', without('carrier.division_code'))], false],
  ];
  it.each(SAID)('%s', (_what, sources, isOffered) => {
    expect(offer(carrier(...sources)) !== undefined).toBe(isOffered);
  });

  it('is the same whatever the applicant says of itself, and never more than others vouch for', () => {
    const grade = fc.constantFrom('A', 'B', 'C', 'D');
    const level = fc.constantFrom('national', 'province', 'city');
    const place = fc.constantFrom('320115', '320102', '320583');
    const facts = fc.record(
      {
        'carrier.division_code': place,
        'carrier.kind': fc.constantFrom('众创空间', '科技企业孵化器', '其他'),
        'carrier.performance_grade': grade,
        'carrier.evaluation_level': level,
        'carrier.local_fiscal_money_arranged': fc.boolean(),
      },
      { requiredKeys: [] },
    );
    let [made, none] = [0, 0];
    fc.assert(
      fc.property(facts, facts, (bureau, self) => {
        const alone = offer(carrier(says('bureau', bureau)));
        const both = offer(carrier(says('bureau', bureau), says('self', self)));
        expect(both).toEqual(alone);
        if (alone) made += 1;
        else none += 1;
        // Every fact has to be there, and to be right.
        if (alone)
          expect(bureau).toMatchObject({
            'carrier.division_code': expect.stringMatching(/^3201/u),
            'carrier.local_fiscal_money_arranged': true,
          });
      }),
      { numRuns: 600, seed: 20_261_123 },
    );
    expect(Math.min(made, none)).toBeGreaterThan(0);
  });
});

describe('confirming what was offered', () => {
  const draft = offered(carrier(says('bureau', MET)));
  /** What is known by then, and what is answered. */
  const LATER: readonly (readonly [what: string, sources: FactSource[], code: string | undefined, places: string[]])[] = [
    ['all of it holds', [says('bureau', MET)], undefined, []],
    [
      'a clause fails',
      [says('bureau', { ...MET, 'carrier.performance_grade': 'C' })],
      'clause-failed',
      ['/clauses/grade', '/clauses/benefit.tier'],
    ],
    [
      'two fail',
      [says('bureau', { ...MET, 'carrier.performance_grade': 'C', 'carrier.local_fiscal_money_arranged': false })],
      'clause-failed',
      ['/clauses/grade', '/clauses/local-money', '/clauses/benefit.tier'],
    ],
    [
      'only the carrier still says so',
      [says('bureau', without('carrier.performance_grade')), says('self', MET)],
      'source-not-trusted',
      ['/clauses/grade', '/clauses/benefit.tier'],
    ],
    [
      'only the carrier still says the level',
      [says('bureau', without('carrier.evaluation_level')), says('self', MET)],
      'source-not-trusted',
      ['/clauses/benefit.tier'],
    ],
    [
      'nobody says so any more',
      [says('bureau', without('carrier.performance_grade'))],
      'clause-open',
      ['/clauses/grade', '/clauses/benefit.tier'],
    ],
    ['nobody says the level any more', [says('bureau', without('carrier.evaluation_level'))], 'clause-open', ['/clauses/benefit.tier']],
  ];
  it.each(LATER)('%s', (_what, sources, code, places) => {
    const applicant = carrier(...sources);
    const refusal = entitlementRefusal(prepared(draft, applicant), applicant, catalogue);
    expect(refusal?.code).toBe(code);
    expect((refusal?.faults ?? []).map(({ pointer }) => pointer)).toEqual(places);
    for (const { detail } of refusal?.faults ?? []) expect(detail.zh && detail.en).toBeTruthy();
  });

  it('names the fact an amount hangs on where no clause asks for it', () => {
    const applicant = carrier(says('bureau', MET));
    const done = prepared(draft, applicant);
    const open = {
      ...done,
      computation: done.computation && { ...done.computation, computedFen: null, missingFacts: ['carrier.mentors'] },
    };
    const places = [{ pointer: '/facts/carrier.mentors', code: 'carrier.mentors' }];
    expect(entitlementRefusal(open, applicant, catalogue)).toMatchObject({ code: 'source-not-trusted', faults: places });
    const silent = carrier(says('bureau', without('carrier.evaluation_level')));
    expect(entitlementRefusal(open, silent, catalogue)).toMatchObject({ code: 'clause-open', faults: places });
  });

  it('counts a fact no longer that nobody has said for too long', () => {
    const applicant = carrier(says('bureau', MET));
    const late = new Date('2028-06-01T02:00:00.000Z');
    expect(entitlementRefusal(prepared(draft, applicant, late), applicant, catalogue)?.code).toMatch(/^clause-/u);
  });
});

describe('the way of what nobody applied for', () => {
  const applicant = carrier(says('bureau', MET), says('self', { 'carrier.mentors': 3 }));
  const budget = { ...A_BUDGET, programmeId: AWARD };

  function confirmed(): CaseFile {
    const draft = offered(applicant);
    const { claim, appraisal, computation, snapshot, concern, programme, version } = prepared(draft, applicant);
    const held = holdsOfClaim(claimForm.parse(claim), {
      programme,
      version,
      applicant,
      catalogue,
      caseId: draft.record.id,
      asOf: TODAY,
      computation,
    });
    if (!held.ok || !appraisal) throw new Error('cannot be handed in');
    const brought = { claim, appraisal, payee: PAYEE, snapshotHash: hashOf(snapshot), concern, ...held.value };
    return moved(draft, { event: 'submit', by: 'signatory', brought, today: TODAY });
  }
  function worked(file: CaseFile): CaseFile {
    const tried = tryTimer(file, contextOf(file, { by: 'system', today: TODAY }));
    if (!tried.ok || tried.value.kind !== 'work') throw new Error(JSON.stringify(tried));
    return tried.value.work.file;
  }

  it('is confirmed, taken in and admitted by workers on the same day, and decided by a person', () => {
    const submitted = confirmed();
    expect(submitted.record).toMatchObject({ state: 'submitted', appraisal: { verdict: 'eligible', computedFen: 20_000_000 } });
    expect(submitted.record.holds).toMatchObject([{ kind: 'slots', key: `automatic/${AWARD}/carrier-1`, slots: ['2026'] }]);
    expect(nextTimer(submitted.record)).toEqual({ on: TODAY, event: 'accept-intake' });
    const taken = worked(submitted);
    expect(taken.record).toMatchObject({ state: 'completeness_check', version: submitted.record.version + 1 });
    const admitted = worked(taken);
    expect(admitted.record).toMatchObject({ state: 'decision_pending', version: taken.record.version + 1, approvals: [] });
    expect(admitted.record.acts.map(({ event, stage, by }) => [event, stage, by.role])).toEqual([
      ['submit', 'applicant', 'signatory'],
      ['accept-intake', 'intake', 'system'],
      ['auto-admit', 'system', 'system'],
    ]);
    const approve = {
      event: 'approve',
      by: 'approver',
      today: TODAY,
      detail: { contentHash: admitted.record.contentHash ?? '' },
      context: { budget },
    } as const;
    const noticed = moved(admitted, approve);
    expect(noticed.record).toMatchObject({ state: 'public_notice', money: { reservedFen: 20_000_000 } });
    expect(moved(noticed, { event: 'notice-passed', by: 'system', today: afterNotice(noticed) }).record.state).toBe('disbursing');
  });

  it('is not forgotten because its applicant was reminded on the very day of confirming', () => {
    const { record } = confirmed();
    expect(dueTimer({ ...record, seenOn: TODAY }, TODAY)).toEqual({ on: TODAY, event: 'accept-intake' });
  });

  it('waits while it is held, and goes on afterwards', () => {
    const { record } = confirmed();
    const halt = { ground: '核实', by: record.signedBy as never, from: TODAY, until: '2026-12-01' as never };
    expect(nextTimer({ ...record, halt })).toEqual({ on: '2026-12-01', event: 'unhold' });
  });

  it('is admitted by itself in no other kind of case', () => {
    const { record } = confirmed();
    expect(nextTimer({ ...record, instrument: 'broadband_subsidy' })?.on).not.toBe(TODAY);
  });
});
