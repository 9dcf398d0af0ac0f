import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultKey } from '../../../shared/domain/documents/object-keys.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { openCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { FOUNDED_KINDS, isOneOf } from '../../../shared/domain/parties/organisation.ts';
import { foundOrganisation, type Person } from '../../../shared/domain/parties/registration.ts';
import type { Committer, Write } from '../../../shared/store/commit.ts';
import { communityRow } from '../../../shared/store/community-store.ts';
import { grantWrites } from '../../../shared/store/consent-store.ts';
import { putDocument } from '../../../shared/store/document-store.ts';
import { historyKey, sourceKey } from '../../../shared/store/keys.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import type { ObjectStore } from '../../../shared/store/object-store.ts';
import type { OrganisationReader } from '../../../shared/store/organisation-store.ts';
import { foundingWrites, individualGuard } from '../../../shared/store/party-store.ts';
import { residenceWrites } from '../../../shared/store/residence-store.ts';
import { transfersChanged } from '../../../shared/store/transfer-hash.ts';
import { catalogueFiles } from '../../built-catalogue.ts';
import {
  communitiesOf,
  type DemoSetting,
  grantsOf,
  knowledgeOf,
  membersOf,
  openingsOf,
  PLATFORM,
  papersOf,
  residencesOf,
} from './demo-records.ts';
import { type DemoOrganisation, readDemo } from './read-demo.ts';
import { instantFrom } from './relative-day.ts';

export interface SeedOptions {
  readonly commands: Committer;
  readonly organisations: OrganisationReader;
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

/** Who brings an organisation in: an applicant its first owner, all others the platform. */
function founderOf({ demo }: DemoSetting, { id, kind, name }: DemoOrganisation): Person {
  const [first] = demo.members.get(id) ?? [];
  if (!first || !isOneOf(FOUNDED_KINDS, kind)) return { personId: PLATFORM.personId, personKey: PLATFORM.personId, name };
  const { id: personId, ...person } = first.person;
  return { personId, ...person };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const put = (row: Extract<Write, { put: unknown }>['put']): Write => ({ put: row, expect: 'absent' });

/** Everything about one organisation, to be written at once or not at all. */
function writesOf(setting: DemoSetting, one: DemoOrganisation): readonly Write[] {
  const { id, kind, name, uscc, divisionCode, registered } = one;
  const founder = founderOf(setting, one);
  const at = instantFrom(setting.today, registered);
  const founded = foundOrganisation({ kind, name, uscc, divisionCode }, founder, id, at);
  if (!founded.ok) throw new Error(`the demo organisation ${id} cannot be founded: ${JSON.stringify(founded.refusal)}`);
  const { organisation, profile } = founded.value;
  const known = profile && knowledgeOf(setting, one, organisation, profile);
  return [
    ...foundingWrites(organisation, membersOf(setting, one), known?.profile),
    ...(kind === 'individual' ? [individualGuard(hashOf(founder.personKey), id)] : []),
    ...(known?.sources ?? []).map((source) => put({ ...sourceKey(id, source.source, source.organisationId), ...source })),
    ...(known?.changes ?? []).map((change) => put({ ...historyKey(id, change.version), ...change })),
    ...residencesOf(setting, one).flatMap((residence) => residenceWrites(one, residence, 'absent')),
    ...grantsOf(setting, one).flatMap((grant) => grantWrites(one, grant, 'absent')),
    ...papersOf(setting, one).map(({ record }) => putDocument(record, 'absent')),
    ...communitiesOf(setting, one).map((community) => put(communityRow(community))),
  ];
}

/**
 * Writes the example data, each organisation in one transaction with the first entry of its audit chain, in the name of the platform. What is
 * there already is left alone, so that whoever finds a seeding that broke off goes on with it.
 */
export async function seedDemo({ commands, organisations, objects, dist, from, only }: SeedOptions): Promise<void> {
  const { dictionary, reference } = openCatalogue(readFileSync(join(dist, catalogueFiles('demo-catalogue').artefact)));
  const setting: DemoSetting = { demo: readDemo(), today: dayInShanghai(from), dictionary, reference };
  const waiting = setting.demo.organisations.filter(({ id }) => !only || only.includes(id));
  const work = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { id, kind, name } = one;
      // The files first: a paper that is on record can be opened.
      for (const { record, sha256, bytes } of papersOf(setting, one))
        await objects.keep(vaultKey(record, sha256), bytes, record.mediaType, sha256);
      const openings = openingsOf(setting, one, from.toISOString());
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
