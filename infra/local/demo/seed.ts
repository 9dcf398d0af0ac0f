import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enterApplicant } from '../../../shared/domain/documents/invoice.ts';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { openCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { FOUNDED_KINDS, isOneOf } from '../../../shared/domain/parties/organisation.ts';
import { putEventFiling } from '../../../shared/store/applicant-store.ts';
import type { CalendarStore } from '../../../shared/store/calendar-store.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer, Write } from '../../../shared/store/commit.ts';
import { communityRow } from '../../../shared/store/community-store.ts';
import { grantWrites } from '../../../shared/store/consent-store.ts';
import { putDocument, putInvoiceAccount, putRegistration } from '../../../shared/store/document-store.ts';
import { historyKey, sourceKey } from '../../../shared/store/keys/companies.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import type { ObjectStore } from '../../../shared/store/object-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { foundingWrites, individualGuard } from '../../../shared/store/party-store.ts';
import { residenceWrites } from '../../../shared/store/residence-store.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';
import { catalogueFiles } from '../../built-catalogue.ts';
import { foundedOf } from './demo-applicants.ts';
import { filingsOf, invoicesOf, papersOf } from './demo-papers.ts';
import { communitiesOf, type DemoSetting, grantsOf, membersOf, openingsOf, PLATFORM, residencesOf } from './demo-records.ts';
import { type DemoOrganisation, readDemo } from './read-demo.ts';
import { seedCases } from './seed-cases.ts';

export interface SeedOptions {
  readonly commands: Committer;
  readonly organisations: OrganisationReader;
  readonly cases: CaseReader;
  readonly calendar: Pick<CalendarStore, 'readHolidays'>;
  /** Where the files of papers are kept. */
  readonly objects: Pick<ObjectStore, 'keep'>;
  /** What `npm run build` made: the dictionary of facts stands in its catalogue. */
  readonly dist: string;
  /** The instant from which the days of the data are counted. */
  readonly from: Date;
  /** Ids of the only organisations to write; all when left out. */
  readonly only?: readonly string[];
}

/** Transactions under way at a time. */
const AT_ONCE = 8;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const put = (row: Extract<Write, { put: unknown }>['put']): Write => ({ put: row, expect: 'absent' });

/** Everything about one organisation, to be written at once or not at all. */
function writesOf(setting: DemoSetting, one: DemoOrganisation): readonly Write[] {
  const { id, kind } = one;
  const { founder, organisation, known } = foundedOf(setting, one);
  return [
    ...foundingWrites(organisation, membersOf(setting, one), known?.profile),
    ...(kind === 'individual' ? [individualGuard(hashOf(founder.personKey), id)] : []),
    ...(known?.sources ?? []).map((source) => put({ ...sourceKey(id, source.source, source.organisationId), ...source })),
    ...(known?.changes ?? []).map((change) => put({ ...historyKey(id, change.version), ...change })),
    ...residencesOf(setting, one).flatMap((residence) => residenceWrites(one, residence, 'absent')),
    ...grantsOf(setting, one).flatMap((grant) => grantWrites(one, grant, 'absent')),
    ...papersOf(setting, one).map(({ record }) => putDocument(record, 'absent')),
    ...invoicesOf(setting, one).flatMap((invoice) => [
      putRegistration(invoice),
      putInvoiceAccount(enterApplicant(undefined, invoice), 'absent'),
    ]),
    ...filingsOf(setting, one).map(putEventFiling),
    ...communitiesOf(setting, one).map((community) => put(communityRow(community))),
  ];
}

/**
 * Writes the example data: each organisation in one transaction with the first entry of its audit chain, in the name of the platform; then the
 * cases step by step. What is there already is left alone, so that whoever finds a seeding that broke off goes on with it.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { calendar, dist, from, only } = options;
  const catalogue = openCatalogue(readFileSync(join(dist, catalogueFiles('demo-catalogue').artefact)));
  const { dictionary, reference } = catalogue;
  const setting: DemoSetting = { demo: readDemo(), today: dayInShanghai(from), dictionary, reference };
  await seedOrganisations(setting, options);
  if (!only) await seedCases(options, { ...setting, catalogue, holidays: (await calendar.readHolidays()).map(({ list }) => list) });
}

async function seedOrganisations(setting: DemoSetting, { commands, organisations, objects, from, only }: SeedOptions): Promise<void> {
  const waiting = setting.demo.organisations.filter(({ id }) => !only || only.includes(id));
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { id, kind, name } = one;
      // The files first: a paper that is on record can be opened.
      for (const { record, sha256, bytes } of papersOf(setting, one))
        await objects.keep(vaultKey(record, sha256), bytes, record.mediaType, sha256);
      const openings = openingsOf(setting, one);
      const outcome = await commands.commit({
        writes: [...writesOf(setting, one), ...ledgerWrites(...openings)],
        head: undefined,
        entry: {
          aggregate: { kind: 'organisation', id },
          action: isOneOf(FOUNDED_KINDS, kind) ? 'organisation.register' : 'organisation.admit',
          at: from.toISOString(),
          by: PLATFORM,
          changed: { kind, name, ...(openings.length > 0 && transfersChanged(openings)) },
          reason: '示例数据 example data',
        },
      });
      if (outcome.kind !== 'committed' && !(await organisations.readOrganisation(id)))
        throw new Error(`the demo organisation ${id} was not written: ${JSON.stringify(outcome)}`);
    }
  };
  const stopAll = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  // None of them goes on behind the back of a start that has failed.
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch(stopAll)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
