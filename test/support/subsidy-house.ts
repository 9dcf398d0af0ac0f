import type { Hono } from 'hono';
import { beforeAll, expect } from 'vitest';
import { createAppraisalsApp } from '../../functions/appraisals-api/app.ts';
import { appraisalParts } from '../../functions/appraisals-api/appraisal-parts.ts';
import { createApprovalsApp } from '../../functions/approvals-api/app.ts';
import { approvalParts } from '../../functions/approvals-api/approval-parts.ts';
import { createBudgetsApp } from '../../functions/budgets-api/app.ts';
import { budgetParts } from '../../functions/budgets-api/budget-parts.ts';
import { createCasesApp } from '../../functions/cases-api/app.ts';
import { caseParts } from '../../functions/cases-api/case-parts.ts';
import { createLedgerApp } from '../../functions/ledger-api/app.ts';
import { ledgerParts } from '../../functions/ledger-api/ledger-parts.ts';
import { createNoticesApp } from '../../functions/notices-api/app.ts';
import { noticeParts } from '../../functions/notices-api/notice-parts.ts';
import { createPaymentsApp } from '../../functions/payments-api/app.ts';
import { paymentParts } from '../../functions/payments-api/payment-parts.ts';
import { createReturnsApp } from '../../functions/returns-api/app.ts';
import { returnParts } from '../../functions/returns-api/return-parts.ts';
import { createSubsidiesApp } from '../../functions/subsidies-api/app.ts';
import { claimParts } from '../../functions/subsidies-api/claim-parts.ts';
import { readCatalogue } from '../../shared/catalogue/read-catalogue.ts';
import { readHolidays } from '../../shared/catalogue/read-holidays.ts';
import type { CaseAnswer } from '../../shared/contracts/cases.ts';
import { type FunctionName, ROUTE_LIST } from '../../shared/contracts/routes.ts';
import type { Document } from '../../shared/domain/documents/document.ts';
import { type InvoiceRegistration, invoiceIdOf } from '../../shared/domain/documents/invoice.ts';
import { budgetIdOf, openBudget } from '../../shared/domain/ledger/change-budget.ts';
import { openCatalogue, packCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { emptyProfile } from '../../shared/domain/parties/registration.ts';
import { adoptTemplate } from '../../shared/domain/policy/adopt.ts';
import { toDictionary } from '../../shared/domain/policy/fact-dictionary.ts';
import type { Programme, ProgrammeVersion } from '../../shared/domain/policy/programme.ts';
import type { ApiPorts } from '../../shared/http/api.ts';
import { createApp } from '../../shared/http/create-app.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { communityRow } from '../../shared/store/community-store.ts';
import { putDocument, putInvoiceAccount, putRegistration } from '../../shared/store/document-store.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { sourceKey } from '../../shared/store/keys/companies.ts';
import { residenceKey } from '../../shared/store/keys/organisations.ts';
import { createLedgerReader, ledgerWrites } from '../../shared/store/ledger-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { jsonOf, type SignedInHouse, signedInHouse } from './signed-in.ts';

const { programmes, definitions, reference } = readCatalogue();
const dictionary = toDictionary(definitions);
const KUNSHAN = '320583';
const TEMPLATES = [
  'community-broadband-subsidy',
  'community-training-subsidy',
  'community-mentor-subsidy',
  'community-premises-water-energy-discount',
];
const adopted = programmes.filter(({ id }) => TEMPLATES.includes(id)).map((template) => adoptTemplate(template, KUNSHAN, dictionary));
const artefactWith = (version: Partial<ProgrammeVersion>, beside: readonly Programme[] = []) =>
  packCatalogue({
    catalogueVersion: 'for-tests',
    programmes,
    adopted: [...adopted.map((one) => ({ ...one, versions: one.versions.map((own) => ({ ...own, ...version })) })), ...beside],
    definitions,
    reference,
  });
export const subsidyCatalogue = openCatalogue(artefactWith({}));

/** A programme of Kunshan that is the broadband subsidy under another name, with what it says otherwise. */
export const programmeBeside = (id: string, version: Partial<ProgrammeVersion>): Programme => {
  const [like] = adopted.filter((one) => one.id === BROADBAND);
  if (!like) throw new Error('the catalogue has no broadband subsidy');
  return { ...like, id, versions: like.versions.map((own) => ({ ...own, ...version })) };
};

/** A rejection with what shows that a clause it was judged to meet is not met. */
export const UNMET = {
  reason: '资金用途不明',
  findings: [{ clause: 'community', text: '安装地址不在社区范围内', evidence: ['contract'], source: null }],
};

export const BROADBAND = 'community-broadband-subsidy';
/** Under which the house makes keys of id numbers. */
export const PERSON_KEY_SECRET = 'a secret of the tests';
const AT = '2026-11-01T00:00:00.000Z';
const SELLER = '91320000796544598E';

export const paperOf = (organisationId: string, id: string, kind: Document['kind'], title = id, more: Partial<Document> = {}): Write =>
  putDocument(
    {
      id,
      organisationId,
      kind,
      title,
      fileName: `${id}.pdf`,
      mediaType: 'application/pdf',
      sizeBytes: 1_000,
      sha256: '0'.repeat(64),
      status: 'clean',
      rejections: [],
      issuedOn: null,
      validFrom: null,
      validUntil: null,
      uploadedBy: 'owner',
      uploadedAt: AT,
      uploadUntil: AT,
      checkedAt: AT,
      invoices: [],
      version: 1,
      ...more,
    },
    'absent',
  );

/** An invoice of a telecom carrier, registered by a firm. */
export function invoiceOf(
  organisationId: string,
  number: string,
  amountFen: number,
  more: Partial<InvoiceRegistration> = {},
): { id: string; writes: Write[] } {
  const id = invoiceIdOf({ sellerUscc: SELLER, code: null, number });
  const registration: InvoiceRegistration = {
    id,
    organisationId,
    documentId: `invoice-${number}`,
    sha256: '0'.repeat(64),
    sellerUscc: SELLER,
    sellerName: '示例电信',
    code: null,
    number,
    issuedOn: '2026-06-01' as never,
    buyerName: `示例 ${organisationId}`,
    buyerUscc: null,
    amountFen,
    flags: [],
    registeredBy: 'owner',
    registeredAt: AT,
    version: 1,
    ...more,
  };
  const account = {
    id,
    claimedFen: 0,
    applicants: [{ organisationId, amountFen, documentId: registration.documentId, registeredAt: AT }],
    version: 1,
  };
  return {
    id,
    writes: [
      paperOf(organisationId, registration.documentId, 'invoice'),
      putRegistration(registration),
      putInvoiceAccount(account, 'absent'),
    ],
  };
}

const communityOf = (id: string, divisionCode: string, operatorId: string): Write => ({
  put: communityRow({
    id,
    name: `示例众创社区 ${id}`,
    divisionCode,
    operatorId,
    status: 'pilot',
    since: '2025-01-01',
    industry: null,
    version: 1,
  }),
  expect: 'absent',
});

/** Where a firm sits, as its carrier has confirmed. */
export const resides = (organisationId: string, bodyId: string): Write => ({
  put: {
    ...residenceKey(organisationId, `residence-${bodyId}`),
    id: `residence-${bodyId}`,
    bodyId,
    bodyName: `示例 ${bodyId}`,
    bodyKind: 'community_operator',
    communityId: 'JS-320583-91',
    from: '2025-01-01',
    until: null,
    status: 'confirmed',
    declaredBy: 'owner',
    confirmedBy: 'operator',
    confirmedAt: AT,
    version: 1,
  },
  expect: 'absent',
});

export const says = (organisationId: string, facts: Record<string, unknown>): Write => ({
  put: {
    ...sourceKey(organisationId, 'bureau', 'scitech'),
    source: 'bureau',
    organisationId: 'scitech',
    organisationName: '示例 scitech',
    facts: Object.fromEntries(
      Object.entries(facts).map(([fact, value]) => [fact, { value, since: null, statedAt: AT, statedBy: 'scitech-officer', evidence: [] }]),
    ),
    version: 1,
  },
  expect: 'absent',
});

/** Persons of the offices of Kunshan; each is a natural person of its own. */
const OFFICES = [
  {
    id: 'scitech',
    kind: 'scitech_bureau',
    members: [
      ['intake', 'intake-officer'],
      ['intake-2', 'intake-officer'],
      ['scitech-officer', 'scitech-officer'],
    ],
  },
  {
    id: 'finance',
    kind: 'finance_bureau',
    members: [
      ['reviewer', 'finance-reviewer'],
      ['reviewer-2', 'finance-reviewer'],
      ['reviewer-3', 'finance-reviewer'],
      ['approver', 'finance-approver'],
      ['approver-2', 'finance-approver'],
      ['payer', 'finance-payer'],
      ['payer-2', 'finance-payer'],
      ['payer-3', 'finance-payer'],
      ['notice', 'notice-officer'],
      ['notice-2', 'notice-officer'],
      ['appeals', 'appeal-reviewer'],
    ],
  },
] as const;

export interface SubsidyHouseOptions {
  readonly budgetFen?: number;
  /** What the county's own versions say otherwise than the templates. */
  readonly version?: Partial<ProgrammeVersion>;
  /** Programmes of the county beside its own versions of the templates, each with a budget as large. */
  readonly beside?: readonly Programme[];
  /** Apps of other functions that belong to what is tested. */
  readonly others?: (parts: { readonly stores: Stores; readonly ports: ApiPorts<Write> }) => Partial<Record<FunctionName, Hono>>;
}

/**
 * The APIs of claims and cases on tables of their own: the firm `firm` of `owner` and `preparer` in a community of Kunshan run by `operator`,
 * with bills and papers for a broadband claim; the offices of Kunshan; a budget of 500,000 yuan for broadband; an auditor.
 */
export function subsidyHouse({ budgetFen = 50_000_000, version = {}, beside = [], others }: SubsidyHouseOptions = {}) {
  const house: SignedInHouse = signedInHouse(({ stores, ports, now }) => {
    const readCatalogue = createCatalogueCache(createCatalogueStore(stores.client, house.names.main), openCatalogue, {
      forMs: 60_000,
      now,
    });
    const holidays = createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now);
    const claims = createSubsidiesApp(
      claimParts(stores, { readCatalogue, readHolidays: holidays, personKeySecret: PERSON_KEY_SECRET }),
      ports,
    );
    const apps: Partial<Record<FunctionName, Hono>> = {
      'appraisals-api': createAppraisalsApp(appraisalParts(stores, readCatalogue, holidays), ports),
      'cases-api': createCasesApp(caseParts(stores, holidays), ports),
      'approvals-api': createApprovalsApp(approvalParts(stores, holidays), ports),
      'notices-api': createNoticesApp(noticeParts(stores, holidays), ports),
      'subsidies-api': claims,
      'ledger-api': createLedgerApp(ledgerParts(stores), ports),
      'payments-api': createPaymentsApp(paymentParts(stores, holidays), ports),
      'returns-api': createReturnsApp(returnParts(stores, holidays), ports),
      'budgets-api': createBudgetsApp(budgetParts(stores, readCatalogue), ports),
      ...others?.({ stores, ports }),
    };
    const whole = createApp(ports.reportFault);
    for (const { function: name, method, path } of ROUTE_LIST) {
      const app = apps[name];
      if (app) whole.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), (context) => app.fetch(context.req.raw));
    }
    return whole;
  });

  /** A firm with one bill of 12,000 yuan and everything a broadband claim needs. */
  async function seedFirm(
    id: string,
    owner = `${id}-owner`,
    more: readonly Write[] = [],
    facts: Record<string, unknown> = {},
  ): Promise<{ claim: Record<string, unknown>; invoiceId: string }> {
    const number = String(20_000_000 + Math.floor(Math.random() * 79_999_999));
    const bill = invoiceOf(id, `26320000${number.padStart(12, '0')}`, 1_200_000);
    const particulars = { ...emptyProfile(KUNSHAN, AT).particulars, bankName: '示例城南银行昆山支行', bankAccount: '9900583000000000017' };
    await house.seedOrganisation({
      id,
      kind: 'company',
      profile: { ...emptyProfile(KUNSHAN, AT), particulars },
      members: [
        { id: owner, roles: ['owner', 'signatory'] },
        { id: `${id}-preparer`, roles: ['preparer'] },
      ],
      writes: [
        resides(id, 'operator-body'),
        says(id, { 'firm.division_code': KUNSHAN, 'firm.founded_on': '2025-03-01', 'firm.community_id': 'JS-320583-91', ...facts }),
        paperOf(id, 'contract', 'other', '宽带服务合同'),
        paperOf(id, 'proof', 'payment-proof'),
        ...bill.writes,
        ...more,
      ],
    });
    const claim = {
      kind: 'broadband',
      year: 2026,
      contractNumber: 'HT-2026-001',
      lineNumber: `line-${id}`,
      contractDocumentId: 'contract',
      monthsFrom: '2026-01',
      monthsTo: '2026-06',
      paperIds: ['contract'],
      lines: [
        {
          lineId: 'l1',
          invoiceId: bill.id,
          documentId: `invoice-26320000${number.padStart(12, '0')}`,
          paidOn: '2026-06-10',
          amountFen: 1_200_000,
          paymentProofDocumentId: 'proof',
        },
      ],
    };
    return { claim, invoiceId: bill.id };
  }

  const budgetOf = (fiscalYear: number, programmeId = BROADBAND) =>
    budgetIdOf({ programmeId, fiscalYear, payerId: 'finance', communityId: null });

  beforeAll(async () => {
    const published = await createCatalogueStore(house.client, house.names.main).publish({
      catalogueVersion: 'for-tests',
      programmes: [],
      artefact: artefactWith(version, beside),
      publishedAt: AT,
    });
    expect(published.ok).toBe(true);
    for (const list of readHolidays()) await createCalendarStore(house.client, house.names.main).publishHolidayList(list);
    for (const { id, kind, members } of OFFICES)
      await house.seedOrganisation({ id, kind, members: members.map(([person, role]) => ({ id: person, roles: [role] })) });
    await house.seedOrganisation({
      id: 'far-finance',
      kind: 'finance_bureau',
      divisionCode: '320100',
      members: [{ id: 'far-reviewer', roles: ['finance-reviewer', 'finance-approver'] }],
    });
    await house.seedOrganisation({
      id: 'operator-body',
      kind: 'community_operator',
      members: [{ id: 'operator', roles: ['community-operator'] }],
      writes: [
        communityOf('JS-320583-91', KUNSHAN, 'operator-body'),
        communityOf('JS-320583-92', KUNSHAN, 'operator-body'),
        communityOf('JS-320102-91', '320102', 'operator-body'),
      ],
    });
    await house.seedOrganisation({
      id: 'audit',
      kind: 'audit_office',
      divisionCode: '320000',
      members: [{ id: 'auditor', roles: ['auditor'] }],
    });
    await openYear(2026, budgetFen);
    for (const { id } of beside) await openYear(2026, budgetFen, id);
  });

  /** Opens the general budget of a year, as two persons have done. */
  async function openYear(fiscalYear: number, fen: number, programmeId = BROADBAND): Promise<void> {
    const at = house.clock.now.toISOString();
    // Each year begins a chain of its own: what is opened here has no entry before it.
    const chain = { kind: 'programme', id: fiscalYear === 2026 ? programmeId : budgetOf(fiscalYear, programmeId) } as const;
    const identity = { budgetId: budgetOf(fiscalYear, programmeId), programmeId, fiscalYear, payerId: 'finance', communityId: null };
    const opened = openBudget(identity, fen, {
      at,
      by: 'approver',
      confirmedBy: 'reviewer',
      auditOf: chain,
    });
    if (!opened.ok) throw new Error(opened.refusal);
    const outcome = await house.stores.commands.commit({
      writes: ledgerWrites(opened.value),
      head: undefined,
      entry: {
        aggregate: chain,
        action: 'budget.open',
        at,
        by: { personId: 'approver', role: 'finance-approver', organisationId: 'finance' },
        changed: {},
      },
    });
    expect(outcome.kind).toBe('committed');
  }

  /** One step of a case by a person, at the version of the moment. */
  async function take(person: string, id: string, step: string, body?: unknown): Promise<Response> {
    const seen = await house.as(person).get(`/v1/cases/${id}`);
    return house.as(person).post(`/v1/cases/${id}/${step}`, body, { ifMatch: seen.headers.get('etag') ?? '"1"' });
  }
  const taken = async (person: string, id: string, step: string, body?: unknown): Promise<CaseAnswer> =>
    jsonOf<CaseAnswer>(await take(person, id, step, body));

  /** A draft of a firm, whole; under the broadband programme where no other is named. */
  async function drafted(firm: string, claim: Record<string, unknown>, owner = `${firm}-owner`, programmeId = BROADBAND): Promise<string> {
    const { id } = await jsonOf<{ id: string }>(
      await house.as(owner).post('/v1/subsidies/claims', { organisationId: firm, programmeId, claim }),
      201,
    );
    return id;
  }

  /** The way from a draft to a state, each step by who does it in life. */
  const WAY: readonly (readonly [state: string, person: string, step: string, body?: unknown])[] = [
    ['submitted', 'owner', 'submit'],
    ['submitted', 'operator', 'confirm', { text: '在本社区办公' }],
    ['completeness_check', 'intake', 'accept-intake'],
    ['under_review', 'intake', 'admit'],
    ['decision_pending', 'reviewer', 'complete-review', { verdict: 'support', reason: '材料齐全' }],
    ['public_notice', 'approver', 'approve'],
  ];
  async function brought(firm: string, to: string, owner = `${firm}-owner`, facts: Record<string, unknown> = {}): Promise<CaseAnswer> {
    const { claim } = await seedFirm(firm, owner, [], facts);
    const id = await drafted(firm, claim, owner);
    let answer = await jsonOf<CaseAnswer>(await house.as(owner).get(`/v1/cases/${id}`));
    for (const [state, person, step, body] of WAY) {
      if (answer.state === to && state !== to) break;
      const by = person === 'owner' ? owner : person;
      answer = await taken(by, id, step, step === 'approve' ? { contentHash: answer.contentHash } : body);
      if (answer.state === to && step !== 'submit') break;
    }
    expect(answer.state).toBe(to);
    return answer;
  }

  return {
    ...house,
    budgetId: budgetOf(2026),
    openYear,
    seedFirm,
    drafted,
    take,
    taken,
    brought,
    readBudget: (fiscalYear = 2026) => createLedgerReader(house.client, house.names).readBudget(budgetOf(fiscalYear)),
  };
}
