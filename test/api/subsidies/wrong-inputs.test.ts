import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { CLAIM_KINDS, type ClaimKind } from '../../../shared/domain/subsidies/kinds.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { goodClaim, LIVES, programmeIdOf, type Sent } from '../../support/six-claims.ts';
import { invoiceOf, subsidyHouse } from '../../support/subsidy-house.ts';
import { OWN_USCC } from '../../unit/shared/domain/subsidies/claims.ts';

/** Claims of all six kinds, each good but for one thing, over the wire: what the list says of it, what the API answers, and that nothing moves. */

const house = subsidyHouse();

type Json = Record<string, unknown>;
type Change = (claim: Sent) => Json;
interface Problem {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string; readonly citation?: Json }[];
}

const put =
  (more: Json): Change =>
  () =>
    more;
/** Other answers in one row of a list. */
const row =
  (list: 'lines' | 'trainees' | 'sessions', at: number, more: Json): Change =>
  (claim) => ({ [list]: (claim[list] as readonly Json[]).map((one, index) => (index === at ? { ...one, ...more } : one)) });
/** The first row of a list once more, with other answers. */
const again =
  (list: 'lines' | 'trainees' | 'sessions', more: Json): Change =>
  (claim) => ({ [list]: [...(claim[list] as readonly Json[]), { ...(claim[list] as readonly Json[])[0], ...more }] });
const without =
  (paper: string): Change =>
  ({ paperIds }) => ({ paperIds: (paperIds as readonly string[]).filter((id) => id !== paper) });
const mentor =
  (more: Json): Change =>
  (claim) => ({ mentor: { ...(claim.mentor as Json), ...more } });

/** An invoice of the year before, that its firm did register. */
const OLD = invoiceOf('old', '26320000999999999901', 20_000_000).id;
/** Of no number an invoice was registered by. */
const NOBODYS = invoiceOf('old', '26320000999999999902', 1).id;

/** `cited`: the programme itself says it, so the refusal brings its clause. */
type Wrong = readonly [what: string, change: Change, rule: string, pointer: string, cited?: 'cited'];

/** What is wrong wherever bills are claimed. */
const OF_BILLS: readonly Wrong[] = [
  ['more than the invoice', row('lines', 0, { amountFen: 20_000_001 }), 'invoice-overclaimed', '/lines/0/amountFen'],
  ['an invoice of the year before', row('lines', 0, { invoiceId: OLD }), 'invoice-outside-window', '/lines/0/invoiceId'],
  ['an invoice nobody registered', row('lines', 0, { invoiceId: NOBODYS }), 'not-your-invoice', '/lines/0/invoiceId'],
  ['one bill twice', again('lines', { lineId: 'again', amountFen: 1 }), 'line-twice', '/lines/{last}/invoiceId'],
  ['a bill that is not paid yet', row('lines', 0, { paidOn: '2026-12-01' }), 'not-paid-yet', '/lines/0/paidOn'],
  [
    'a picture for a proof of payment',
    row('lines', 0, { paymentProofDocumentId: 'photo' }),
    'payment-proof',
    '/lines/0/paymentProofDocumentId',
  ],
  ['no bill', put({ lines: [] }), 'no-lines', '/lines'],
];
/** What is wrong wherever months are claimed. */
const OF_MONTHS: readonly Wrong[] = [
  ['months the wrong way round', put({ monthsFrom: '2026-09', monthsTo: '2026-08' }), 'months-in-order', '/monthsTo'],
  ['months of another year', put({ monthsFrom: '2026-08', monthsTo: '2027-01' }), 'months-outside-year', '/monthsTo'],
];
const ALWAYS: readonly Wrong[] = [
  ['a year whose call is over', put({ year: 2024 }), 'outside-claim-window', '/year'],
  ['no year', put({ year: undefined }), 'field-missing', '/year'],
];

const WRONG: Readonly<Record<ClaimKind, readonly Wrong[]>> = {
  broadband: [
    ...ALWAYS,
    ...OF_BILLS,
    ...OF_MONTHS,
    ['a picture for a contract', put({ contractDocumentId: 'photo' }), 'required-document', '/contractDocumentId'],
  ],
  training: [
    ...ALWAYS,
    [
      'a trainee twice',
      again('trainees', { traineeId: 'again', certificateNumber: 'SYB-99' }),
      'trainee-twice',
      '/trainees/{last}',
      'cited',
    ],
    ['a certificate twice', row('trainees', 1, { certificateNumber: 'syb-1' }), 'certificate-twice', '/trainees/1/certificateNumber'],
    [
      'a trainee without certificate',
      row('trainees', 0, { certificateDocumentId: 'photo' }),
      'required-document',
      '/trainees/0/certificateDocumentId',
    ],
    ['a course that is not over', put({ endsOn: '2026-12-01' }), 'course-dates', '/endsOn'],
    ['no list of who attended', without('roll'), 'required-paper', '/paperIds'],
  ],
  mentoring: [
    ...ALWAYS,
    ['a mentor with a stake in the firm', mentor({ stakeInFirm: true }), 'mentor-holds-stake', '/mentor/stakeInFirm'],
    ['nothing said of a stake', mentor({ stakeInFirm: undefined }), 'field-missing', '/mentor/stakeInFirm'],
    ['mentoring of oneself', put({ firm: { name: '本单位', uscc: OWN_USCC } }), 'mentor-own-firm', '/firm/uscc'],
    ['a session the firm did not sign', row('sessions', 1, { signedByFirm: false }), 'session-unsigned', '/sessions/1/signedByFirm'],
    ['a session the mentor did not sign', row('sessions', 0, { signedByMentor: false }), 'session-unsigned', '/sessions/0/signedByMentor'],
    ['a session ahead', row('sessions', 0, { on: '2026-12-01' }), 'session-outside-year', '/sessions/0/on'],
    ['a session twice', again('sessions', { sessionId: 'again' }), 'session-twice', '/sessions/{last}'],
  ],
  events: [
    ...ALWAYS,
    ...OF_BILLS,
    ['an event that was not filed', put({ filingId: 'none' }), 'event-not-filed', '/filingId', 'cited'],
    ['an event held on the day it was filed', put({ heldOn: '2026-06-01' }), 'event-filed-late', '/heldOn', 'cited'],
    ['an event of another kind than filed', put({ category: '科普活动' }), 'event-other-category', '/category', 'cited'],
    ['an event nobody came to', put({ attendance: 0 }), 'event-nobody-came', '/attendance'],
    ['a contract for a picture', put({ photoDocumentIds: ['contract'] }), 'required-document', '/photoDocumentIds/0'],
  ],
  rent: [
    ...ALWAYS,
    ...OF_BILLS,
    ...OF_MONTHS,
    ['a share of more than the whole site', put({ sharedWith: 1, siteRentFen: 599_999 }), 'site-rent', '/siteRentFen'],
    ['a shared site without its rent', put({ sharedWith: 1 }), 'site-rent', '/siteRentFen'],
    ['a lease that ends too early', put({ leaseTo: '2026-09-30' }), 'lease-not-covering', '/leaseTo'],
    ['no lease', put({ leaseDocumentId: undefined }), 'lease-missing', '/leaseDocumentId'],
    ['rent of premises of its own', put({ premises: 'own' }), 'own-premises-with-rent', '/lines'],
    [
      'the founder in their own household',
      ({ founder }) => ({ household: [{ ...(founder as Json), relativeId: 'r1' }] }),
      'row-twice',
      '/household/0',
    ],
  ],
  utilities: [
    ...ALWAYS,
    ...OF_BILLS,
    ['energy without its meter', row('lines', 1, { meter: undefined }), 'meter-missing', '/lines/1/meter'],
    ['a discount above its bill', row('lines', 2, { discountFen: 700_001 }), 'discount-too-high', '/lines/2/discountFen'],
    ['another year of occupation', put({ occupiedYear: 2 }), 'occupied-year', '/occupiedYear'],
    ['rent without its lease', put({ leaseDocumentId: undefined }), 'lease-missing', '/leaseDocumentId'],
  ],
};

/** What no draft may hold: refused as it is saved. */
const UNREADABLE: readonly (readonly [kind: ClaimKind, what: string, change: Change, code: string, pointer: string])[] = [
  ['broadband', 'half a fen', row('lines', 0, { amountFen: 0.5 }), 'invalid-type', '/claim/lines/0/amountFen'],
  ['broadband', 'a thirteenth month', put({ monthsTo: '2026-13' }), 'invalid-format', '/claim/monthsTo'],
  [
    'training',
    'a wrong id number',
    row('trainees', 3, { idNumber: '320583199001010000' }),
    'invalid-id-number',
    '/claim/trainees/3/idNumber',
  ],
  ['mentoring', 'a wrong id number of the mentor', mentor({ idNumber: '1' }), 'invalid-id-number', '/claim/mentor/idNumber'],
  ['events', 'fewer than nobody', put({ attendance: -1 }), 'too-small', '/claim/attendance'],
  ['rent', 'no area', put({ areaM2: 0 }), 'too-small', '/claim/areaM2'],
  ['utilities', 'a discount below nothing', row('lines', 2, { discountFen: -1 }), 'too-small', '/claim/lines/2/discountFen'],
  ['utilities', 'the year before the first', put({ occupiedYear: 0 }), 'too-small', '/claim/occupiedYear'],
];

const idOf = (kind: ClaimKind) => `wrong-${kind}`;
const ownerOf = (kind: ClaimKind) => `${idOf(kind)}-owner`;
const good = new Map<ClaimKind, Sent>();
const goodOf = (kind: ClaimKind) => good.get(kind) as Sent;

beforeAll(async () => {
  for (const [at, { kind, applicant, divisionCode }] of LIVES.entries()) {
    const id = idOf(kind);
    const { claim, writes } = goodClaim(kind, id, at + 1);
    const old = invoiceOf(id, '26320000999999999901', 20_000_000, { issuedOn: '2025-12-31' as never });
    // Its account is one for all that hold it.
    const registered = at === 0 ? old.writes : old.writes.slice(0, 2);
    await house.seedOrganisation({
      ...{ id, kind: applicant, divisionCode, uscc: kind === 'mentoring' ? OWN_USCC : null },
      members: [{ id: ownerOf(kind), roles: ['owner', 'signatory'] }],
      writes: [...writes, ...registered],
    });
    good.set(kind, claim);
  }
});

const changed = (kind: ClaimKind, change: Change): Json => ({ ...goodOf(kind), ...change(goodOf(kind)) });
/** All that is on file of a claim. */
async function standing(kind: ClaimKind, id: string) {
  const own = house.as(ownerOf(kind));
  return Promise.all(
    [`/v1/cases/${id}`, `/v1/subsidies/claims/${id}`, `/v1/cases/${id}/file`].map(async (path) => jsonOf(await own.get(path))),
  );
}
const HAN = /\p{Script=Han}/u;

describe.each(CLAIM_KINDS)('a claim of %s', (kind) => {
  const own = () => house.as(ownerOf(kind));
  const checkOf = async (id: string) => jsonOf<ClaimCheck>(await own().get(`/v1/subsidies/claims/${id}/check`));
  const failedOf = ({ items }: ClaimCheck) => items.filter(({ hard, outcome }) => hard && outcome === 'failed');

  it('is good as it is', async () => {
    const id = await house.drafted(idOf(kind), goodOf(kind), ownerOf(kind), programmeIdOf(kind));
    expect(failedOf(await checkOf(id))).toEqual([]);
  });

  it.each(WRONG[kind].map(([what, change, rule, pointer, cited]) => ({ what, change, rule, pointer, cited })))(
    'with $what is refused by $rule at $pointer, in both languages, and nothing moves',
    async ({ change, rule, pointer, cited }) => {
      const claim = changed(kind, change);
      const [, list = ''] = pointer.split('/');
      const at = pointer.replace('{last}', String(((claim[list] as readonly unknown[] | undefined)?.length ?? 0) - 1));
      const id = await house.drafted(idOf(kind), claim, ownerOf(kind), programmeIdOf(kind));
      const before = await standing(kind, id);

      const check = await checkOf(id);
      const item = failedOf(check).find((one) => one.rule === rule && one.pointer === at);
      expect([check.ready, failedOf(check).map((one) => `${one.rule} ${one.pointer}`)]).toEqual([
        false,
        expect.arrayContaining([`${rule} ${at}`]),
      ]);
      expect([HAN.test(item?.text.zh ?? ''), HAN.test(item?.text.en ?? '汉')]).toEqual([true, false]);

      for (const language of ['zh', 'en']) {
        const headers = { 'accept-language': language };
        const answer = await own().post(`/v1/cases/${id}/submit`, undefined, { ifMatch: 1, headers });
        const problem = (await answer.json()) as Problem;
        const error = problem.errors?.find((one) => one.code === rule && one.pointer === at);
        expect([answer.status, problem.errors?.map((one) => `${one.code} ${one.pointer}`)]).toEqual([
          rule === 'outside-claim-window' ? 409 : 422,
          expect.arrayContaining([`${rule} ${at}`]),
        ]);
        expect(HAN.test(error?.detail ?? ''), error?.detail).toBe(language === 'zh');
        expect(error?.citation ?? null).toEqual(item?.citation ?? null);
        if (cited) expect(error?.citation).toMatchObject({ ref: expect.stringMatching(/./), quote: expect.stringMatching(/./) });
      }
      expect(await standing(kind, id)).toEqual(before);
      expect((await jsonOf<CaseAnswer>(await own().get(`/v1/cases/${id}`))).state).toBe('draft');
    },
  );

  it.each(UNREADABLE.filter(([of]) => of === kind).map(([, what, change, code, pointer]) => ({ what, change, code, pointer })))(
    'with $what is not saved: $code at $pointer',
    async ({ change, code, pointer }) => {
      const id = await house.drafted(idOf(kind), goodOf(kind), ownerOf(kind), programmeIdOf(kind));
      const before = await standing(kind, id);
      const claim = changed(kind, change);
      const answer = await own().put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: 1 });
      const problem = (await answer.json()) as Problem;
      expect([answer.status, problem.errors?.map((one) => `${one.code} ${one.pointer}`)]).toEqual([400, [`${code} ${pointer}`]]);
      expect(await standing(kind, id)).toEqual(before);
    },
  );
});
