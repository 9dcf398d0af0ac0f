import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { checkFile } from '../../../functions/document-checker/use-cases/check-file.ts';
import { readDemo } from '../../../infra/local/demo/read-demo.ts';
import { furnish } from '../../../infra/local/furnish.ts';
import { REPOSITORY } from '../../../infra/local/house.ts';
import { type AggregateKind, auditEntry } from '../../../shared/domain/audit/entry.ts';
import { validityOn } from '../../../shared/domain/documents/document.ts';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { budgetIdOf } from '../../../shared/domain/ledger/change-budget.ts';
import { rebuiltBudget } from '../../../shared/domain/ledger/counters.ts';
import { tallyOf, trialBalance } from '../../../shared/domain/ledger/statement.ts';
import { grantedInstitutions } from '../../../shared/domain/parties/consent.ts';
import { bodiesOfCompany } from '../../../shared/domain/parties/residence.ts';
import { createApplicantReader } from '../../../shared/store/applicant-store.ts';
import { firstBrokenLink } from '../../../shared/store/audit-chain.ts';
import { createCalendarStore } from '../../../shared/store/calendar-store.ts';
import { createCaseList } from '../../../shared/store/case-list.ts';
import { createCaseReader } from '../../../shared/store/case-store.ts';
import { createCatalogueStore } from '../../../shared/store/catalogue-store.ts';
import { createCommunityReader } from '../../../shared/store/community-store.ts';
import { createConsentStore } from '../../../shared/store/consent-store.ts';
import { createDocumentStore } from '../../../shared/store/document-store.ts';
import { auditPartition } from '../../../shared/store/keys/journal.ts';
import { createLedgerReader } from '../../../shared/store/ledger-store.ts';
import { createListingReader } from '../../../shared/store/listing.ts';
import { openStores } from '../../../shared/store/open-stores.ts';
import { createPaymentStore } from '../../../shared/store/payment-store.ts';
import { transferBreaches, transfersNamed } from '../../../shared/store/transfer-hash.ts';
import { countCalls, InjectedCrash, injectFault } from '../../support/faults.ts';
import { ownTables } from '../../support/tables.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const demo = readDemo();
const dist = `${REPOSITORY}/dist`;

function house() {
  const { client, names: tables } = ownTables();
  const { region } = inject('database');
  const kept = new Map<string, Uint8Array>();
  const objects = { keep: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes) };
  const open = (empty = false, now = NOW) => furnish({ client, region, tables, dist, now: () => now, objects, empty });
  const stores = openStores({ AWS_REGION: region, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal }, client);
  const present = async () => {
    const files = await Promise.all(demo.organisations.map(({ id }) => stores.organisations.readOrganisation(id)));
    return files.filter((file) => file !== undefined);
  };
  const chainOf = async (id: string, kind: AggregateKind = 'organisation') => {
    const key = { ':pk': auditPartition(kind, id) };
    const query = { TableName: tables.journal, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: key };
    return ((await client.send(new QueryCommand(query))).Items ?? []).map((item) => auditEntry.parse(item));
  };
  const catalogue = async () => (await createCatalogueStore(client, tables.main).readPointer())?.catalogueVersion;
  return { client, tables, kept, open, stores, present, chainOf, catalogue };
}

describe('the first start on an empty database', () => {
  const { client, tables, kept, open, stores, present, chainOf, catalogue } = house();

  it('writes all the example data, each organisation and each step of a case in one transaction, and says so', async () => {
    const calls = countCalls(client);
    expect(await open()).toBe(true);
    const steps = demo.cases.reduce((sum, one) => sum + 1 + one.steps.length, 0);
    // Of the batches: one was sealed, signed twice, sent, answered for its one case and settled; the other is sealed.
    expect(calls.TransactWriteItemsCommand).toBe(demo.organisations.length + steps + 6);
    expect((await present()).map(({ organisation }) => organisation.id)).toEqual(demo.organisations.map(({ id }) => id));
  });

  it('publishes the catalogue in which counties have adopted templates, with as many programmes as the other', async () => {
    const pointer = await createCatalogueStore(client, tables.main).readPointer();
    expect(pointer?.programmes).toBe(24);
    const versions = await createCatalogueStore(client, tables.main).readProgrammeVersions('community-broadband-subsidy');
    expect(versions.map(({ version }) => version)).toContain('template.320583');
  });

  it('knows the days off of the years that have an official list', async () => {
    expect((await createCalendarStore(stores.client, stores.tables.main).readHolidays()).map(({ list }) => list.year)).toEqual([
      2024, 2025, 2026,
    ]);
  });

  it('gives every organisation a chain of its own, begun by the platform', async () => {
    for (const { id } of demo.organisations) {
      const [first, ...more] = await chainOf(id);
      expect(first).toMatchObject({ seq: 1, by: { role: 'system', organisationId: 'platform' } });
      expect(firstBrokenLink([...(first ? [first] : []), ...more])).toBeUndefined();
      expect(more.length > 0, id).toBe(demo.batches.some(({ payer }) => payer === id));
    }
  });

  it('gives every case its past: one entry a step in an unbroken chain that names every transfer, each by who took it and when', async () => {
    for (const { id, steps } of demo.cases) {
      const stored = await createCaseReader(client, tables.main).readCase(id);
      if (!stored) throw new Error(`${id} is not there`);
      const chain = await chainOf(id, 'case');
      expect(firstBrokenLink(chain), id).toBeUndefined();
      expect(chain.length, id).toBe(stored.file.record.version);
      expect(chain.map(({ at }) => at)).toEqual(chain.map(({ at }) => at).sort());
      expect(
        chain.every(({ at }) => at < NOW.toISOString()),
        id,
      ).toBe(true);
      // The applicant reads this chain too, and is not to know which specialist was asked.
      const whoActed = steps.map(({ by = 'system', as }) => (as === 'expert' ? 'withheld' : by));
      expect(chain.slice(1, 1 + steps.length).map(({ by }) => by.personId)).toEqual(whoActed);
      const named = [...transfersNamed(chain).keys()];
      const transfers = named.length > 0 ? await createLedgerReader(stores.client, stores.tables).readTransfersById(named) : [];
      expect(transferBreaches(chain, transfers), id).toEqual([]);
    }
  });

  it('leaves something to do at every desk that subsidies come to, to every body that confirms, and on the notice board', async () => {
    const lists = createCaseList(client, tables.main);
    const page = { limit: 50, after: undefined };
    const desks = ['intake', 'review', 'decision', 'notice', 'payment', 'monitoring', 'appeal'] as const;
    for (const desk of desks) expect((await lists.readQueue(desk, '320583', page)).items.length, desk).toBeGreaterThan(0);
    const decisions = (await lists.readQueue('decision', '320583', page)).items;
    expect(decisions.filter(({ waiting }) => !waiting).length).toBeGreaterThanOrEqual(3);
    expect(decisions.some(({ waiting }) => waiting)).toBe(true);
    const reviews = (await lists.readQueue('review', '320583', page)).items;
    expect(reviews.some(({ openFlags }) => openFlags > 0)).toBe(true);
    for (const body of ['operator-kunshan', 'operator-jiangning'])
      expect((await lists.readAsked(body, page)).items.length, body).toBeGreaterThan(0);
    const onBoard = (await lists.readNotices('320583', page)).items.map(({ until }) => until);
    expect(new Set(onBoard).size).toBeGreaterThanOrEqual(2);
    expect(onBoard, 'the one that ends last first').toEqual(onBoard.toSorted().reverse());
    const batches = await createPaymentStore(client, tables.main).readBatches('finance-kunshan', page);
    expect(batches.items.map(({ state }) => state).sort()).toEqual(['reconciled', 'sealed']);
  });

  it('leaves the start-up of the story without a claim', async () => {
    const applicants = createApplicantReader(client, tables.main);
    expect(await applicants.readCards('company-01')).toEqual([]);
    expect((await applicants.readCards('company-61')).map(({ state }) => state).sort()).toEqual(['monitoring', 'submitted']);
  });

  it('holds what the claims hold: an invoice is claimed as far as its claim says', async () => {
    const applicant = await createApplicantReader(client, tables.main).readApplicant('company-61');
    for (const { id } of applicant?.invoices ?? []) {
      const { account } = await createDocumentStore(client, tables.main).readInvoiceSurroundings('company-61', id);
      expect(account?.claimedFen, id).toBe(applicant?.invoices.find((one) => one.id === id)?.amountFen);
    }
  });

  it('lets every person find their places', async () => {
    for (const [organisationId, members] of demo.members) {
      for (const { person, roles } of members) {
        const { memberships } = await stores.people.readPerson(person.id);
        expect(memberships.find((one) => one.organisationId === organisationId)?.roles).toEqual(roles);
      }
    }
  });

  it('tells the story of the start-up: what is granted, where it sits, what is said of it and how it came to be said', async () => {
    const file = await stores.organisations.readOrganisation('company-01');
    if (!file) throw new Error('it is not there');
    expect(grantedInstitutions(file, NOW)).toEqual(['bank-chengnan']);
    expect(bodiesOfCompany(file, NOW)).toEqual({ confirmingBodies: ['carrier-kunshan', 'operator-kunshan'], declaredBodies: [] });
    expect(file.residences.map(({ communityId }) => communityId)).toEqual([null, 'JS-320583-91']);
    expect(file.sources.map(({ source }) => source).sort()).toEqual(['bureau', 'community', 'register', 'self']);
    expect(file.profile).toMatchObject({ teaser: { industry: 'C39', stage: 'startup', divisionCode: '320583' }, version: 6 });
    const received = await createConsentStore(client, tables.main).readReceived('bank-chengnan', { limit: 10, after: undefined });
    expect(received.items).toMatchObject([{ companyId: 'company-01', institutionId: 'bank-chengnan' }]);
  });

  it('has papers with clean files: some hold, one ends soon, one is over', async () => {
    const { documents } = await createDocumentStore(client, tables.main).readPapers('company-01');
    const states = documents.map((record) => validityOn(record, dayInShanghai(NOW)).state);
    expect(states.sort()).toEqual(['expired', 'expiring', 'no-date', 'no-date', 'valid', 'valid']);
    for (const { papers, id } of demo.organisations) {
      const stored = (await createDocumentStore(client, tables.main).readPapers(id)).documents;
      expect(stored).toHaveLength(papers.length);
      for (const { fileName, mediaType, sha256, ...record } of stored) {
        const bytes = kept.get(vaultKey({ ...record }, String(sha256)));
        expect(await checkFile({ fileName, mediaType, bytes: bytes ?? new Uint8Array() })).toEqual([]);
      }
    }
  });

  it('opens budgets of this year and the next by transfers that two people signed and the chain of the bureau names', async () => {
    const ledger = createLedgerReader(stores.client, stores.tables);
    const chain = await chainOf('finance-kunshan');
    const found = await Promise.all(
      ['2026', '2027'].map(async (year) => {
        const id = `${year}.finance-kunshan.community-broadband-subsidy`;
        const budget = await ledger.readBudget(id);
        expect(budget).toMatchObject({ open: 1, allocatedFen: 50_000_000 });
        const { transfers } = await ledger.readTransfers(id, { limit: 100 });
        expect(budget?.transfers).toBe(transfers.length);
        // What the counters say is what the journal adds up to, and nothing is lost between the accounts.
        expect(trialBalance(tallyOf(id, transfers)).balanced).toBe(true);
        expect(budget && rebuiltBudget(budget, transfers)).toEqual(budget);
        return transfers;
      }),
    );
    expect(found.map(([first]) => first)).toMatchObject([
      { kind: 'open', by: 'finance-owner', confirmedBy: 'finance-approver-2' },
      { kind: 'open', by: 'finance-owner', confirmedBy: 'finance-approver-2' },
    ]);
    expect(found[0]?.filter(({ kind }) => kind === 'reserve')).toHaveLength(5);
    expect(found[0]?.filter(({ kind }) => kind === 'post')).toHaveLength(1);
    expect(found[1]).toHaveLength(1);
    const all = await ledger.readTransfersById(
      demo.budgets
        .filter(({ payer }) => payer === 'finance-kunshan')
        .flatMap(({ payer: payerId, programmeId, communityId = null }) =>
          [2026, 2027].map((fiscalYear) => `${budgetIdOf({ fiscalYear, payerId, programmeId, communityId })}.open`),
        ),
    );
    expect(all).toHaveLength(10);
    expect(transferBreaches(chain, all)).toEqual([]);
  });

  it('stands in the lists: firms by region, institutions by kind, communities by county', async () => {
    const { readListing } = createListingReader(client, tables.main);
    const count = async (list: 'COMPANY' | 'INSTITUTION' | 'COMMUNITY', prefix = '') =>
      (await readListing({ list, prefix, limit: 200 })).items.length;
    expect(await count('COMPANY', '320583')).toBeGreaterThanOrEqual(4);
    expect(await count('INSTITUTION', 'bank#')).toBe(4);
    expect(await count('COMMUNITY')).toBe(7);
    expect(await createCommunityReader(client, tables.main).readCommunity('JS-320371-91')).toMatchObject({ status: 'struck-off' });
  });

  it('is not repeated by the next start, whatever that asks for', async () => {
    const before = await catalogue();
    const [head] = (await present()).map((file) => file.head);
    expect(await open()).toBe(true);
    expect(await open(true)).toBe(true);
    expect(await catalogue()).toBe(before);
    expect((await present())[0]?.head).toEqual(head);
  });
});

describe('a start that broke off', () => {
  const { client, tables, open, present, chainOf } = house();

  it('is completed by the next, from the same day, whichever write it ended at', async () => {
    const later = new Date('2026-12-24T02:00:00Z');
    // The organisations are written again each time, in vain where they are there; what is there of a case is not. The last ends among the batches.
    const all = demo.organisations.length;
    for (const last of [1, 20, 55, all + 29, all + 61]) {
      let commits = 0;
      // The process is gone once its last transaction has left: that one took effect, and nothing is asked any more.
      const mend = injectFault(client, ({ command }) => {
        if (commits >= last) return 'before';
        if (command === 'TransactWriteItemsCommand') commits += 1;
        return commits < last ? undefined : 'after';
      });
      await expect(open()).rejects.toThrow(InjectedCrash);
      mend();
    }
    expect((await present()).length).toBe(demo.organisations.length);
    expect(await open(false, later)).toBe(true);
    for (const { id } of demo.cases) {
      const stored = await createCaseReader(client, tables.main).readCase(id);
      expect(await chainOf(id, 'case'), id).toHaveLength(stored?.file.record.version ?? 0);
    }
    expect(await chainOf('finance-kunshan')).toHaveLength(6);
    const files = await present();
    expect(files).toHaveLength(demo.organisations.length);
    for (const { organisation, members } of files) {
      if (organisation.id !== 'finance-kunshan') expect(await chainOf(organisation.id)).toHaveLength(1);
      expect(members).toHaveLength(demo.members.get(organisation.id)?.length ?? 0);
      expect(organisation.createdAt < NOW.toISOString()).toBe(true);
    }
  });
});

describe('a start that asks for an empty house', () => {
  const { open, present, catalogue } = house();

  it('has the platform and its admin, and the catalogue as it is published', async () => {
    expect(await open(true)).toBe(false);
    expect((await present()).map(({ organisation }) => organisation.id)).toEqual(['platform']);
    const first = await catalogue();
    expect(await open()).toBe(false);
    expect(await catalogue()).toBe(first);
    expect(await present()).toHaveLength(1);
  });
});
