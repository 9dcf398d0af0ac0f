import { beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { OTHER_SESSIONS } from '../../shared/contracts/sessions.ts';
import { decideAccess, type Subject } from '../../shared/domain/parties/access.ts';
import type { Principal } from '../../shared/domain/parties/organisation.ts';
import { queueOf } from '../support/access-cases.ts';
import {
  ASKERS,
  type Asker,
  makeWorld,
  PLACES,
  type Place,
  partsOf,
  personOf,
  principalOf,
  type Standing,
  secretOf,
  subjectOf,
} from '../support/access-world.ts';
import { rememberReads } from '../support/remember-reads.ts';
import { tokenOf } from '../support/signed-in.ts';
import { wholeHouse } from '../support/whole-house.ts';

/**
 * Every route, asked by every role, about what is their own, a neighbour's, and granted in another city, and by those who were members
 * once: on the wire, with the real store. What must come of it says the access policy, which an oracle of its own checks. No
 * command carries a key, so that an allowed one is refused for that alone and the world stays as it is.
 */
const house = wholeHouse();
// Who asks, and what is asked about, is read thousands of times and never changes.
rememberReads(house.client);

type Route = (typeof ROUTE_LIST)[number];
const GUARDED = ROUTE_LIST.filter(({ kind }) => !kind.startsWith('open'));
const OPEN = ROUTE_LIST.filter(({ kind }) => kind.startsWith('open'));

/** What some routes look at before they know what they are about; `{id}` as in a path. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /v1/companies/{id}/particulars/reveal': { field: 'contactPhone', reason: '核对联系方式' },
  'POST /v1/invitations/look-up': { secret: secretOf('neighbour') },
  'POST /v1/invitations/accept': { secret: secretOf('neighbour') },
  'POST /v1/approval-runs/preview': {
    programmeId: 'community-broadband-subsidy',
    items: [{ caseId: 'case-on-notice', contentHash: '0'.repeat(64) }],
  },
  'POST /v1/subsidies/claims': { organisationId: '{id}', programmeId: 'community-broadband-subsidy' },
  'POST /v1/subsidies/event-filings': {
    organisationId: '{id}',
    title: '示例路演',
    category: 'roadshow',
    plannedOn: '2026-12-24',
    place: '示例众创空间',
    plannedSpendFen: 100_000,
  },
};
const QUERIES: Readonly<Record<string, string>> = {
  'GET /v1/companies/{id}/papers': '?programmeId=batch-guarantee-80-20',
  'GET /v1/subsidies/claims': '?organisationId={id}',
  'GET /v1/subsidies/event-filings': '?organisationId={id}',
  'GET /v1/cases': '?queue={queue}',
  'GET /v1/ledger/budgets/{id}/statement': '?account=paid',
  'GET /v1/ledger/budgets/{id}/explain': '?figure=paid',
};
/** What an allowed question is answered with where that is no plain answer: nothing is left to check in a claim that was handed in. */
const ANSWERS: Readonly<Record<string, string>> = {
  'GET /v1/subsidies/claims/{id}/check': '/problems/claim-closed',
  // Nothing was pinned with the cases of the world.
  'GET /v1/subsidies/claims/{id}/list': '/problems/case-state',
  'GET /v1/cases/{id}/re-evaluation': '/problems/case-state',
};

/** Lists that are refused before anybody looks whether there is such an organisation: the answer for one that is there tells no more. */
const ASKS_NO_ONE: readonly string[] = ['GET /v1/subsidies/claims', 'GET /v1/subsidies/event-filings'];

/** Where it is said whom it is about, in the path or elsewhere; all others are about the asking person, or about nothing of anybody. */
const namesOne = ({ key, path }: Route): boolean => `${path}${QUERIES[key] ?? ''}${JSON.stringify(BODIES[key]) ?? ''}`.includes('{id}');
const ABOUT_ONE = GUARDED.filter(namesOne);
const ABOUT_NONE = GUARDED.filter((route) => !namesOne(route));

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: string;
}

const tokens = new Map<string, string>();
async function headersOf(personId: string | undefined): Promise<Record<string, string>> {
  if (personId === undefined) return {};
  const token = tokens.get(personId) ?? (await tokenOf({ id: personId }, house.clock.now));
  tokens.set(personId, token);
  return { authorization: `Bearer ${token}` };
}

async function ask(
  { key, method, path }: Route,
  personId: string | undefined,
  words: Readonly<Record<string, string>>,
  more?: string,
): Promise<Answer> {
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_all, name: string) => words[name] ?? `no-${name}`);
  const query = [QUERIES[key]?.slice(1), more].filter((part) => part !== undefined).join('&');
  const url = filled(query === '' ? path : `${path}?${query}`);
  const body = BODIES[key] === undefined ? undefined : filled(JSON.stringify(BODIES[key]));
  const headers = { ...(await headersOf(personId)), ...(body !== undefined && { 'content-type': 'application/json' }) };
  const response = await (await house.app()).request(url, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.text(), headers: JSON.stringify([...response.headers].sort()) };
}

const problem = (status: number, code: string) => ({ status, type: `"type":"/problems/${code}"` });
const PROBLEMS = {
  keyless: problem(400, 'idempotency-key-required'),
  'sign-in': problem(401, 'not-signed-in'),
  refused: problem(403, 'not-allowed'),
  hidden: problem(404, 'not-found'),
};

/** What must come of it, by the policy and the kind of route. */
function expected(route: Route, who: Principal | undefined, subject: Subject | undefined) {
  const access = decideAccess(who, route.action, subject);
  if (!access.allowed) return PROBLEMS[access.why];
  return route.kind === 'question' ? 'answered' : PROBLEMS.keyless;
}

/** The answer for what does not exist, the same whoever asks and whatever for. */
let nowhere: Answer;

function fault({ key }: Route, answer: Answer, wanted: ReturnType<typeof expected>): string | undefined {
  const instead = ANSWERS[key];
  if (wanted === 'answered' && instead !== undefined)
    return answer.body.includes(`"type":"${instead}"`) ? undefined : `not ${instead}: ${answer.status} ${answer.body}`;
  if (wanted === 'answered')
    return answer.status === 200 || answer.status === 204 ? undefined : `not answered: ${answer.status} ${answer.body}`;
  if (answer.status !== wanted.status || !answer.body.includes(wanted.type)) return `not ${wanted.status}: ${answer.status} ${answer.body}`;
  if (wanted.status !== 404) return undefined;
  return answer.body === nowhere.body && answer.headers === nowhere.headers
    ? undefined
    : `tells itself from what does not exist: ${answer.headers}`;
}

/** How often each outcome was seen, by route. */
const seen = new Map<string, Record<string, number>>();
/** Who was let in, by route and by what it was about, whatever the policy says. */
const letIn = new Map<string, Set<string>>();
const SEVERAL = 24;

interface Row {
  readonly route: Route;
  readonly personId: string | undefined;
  readonly who: Principal | undefined;
  readonly subject: Subject | undefined;
  readonly words: Readonly<Record<string, string>>;
  readonly what: string;
}

/** Asks all of it, several at a time, and answers the lines that are not as they must be. */
async function faultsOf(rows: readonly Row[]): Promise<string[]> {
  const faults: string[] = [];
  const one = async ({ route, personId, who, subject, words, what }: Row) => {
    const wanted = expected(route, who, subject);
    const answer = await ask(route, personId, words);
    const wrong = fault(route, answer, wanted);
    if (wrong) faults.push(`${personId ?? 'nobody'}: ${route.key} (${what}): ${wrong.slice(0, 300)}`);
    if (personId !== undefined && ![401, 403, 404].includes(answer.status))
      letIn.set(`${what} ${route.key}`, (letIn.get(`${what} ${route.key}`) ?? new Set()).add(personId));
    const counts = seen.get(route.key) ?? {};
    const name = wanted === 'answered' || wanted.status === 400 ? 'allowed' : String(wanted.status);
    seen.set(route.key, { ...counts, [name]: (counts[name] ?? 0) + 1 });
  };
  for (let at = 0; at < rows.length; at += SEVERAL) await Promise.all(rows.slice(at, at + SEVERAL).map(one));
  return faults;
}

const rowsAbout = (one: Asker, standing: Standing, place: Place): Row[] =>
  ABOUT_ONE.map((route) => ({
    route,
    personId: personOf(one, standing),
    who: principalOf(one, standing),
    subject: subjectOf(place, one, route.path),
    words: partsOf(place, one, route.path),
    what: place,
  }));

const rowsAboutNone = (one: Asker, standing: Standing): Row[] =>
  ABOUT_NONE.map((route) => {
    const personId = personOf(one, standing);
    const words = { sessionId: OTHER_SESSIONS, queue: queueOf(one.role) };
    return { route, personId, who: principalOf(one, standing), subject: { personId }, words, what: 'none' };
  });

/** All that being a member makes a difference for. */
function rowsLost(one: Asker, standing: Standing): Row[] {
  const rows = [...rowsAbout(one, standing, 'own'), ...rowsAboutNone(one, standing)];
  const member = principalOf(one, 'now');
  return rows.filter((row) => expected(row.route, member, row.subject) !== expected(row.route, row.who, row.subject));
}

beforeAll(async () => {
  await makeWorld(house);
  nowhere = await ask(ABOUT_ONE[0] as Route, 'owner', { id: 'no-such-id' });
});

describe('what does not exist', () => {
  it('is one answer, and says nothing', () => {
    expect(nowhere.status).toBe(404);
    expect(JSON.parse(nowhere.body)).toEqual({ type: '/problems/not-found', title: '没有找到', status: 404 });
  });

  it.each(ABOUT_ONE)('$key: the same for an id nobody has', async (route) => {
    const there = partsOf('neighbour', ASKERS[0] as Asker);
    const words = { ...there, id: 'no-such-id' };
    for (const personId of ['owner', 'bank-officer', 'auditor', 'nobody-we-know'])
      expect(await ask(route, personId, words)).toEqual(ASKS_NO_ONE.includes(route.key) ? await ask(route, personId, there) : nowhere);
  });

  const inside = ABOUT_ONE.filter(({ path }) => path.match(/\{/g)?.length === 2);
  it.each(inside)('$key: the same for what the organisation does not have', async (route) => {
    const owner = ASKERS[0] as Asker;
    expect(await ask(route, 'owner', { id: partsOf('own', owner).id as string })).toEqual(nowhere);
  });
});

describe('nobody signed in', () => {
  it('is asked to, whatever the route and whether or not the thing exists', async () => {
    const words = partsOf('trusting', ASKERS[0] as Asker);
    const rows = GUARDED.flatMap((route) =>
      [words, {}].map((part) => ({ route, personId: undefined, who: undefined, subject: {}, words: part, what: 'anonymous' })),
    );
    expect(await faultsOf(rows)).toEqual([]);
  });

  it.each(OPEN)('$key asks nobody who they are', async (route) => {
    for (const personId of [undefined, 'owner']) expect([401, 403]).not.toContain((await ask(route, personId, {})).status);
  });
});

describe.each(ASKERS)('$id', (one) => {
  it.each(PLACES)('about what is %s', async (place) => expect(await faultsOf(rowsAbout(one, 'now', place))).toEqual([]));
  it('about oneself and nothing of anybody', async () => expect(await faultsOf(rowsAboutNone(one, 'now'))).toEqual([]));
  it.each(one.role === 'guest' ? (['ended', 'removed'] as const) : (['removed'] as const))('%s: is nobody any more', async (standing) => {
    const rows = rowsLost(one, standing);
    expect(rows.length).toBeGreaterThan(2);
    expect(await faultsOf(rows)).toEqual([]);
  });
});

/** What an issuer adds to its answer is to be ignored, whatever it is (RFC 6749, 4.1.2). */
const TAKES_ANY_QUERY: readonly string[] = ['GET /v1/auth/callback'];
const READ = ROUTE_LIST.filter(({ key, method }) => method === 'GET' && !TAKES_ANY_QUERY.includes(key));

describe('a query with a field nobody knows', () => {
  /** Somebody who may, and about what: whoever may not is told nothing of fields. */
  function allowedOne(route: Route): Pick<Row, 'personId' | 'words'> {
    if (route.kind === 'open')
      return { personId: undefined, words: { version: 'current', ...partsOf('neighbour', ASKERS[0] as Asker, route.path) } };
    const rows = ASKERS.flatMap((one) => [...rowsAboutNone(one, 'now'), ...PLACES.flatMap((place) => rowsAbout(one, 'now', place))]);
    const row = rows.find((one) => one.route === route && decideAccess(one.who, route.action, one.subject).allowed);
    if (row === undefined) throw new Error(`nobody may ${route.key}`);
    return row;
  }

  it.each(READ)('$key: is refused by its name', async (route) => {
    const { personId, words } = allowedOne(route);
    const { status, body } = await ask(route, personId, words, 'nobody-knows=1');
    expect([status, JSON.parse(body).type, JSON.parse(body).errors]).toEqual([
      400,
      '/problems/invalid-request',
      [expect.objectContaining({ pointer: '/nobody-knows', code: 'unknown-field' })],
    ]);
  });
});

/** The acts that weigh most, by hand and in the words of the house: neither the policy nor the table of routes is asked. */
const OWNERS = ['owner', 'owner-of-a-bank', 'owner-of-a-bureau'];
const OPERATORS = ['carrier-operator', 'community-operator'];
const OFFICERS = [
  'appeal-reviewer',
  'finance-approver',
  'finance-payer',
  'finance-reviewer',
  'intake-officer',
  'notice-officer',
  'scitech-officer',
];
const FINANCIERS = [
  'bank-approver',
  'bank-officer',
  'fund-manager',
  'guarantee-officer',
  'guidance-officer',
  'investment-partner',
  'reguarantee-officer',
];
const MAY: [place: Place | 'none', route: string, who: readonly string[]][] = [
  ['none', 'POST /v1/institutions', ['admin']],
  ['none', 'GET /v1/organisations/all', ['admin', 'auditor']],
  ['none', 'GET /v1/grants', FINANCIERS],
  // From outside only to a first owner, where there is none: that rule comes after permission.
  ['own', 'POST /v1/organisations/{id}/invitations', ['admin', ...OWNERS]],
  ['neighbour', 'POST /v1/organisations/{id}/invitations', ['admin']],
  ['trusting', 'POST /v1/organisations/{id}/invitations', ['admin', ...OPERATORS]],
  ['own', 'PATCH /v1/organisations/{id}/members/{personId}', OWNERS],
  ['own', 'DELETE /v1/organisations/{id}/members/{personId}', OWNERS],
  ['own', 'POST /v1/organisations/{id}/transfer-ownership', OWNERS],
  ['own', 'GET /v1/organisations/{id}/audit', ['auditor', ...OWNERS]],
  ['own', 'POST /v1/companies/{id}/grants', ['owner', 'signatory']],
  ['own', 'POST /v1/companies/{id}/grants/{grantId}/revoke', ['owner', 'signatory']],
  ['own', 'POST /v1/companies/{id}/particulars/reveal', ['owner', 'signatory']],
  ['own', 'POST /v1/companies/{id}/snapshots', ['owner', 'preparer', 'signatory']],
  ['own', 'POST /v1/organisations/{id}/company-imports', OPERATORS],
  ['neighbour', 'DELETE /v1/organisations/{id}/members/{personId}', []],
  ['neighbour', 'GET /v1/organisations/{id}/audit', ['auditor']],
  ['neighbour', 'POST /v1/organisations/{id}/confirm-code', ['admin', 'scitech-officer']],
  ['neighbour', 'GET /v1/companies/{id}/facts', []],
  ['neighbour', 'PATCH /v1/companies/{id}/facts', ['scitech-officer']],
  ['neighbour', 'GET /v1/companies/{id}/documents/{documentId}', []],
  ['neighbour', 'POST /v1/companies/{id}/residences/{residenceId}/confirm', []],
  ['trusting', 'GET /v1/companies/{id}/facts', [...OPERATORS, ...FINANCIERS]],
  ['trusting', 'PATCH /v1/companies/{id}/facts', ['bank-officer', ...OPERATORS]],
  ['trusting', 'GET /v1/companies/{id}/matches', OPERATORS],
  ['trusting', 'POST /v1/companies/{id}/particulars/reveal', ['bank-officer', 'guarantee-officer']],
  ['trusting', 'POST /v1/companies/{id}/documents/{documentId}/links', FINANCIERS],
  ['trusting', 'POST /v1/companies/{id}/documents', []],
  ['trusting', 'POST /v1/companies/{id}/grants', []],
  ['trusting', 'POST /v1/companies/{id}/residences/{residenceId}/confirm', OPERATORS],
  ['trusting', 'GET /v1/companies/{id}/access-log', []],
  ['naming', 'POST /v1/organisations/{id}/invitations', ['admin']],
  ['naming', 'GET /v1/companies/{id}/facts', []],
  ['naming', 'PATCH /v1/companies/{id}/facts', []],
  ['naming', 'GET /v1/companies/{id}/matches', []],
  ['naming', 'GET /v1/companies/{id}/timeline', []],
  ['naming', 'POST /v1/companies/{id}/residences/{residenceId}/confirm', OPERATORS],
  ['naming', 'POST /v1/companies/{id}/residences/{residenceId}/end', OPERATORS],
  ['trusting', 'POST /v1/organisations/{id}/confirm-code', ['admin']],

  // Cases: their applicant's people; the desks of the region, which see that a case waits; whoever has taken it on, and the body it names.
  // Who heads a bureau gives out its cases: that they wait, and no more of them.
  ['none', 'GET /v1/cases', ['auditor', 'owner-of-a-bureau', ...OPERATORS, ...OFFICERS]],
  ['own', 'PUT /v1/subsidies/claims/{id}', ['fund-manager', 'guest', 'investment-partner', 'owner', 'preparer', 'signatory', ...OPERATORS]],
  ['own', 'POST /v1/cases/{id}/submit', ['owner', 'signatory']],
  ['own', 'POST /v1/cases/{id}/withdraw', ['owner', 'signatory']],
  ['own', 'POST /v1/cases/{id}/change-payee', ['owner', 'signatory']],
  ['own', 'POST /v1/cases/{id}/approve', []],
  ['neighbour', 'GET /v1/subsidies/claims/{id}', []],
  ['neighbour', 'GET /v1/subsidies/claims', []],
  ['neighbour', 'PUT /v1/subsidies/claims/{id}', []],
  ['neighbour', 'GET /v1/cases/{id}', ['auditor', 'owner-of-a-bureau', ...OFFICERS]],
  ['neighbour', 'POST /v1/cases/{id}/reassign', ['owner-of-a-bureau', ...OFFICERS]],
  ['trusting', 'POST /v1/cases/{id}/reassign', []],
  ['neighbour', 'GET /v1/cases/{id}/file', ['auditor']],
  ['neighbour', 'GET /v1/cases/{id}/audit', ['auditor']],
  ['neighbour', 'POST /v1/cases/{id}/papers/{documentId}/links', ['auditor']],
  ['neighbour', 'POST /v1/cases/{id}/confirm', ['scitech-officer']],
  ['neighbour', 'POST /v1/cases/{id}/take', OFFICERS],
  ['neighbour', 'POST /v1/cases/{id}/settle-fact', ['finance-reviewer']],
  ['neighbour', 'POST /v1/cases/{id}/approve', ['finance-approver']],
  ['neighbour', 'POST /v1/cases/{id}/dismiss-objection', ['notice-officer']],
  ['own', 'POST /v1/cases/{id}/tips/{tipId}/note', []],
  ['neighbour', 'POST /v1/cases/{id}/tips/{tipId}/note', ['notice-officer']],
  ['trusting', 'POST /v1/cases/{id}/tips/{tipId}/note', []],
  ['none', 'GET /v1/tips', ['auditor', 'notice-officer']],
  ['neighbour', 'POST /v1/cases/{id}/uphold-appeal', ['appeal-reviewer']],
  ['neighbour', 'POST /v1/cases/{id}/withdraw', []],
  ['neighbour', 'POST /v1/cases/{id}/change-payee', []],
  ['trusting', 'GET /v1/cases/{id}', ['auditor', ...OPERATORS, ...OFFICERS]],
  ['trusting', 'GET /v1/cases/{id}/file', ['auditor', ...OPERATORS, ...OFFICERS]],
  ['trusting', 'GET /v1/cases/{id}/audit', ['auditor', ...OFFICERS]],
  ['trusting', 'POST /v1/cases/{id}/papers/{documentId}/links', ['auditor', ...OPERATORS, ...OFFICERS]],
  ['trusting', 'POST /v1/cases/{id}/confirm', OPERATORS],
  ['trusting', 'POST /v1/cases/{id}/approve', []],
  ['trusting', 'POST /v1/cases/{id}/take', []],
  ['none', 'POST /v1/approval-runs', ['finance-approver']],
  ['own', 'POST /v1/approval-runs/{id}/close', ['finance-approver']],
  ['neighbour', 'GET /v1/approval-runs/{id}', ['auditor']],
  ['neighbour', 'POST /v1/approval-runs/{id}/close', []],
  ['own', 'GET /v1/payments/batches/{id}/file', ['finance-payer']],
  ['own', 'POST /v1/payments/batches/{id}/approve', ['finance-payer']],
  ['neighbour', 'GET /v1/payments/batches/{id}', ['auditor']],
  ['neighbour', 'POST /v1/payments/batches/{id}/send', []],
  ['none', 'POST /v1/payments/batches', ['finance-payer']],
  ['none', 'POST /v1/budgets', ['finance-approver', 'finance-reviewer']],
  ['own', 'POST /v1/budgets/{id}/changes/{changeId}/confirm', ['finance-approver', 'finance-reviewer']],
  ['neighbour', 'POST /v1/budgets/{id}/changes/{changeId}/confirm', []],
  ['own', 'GET /v1/ledger/budgets/{id}', ['auditor', 'finance-approver', 'finance-payer', 'finance-reviewer']],
  ['neighbour', 'GET /v1/ledger/budgets/{id}/statement', ['auditor']],
  ['own', 'POST /v1/cases/{id}/recoveries/{recoveryId}/agree', ['signatory']],
  ['neighbour', 'POST /v1/cases/{id}/recoveries', ['finance-approver', 'finance-reviewer']],
  ['naming', 'GET /v1/cases/{id}', []],
  ['naming', 'GET /v1/cases/{id}/file', []],
  ['naming', 'GET /v1/cases/{id}/audit', []],
  ['naming', 'GET /v1/cases/{id}/papers', []],
  ['naming', 'GET /v1/subsidies/claims/{id}', []],
  ['naming', 'POST /v1/cases/{id}/confirm', []],
];

describe('the matrix', () => {
  it.each(MAY)('%s: %s', (place, route, who) => expect([...(letIn.get(`${place} ${route}`) ?? [])].sort()).toEqual([...who].sort()));

  it('saw every guarded route allowed, and refused to somebody signed in unless everybody may', () => {
    const never = GUARDED.flatMap(({ key, action }) => {
      const counts = seen.get(key) ?? {};
      const forAll = decideAccess(principalOf(ASKERS[0] as Asker, 'removed'), action, { personId: 'owner.removed' }).allowed;
      const refused = (counts['403'] ?? 0) + (counts['404'] ?? 0);
      return [...((counts.allowed ?? 0) > 0 ? [] : [`${key}: nobody may`]), ...(refused > 0 || forAll ? [] : [`${key}: everybody may`])];
    });
    expect(never).toEqual([]);
  });
});
