import { createHmac } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { OrganisationKind, Role } from '../../../shared/domain/parties/organisation.ts';
import type { ClaimKind } from '../../../shared/domain/subsidies/kinds.ts';
import { placeWrites } from '../../../shared/store/party-store.ts';
import { jsonOf, type SeedMember } from '../../support/signed-in.ts';
import { goodClaim, programmeIdOf, type Sent } from '../../support/six-claims.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();

/** Natural persons with a part in every case here, under which key the issuer knows them, and whose name they bear. */
const ATTACKERS = {
  owner: { key: 'person-attacked-owner' },
  preparer: { key: 'person-attacked-preparer' },
  operator: { key: 'person-operator' },
  intake: { key: 'person-intake' },
  reviewer: { key: 'person-reviewer' },
  approver: { key: 'person-approver' },
  notice: { key: 'person-notice' },
  relative: { key: 'person-relative', name: '陈 示例' },
  seller: { key: 'person-seller' },
} as const;
type Attacker = keyof typeof ATTACKERS;
const OUTSIDE: readonly Attacker[] = ['owner', 'preparer', 'relative', 'seller'];

interface Point {
  readonly state: string;
  readonly role: Role;
  readonly office: 'finance_bureau' | 'scitech_bureau';
  /** Who has acted by then in another stage. */
  readonly acted: readonly Attacker[];
  readonly steps: readonly (readonly [step: string, body: (file: CaseFileView) => unknown])[];
}
const because = () => ({ reason: '理由' });
const POINTS: readonly Point[] = [
  {
    state: 'completeness_check',
    role: 'intake-officer',
    office: 'scitech_bureau',
    acted: ['operator'],
    steps: [
      ['admit', () => undefined],
      ['return', () => ({ defects: [{ pointer: '/contractNumber', text: '不清楚' }] })],
    ],
  },
  {
    state: 'under_review',
    role: 'finance-reviewer',
    office: 'finance_bureau',
    acted: ['operator', 'intake'],
    steps: [
      ['complete-review', () => ({ verdict: 'support', reason: '齐全' })],
      ['strike-line', () => ({ lineId: 'l1', reason: '不符' })],
      ['take', () => undefined],
    ],
  },
  {
    state: 'decision_pending',
    role: 'finance-approver',
    office: 'finance_bureau',
    acted: ['operator', 'intake', 'reviewer'],
    steps: [
      ['approve', ({ contentHash }) => ({ contentHash })],
      ['reject', because],
      ['send-back', because],
    ],
  },
  {
    state: 'objection_review',
    role: 'notice-officer',
    office: 'finance_bureau',
    acted: ['operator', 'intake', 'reviewer', 'approver'],
    steps: [
      ['dismiss-objection', ({ objections }) => ({ objectionId: objections[0]?.id, reason: '不成立' })],
      ['uphold-objection', ({ objections }) => ({ objectionId: objections[0]?.id, reason: '成立' })],
    ],
  },
];

const twin = (attacker: Attacker, role: Role): string => `${attacker}-as-${role}`;
const cases = new Map<string, string>();

beforeAll(async () => {
  const { claim } = await house.seedFirm('attacked');
  // What everybody may have a part in: declared relatives, and whoever works for the seller.
  const id = await house.drafted('attacked', claim);
  const draft = await house.as('attacked-owner').get(`/v1/subsidies/claims/${id}`);
  await jsonOf(
    await house
      .as('attacked-owner')
      .put(
        `/v1/subsidies/claims/${id}`,
        { claim, interests: [{ name: '陈示例', relation: 'relative' }] },
        { ifMatch: draft.headers.get('etag') ?? '' },
      ),
  );
  await house.taken('attacked-owner', id, 'submit');
  await house.taken('operator', id, 'confirm', {});
  await house.taken('intake', id, 'accept-intake');

  const every = Object.keys(ATTACKERS) as Attacker[];
  const member = (attacker: Attacker, role: Role) => {
    const { key, ...more } = ATTACKERS[attacker];
    return { id: twin(attacker, role), personKey: key, roles: [role], ...more };
  };
  const finance: Role[] = ['finance-reviewer', 'finance-approver', 'notice-officer'];
  for (const role of finance)
    await house.seedOrganisation({ id: `twins-${role}`, kind: 'finance_bureau', members: every.map((one) => member(one, role)) });
  await house.seedOrganisation({ id: 'twins-intake', kind: 'scitech_bureau', members: every.map((one) => member(one, 'intake-officer')) });
  await house.seedOrganisation({
    id: 'telecom',
    kind: 'company',
    name: '示例电信',
    members: [...finance, 'intake-officer' as const].map((role) => ({
      id: twin('seller', role),
      personKey: ATTACKERS.seller.key,
      roles: ['owner'],
    })),
  });
  cases.set('completeness_check', id);
});

/** Takes the one case on to where the next attacks are made; each step by who does it in life. */
async function onwards(id: string, state: string): Promise<void> {
  const { contentHash } = await jsonOf<CaseAnswer>(await house.as('approver').get(`/v1/cases/${id}`));
  if (state === 'under_review') await house.taken('intake', id, 'admit');
  if (state === 'decision_pending') await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '齐全' });
  if (state === 'objection_review') {
    await house.taken('approver', id, 'approve', { contentHash });
    await jsonOf(await house.as('neighbour').post(`/v1/notices/${id}/objections`, { contact: '13800000000', text: '不在社区内' }), 201);
  }
}

const refusalsOf = async (person: string): Promise<unknown[]> => {
  const { Items = [] } = await house.client.send(
    new QueryCommand({
      TableName: house.names.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `REFUSALS#${person}` },
    }),
  );
  return Items.flatMap(({ refused }) => refused as unknown[]);
};

describe('four eyes', () => {
  let attacks = 0;
  it.each(POINTS)(
    'in $state nobody acts as $role who has another part in the case',
    { timeout: 120_000 },
    async ({ state, role, acted, steps }) => {
      const id = cases.get('completeness_check') ?? '';
      await onwards(id, state);
      const before = await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${id}`));
      expect(before.state).toBe(state);
      const file = await jsonOf<CaseFileView>(await house.as('auditor').get(`/v1/cases/${id}/file`));
      for (const attacker of [...OUTSIDE, ...acted])
        for (const [step, bodyOf] of steps) {
          const { key, ...more } = ATTACKERS[attacker];
          const account = { id: twin(attacker, role), personKey: key, ...more };
          const answer = await house.as(account).post(`/v1/cases/${id}/${step}`, bodyOf(file), { ifMatch: before.version });
          const told = (await answer.json()) as { type: string };
          expect({ attacker, step, status: answer.status, type: told.type }).toEqual({
            attacker,
            step,
            status: 403,
            type: '/problems/four-eyes',
          });
          attacks += 1;
        }
      expect(await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${id}`))).toEqual(before);
      for (const attacker of [...OUTSIDE, ...acted]) expect(await refusalsOf(twin(attacker, role))).toHaveLength(steps.length);
    },
  );

  it('was tried fifty times and more', () => {
    expect(attacks).toBeGreaterThanOrEqual(50);
  });
});

/** What the house makes of an id number; the issuer knows a person by the same key where both are set up with one secret. */
const keyOf = (idNumber: unknown): string => createHmac('sha256', 'a secret of the tests').update(String(idNumber)).digest('hex');

interface Claimed {
  readonly kind: ClaimKind;
  readonly applicant: OrganisationKind;
  readonly confirmer: string;
}
const CLAIMED: readonly Claimed[] = [
  { kind: 'broadband', applicant: 'company', confirmer: 'operator' },
  { kind: 'training', applicant: 'training_provider', confirmer: 'scitech-officer' },
  { kind: 'mentoring', applicant: 'carrier', confirmer: 'scitech-officer' },
];
type Bag = Readonly<Record<string, unknown>>;
interface Tied {
  readonly who: string;
  readonly kind: ClaimKind;
  /** Key and name of the natural person, as the issuer says. */
  readonly is?: (claim: Sent) => { readonly personKey?: string; readonly name?: string };
  /** Where else they have a place, under the account of the office. */
  readonly at?: { readonly id: string; readonly kind: OrganisationKind; readonly name?: string; readonly uscc?: string };
}
const SELLER = '91320000796544598E';
const MENTORED = '914403001922038216';
const TIED: readonly Tied[] = [
  { who: 'trainee', kind: 'training', is: ({ trainees }) => ({ personKey: keyOf(trainees?.[3]?.idNumber) }) },
  { who: 'trainee-by-name', kind: 'training', is: ({ trainees }) => ({ name: ` ${trainees?.[3]?.name}` }) },
  { who: 'mentor', kind: 'mentoring', is: ({ mentor }) => ({ personKey: keyOf((mentor as Bag).idNumber) }) },
  { who: 'mentor-by-name', kind: 'mentoring', is: ({ mentor }) => ({ name: String((mentor as Bag).name) }) },
  { who: 'of-mentored-firm', kind: 'mentoring', at: { id: 'mentored', kind: 'company', name: '句容新材料（集团）', uscc: MENTORED } },
  {
    who: 'of-seller',
    kind: 'broadband',
    at: { id: 'seller-renamed', kind: 'training_provider', name: '示例电信昆山分公司', uscc: SELLER },
  },
  { who: 'of-holder', kind: 'broadband', at: { id: 'holding', kind: 'company', name: '示例 控股' } },
  { who: 'of-host', kind: 'broadband', at: { id: 'operator-body', kind: 'community_operator' } },
];
/** What each of them tries, in the state in which it would be theirs to do. */
const TRIES: readonly (readonly [state: string, step: string, body?: unknown])[] = [
  ['completeness_check', 'admit'],
  ['completeness_check', 'return', { defects: [{ pointer: '/year', text: '不清楚' }] }],
  ['under_review', 'take'],
  ['under_review', 'complete-review', { verdict: 'support', reason: '齐全' }],
];

describe('whom a claim names beside its applicant', () => {
  const ids = new Map<ClaimKind, string>();
  const sent = new Map<ClaimKind, Sent>();

  beforeAll(async () => {
    for (const [at, { kind, applicant, confirmer }] of CLAIMED.entries()) {
      const firm = `tied-${kind}`;
      const { claim, writes } = goodClaim(kind, firm, 50 + at);
      sent.set(kind, claim);
      await house.seedOrganisation({
        id: firm,
        kind: applicant,
        writes,
        members: [{ id: `${firm}-owner`, roles: ['owner', 'signatory'] }],
      });
      const owner = house.as(`${firm}-owner`);
      const begun = await jsonOf<{ id: string }>(
        await owner.post('/v1/subsidies/claims', { organisationId: firm, programmeId: programmeIdOf(kind) }),
        201,
      );
      const payee = { bankName: '示例城南银行', bankAccount: '9900583000000000017' };
      const interests = [{ name: '示例控股', relation: 'holder' }];
      await jsonOf(await owner.put(`/v1/subsidies/claims/${begun.id}`, { claim, payee, interests }, { ifMatch: 1 }));
      await house.taken(`${firm}-owner`, begun.id, 'submit');
      await house.taken(confirmer, begun.id, 'confirm', {});
      await house.taken('intake', begun.id, 'accept-intake');
      ids.set(kind, begun.id);
    }
    const account = ({ who, kind, is }: Tied) => ({ id: who, ...is?.(sent.get(kind) as Sent) });
    const members = (...roles: Role[]) => TIED.map((one): SeedMember => ({ ...account(one), roles }));
    await house.seedOrganisation({ id: 'tied-finance', kind: 'finance_bureau', members: members('finance-reviewer') });
    await house.seedOrganisation({ id: 'tied-scitech', kind: 'scitech_bureau', members: members('intake-officer') });
    for (const { who, at } of TIED) {
      if (!at) continue;
      const place: SeedMember = { id: who, roles: [at.kind === 'community_operator' ? 'community-operator' : 'owner'] };
      if (at.id !== 'operator-body') await house.seedOrganisation({ ...at, members: [place] });
      else await joins(at.id, place);
    }
  });

  /** One more member of an organisation that is there. */
  async function joins(organisationId: string, { id, roles }: SeedMember): Promise<void> {
    const file = await house.stores.organisations.readOrganisation(organisationId);
    if (!file) throw new Error(`${organisationId} is not there`);
    const at = house.clock.now.toISOString();
    const member = { personId: id, personKey: `person-${id}`, name: id, roles: [...roles], from: at, until: null, version: 1 };
    const outcome = await house.stores.commands.commit({
      writes: placeWrites(file.organisation, member, 'absent'),
      entry: {
        aggregate: { kind: 'person', id },
        action: 'invitation.accept',
        at,
        by: { personId: 'operator', role: 'community-operator', organisationId },
        changed: {},
      },
      head: undefined,
    });
    expect(outcome).toEqual({ kind: 'committed' });
  }

  it('handles nothing of it on the public side, by key, by name, by code or by place', { timeout: 120_000 }, async () => {
    for (const state of ['completeness_check', 'under_review']) {
      for (const { who, kind, is } of TIED) {
        const id = ids.get(kind) ?? '';
        const before = await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${id}`));
        expect(before.state).toBe(state);
        for (const [, step, body] of TRIES.filter(([at]) => at === state)) {
          const person = { id: who, ...is?.(sent.get(kind) as Sent) };
          const answer = await house.as(person).post(`/v1/cases/${id}/${step}`, body, { ifMatch: before.version });
          const { type, errors } = (await answer.json()) as { type: string; errors?: { code: string }[] };
          const told = { who, step, status: answer.status, type, rule: errors?.[0]?.code };
          expect(told).toEqual({ who, step, status: 403, type: '/problems/four-eyes', rule: 'related-to-applicant' });
        }
        expect(await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${id}`))).toEqual(before);
      }
      if (state === 'completeness_check') for (const id of ids.values()) await house.taken('intake', id, 'admit');
    }
  });

  it('is not asked as a specialist either, where the office is theirs', async () => {
    const id = ids.get('broadband') ?? '';
    await house.taken('reviewer', id, 'take');
    const expert = { id: 'expert-of-seller', roles: ['expert'] } as const;
    await house.seedOrganisation({
      id: 'joint-of-seller',
      kind: 'joint_office',
      divisionCode: '320000',
      name: '示例电信',
      members: [expert],
    });
    const question = { question: '合理吗？', papers: ['contract'] };
    const asks = (expertId: string, organisationId: string) =>
      house.take('reviewer', id, 'ask-opinion', { expertId, organisationId, ...question });
    const refused = await asks('expert-of-seller', 'joint-of-seller');
    expect([refused.status, ((await refused.json()) as { type: string }).type]).toEqual([422, '/problems/expert-barred']);
    // Whom nothing ties is asked.
    await house.seedOrganisation({
      id: 'joint-free',
      kind: 'joint_office',
      divisionCode: '320000',
      members: [{ id: 'expert-free', roles: ['expert'] }],
    });
    expect((await asks('expert-free', 'joint-free')).status).toBe(200);
  });
});
