import type { Community } from '../../../shared/domain/communities/community.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { budgetIdOf, openBudget } from '../../../shared/domain/ledger/change-budget.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import { CONSENT_TEXT_VERSION } from '../../../shared/domain/parties/consent.ts';
import type { FactChange, Speaker } from '../../../shared/domain/parties/fact-change.ts';
import { knownFacts, standingsOf } from '../../../shared/domain/parties/profile.ts';
import type {
  FactSource,
  Grant,
  Member,
  Organisation,
  OrganisationFile,
  Profile,
  Residence,
} from '../../../shared/domain/parties/records.ts';
import { type ProfileChange, type ProfileFile, stateFacts } from '../../../shared/domain/parties/state-facts.ts';
import { teaserOf } from '../../../shared/domain/parties/teaser.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import type { Reference } from '../../../shared/domain/policy/reference.ts';
import type { Demo, DemoOrganisation, DemoStatement } from './read-demo.ts';
import { dayFrom, instantFrom, instantOn } from './relative-day.ts';

/** Whoever does what nobody in the demo did: the platform itself. */
export const PLATFORM = { personId: 'system', role: 'system', organisationId: 'platform' } as const;

/** What the records of the demo are made from: the files, the day they are counted from, and what the catalogue knows of facts. */
export interface DemoSetting {
  readonly demo: Demo;
  readonly today: CivilDate;
  readonly dictionary: FactDictionary;
  readonly reference: Reference;
}

export interface Knowledge {
  readonly profile: Profile;
  readonly sources: readonly FactSource[];
  readonly changes: readonly ProfileChange[];
}

/** An organisation of which nothing is known yet. */
export const NOTHING_KNOWN = {
  head: { seq: 0, hash: '', salt: '' },
  members: [],
  invitations: [],
  delegations: [],
  grants: [],
  residences: [],
  sources: [],
  snapshots: [],
} satisfies Partial<OrganisationFile>;

const byId = ({ organisations }: Demo, id: string): DemoOrganisation => {
  const found = organisations.find((one) => one.id === id);
  if (!found) throw new Error(`the demo has no organisation ${id}`);
  return found;
};

/** Someone of an organisation who would do such a thing: its first member, who is an owner where it has one in the background. */
export const personOf = ({ members }: Demo, organisationId: string): string =>
  members.get(organisationId)?.[0]?.person.id ?? PLATFORM.personId;

/** The members as the organisation keeps them, since the day it came. */
export const membersOf = ({ demo, today }: DemoSetting, { id, registered }: DemoOrganisation): Member[] =>
  (demo.members.get(id) ?? []).map(({ person, roles }) => ({
    personId: person.id,
    personKey: person.personKey,
    name: person.name,
    roles: [...roles],
    from: instantFrom(today, registered),
    until: null,
    version: 1,
  }));

/** Who speaks in a statement: the organisation itself, or someone of the office, operator or bank that does. */
function speakerOf({ demo }: DemoSetting, { id }: DemoOrganisation, { source, by }: DemoStatement): Speaker {
  const organisationId = by ?? null;
  return {
    source,
    organisationId,
    organisationName: organisationId === null ? null : byId(demo, organisationId).name,
    personId: personOf(demo, organisationId ?? id),
  };
}

const onWire = ({ today, dictionary }: DemoSetting, facts: DemoStatement['facts']): FactChange['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([fact, said]) => {
      const isDay = dictionary.get(fact)?.type === 'date' && said !== null;
      return [fact, isDay ? dayFrom(today, String(said)) : said];
    }),
  );

/** What is known of an applicant: all its statements, made one after the other as the product would take them. */
export function knowledgeOf(setting: DemoSetting, one: DemoOrganisation, organisation: Organisation, profile: Profile): Knowledge {
  const { today } = setting;
  let file: ProfileFile = { ...NOTHING_KNOWN, organisation, profile };
  const changes: ProfileChange[] = [];
  for (const statement of one.statements.toSorted((a, b) => (dayFrom(today, a.at) < dayFrom(today, b.at) ? -1 : 1))) {
    const change = { facts: onWire(setting, statement.facts), remove: [], since: null, evidence: [] };
    const stated = stateFacts(file, speakerOf(setting, one, statement), change, new Date(instantFrom(today, statement.at)), setting);
    if (!stated.ok) throw new Error(`the demo says of ${one.id} what cannot be said: ${JSON.stringify(stated.refusal)}`);
    const { value } = stated;
    const others = file.sources.filter(
      ({ source, organisationId }) => source !== value.source.source || organisationId !== value.source.organisationId,
    );
    file = { ...file, profile: value.profile, sources: [...others, value.source] };
    changes.push(value.change);
  }
  // Made with the last change, months ago; shown as if it had been today.
  const { derived } = knownFacts(standingsOf(file.sources, setting.dictionary, today), setting.dictionary, setting.reference, today);
  const head = { ...file.profile, teaser: teaserOf(one, derived) };
  return { profile: one.particulars ? { ...head, particulars: one.particulars } : head, sources: file.sources, changes };
}

const later = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? b : a);

export function residencesOf({ demo, today }: DemoSetting, { id, residences, registered }: DemoOrganisation): Residence[] {
  const known = dayFrom(today, registered);
  return residences.map(({ body, community, from, until, status }, index): Residence => {
    const { kind, name } = byId(demo, body);
    if (kind !== 'carrier' && kind !== 'community_operator') throw new Error(`${id} cannot sit with ${body}, a ${kind}`);
    const confirmed = status !== 'declared';
    const hosts = demo.communities.filter(({ operatorId }) => operatorId === body).map((one) => one.id);
    return {
      id: `demo-${index + 1}`,
      bodyId: body,
      bodyKind: kind,
      bodyName: name,
      communityId: confirmed ? (hosts.find((one) => community === undefined || one === community) ?? null) : null,
      from: dayFrom(today, from),
      until: until === undefined ? null : dayFrom(today, until),
      status,
      declaredBy: personOf(demo, id),
      confirmedBy: confirmed ? personOf(demo, body) : null,
      confirmedAt: confirmed ? instantOn(later(dayFrom(today, from), known)) : null,
      version: 1,
    };
  });
}

export function grantsOf({ demo, today }: DemoSetting, { id, grants }: DemoOrganisation): Grant[] {
  return grants.map(
    ({ institution, fieldGroups, documents, purpose, note, from, until }, index): Grant => ({
      id: `demo-${id}-${index + 1}`,
      institutionId: institution,
      institutionName: byId(demo, institution).name,
      fieldGroups: [...fieldGroups],
      documentIds: [...documents],
      purpose,
      purposeNote: note,
      consentTextVersion: CONSENT_TEXT_VERSION,
      givenBy: personOf(demo, id),
      from: instantFrom(today, from),
      until: new Date(`${dayFrom(today, until)}T00:00:00+08:00`).toISOString(),
      revokedAt: null,
      version: 1,
    }),
  );
}

export const communitiesOf = ({ demo, today }: DemoSetting, { id }: DemoOrganisation): Community[] =>
  demo.communities
    .filter(({ operatorId }) => operatorId === id)
    .map((community) => ({ ...community, since: dayFrom(today, community.since), version: 1 }));

/** Before anything of the demo was approved. */
const BUDGETS_OPENED = '-P2M';
const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));

/**
 * The budgets a bureau opens, by the ledger's own transfers: for the year in which the demo begins to approve and every one to the year after
 * that of seeding, so that the clock can go on.
 */
export function openingsOf({ demo, today }: DemoSetting, { id }: DemoOrganisation): Transfer[] {
  const first = yearOf(dayFrom(today, BUDGETS_OPENED));
  const years = Array.from({ length: yearOf(today) + 2 - first }, (_, later) => first + later);
  const at = instantFrom(today, BUDGETS_OPENED);
  return demo.budgets
    .filter(({ payer }) => payer === id)
    .flatMap(({ programmeId, communityId = null, amountFen, by, confirmedBy }) =>
      years.map((fiscalYear) => {
        const identity = { programmeId, fiscalYear, payerId: id, communityId };
        const auditOf = { kind: 'organisation', id } as const;
        const opened = openBudget({ ...identity, budgetId: budgetIdOf(identity) }, amountFen, { at, by, confirmedBy, auditOf });
        if (!opened.ok) throw new Error(`the demo budget of ${id} for ${programmeId} cannot be opened: ${opened.refusal}`);
        return opened.value;
      }),
    );
}
