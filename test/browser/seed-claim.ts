import { expect, inject } from 'vitest';
import { workCase } from '../../functions/clock-worker/use-cases/work-case.ts';
import { readPeople } from '../../infra/local/issuer/people.ts';
import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { emptyProfile } from '../../shared/domain/parties/registration.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCaseList } from '../../shared/store/case-list.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { sourceKey } from '../../shared/store/keys/companies.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { residenceWrites } from '../../shared/store/residence-store.ts';
import { createTimerStore } from '../../shared/store/timer-store.ts';
import { seedOrganisation } from '../support/signed-in.ts';
import { BROADBAND, invoiceOf, paperOf } from '../support/subsidy-house.ts';
import { engineClient } from '../support/tables.ts';
import { signIn, Visitor } from '../support/visitor.ts';

const KUNSHAN = '320583';
const OPERATOR = 'operator-kunshan';
const COMMUNITY = 'JS-320583-91';

function stores() {
  const { tables, region } = inject('database');
  return openStores({ AWS_REGION: region, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal }, engineClient());
}

const resides = (firm: { readonly id: string; readonly name: string }, at: string): readonly Write[] =>
  residenceWrites(
    firm,
    {
      id: `residence-${firm.id}`,
      bodyId: OPERATOR,
      bodyName: '昆山示例众创社区运营',
      bodyKind: 'community_operator',
      communityId: COMMUNITY,
      from: '2025-01-01' as never,
      until: null,
      status: 'confirmed',
      declaredBy: 'startup-other',
      confirmedBy: 'community-operator',
      confirmedAt: at,
      version: 1,
    },
    'absent',
  );

/** What the bureau says of the firm. */
const says = (organisationId: string, at: string, facts: Record<string, unknown>): Write => ({
  put: {
    ...sourceKey(organisationId, 'bureau', 'scitech-kunshan'),
    source: 'bureau',
    organisationId: 'scitech-kunshan',
    organisationName: '昆山示例科技局',
    facts: Object.fromEntries(
      Object.entries(facts).map(([fact, value]) => [fact, { value, since: null, statedAt: at, statedBy: 'scitech-officer', evidence: [] }]),
    ),
    version: 1,
  },
  expect: 'absent',
});

/** A firm of a demo person in the community of Kunshan, with a bill of 12,000 yuan and the papers of a broadband claim. */
async function seedFirm(owner: string, name: string): Promise<{ id: string; claim: Record<string, unknown> }> {
  const person = readPeople().find((one) => one.id === owner);
  if (!person) throw new Error(`no demo person ${owner}`);
  const now = new Date();
  const at = now.toISOString();
  const year = dayInShanghai(now).slice(0, 4);
  const id = `firm-${crypto.randomUUID().slice(0, 8)}`;
  const number = String(crypto.getRandomValues(new Uint32Array(1))[0]).padStart(12, '0');
  // The first day of the year is past on any day of it.
  const issuedOn = `${year}-01-01`;
  const bill = invoiceOf(id, `${year}0000${number}`, 1_200_000, { buyerName: name, issuedOn: issuedOn as never });
  const profile = emptyProfile(KUNSHAN, at);
  await seedOrganisation(
    stores(),
    {
      id,
      kind: 'company',
      name,
      divisionCode: KUNSHAN,
      profile: { ...profile, particulars: { ...profile.particulars, bankName: '示例城南银行', bankAccount: '9900583000000000017' } },
      members: [{ id: owner, personKey: person.personKey, name: person.name.zh, roles: ['owner', 'signatory'] }],
      writes: [
        ...resides({ id, name }, at),
        says(id, at, { 'firm.division_code': KUNSHAN, 'firm.founded_on': `${Number(year) - 1}-03-01`, 'firm.community_id': COMMUNITY }),
        paperOf(id, 'contract', 'other', '宽带服务合同'),
        paperOf(id, 'proof', 'payment-proof'),
        ...bill.writes,
      ],
    },
    now,
  );
  const claim = {
    kind: 'broadband',
    year: Number(year),
    contractNumber: `HT-${id}`,
    lineNumber: `line-${id}`,
    contractDocumentId: 'contract',
    monthsFrom: `${year}-01`,
    monthsTo: `${year}-02`,
    paperIds: ['contract'],
    lines: [
      {
        lineId: 'l1',
        invoiceId: bill.id,
        documentId: `invoice-${year}0000${number}`,
        paidOn: issuedOn,
        amountFen: 1_200_000,
        paymentProofDocumentId: 'proof',
      },
    ],
  };
  return { id, claim };
}

/** Whoever signs in as a demo person and sends what our pages send. */
export async function callerAs(person: string) {
  const visitor = new Visitor(inject('url'));
  await signIn(visitor, person);
  const get = async <Body>(path: string): Promise<{ body: Body; etag: string }> => {
    const { response } = await visitor.ask(path);
    expect(response.status, path).toBe(200);
    return { body: (await response.json()) as Body, etag: response.headers.get('etag') ?? '' };
  };
  const post = async <Body>(path: string, body?: unknown, etag?: string): Promise<Body> => {
    const { response } = await visitor.ask(path, {
      method: 'POST',
      headers: {
        origin: inject('url'),
        'idempotency-key': crypto.randomUUID(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(etag !== undefined && { 'if-match': etag }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.status, text).toBeLessThan(300);
    return JSON.parse(text) as Body;
  };
  /** One step of a case, at the version of the moment. */
  const take = async (id: string, step: string, body?: unknown): Promise<void> => {
    const { etag } = await get(`/v1/cases/${id}`);
    await post(`/v1/cases/${id}/${step}`, body, etag);
  };
  return { get, post, take };
}

/** A broadband claim of a firm of its own, handed in by its owner. Answers its case. */
export async function handedInClaim(name: string, owner = 'startup-other'): Promise<string> {
  const { id: organisationId, claim } = await seedFirm(owner, name);
  const founder = await callerAs(owner);
  const { id } = await founder.post<{ id: string }>('/v1/subsidies/claims', { organisationId, programmeId: BROADBAND, claim });
  await founder.take(id, 'submit');
  return id;
}

/** A file as its owner hands it in, looked into by the house: the id of the paper. */
async function handIn(
  founder: Awaited<ReturnType<typeof callerAs>>,
  organisationId: string,
  {
    bytes,
    ...paper
  }: { readonly kind: string; readonly title: string; readonly fileName: string; readonly mediaType: string; readonly bytes: Buffer },
): Promise<string> {
  type Announced = { document: { id: string }; upload: { url: string; fields: Record<string, string> } };
  const announced = await founder.post<Announced>(`/v1/companies/${organisationId}/documents`, { ...paper, sizeBytes: bytes.length });
  const form = new FormData();
  for (const [name, value] of Object.entries(announced.upload.fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), paper.fileName);
  expect((await fetch(announced.upload.url, { method: 'POST', body: form })).status).toBe(204);
  const { id } = announced.document;
  const status = async () => (await founder.get<{ status: string }>(`/v1/companies/${organisationId}/documents/${id}`)).body.status;
  await expect.poll(status).toBe('clean');
  return id;
}

/** A claim whose contract and payment proof are files the house has looked into, and whose invoice has none; admitted, for a reviewer to take. */
export async function claimWithFiles(name: string, files: { readonly contract: Buffer; readonly proof: Buffer }): Promise<string> {
  const { id: organisationId, claim } = await seedFirm('startup-other', name);
  const founder = await callerAs('startup-other');
  const contract = await handIn(founder, organisationId, {
    ...{ kind: 'other', title: '宽带服务合同', fileName: '合同.pdf', mediaType: 'application/pdf', bytes: files.contract },
  });
  const proof = await handIn(founder, organisationId, {
    ...{ kind: 'payment-proof', title: '付款凭证（截图）', fileName: '付款.png', mediaType: 'image/png', bytes: files.proof },
  });
  const [line] = claim.lines as object[];
  const { id } = await founder.post<{ id: string }>('/v1/subsidies/claims', {
    organisationId,
    programmeId: BROADBAND,
    claim: { ...claim, contractDocumentId: contract, paperIds: [contract], lines: [{ ...line, paymentProofDocumentId: proof }] },
  });
  await founder.take(id, 'submit');
  const [operator, intake] = [await callerAs('community-operator'), await callerAs('intake-officer')];
  await operator.take(id, 'confirm', {});
  await intake.take(id, 'accept-intake');
  await intake.take(id, 'admit');
  return id;
}

/** A claim that has come as far as the approvers, by steps of the API. */
export async function reviewedClaim(name: string, verdict: 'support' | 'oppose' = 'support'): Promise<string> {
  const id = await handedInClaim(name);
  const [operator, intake, reviewer] = [
    await callerAs('community-operator'),
    await callerAs('intake-officer'),
    await callerAs('finance-reviewer'),
  ];
  await operator.take(id, 'confirm', {});
  await intake.take(id, 'accept-intake');
  await intake.take(id, 'admit');
  await reviewer.take(id, 'complete-review', { verdict, reason: '材料齐全' });
  return id;
}

/** Lets the public notice of a case run its days. */
export const noticeOver = (caseId: string): Promise<void> => daysPass(caseId, 30);

/** Does to a case what the clock would do some days from now; the time of the house stays where it is. */
export async function daysPass(caseId: string, days: number): Promise<void> {
  const { client, tables, commands } = stores();
  const calendar = createCalendarStore(client, tables.main);
  const later = new Date(Date.now() + days * 86_400_000);
  const stop = (error: unknown): never => {
    throw error;
  };
  const work = async () =>
    workCase(
      {
        list: createCaseList(client, tables.main),
        cases: createCaseReader(client, tables.main),
        timers: createTimerStore(client, tables.main),
        calendar,
        committer: commands,
        letters: { keep: stop },
        reportFault: stop,
        now: () => later,
      },
      caseId,
      await createHolidayCache(calendar, () => later)(),
    );
  let worked = await work();
  // A letter may be noted in the case at the same moment: the clock comes again a minute later, and here at once.
  for (let again = 0; again < 4 && worked.done === 0; again += 1) worked = await work();
  expect(worked).toMatchObject({ done: 1, failed: false });
}
