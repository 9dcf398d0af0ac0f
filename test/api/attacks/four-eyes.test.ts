import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { Role } from '../../../shared/domain/parties/organisation.ts';
import { jsonOf } from '../../support/signed-in.ts';
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
