import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { papersOf } from '../../../infra/local/demo/demo-papers.ts';
import { knowledgeOf } from '../../../infra/local/demo/demo-records.ts';
import { type DemoOrganisation, readDemo } from '../../../infra/local/demo/read-demo.ts';
import { dayFrom } from '../../../infra/local/demo/relative-day.ts';
import { readCatalogue } from '../../../shared/catalogue/read-catalogue.ts';
import { standingOf } from '../../../shared/domain/communities/community.ts';
import { wrongDate } from '../../../shared/domain/documents/document.ts';
import { addDays, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { answerMatch, type MatchResult } from '../../../shared/domain/matching/answer.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import { fits, type OrganisationKind, type Role } from '../../../shared/domain/parties/organisation.ts';
import { knownFacts, standingsOf } from '../../../shared/domain/parties/profile.ts';
import { SOURCES } from '../../../shared/domain/parties/records.ts';
import { emptyProfile, foundOrganisation } from '../../../shared/domain/parties/registration.ts';
import { adoptTemplate } from '../../../shared/domain/policy/adopt.ts';
import type { ApplicantKind, Programme } from '../../../shared/domain/policy/programme.ts';
import { CLAIM_KINDS, kindOfProgramme } from '../../../shared/domain/subsidies/kinds.ts';

const TODAY = '2026-11-23' as CivilDate;
/** Days on which a month is short, a year leaps, or the product's first year is over. */
const DAYS = [TODAY, '2027-03-31', '2028-02-29', '2029-12-31'] as CivilDate[];

const demo = readDemo();
const { people, organisations, communities, members } = demo;
const catalogue = readCatalogue();
const { dictionary, reference } = catalogue;
const byId = new Map(organisations.map((one) => [one.id, one]));
const companies = organisations.filter(({ kind }) => kind === 'company');
const divisions = new Set(reference.divisions.map(({ code }) => code));
const named = organisations.map((one) => [one.id, one] as const);

/** The people the contract names; whoever stands beside them is welcome. */
const PEOPLE_OF_CONTRACT = `startup-owner startup-preparer startup-other bank-officer bank-other vc-partner guarantor-officer
  reguarantee-officer fund-manager guidance-officer community-operator carrier-operator scitech-officer finance-reviewer finance-approver
  finance-payer expert-1 expert-2 expert-3 joint-office auditor admin intake-officer notice-officer finance-reviewer-2 finance-approver-2
  finance-payer-2 appeal-reviewer bank-approver training-provider mentor person-applicant finance-other-region`.split(/\s+/u);

/** GB 32100-2015, written down a second time on purpose: the data must not be checked by the rule that reads it. */
function passesGb32100(code: string): boolean {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let sum = 0;
  for (let place = 0, weight = 1; place < 17; place++, weight = (weight * 3) % 31) sum += alphabet.indexOf(code.charAt(place)) * weight;
  return /^[159Y][1239]\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/u.test(code) && alphabet[(31 - (sum % 31)) % 31] === code.charAt(17);
}

/** What the product knows of one on a day, after everything was said as the demo has it: nothing stale, the weightier source first. */
function knownOf(one: DemoOrganisation, today: CivilDate) {
  const setting = { demo, today, dictionary, reference };
  const at = `${today}T04:00:00.000Z`;
  const { id, kind, name, uscc, divisionCode } = one;
  const founded = foundOrganisation({ kind, name, uscc, divisionCode }, { personId: 'p', personKey: 'p', name }, id, at);
  if (!founded.ok) throw new Error(JSON.stringify(founded.refusal));
  const { organisation, profile } = founded.value;
  const { sources } = knowledgeOf(setting, one, organisation, profile ?? emptyProfile(divisionCode, at));
  const standings = standingsOf(sources, dictionary, today);
  return { standings, ...knownFacts(standings, dictionary, reference, today) };
}

const KINDS: Record<ApplicantKind, readonly OrganisationKind[]> = {
  enterprise: ['company'],
  person: ['individual', 'company'],
  carrier: ['carrier'],
  training_provider: ['training_provider'],
  investor: ['investor'],
  fund: ['fund_manager'],
  community_operator: ['community_operator'],
};

/** A programme as it stood when it was last in force; a template as the county of the applicant would adopt it. */
function ask(programme: Programme, one: DemoOrganisation): MatchResult | undefined {
  const judged = programme.regionCode === null && one.divisionCode ? adoptTemplate(programme, one.divisionCode, dictionary) : programme;
  const { from, to } = programme.versions.at(-1)?.effective ?? { from: null, to: null };
  const asOf = to !== null && to <= TODAY ? addDays(to, -1) : TODAY;
  expect(from === null || from <= asOf).toBe(true);
  const answer = answerMatch({ ...catalogue, catalogueVersion: 'demo', programmes: [judged] }, { facts: knownOf(one, TODAY).facts, asOf });
  return answer.ok ? answer.value.results[0] : undefined;
}

/** What is still asked about the applicant itself; undefined once the answer is no. */
const openFacts = (result: MatchResult | undefined): string[] | undefined =>
  result && result.applicantVerdict !== 'ineligible'
    ? result.missingFacts.filter((id) => dictionary.get(id)?.scope === 'applicant')
    : undefined;

describe('the demo people', () => {
  it('are all those of the contract, each with a place to work', () => {
    expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining(PEOPLE_OF_CONTRACT));
    const placed = new Set([...members.values()].flat().map(({ person }) => person.id));
    expect(people.filter(({ id }) => !placed.has(id))).toEqual([]);
  });

  it.each(named)('%s has members in roles of its kind, an owner among them, nobody twice', (id, { kind }) => {
    const here = members.get(id) ?? [];
    expect(here.flatMap(({ roles }) => roles.filter((role) => !fits(role, kind)))).toEqual([]);
    expect(here.some(({ roles }) => roles.includes('owner'))).toBe(true);
    expect(new Set(here.map(({ person }) => person.id)).size).toBe(here.length);
  });

  it('are as many natural persons as accounts', () => {
    const keys = new Map([...members.values()].flat().map(({ person }) => [person.id, person.personKey]));
    expect(new Set(keys.values()).size).toBe(keys.size);
  });

  it('share a firm, a county and a bank where the story needs it', () => {
    const placesOf = (person: string) => organisations.filter(({ id }) => members.get(id)?.some((member) => member.person.id === person));
    const regionOf = (person: string) => placesOf(person)[0]?.divisionCode;
    expect(placesOf('startup-preparer')).toEqual(placesOf('startup-owner'));
    expect(placesOf('bank-approver')).toEqual(placesOf('bank-officer'));
    expect(placesOf('bank-other')).not.toEqual(placesOf('bank-officer'));
    for (const person of ['scitech-officer', 'finance-reviewer', 'finance-approver-2', 'finance-payer', 'community-operator', 'mentor'])
      expect(regionOf(person), person).toBe('320583');
    expect(regionOf('startup-owner')).toBe('320583');
    expect(regionOf('appeal-reviewer')).toBe('320500');
    for (const person of ['startup-other', 'finance-other-region']) expect(regionOf(person)?.slice(0, 4), person).not.toBe('3205');
  });
});

describe('the demo organisations', () => {
  it('are enough of every kind', () => {
    const count = Map.groupBy(organisations, ({ kind }) => kind);
    const least: Partial<Record<OrganisationKind, number>> = {
      company: 60,
      carrier: 6,
      individual: 1,
      training_provider: 2,
      community_operator: 6,
      bank: 4,
      investor: 3,
      guarantor: 2,
      re_guarantor: 1,
      fund_manager: 2,
      guidance_fund: 1,
      scitech_bureau: 3,
      finance_bureau: 3,
      joint_office: 1,
      audit_office: 1,
      platform: 1,
    };
    for (const [kind, number] of Object.entries(least))
      expect(count.get(kind as OrganisationKind)?.length, kind).toBeGreaterThanOrEqual(number);
  });

  it('have ids and codes of their own, codes that pass the check and start where nobody registers', () => {
    const codes = organisations.flatMap(({ uscc }) => (uscc === null ? [] : [uscc]));
    expect(codes.filter((code) => !passesGb32100(code))).toEqual([]);
    expect(codes.filter((code) => code.slice(2, 8) !== '329900')).toEqual([]);
    expect(divisions.has('329900')).toBe(false);
    expect(new Set(codes).size).toBe(codes.length);
    expect(byId.size).toBe(organisations.length);
    expect(organisations.filter(({ kind, uscc }) => (uscc === null) !== (kind === 'individual'))).toEqual([]);
  });

  it('lie in divisions that exist, companies in every city and in zones', () => {
    expect(organisations.filter(({ divisionCode }) => divisionCode !== null && !divisions.has(divisionCode))).toEqual([]);
    const cities = reference.divisions.filter(({ level }) => level === 'city').map(({ code }) => code.slice(0, 4));
    const places = companies.map(({ divisionCode }) => String(divisionCode));
    expect(cities.filter((city) => !places.some((place) => place.startsWith(city)))).toEqual([]);
    const zones = reference.divisions.filter(({ statutory }) => !statutory).map(({ code }) => code);
    expect(zones.filter((zone) => !places.includes(zone))).toEqual([]);
  });

  it.each(named)('%s: what is said can be said, on whatever day it is seeded, and nothing of it contradicts', (_id, one) => {
    for (const today of DAYS) {
      const { leftOut } = knownOf(one, today);
      expect(leftOut.filter(({ why }) => why !== 'stale')).toEqual([]);
    }
  });

  it.each(companies.map((one) => [one.id, one] as const))(
    '%s: first it was founded, then it came here, then it was spoken of',
    (_id, one) => {
      for (const today of DAYS) {
        const founded = String(knownOf(one, today).facts.get('firm.founded_on'));
        const registered = dayFrom(today, one.registered);
        expect(founded < registered).toBe(true);
        for (const { at } of one.statements) expect(registered < dayFrom(today, at)).toBe(true);
      }
    },
  );

  it.each(named)('%s: what is said, is said by those who may, and not in the future', (_id, { statements, residences, grants }) => {
    const speaker = {
      register: ['scitech_bureau'],
      bureau: ['scitech_bureau', 'finance_bureau'],
      community: ['community_operator', 'carrier'],
      bank: ['bank'],
    };
    for (const { source, by, at } of statements) {
      const kinds = source in speaker ? speaker[source as keyof typeof speaker] : [undefined];
      expect(kinds).toContain(by === undefined ? undefined : byId.get(by)?.kind);
      expect(dayFrom(TODAY, at) < TODAY).toBe(true);
    }
    for (const { body, from, until, status } of residences) {
      expect(['carrier', 'community_operator']).toContain(byId.get(body)?.kind);
      expect(until !== undefined).toBe(status === 'ended');
      expect(dayFrom(TODAY, from) < dayFrom(TODAY, until ?? 'P0D')).toBe(true);
    }
    for (const { institution, from, until } of grants) {
      expect(['bank', 'investor', 'guarantor', 're_guarantor', 'fund_manager', 'guidance_fund']).toContain(byId.get(institution)?.kind);
      expect(dayFrom(TODAY, from) < TODAY && dayFrom(TODAY, until) > dayFrom(TODAY, from)).toBe(true);
    }
  });

  it.each(named)('%s: papers came after the organisation, with dates that agree, and grants name papers that are there', (_id, one) => {
    for (const today of DAYS) {
      for (const { record } of papersOf({ demo, today, dictionary, reference }, one)) {
        expect(wrongDate(record, today)).toBeUndefined();
        expect(record.uploadedAt > dayFrom(today, one.registered)).toBe(true);
        expect(record.issuedOn === null || record.issuedOn <= record.uploadedAt).toBe(true);
      }
    }
    const papers = one.papers.map(({ id }) => id);
    for (const { documents } of one.grants) expect(papers).toEqual(expect.arrayContaining(documents));
  });

  it('say much, little, old and contradicting things', () => {
    const distinct = ({ statements }: DemoOrganisation) => new Set(statements.flatMap(({ facts }) => Object.keys(facts)));
    expect(companies.filter((one) => distinct(one).size >= 12).length).toBeGreaterThanOrEqual(30);
    expect(companies.filter((one) => distinct(one).size <= 6).length).toBeGreaterThanOrEqual(8);
    const contested = (one: DemoOrganisation) => knownOf(one, TODAY).standings.some((standing) => standing.contested);
    expect(companies.filter(contested).length).toBeGreaterThanOrEqual(8);
    expect(companies.filter((one) => knownOf(one, TODAY).leftOut.length > 0).length).toBeGreaterThanOrEqual(8);
    const sources = new Set(companies.flatMap(({ statements }) => statements.map(({ source }) => source)));
    expect([...sources].sort()).toEqual([...SOURCES].sort());
  });

  it('are of every age from just founded to ten years, and of every size of start-up', () => {
    const facts = companies.map((one) => knownOf(one, TODAY).derived);
    const ages = facts.map((one) => Number(one.get('firm.age_months')));
    expect(Math.min(...ages)).toBeLessThan(12);
    expect(Math.max(...ages)).toBeGreaterThanOrEqual(108);
    const sizes = new Set(facts.map((one) => one.get('firm.size_class')));
    for (const size of ['micro', 'small', 'medium']) expect(sizes).toContain(size);
  });
});

describe('the demo communities', () => {
  it('are in different states and cities, each with an operator and facts that say the same', () => {
    expect(new Set(communities.map(({ divisionCode }) => divisionCode.slice(0, 4))).size).toBe(6);
    expect(new Set(communities.map(({ status }) => status)).size).toBe(6);
    for (const { operatorId, divisionCode, status } of communities) {
      const operator = byId.get(operatorId) as DemoOrganisation;
      expect(operator).toMatchObject({ kind: 'community_operator', divisionCode });
      expect(knownOf(operator, TODAY).derived.get('community.status_asof')).toBe(standingOf(status));
    }
  });

  it('have residents while they are on the list, and none before and after', () => {
    for (const { operatorId, status } of communities) {
      const seats = organisations.flatMap(({ residences }) => residences.filter(({ body }) => body === operatorId));
      const open = seats.filter((seat) => seat.status === 'confirmed');
      expect(open.length > 0).toBe(['recorded_pilot', 'certified'].includes(standingOf(status)));
    }
  });
});

describe('the demo and the catalogue', () => {
  it.each(catalogue.programmes.map((programme) => [programme.id, programme] as const))(
    '%s: someone can have it, or is one answer away',
    (_id, programme) => {
      const kinds = programme.applicants.flatMap((applicant) => KINDS[applicant]);
      const open = organisations.filter(({ kind }) => kinds.includes(kind)).map((one) => openFacts(ask(programme, one)));
      expect(open.filter((facts) => facts !== undefined && facts.length <= 1).length).toBeGreaterThan(0);
    },
  );

  it('lets the start-up of the story have several, and leaves it one answer away from others', () => {
    const lanxin = byId.get('company-01') as DemoOrganisation;
    const results = catalogue.programmes.filter(({ applicants }) => applicants.includes('enterprise')).map((one) => ask(one, lanxin));
    const idsWith = (open: number) =>
      results.flatMap((result) => (result && openFacts(result)?.length === open ? [result.programmeId] : []));
    expect(idsWith(0)).toEqual(
      expect.arrayContaining([
        'batch-guarantee-80-20',
        'community-angel-seed-fund',
        'community-broadband-subsidy',
        'su-ke-dai',
        'xiao-wei-dai',
      ]),
    );
    expect(idsWith(1)).toEqual(['js-startup-guaranteed-loan', 'kunshan-investment-loan-linkage', 'kunshan-kun-ke-dai']);
  });

  it('shows in that start-up a contradiction and an answer that has grown old', () => {
    const { standings, leftOut } = knownOf(byId.get('company-01') as DemoOrganisation, TODAY);
    expect(standings.filter(({ contested }) => contested).map(({ fact }) => fact)).toEqual(['firm.employees']);
    expect(leftOut).toEqual([{ fact: 'firm.last_round_valuation_cny', why: 'stale' }]);
  });
});

describe('the budgets of the demo', () => {
  const adoptions = JSON.parse(readFileSync(new URL('../../../infra/local/demo/adoptions.json', import.meta.url), 'utf8')) as {
    programmeId: string;
    by: { regionCode: string }[];
  }[];

  it.each(demo.budgets)(
    '$payer pays for $programmeId what its county adopted, as two of its people agreed',
    ({ payer, programmeId, ...one }) => {
      const bureau = byId.get(payer);
      expect(bureau?.kind).toBe('finance_bureau');
      const counties = adoptions.find((adoption) => adoption.programmeId === programmeId)?.by.map(({ regionCode }) => regionCode);
      // What no county has to adopt binds in the region of the catalogue itself.
      const own = catalogue.programmes.find(({ id }) => id === programmeId)?.regionCode;
      // A city pays for places of its own that have no bureau here.
      const places = counties ?? [own ?? ''];
      expect(places.filter((place) => covers(bureau?.divisionCode ?? '', place)).length, places.join()).toBeGreaterThan(0);
      const people = (members.get(payer) ?? []).map(({ person }) => person);
      const [first, second] = [one.by, one.confirmedBy].map((id) => people.find((person) => person.id === id)?.personKey);
      expect(first).toBeDefined();
      expect(second).toBeDefined();
      expect(first).not.toBe(second);
    },
  );

  it('leave no subsidy of Kunshan without money', () => {
    const adopted = adoptions
      .filter(({ by }) => by.some(({ regionCode }) => regionCode === '320583'))
      .map(({ programmeId }) => programmeId);
    // One of them has a part for one community beside the general one.
    const general = demo.budgets.filter(({ payer, communityId }) => payer === 'finance-kunshan' && communityId === undefined);
    const paid = general.map(({ programmeId }) => programmeId);
    expect(paid.sort()).toEqual(adopted.sort());
  });

  it.each(CLAIM_KINDS)('pay %s, and whoever pays has the people to bring a claim to its end', (kind) => {
    const { id } =
      catalogue.programmes.find((one) => kindOfProgramme(one) === kind && demo.budgets.some(({ programmeId }) => programmeId === one.id)) ??
      {};
    const payer = byId.get(demo.budgets.find(({ programmeId }) => programmeId === id)?.payer ?? '');
    const staff = members.get(payer?.id ?? '') ?? [];
    const count = (role: Role) =>
      staff.filter(({ roles, person }) => roles.includes(role) && people.some((one) => one.id === person.id)).length;
    // The reviewer does not close what they reviewed, and closing takes two; an objection is dismissed, and a batch paid, by two.
    const least = { 'intake-officer': 1, 'finance-reviewer': 3, 'finance-approver': 1, 'notice-officer': 2, 'finance-payer': 2 } as const;
    for (const [role, number] of Object.entries(least)) expect(count(role as Role), `${payer?.id} ${role}`).toBeGreaterThanOrEqual(number);
  });
});
