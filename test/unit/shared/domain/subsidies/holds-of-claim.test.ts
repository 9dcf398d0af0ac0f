import { describe, expect, it } from 'vitest';
import { hold as storedHold } from '../../../../../shared/domain/cases/money/hold-row.ts';
import { type KeptHold, keptHold } from '../../../../../shared/domain/cases/money/holds.ts';
import type { CaseCard } from '../../../../../shared/domain/cases/shown/card.ts';
import type { Claim } from '../../../../../shared/domain/subsidies/claim.ts';
import { type HoldsContext, holdsOfClaim } from '../../../../../shared/domain/subsidies/holds-of-claim.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { otherGrants } from '../../../../../shared/domain/subsidies/other-grants.ts';
import { APPLICANT, aLine, anInvoice, CLAIMS, catalogue, computed, FILING, invoiceIdAt, programmeOf, TODAY } from './claims.ts';

const { broadband, rent } = CLAIMS;
const RENT_YEARS = `years/taicang-venue-rent-subsidy/${APPLICANT}`;

const card = (id: string, ...years: number[]) =>
  ({ id, holds: years.map((year) => ({ kind: 'years', key: RENT_YEARS, year })) }) as unknown as CaseCard;
const contextOf = (claim: Claim, cards: CaseCard[] = [], more: Partial<HoldsContext> = {}): HoldsContext => ({
  ...programmeOf(claim.kind),
  applicant: {
    cards,
    filings: [FILING],
    invoices: [1, 2, 3].map((at) => anInvoice(at, 20_000_000)),
    file: { organisation: { id: APPLICANT } },
  },
  catalogue: { programmes: catalogue.programmes, adopted: [] },
  caseId: 'case-1',
  asOf: TODAY,
  computation: computed(claim),
  ...more,
});
function heldBy(claim: Claim, cards?: CaseCard[], more?: Partial<HoldsContext>) {
  const held = holdsOfClaim(claim, contextOf(claim, cards, more));
  if (!held.ok) throw new Error(held.refusal.code);
  return held.value;
}
const find = <Kind extends KeptHold['kind']>(holds: readonly KeptHold[], kind: Kind) =>
  holds.filter((one): one is Extract<KeptHold, { kind: Kind }> => one.kind === kind);

describe('what a case keeps of what it holds', () => {
  it.each(CLAIM_KINDS)('of %s is all that is needed to give it back, and names rule and field', (kind) => {
    const { holds, caps } = heldBy(CLAIMS[kind]);
    for (const one of [...holds, ...caps]) {
      expect(keptHold.parse(storedHold.parse(one))).toEqual(one);
      expect(one.text.zh && one.text.en).toBeTruthy();
    }
    expect(new Set([...holds, ...caps].map(({ kind: of, key }) => `${of} ${key}`)).size).toBe(holds.length + caps.length);
  });
  it('takes caps at approval alone, and nothing of them while the amount is open', () => {
    const { holds, caps } = heldBy(broadband);
    expect(find(holds, 'cap')).toEqual([]);
    expect(caps).toMatchObject([
      { kind: 'cap', capFen: 2_000_000, takeFen: 400_000 },
      { kind: 'granted', key: `granted/${APPLICANT}/community-broadband-subsidy`, year: 2026, takeFen: 400_000 },
    ]);
    expect(heldBy(broadband, [], { computation: null }).caps).toEqual([]);
  });
  it('takes of each bill what is claimed, held to what this applicant registered', () => {
    expect(find(heldBy(broadband).holds, 'invoice')).toMatchObject([
      { key: invoiceIdAt(1), partFen: 300_000, ownFen: 20_000_000, pointer: '/lines/0/amountFen' },
      { key: invoiceIdAt(2), partFen: 500_000, ownFen: 20_000_000, pointer: '/lines/1/amountFen' },
    ]);
    const unheardOf = heldBy({ ...broadband, lines: [aLine(9, 100)] });
    expect(find(unheardOf.holds, 'invoice')).toMatchObject([{ ownFen: 0 }]);
    const struck = heldBy(broadband, [], { strikes: [{ lineId: 'line-1', reason: 'r' }] });
    expect(find(struck.holds, 'invoice').map(({ key }) => key)).toEqual([invoiceIdAt(2)]);
  });
  it('names the clause where the programme has one', () => {
    const founder = heldBy(rent).holds.find(({ key }) => key.startsWith('founder/'));
    expect(founder?.text.zh).toMatch(/^一人多照不可重复享受（.+）$/u);
  });
});

describe('the years', () => {
  it('are those the applicant’s other claims hold, counted, and never its own', () => {
    const { holds } = heldBy(rent, [card('case-1', 2023), card('case-2', 2024), card('case-3', 2025), card('case-4', 2025)]);
    expect(find(holds, 'years')).toMatchObject([{ year: 2026, seen: { 2024: 1, 2025: 2 } }]);
  });
  it('are refused when they are used up, by rule and field', () => {
    const cards = [card('case-2', 2023), card('case-3', 2024), card('case-4', 2025)];
    expect(holdsOfClaim(rent, contextOf(rent, cards))).toMatchObject({
      ok: false,
      refusal: { code: 'years-used-up', faults: [{ pointer: '/year', code: 'years-used-up' }] },
    });
    expect(holdsOfClaim({ ...rent, year: 2025 }, contextOf(rent, cards)).ok).toBe(true);
  });
  it('of another programme or applicant do not count', () => {
    const other = { id: 'case-2', holds: [2023, 2024, 2025].map((year) => ({ kind: 'years', key: 'years/x/y', year })) };
    expect(find(heldBy(rent, [other as unknown as CaseCard]).holds, 'years')).toMatchObject([{ seen: {} }]);
  });
});

describe('what other programmes grant', () => {
  const text = { zh: '相应扣除', en: 'taken off' };
  const { version } = programmeOf('broadband');
  const resting = (per?: 'year', kind: 'deduct' | 'prerequisite' = 'deduct') => ({
    version: {
      ...version,
      exclusions: [{ kind, programmes: ['other'], ...(per && { per }), text, confidence: 'sourced' as const }],
    },
  });
  const grant = (id: string, programmeId: string, year: number, takeFen: number, more: Partial<CaseCard> = {}): CaseCard =>
    ({ id, programmeId, state: 'disbursing', holds: [{ kind: 'granted', key: 'k', year, takeFen }], ...more }) as unknown as CaseCard;
  const cards = [
    grant('case-1', 'other', 2026, 1),
    grant('case-2', 'other', 2026, 20),
    grant('case-3', 'other', 2025, 300),
    grant('c', 'x', 2026, 9),
  ];

  it('is to be what it was when the claim is approved: the applicant’s other cases, and never its own', () => {
    const seen = { kind: 'seen', key: `granted/${APPLICANT}/other`, text };
    expect(find(heldBy(broadband, cards, resting()).caps, 'seen')).toEqual([{ ...seen, pointer: '', year: null, seenFen: 320 }]);
    expect(find(heldBy(broadband, cards, resting('year')).caps, 'seen')).toEqual([{ ...seen, pointer: '', year: 2026, seenFen: 20 }]);
    expect(find(heldBy(broadband, cards).caps, 'seen')).toEqual([]);
  });
  it('must be paid still when it is presupposed, by one case that was; what else it grants does not matter', () => {
    const presupposed = resting(undefined, 'prerequisite');
    const paid = grant('case-4', 'other', 2026, 20, { paidFen: 5 });
    expect(heldBy(broadband, [...cards, paid], presupposed).caps.filter(({ kind }) => kind !== 'cap' && kind !== 'granted')).toEqual([
      { kind: 'paid', key: `paid/${APPLICANT}/other`, caseId: 'case-4', pointer: '', text },
    ]);
    expect(find(heldBy(broadband, cards, presupposed).caps, 'paid')).toEqual([]);
    expect(find(heldBy(broadband, [paid], resting()).caps, 'paid')).toEqual([]);
  });
  it('counts from its approval on, and of a case that has ended what was paid and kept', () => {
    const offered = { programmes: catalogue.programmes, adopted: [] };
    const of = (...all: CaseCard[]) => otherGrants(all, 'case-1', offered);
    expect(of(...cards)('other', null)).toEqual({ grantedFen: 320, paidFen: 0, pending: true });
    expect(of(...cards)('other', 2025)).toEqual({ grantedFen: 300, paidFen: 0, pending: true });
    expect(of(grant('c2', 'other', 2026, 20, { paidFen: 5 }))('other', 2026)).toEqual({ grantedFen: 20, paidFen: 5, pending: false });
    expect(of(grant('c2', 'other', 2026, 20, { paidFen: 5, state: 'terminated' }))('other', null)).toEqual({
      grantedFen: 5,
      paidFen: 5,
      pending: false,
    });
    expect(of(grant('c2', 'other', 2026, 20, { paidFen: 20 }))('other', 2025)).toEqual({ grantedFen: 0, paidFen: 0, pending: false });
    const waiting = { id: 'c2', programmeId: 'other', state: 'under_review', holds: [] } as unknown as CaseCard;
    expect(of(waiting)('other', 2026)).toEqual({ grantedFen: 0, paidFen: 0, pending: true });
  });
  it('is known to be nothing of a programme of this house, and not known of another', () => {
    const of = otherGrants([], 'case-1', { programmes: catalogue.programmes, adopted: [] });
    expect(of('community-training-subsidy', null)).toEqual({ grantedFen: 0, paidFen: 0, pending: false });
    expect(of('su-ke-dai', null)).toBeUndefined();
    expect(of('no-such-programme', null)).toBeUndefined();
  });
});
