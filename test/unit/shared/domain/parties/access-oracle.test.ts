import { readFileSync } from 'node:fs';
import {
  type EntityJson,
  type PolicyJson,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/nodejs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, type Action } from '../../../../../shared/domain/parties/access/actions.ts';
import { decideAccess, type Subject } from '../../../../../shared/domain/parties/access.ts';
import type { Membership, OrganisationKind, Principal, Role } from '../../../../../shared/domain/parties/organisation.ts';
import { ROLE_NAMES, ROLES } from '../../../../../shared/domain/parties/organisation.ts';

const POLICIES = readFileSync(new URL('../../../../support/access.cedar', import.meta.url), 'utf8');
const ACTION_NAMES = Object.keys(ACTIONS) as Action[];

/** Divisions as a tree, since the oracle knows no codes: province, two cities, a county and a zone of one, a county of the other. */
const DIVISIONS: Record<string, string | undefined> = {
  '320000': undefined,
  '320500': '320000',
  '320583': '320500',
  '320571': '320500',
  '320100': '320000',
  '320102': '320100',
};
const HOME = '320583';

const MINE = 'org-mine';
const OTHER = 'org-other';

const memberOf = (organisationId: string, roles: readonly Role[], divisionCode: string | null): Membership => ({
  organisationId,
  kind: ROLES[roles[0] as Role].in[0] as OrganisationKind,
  organisationName: '示例',
  divisionCode,
  roles: [...roles],
  from: '2026-01-01T00:00:00.000Z',
  until: null,
});
const person = (...memberships: Membership[]): Principal => ({ personId: 'me', personKey: 'key-me', name: '示例', memberships });

/** Every way an asker can stand to a thing, one at a time and a few together. */
const SUBJECTS: Record<string, Subject> = {
  'nothing of anybody': {},
  'about myself': { personId: 'me' },
  'about somebody else': { personId: 'you' },
  'of my organisation, at home': { organisationId: MINE, divisionCode: HOME },
  'of another organisation': { organisationId: OTHER, divisionCode: null },
  'of another, in my county': { organisationId: OTHER, divisionCode: '320583' },
  'of another, in a zone of my city': { organisationId: OTHER, divisionCode: '320571' },
  'of another, in another city': { organisationId: OTHER, divisionCode: '320102' },
  'granted to us': { organisationId: OTHER, divisionCode: '320102', grantedTo: [MINE] },
  'granted to others (ours has ended)': { organisationId: OTHER, divisionCode: '320102', grantedTo: ['org-third'] },
  'we confirm where it sits': { organisationId: OTHER, divisionCode: '320102', confirmingBodies: [MINE] },
  'says it sits with us': { organisationId: OTHER, divisionCode: '320102', declaredBodies: [MINE] },
  'says it sits with others': { organisationId: OTHER, divisionCode: '320102', declaredBodies: ['org-third'] },
  'sits with us, and says it will with others': {
    organisationId: OTHER,
    divisionCode: '320102',
    confirmingBodies: [MINE],
    declaredBodies: ['org-third'],
  },
  'others confirm where it sits': { organisationId: OTHER, divisionCode: '320102', confirmingBodies: ['org-third'] },
  'handed in, far away': { organisationId: OTHER, divisionCode: '320102', handedIn: true },
  'a draft of another': { organisationId: OTHER, divisionCode: null, handedIn: false },
  'assigned to me': { organisationId: OTHER, divisionCode: '320102', assignedTo: ['me'] },
  'addressed to us': { organisationId: OTHER, divisionCode: '320102', addressedTo: [MINE] },
  'granted, confirmed and in my county': { organisationId: OTHER, divisionCode: HOME, grantedTo: [MINE], confirmingBodies: [MINE] },
};

const OFFICES = [null, '320583', '320500', '320000', '320100'];
/** Only a bureau has a region; anybody else is asked once, at home. */
const officesOf = (role: Role) =>
  (ROLES[role].in as readonly OrganisationKind[]).includes('finance_bureau') || role === 'scitech-officer' ? OFFICES : [HOME];

const ASKERS: [string, Principal | undefined][] = [
  ['nobody signed in', undefined],
  ['a person without any membership (or removed from the last)', person()],
  ...ROLE_NAMES.flatMap((role) =>
    officesOf(role).map((office): [string, Principal] => [`${role} of ${office ?? 'nowhere'}`, person(memberOf(MINE, [role], office))]),
  ),
  ...OFFICES.map((office): [string, Principal] => [
    `the head of a bureau of ${office ?? 'nowhere'}`,
    person({ ...memberOf(MINE, ['owner'], office), kind: 'finance_bureau' }),
  ]),
  ...(['scitech_bureau', 'joint_office', 'audit_office', 'bank', 'carrier'] as const).map((kind): [string, Principal] => [
    `the owner of a ${kind}`,
    person({ ...memberOf(MINE, ['owner'], HOME), kind }),
  ]),
  ['a guest here and a bank officer there', person(memberOf(OTHER, ['guest'], null), memberOf(MINE, ['bank-officer'], null))],
  ['an owner who is preparer too', person(memberOf(MINE, ['preparer', 'owner'], HOME))],
  ['a finance payer who is mentor elsewhere', person(memberOf(MINE, ['finance-payer'], HOME), memberOf(OTHER, ['mentor'], HOME))],
];

const division = (code: string) => ({ type: 'Division', id: code });
const reference = (code: string) => ({ __entity: division(code) });

const DIVISION_ENTITIES: EntityJson[] = Object.entries(DIVISIONS).map(([code, parent]) => ({
  uid: division(code),
  attrs: {},
  parents: parent === undefined ? [] : [division(parent)],
}));

/** The oracle sees one place at a time; whoever has several may do what any of them allows. */
function personas(who: Principal | undefined): EntityJson[] {
  if (who === undefined) return [{ uid: { type: 'Anonymous', id: '-' }, attrs: {}, parents: [] }];
  const plain: EntityJson = { uid: { type: 'Person', id: who.personId }, attrs: { person: who.personId }, parents: [] };
  const members = who.memberships.map(
    (place, index): EntityJson => ({
      uid: { type: 'Member', id: String(index) },
      attrs: {
        person: who.personId,
        organisation: place.organisationId,
        kind: place.kind,
        roles: [...place.roles],
        ...(place.divisionCode !== null && { office: reference(place.divisionCode) }),
      },
      parents: [],
    }),
  );
  return [plain, ...members];
}

const thing = (subject: Subject): EntityJson => ({
  uid: { type: 'Thing', id: 'it' },
  attrs: {
    ...(subject.personId !== undefined && { person: subject.personId }),
    ...(subject.organisationId !== undefined && { organisation: subject.organisationId }),
    ...(subject.divisionCode && { division: reference(subject.divisionCode) }),
    ...(subject.grantedTo && { granted: [...subject.grantedTo] }),
    ...(subject.confirmingBodies && { confirming: [...subject.confirmingBodies] }),
    ...(subject.declaredBodies && { declared: [...subject.declaredBodies] }),
    ...(subject.assignedTo && { assigned: [...subject.assignedTo] }),
    ...(subject.handedIn !== undefined && { handedIn: subject.handedIn }),
    ...(subject.addressedTo && { addressed: [...subject.addressedTo] }),
  },
  parents: [],
});

/** The policies without the actions they speak of, and those actions; `undefined` is every action. */
const POLICY_SET = 'all';
const spokenOf = new Map<string, ReadonlySet<string> | undefined>();

/**
 * Which actions the oracle allows. It is asked once for all of them: what does not depend on the action is then looked at once, and every
 * policy that says yes is named in its answer.
 */
function ask(principal: EntityJson, resource: EntityJson): readonly Action[] {
  const answer = statefulIsAuthorized({
    principal: principal.uid,
    action: { type: 'Action', id: 'any' },
    resource: resource.uid,
    context: {},
    preparsedPolicySetId: POLICY_SET,
    entities: [principal, resource, ...DIVISION_ENTITIES],
  });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const { errors, reason } = answer.response.diagnostics;
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  expect(answer.response.decision).toBe(reason.length > 0 ? 'allow' : 'deny');
  return ACTION_NAMES.filter((action) => reason.some((id) => spokenOf.get(id)?.has(action) ?? true));
}

/** What the oracle said before: everybody is also the plain person they are, whom it need not be asked about again. */
const said = new Map<string, readonly Action[]>();

/** What somebody may do with a thing. */
function oracleAllows(who: Principal | undefined, subject: Subject): ReadonlySet<Action> {
  const resource = thing(subject);
  const allowed = personas(who).flatMap((principal) => {
    const question = JSON.stringify([principal, resource]);
    const answer = said.get(question) ?? ask(principal, resource);
    said.set(question, answer);
    return answer;
  });
  return new Set(allowed);
}

/** The actions a policy names; `undefined` when it is about every action. */
function actionsOf({ action }: PolicyJson): ReadonlySet<string> | undefined {
  if (action.op === 'All') return undefined;
  const entities = 'entities' in action ? action.entities : 'entity' in action ? [action.entity] : [];
  expect(entities, JSON.stringify(action)).not.toEqual([]);
  return new Set(entities.map((uid) => ('__entity' in uid ? uid.__entity.id : uid.id)));
}

/** Has the oracle read its policies, each without its actions, which are kept beside it. */
function readPolicies(): void {
  const parts = policySetTextToParts(POLICIES);
  if (parts.type === 'failure') throw new Error(parts.errors.map(({ message }) => message).join('; '));
  expect(parts.policy_templates).toEqual([]);
  const policies = parts.policies.map((text, index): [string, PolicyJson] => {
    const read = policyToJson(text);
    if (read.type === 'failure') throw new Error(read.errors.map(({ message }) => message).join('; '));
    // Beside one that forbids, those that permit are not named; and no condition may look at the action that is left out.
    expect(read.json.effect, text).toBe('permit');
    expect(JSON.stringify(read.json.conditions), text).not.toContain('"Var":"action"');
    const id = `policy-${index}`;
    spokenOf.set(id, actionsOf(read.json));
    return [id, { ...read.json, action: { op: 'All' } }];
  });
  expect(preparsePolicySet(POLICY_SET, { staticPolicies: Object.fromEntries(policies) })).toEqual({ type: 'success' });
}

describe('the access policy and an independent one written in Cedar', () => {
  beforeAll(readPolicies);

  it('the oracle names exactly the actions there are', () => {
    const named = new Set([...POLICIES.matchAll(/Action::"([^"]+)"/gu)].map(([, name]) => name));
    expect([...named].sort()).toEqual([...ACTION_NAMES].sort());
  });

  it('the oracle can say yes and no', () => {
    const bank = person(memberOf(MINE, ['bank-officer'], null));
    expect(oracleAllows(bank, SUBJECTS['granted to us'] as Subject)).toContain('profile.read');
    expect(oracleAllows(bank, SUBJECTS['granted to others (ours has ended)'] as Subject)).not.toContain('profile.read');
  });

  it.each(ASKERS)('%s: both decide every action on every subject alike', (_name, who) => {
    const differences: string[] = [];
    for (const [standing, subject] of Object.entries(SUBJECTS)) {
      const theirs = oracleAllows(who, subject);
      for (const action of ACTION_NAMES) {
        const ours = decideAccess(who, action, subject).allowed;
        if (ours !== theirs.has(action)) differences.push(`${action} on what is ${standing}: ours says ${ours ? 'yes' : 'no'}`);
      }
    }
    expect(differences).toEqual([]);
  });
});
