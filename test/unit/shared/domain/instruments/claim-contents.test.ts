import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INSTRUMENT_NAMES } from '../../../../../shared/domain/cases/profiles.ts';
import { partsOfInvoices } from '../../../../../shared/domain/instruments/claim-contents.ts';
import { CLAIM_CONTENTS, contentsOf } from '../../../../../shared/domain/instruments/contents-of.ts';
import { CLAIM_JUDGES, judgeOf } from '../../../../../shared/domain/instruments/judge-of.ts';
import { claimDraft } from '../../../../../shared/domain/subsidies/claim.ts';
import { partsOfClaim } from '../../../../../shared/domain/subsidies/limits-of-claim.ts';
import { aCaseIn, aDraft, PEOPLE } from '../../../../support/case-files.ts';
import { CLAIMS } from '../subsidies/claims.ts';

/** What may stand where a claim should, rows that are none included. */
const anything = fc.oneof(
  fc.anything(),
  fc.record(
    {
      kind: fc.anything(),
      lines: fc.oneof(fc.anything(), fc.array(fc.anything())),
      trainees: fc.array(fc.anything()),
      site: fc.anything(),
    },
    { requiredKeys: [] },
  ),
);
const ASKED = { lines: ['l1'], papers: ['p1'] };

describe.each(INSTRUMENT_NAMES)('%s', (instrument) => {
  it('stands in both tables', () => {
    expect([CLAIM_CONTENTS[instrument], CLAIM_JUDGES[instrument]]).not.toContain(undefined);
  });

  it('reads whatever stands where a claim should, and throws for none of it', () => {
    const { rows, papers, hasPlace, shown, shownToExpert, filing } = contentsOf({ instrument });
    fc.assert(
      fc.property(anything, (claim) => {
        for (const { id, claimedFen } of rows(claim)) expect([typeof id, Number.isSafeInteger(claimedFen ?? 0)]).toEqual(['string', true]);
        expect(papers(claim)).toBeInstanceOf(Set);
        expect([hasPlace(claim, ''), typeof hasPlace(claim, '/lines/0'), typeof hasPlace(claim, '/site/address')]).toEqual([
          false,
          'boolean',
          'boolean',
        ]);
        shown(claim);
        shownToExpert(claim, ASKED);
        filing(claim);
      }),
    );
    expect([rows(null), [...papers(null)], shownToExpert(null, ASKED), filing(undefined)]).toEqual([[], [], null, null]);
  });

  it('refuses to judge what is no claim', () => {
    const { handIn, judgeAnew, reEvaluate } = judgeOf({ instrument });
    // Refused before anything else is looked at.
    const nothing = {} as never;
    const now = new Date('2026-11-23T02:00:00.000Z');
    const within = {
      applicant: nothing,
      catalogue: nothing,
      context: { now: now.toISOString() } as never,
      hashOfSnapshot: () => '',
      pins: undefined,
    };
    fc.assert(
      fc.property(
        anything.filter((claim) => !claimDraft.safeParse(claim).success),
        (claim) => {
          const draft = { claim, payee: null, interests: [], savedAt: '' };
          expect(handIn(aDraft({ instrument, draft }), 'submit', PEOPLE.signatory, {}, within)).toMatchObject({ ok: false });
          const { record } = aCaseIn('under_review', { instrument });
          const question = { record: { ...record, claim }, pins: nothing, applicant: nothing, catalogue: nothing };
          expect(judgeAnew({ ...question, at: '', struck: [], settled: [] })).toEqual({ ok: false, refusal: { code: 'claim-refused' } });
          expect(reEvaluate({ ...question, now, hashOf: () => '' })).toEqual({ ok: false, refusal: { code: 'case-state' } });
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('the claim of a subsidy', () => {
  const { rows, papers, hasPlace, shown, shownToExpert } = contentsOf({ instrument: 'broadband_subsidy' });
  const { broadband, rent, training, mentoring, utilities } = CLAIMS;

  it.each(Object.values(CLAIMS))('of kind $kind says of each invoice what it takes, as the rules count it', (claim) => {
    expect(partsOfInvoices(rows(claim))).toEqual(partsOfClaim(claim));
    expect(new Set(rows(claim).map(({ id }) => id)).size).toBe(rows(claim).length);
  });

  it('has rows of four kinds; about who lives with whom nobody is asked', () => {
    const said = {
      lines: [{ lineId: 'l' }],
      trainees: [{ traineeId: 't' }],
      sessions: [{ sessionId: 's' }],
      household: [{ relativeId: 'r' }],
    };
    expect(rows(said).map(({ id, forExperts }) => [id, forExperts])).toEqual([
      ['l', true],
      ['t', true],
      ['s', true],
      ['r', false],
    ]);
    expect(rows({ lines: [{ lineId: 'l', amountFen: 0.5 }, { lineId: 7 }, null, 'l2'] })).toEqual([
      { id: 'l', claimedFen: null, invoiceId: null, forExperts: true },
    ]);
  });

  it('shows a specialist the rows and papers that are asked about, and of persons the family name', () => {
    const person = { name: '欧阳小明', personKey: 'k', idNumberMasked: '320***1234' };
    const claim = {
      kind: 'training',
      course: 'c',
      paperIds: ['p1', 'p2'],
      trainees: [
        { traineeId: 't1', ...person, certificateDocumentId: 'p2' },
        { traineeId: 't2', ...person, certificateDocumentId: 'p1' },
      ],
      household: [{ relativeId: 'r', ...person }],
    };
    expect(shownToExpert(claim, { lines: ['t2'], papers: ['p1'] })).toEqual({
      kind: 'training',
      course: 'c',
      paperIds: ['p1'],
      trainees: [{ traineeId: 't2', name: expect.not.stringContaining('小明'), certificateDocumentId: 'p1' }],
    });
    expect([...papers(claim)].sort()).toEqual(['p1', 'p2']);
    expect(JSON.stringify(shown(claim))).not.toContain('personKey');
  });

  it.each<[what: string, claim: unknown, pointers: string[]]>([
    ['a field', broadband, ['/year', '/claim/contractNumber', '/lines/1/amountFen', '/contractDocumentId']],
    ['a field of a group', rent, ['/site/address', '/founder/name', '/founder/idNumberMasked']],
    ['a list of plain values, and one of them', rent, ['/paperIds', '/paperIds/4']],
    ['a row', training, ['/claim/trainees/0', '/trainees/19']],
    ['a field its form knows and it lacks', rent, ['/siteRentFen', '/founder/idNumber', '/lines/1/note', '/lines/1/documentId']],
    ['a field of a group it lacks', { ...rent, site: undefined }, ['/site/address', '/site/divisionCode']],
    ['a field of its kind of bill', utilities, ['/lines/0/meter', '/lines/0/discountFen']],
    ['a list that has no row yet', mentoring, ['/lines', '/paperIds']],
    ['a list that was emptied', { ...rent, household: [] }, ['/household']],
    ['a field of a claim that has hardly begun', { kind: 'events' }, ['/heldOn', '/photoDocumentIds', '/lines']],
  ])('is asked about by %s', (_, claim, pointers) => expect(pointers.filter((pointer) => !hasPlace(claim, pointer))).toEqual([]));

  it.each<[what: string, claim: unknown, pointers: string[]]>([
    ['the whole of it', broadband, ['', '/', '/claim', '/claim/']],
    ['all rows of a list', broadband, ['/lines', '/claim/lines']],
    ['a group of fields', rent, ['/site', '/founder']],
    ['a group of fields it lacks', { ...rent, founder: undefined }, ['/founder']],
    ['a row it has not', broadband, ['/lines/2', '/lines/-', '/lines/00', '/lines/length', '/lines/2/amountFen', '/paperIds/0']],
    ['a field nobody knows', broadband, ['/lines/0/amount', '/claim/claim/year', '/Year', '/year/0', '/constructor', '/lines/0/__proto__']],
    ['a field of another kind', broadband, ['/trainees', '/site/address', '/lines/0/meter']],
    ['what nobody is shown', training, ['/trainees/0/personKey']],
    ['anything where no claim is', null, ['/year', '/lines']],
    ['what a claim of no kind lacks', { kind: 'loan' }, ['/year', '/lines']],
  ])('is not asked about by %s', (_, claim, pointers) => expect(pointers.filter((pointer) => hasPlace(claim, pointer))).toEqual([]));
});
