import { beforeAll, describe, expect, it } from 'vitest';
import type { Hold } from '../../../shared/domain/cases/money/hold-row.ts';
import { REFUSAL_OF_KIND } from '../../../shared/domain/cases/money/holds.ts';
import type { CaseCard } from '../../../shared/domain/cases/shown/card.ts';
import { enterApplicant } from '../../../shared/domain/documents/invoice.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import type { Claim } from '../../../shared/domain/subsidies/claim.ts';
import type { CommitOutcome } from '../../../shared/store/commit.ts';
import { putInvoiceAccount } from '../../../shared/store/document-store.ts';
import { holdWrites } from '../../../shared/store/hold-store.ts';
import { type Fault, InjectedCrash, injectFault } from '../../support/faults.ts';
import { aLine, anInvoice, aPerson, aSession, aTrainee, CLAIMS, catalogue } from '../../unit/shared/domain/subsidies/claims.ts';
import { capsOf, decideHolds, holdHouse, holdsOf, type Taking } from './hold-house.ts';

const house = holdHouse();
beforeAll(house.registerAll);

const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;
const OPEX = 'suzhou-incubation-base-opex';
const DONE = { kind: 'committed' };

let made = 0;
const newCase = (): string => `k${++made}`;
/** Bills nobody else names, so that two claims meet in one thing alone. */
let billed = 0;
const bill = (amountFen = 1_000) => aLine(10 + (billed++ % 40), amountFen);
const own = (more: Partial<typeof broadband> = {}): Claim => ({ ...broadband, lineNumber: newCase(), lines: [bill()], ...more });
const home = (founder: string, more: Partial<typeof rent> = {}): Claim => ({
  ...rent,
  lines: [bill()],
  founder: aPerson(founder),
  ...more,
});

/** Both at the same moment: what each took, and what each was answered. */
async function race(takings: readonly (readonly [caseId: string, holds: Hold[]])[]) {
  const outcomes = await Promise.all(takings.map(([caseId, holds]) => house.move(caseId, holds)));
  return takings.map(([caseId, holds], at) => ({ caseId, holds, outcome: outcomes[at] as CommitOutcome }));
}

type Pair = readonly [a: Omit<Taking, 'caseId'>, b: Omit<Taking, 'caseId'>];
const line = newCase();
const tutored = aTrainee(1, '同一学员');
const other = aTrainee(2, '另一学员');
const opex = catalogue.programmes.find(({ id }) => id === OPEX) as Programme;
const shared = bill(700);
const theirs = bill(12_000_000);

/** What two claims cannot both have; the refusal, its field, and words of the rule. */
const MEETINGS: readonly (readonly [name: string, pair: Pair, code: string, pointer: string, words: RegExp])[] = [
  [
    'a month of a line',
    [{ claim: own({ lineNumber: line }) }, { claim: own({ lineNumber: line, monthsFrom: '2026-08', monthsTo: '2026-09' }) }],
    'claimed-already',
    '/monthsFrom',
    /同一月份只补一次/u,
  ],
  [
    'a person for a course',
    [{ claim: { ...training, trainees: [tutored] } }, { claim: { ...training, trainees: [aTrainee(9), tutored] } }],
    'course-taken-already',
    '/trainees/1',
    /.+（.+）/u,
  ],
  [
    'a person for another kind of course in the year',
    [{ claim: { ...training, trainees: [other] } }, { claim: { ...training, course: '网络创业培训', trainees: [other] } }],
    'course-taken-already',
    '/trainees/0',
    /.+（.+）/u,
  ],
  [
    'an event, however often it was filed',
    [
      { applicantId: 'host', claim: { ...events, lines: [bill()] } },
      { applicantId: 'host', claim: { ...events, filingId: 'filing-2', lines: [bill()] } },
    ],
    'claimed-already',
    '/filingId',
    /一次活动只补一次/u,
  ],
  [
    'a household on a site',
    [{ claim: home('李一', { household: [{ relativeId: 'r', ...aPerson('王一') }] }) }, { claim: home('王一') }],
    'excluded',
    '/founder',
    /家庭成员/u,
  ],
  [
    'a founder with two firms',
    [{ claim: home('赵二') }, { claim: home('赵二', { site: { divisionCode: '320585', address: '北京路 9 号' } }) }],
    'excluded',
    '/founder',
    /一人多照/u,
  ],
  [
    'a session',
    [
      { claim: { ...mentoring, lines: [], sessions: [aSession(1), aSession(2)] }, applicantId: 'carrier' },
      { claim: { ...mentoring, lines: [], sessions: [aSession(2), aSession(3)] }, applicantId: 'carrier' },
    ],
    'claimed-already',
    '/sessions',
    /同一次辅导只补一次/u,
  ],
  [
    'a part of a bill',
    [{ claim: own({ lines: [theirs] }) }, { claim: own({ lines: [bill(), theirs] }) }],
    'invoice-overclaimed',
    '/lines/1/amountFen',
    /不超过发票金额/u,
  ],
  [
    'a bill under two programmes that exclude each other',
    [
      { claim: own({ lines: [shared] }) },
      {
        claim: own({ lines: [shared] }),
        more: { programme: opex, version: opex.versions[0] as Programme['versions'][number], computation: null },
      },
    ],
    'excluded',
    '/lines/0/invoiceId',
    /.+/u,
  ],
];

describe('two claims at the same moment', () => {
  it.each(MEETINGS)('for %s: one has it, the other is told the rule and the field', async (_name, [a, b], code, pointer, words) => {
    const before = await house.held();
    const takings = [a, b].map((one) => ({ caseId: newCase(), ...one }));
    const runs = await race(takings.map((one) => [one.caseId, holdsOf(one)] as const));
    const won = runs.filter(({ outcome }) => outcome.kind === 'committed');
    const [lost] = runs.filter(({ outcome }) => outcome.kind !== 'committed');
    expect(won).toHaveLength(1);
    expect(lost?.outcome).toMatchObject({ kind: 'refused', code });
    const [winner] = won;
    if (!winner || !lost || lost.outcome.kind !== 'refused') throw new Error('nobody won');
    const { faults } = lost.outcome;
    // Which of the two lost decides where the field stands; the pointer of the table is that of the second.
    if (lost.caseId === takings[1]?.caseId) expect(faults.map((fault) => fault.pointer)).toContain(pointer);
    for (const fault of faults) expect(fault).toMatchObject({ code, detail: { zh: expect.stringMatching(words) } });

    // What was given back the other may have, and when all is given back nothing is left.
    expect(await house.move(winner.caseId, [], winner.holds)).toEqual(DONE);
    expect(await house.held()).toEqual(before);
    expect(await house.move(lost.caseId, lost.holds)).toEqual(DONE);
    expect(await house.move(lost.caseId, [], lost.holds)).toEqual(DONE);
    expect(await house.held()).toEqual(before);
  });

  it('names all the fields it loses by, and twelve are refused as two are', async () => {
    const lineNumber = newCase();
    const runs = await race(
      Array.from({ length: 12 }, () => newCase()).map((caseId) => [caseId, holdsOf({ caseId, claim: own({ lineNumber }) })] as const),
    );
    expect(runs.filter(({ outcome }) => outcome.kind === 'committed')).toHaveLength(1);
    for (const { outcome } of runs) if (outcome.kind !== 'committed') expect(outcome).toMatchObject({ code: 'claimed-already' });
    const [first, second] = [aTrainee(21, '甲'), aTrainee(22, '乙')];
    const [a, b] = [newCase(), newCase()];
    await house.move(a, holdsOf({ caseId: a, claim: { ...training, trainees: [first, second] } }));
    expect(await house.move(b, holdsOf({ caseId: b, claim: { ...training, trainees: [second, first] } }))).toMatchObject({
      code: 'course-taken-already',
      faults: [{ pointer: '/trainees/0' }, { pointer: '/trainees/1' }],
    });
  });

  it('of one holder both have it, and it is free when the last has given it back', async () => {
    const [a, b, c] = [newCase(), newCase(), newCase()];
    const of = (caseId: string, applicantId: string, months: string) =>
      holdsOf({ caseId, applicantId, claim: home('孙三', { monthsFrom: months, monthsTo: months }) });
    const first = of(a, 'firm-a', '2026-01');
    // The years of a firm's two claims are told apart by its cards; here it is about the founder alone.
    const second = of(b, 'firm-a', '2026-02').filter(({ kind }) => kind !== 'years');
    const foreign = of(c, 'firm-c', '2026-03');
    const excluded = { kind: 'refused', code: 'excluded' };
    expect(await house.move(a, first)).toEqual(DONE);
    expect(await house.move(b, second)).toEqual(DONE);
    expect(await house.move(c, foreign)).toMatchObject(excluded);
    expect(await house.move(a, [], first)).toEqual(DONE);
    expect(await house.move(c, foreign)).toMatchObject(excluded);
    expect(await house.move(b, [], second)).toEqual(DONE);
    expect(await house.move(c, foreign)).toEqual(DONE);
  });
});

describe('a cap', () => {
  it('is shared to the last fen, and one more is refused by its rule', async () => {
    const applicantId = newCase();
    const share = (takeFen: number) => capsOf({ caseId: 'x', applicantId, claim: broadband }, takeFen);
    expect(await house.move(newCase(), share(1_200_000))).toEqual(DONE);
    const runs = await race([800_000, 800_000].map((fen) => [newCase(), share(fen)] as const));
    expect(runs.map(({ outcome }) => outcome.kind).sort()).toEqual(['committed', 'refused']);
    const lost = runs.find(({ outcome }) => outcome.kind === 'refused');
    expect(lost?.outcome).toMatchObject({ code: 'cap-exhausted', faults: [{ detail: { zh: expect.stringContaining('上限') } }] });
    expect(await house.move(newCase(), share(1))).toMatchObject({ code: 'cap-exhausted' });
    const [won] = runs.filter(({ outcome }) => outcome.kind === 'committed');
    await house.move(won?.caseId ?? '', [], won?.holds ?? []);
    expect(await house.move(newCase(), share(800_000))).toEqual(DONE);
  });
  it('is never taken by more than there is, however large the first is', async () => {
    const applicantId = newCase();
    expect(await house.move(newCase(), capsOf({ caseId: 'x', applicantId, claim: broadband }, 2_000_001))).toMatchObject({
      code: 'cap-exhausted',
    });
  });
});

describe('parts of one invoice', () => {
  it('count over all applicants, each held to what it registered itself', async () => {
    await house.register(50, { organisationId: 'low', amountFen: 90 });
    const part = (fen: number, ownFen: number) => {
      const caseId = newCase();
      return house.move(caseId, holdsOf({ caseId, claim: own({ lines: [aLine(50, fen)] }), registered: { 50: ownFen } }));
    };
    expect(await part(80, 100)).toEqual(DONE);
    expect(await part(11, 90)).toMatchObject({ code: 'invoice-overclaimed' });
    expect(await part(10, 90)).toEqual(DONE);
    expect(await part(10, 100)).toEqual(DONE);
    expect(await part(1, 100)).toMatchObject({ code: 'invoice-overclaimed' });
    expect((await house.invoice(50)).claimedFen).toBe(100);
  });
  it('outlive another registration, and so does which programme has the bill', async () => {
    const claim = own({ lines: [aLine(51, 400)] });
    await house.move('k-51', holdsOf({ caseId: 'k-51', claim }));
    const { version } = await house.invoice(51);
    await house.register(51, { organisationId: 'another' });
    expect(await house.invoice(51)).toMatchObject({
      claimedFen: 400,
      version: version + 1,
      applicants: [{}, { organisationId: 'another' }],
    });
    const more = { programme: opex, version: opex.versions[0] as Programme['versions'][number], computation: null };
    const theirs = { ...claim, lineNumber: 'of k-52' } as Claim;
    expect(await house.move('k-52', holdsOf({ caseId: 'k-52', claim: theirs, more }))).toMatchObject({ code: 'excluded' });
  });
  it('stand against a registration that was decided before them', async () => {
    const read = await house.invoice(58);
    const caseId = newCase();
    expect(await house.move(caseId, holdsOf({ caseId, claim: own({ lines: [aLine(58, 400)] }) }))).toEqual(DONE);
    const late = putInvoiceAccount(enterApplicant(read, anInvoice(58, 1, { organisationId: 'late' })), read.version);
    expect(await house.commitAll(late)).toEqual({ kind: 'moved' });
    expect(await house.invoice(58)).toMatchObject({ claimedFen: 400, version: read.version + 1 });
  });
  it('of an invoice nobody registered are no refusal of the applicant’s: it is looked at again', async () => {
    const caseId = newCase();
    expect(await house.move(caseId, holdsOf({ caseId, claim: own({ lines: [aLine(99, 5)] }), registered: { 99: 10 } }))).not.toEqual(DONE);
  });
});

describe('a claim that is handed in again', () => {
  it('takes and frees the difference, and nothing moves of what stays', async () => {
    const [caseId, lineNumber] = [newCase(), newCase()];
    const lines = [aLine(52, 300), aLine(53, 500)];
    const first = holdsOf({ caseId, claim: own({ lineNumber, lines, monthsFrom: '2026-01', monthsTo: '2026-03' }) });
    expect(await house.move(caseId, first)).toEqual(DONE);
    // Written in another order, at another place of the claim: still the same.
    const shuffled = first.map((one) => Object.fromEntries(Object.entries({ ...one, pointer: '/elsewhere' }).reverse()) as Hold);
    expect(holdWrites({ taken: shuffled, givenBack: first, caseId })).toEqual([]);

    const changed = own({ lineNumber, lines: [aLine(53, 200), aLine(54, 900)], monthsFrom: '2026-03', monthsTo: '2026-05' });
    const second = holdsOf({ caseId, claim: changed });
    expect(await house.move(caseId, second, first)).toEqual(DONE);
    const claimed = await Promise.all([52, 53, 54].map(async (at) => (await house.invoice(at)).claimedFen));
    expect(claimed).toEqual([0, 200, 900]);
    const month = (of: string) => {
      const id = newCase();
      return house.move(id, holdsOf({ caseId: id, claim: own({ lineNumber, monthsFrom: of, monthsTo: of }) }));
    };
    expect(await month('2026-02')).toEqual(DONE);
    expect(await month('2026-03')).toMatchObject({ code: 'claimed-already' });
    expect(await month('2026-05')).toMatchObject({ code: 'claimed-already' });
  });
  it('is refused what another has taken meanwhile, and keeps what it had', async () => {
    const [caseId, rival] = [newCase(), newCase()];
    const mine = holdsOf({ caseId, claim: own({ lineNumber: 'L1', monthsFrom: '2026-01', monthsTo: '2026-02' }) });
    await house.move(caseId, mine);
    await house.move(rival, holdsOf({ caseId: rival, claim: own({ lineNumber: 'L1', monthsFrom: '2026-03', monthsTo: '2026-03' }) }));
    const before = await house.held();
    const wider = holdsOf({ caseId, claim: own({ lineNumber: 'L1', monthsFrom: '2026-01', monthsTo: '2026-03' }) });
    expect(await house.move(caseId, wider, mine)).toMatchObject({ code: 'claimed-already' });
    expect(await house.held()).toEqual(before);
  });
  it('gives back what it never had only by a fault of ours: nothing is written', async () => {
    const caseId = newCase();
    const before = await house.held();
    expect(await house.move(caseId, [], holdsOf({ caseId, claim: own({ lines: [aLine(55, 5)] }) }))).toEqual({ kind: 'moved' });
    expect(await house.held()).toEqual(before);
  });
  it('cannot give back what is another’s', async () => {
    const [owner, thief] = [newCase(), newCase()];
    const holds = holdsOf({ caseId: owner, claim: own() }).filter(({ kind }) => kind === 'slots');
    expect(await house.move(owner, holds)).toEqual(DONE);
    const before = await house.held();
    expect(await house.move(thief, [], holds)).toEqual({ kind: 'moved' });
    expect(await house.held()).toEqual(before);
  });
});

describe('the years of an applicant', () => {
  const applicantId = 'firm-of-years';
  const cards: CaseCard[] = [];
  const claimOf = (year: number): Claim => ({
    ...rent,
    year,
    lines: [],
    founder: aPerson('年'),
    monthsFrom: `${year}-01`,
    monthsTo: `${year}-01`,
  });
  const decide = (caseId: string, year: number, seen: readonly CaseCard[]) =>
    decideHolds({ caseId, applicantId, claim: claimOf(year), cards: seen });
  const only = (holds: readonly Hold[]) => holds.filter(({ kind }) => kind === 'years');
  /** Takes it as the pipeline does: decided anew when what was seen has moved. */
  async function claim(caseId: string, year: number, seen: readonly CaseCard[] = [...cards]): Promise<string> {
    const decided = decide(caseId, year, seen);
    if (!decided.ok) return decided.refusal.code;
    const outcome = await house.move(caseId, only(decided.value.holds));
    if (outcome.kind === 'moved') return claim(caseId, year);
    if (outcome.kind === 'committed') cards.push({ id: caseId, holds: only(decided.value.holds) } as unknown as CaseCard);
    return outcome.kind;
  }
  const end = async (caseId: string): Promise<void> => {
    const at = cards.findIndex(({ id }) => id === caseId);
    const [card] = cards.splice(at, 1);
    expect(await house.move(caseId, [], card?.holds ?? [])).toEqual(DONE);
  };

  it('are counted once however many claims there are of one, and never more than the rule has', async () => {
    expect(await claim('y1', 2024)).toBe('committed');
    expect(await claim('y2', 2024)).toBe('committed');
    expect(await claim('y3', 2025)).toBe('committed');
    // Two for the one year that is left, decided on the same look: the second looks again and is refused.
    const stale = [...cards];
    const outcomes = await Promise.all([claim('y4', 2026, stale), claim('y5', 2023, stale)]);
    expect(outcomes.sort()).toEqual(['committed', 'years-used-up']);
    expect(await claim('y6', 2022)).toBe('years-used-up');
    // A year is free when the last claim of it has given it back.
    await end('y1');
    expect(await claim('y6', 2022)).toBe('years-used-up');
    await end('y2');
    expect(await claim('y6', 2022)).toBe('committed');
    expect(await claim('y7', 2025, [])).toBe('committed');
  });
  it('are looked at again where others are held than were seen, though as many', async () => {
    const decided = decide('y8', 2022, cards);
    if (!decided.ok) throw new Error(decided.refusal.code);
    const swapped = only(decided.value.holds).map((one) => {
      const { 2022: a = 0, 2025: b = 0, ...seen } = one.seen as Record<string, number>;
      expect(a).not.toBe(b);
      return { ...one, seen: { ...seen, 2022: b, 2025: a } };
    });
    expect(await house.move('y8', swapped)).toEqual({ kind: 'moved' });
  });
  it('move with a claim that is corrected to another one', async () => {
    const before = cards.find(({ id }) => id === 'y6')?.holds ?? [];
    const decided = decide('y6', 2025, cards);
    if (!decided.ok) throw new Error(decided.refusal.code);
    expect(await house.move('y6', only(decided.value.holds), before)).toEqual(DONE);
    expect(await house.held()).toMatchObject({ [`HOLD#years/taicang-venue-rent-subsidy/${applicantId} y_2025`]: 3 });
  });
});

describe('a crash', () => {
  it.each<[Exclude<Fault, undefined>, boolean]>([
    ['before', false],
    ['after', true],
  ])('%s the write leaves all of it or nothing', async (fault, isWritten) => {
    const caseId = newCase();
    const holds = holdsOf({ caseId, claim: own({ lines: [aLine(56, 100), aLine(57, 100)] }) });
    const before = await house.held();
    const heal = injectFault(house.client, ({ command }) =>
      command === 'TransactWriteItemsCommand' || command === 'TransactWriteCommand' ? fault : undefined,
    );
    await expect(house.commitAll(house.besides(caseId), ...holdWrites({ taken: holds, givenBack: [], caseId }))).rejects.toThrow(
      InjectedCrash,
    );
    heal();
    expect(await house.isThere(caseId)).toBe(isWritten);
    const after = await house.held();
    if (!isWritten) expect(after).toEqual(before);
    else {
      expect(after).not.toEqual(before);
      expect(await house.move(caseId, [], holds)).toEqual(DONE);
      expect(await house.held()).toEqual(before);
    }
  });
});

describe('the largest claims', () => {
  const lines = Array.from({ length: 40 }, (_, at) => aLine(at, 10));
  const forty = <Row>(row: (at: number) => Row): Row[] => Array.from({ length: 40 }, (_, at) => row(at));
  /** The case, what lists and workers see of it, the correction, its pins and snapshot: with head, audit entry and answer 16 in all. */
  const BESIDES = 13;
  const LARGEST: readonly Claim[] = [
    { ...broadband, lines, lineNumber: 'largest' },
    { ...training, lines, trainees: forty((at) => aTrainee(at, `众${at}`)) },
    { ...mentoring, lines, sessions: forty((at) => ({ ...aSession(at), on: `2026-0${1 + Math.floor(at / 10)}-1${at % 10}` as never })) },
    { ...events, heldOn: '2026-06-20' as never, lines },
    { ...rent, lines, founder: aPerson('大'), household: forty((at) => ({ relativeId: `r${at}`, ...aPerson(`户${at}`) })) },
    { ...utilities, lines: lines.map((row) => ({ ...row, expense: 'rent' as const })) },
  ];
  it.each(LARGEST.map((claim) => [claim.kind, claim] as const))(
    'of %s fit one transaction with the rest of the step',
    async (_kind, claim) => {
      const caseId = newCase();
      const writes = holdWrites({ taken: holdsOf({ caseId, claim }), givenBack: [], caseId });
      expect(writes.length).toBeLessThanOrEqual(claim.kind === 'rent' ? 84 : 80);
      const besides = Array.from({ length: BESIDES }, (_, at) => house.besides(`${caseId}-${at}`));
      expect(await house.commitAll(...besides, ...writes)).toEqual(DONE);
      expect(await house.move(caseId, [], holdsOf({ caseId, claim }))).toEqual(DONE);
    },
  );
});

it('a hold of a kind that is not ours is a fault, not a write', () => {
  expect(() => holdWrites({ taken: [{ kind: 'wish', key: 'x' }], givenBack: [], caseId: 'x' })).toThrow();
  expect(Object.keys(REFUSAL_OF_KIND)).toHaveLength(11);
});
