import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect } from 'vitest';
import { createOnSchedule as createClock } from '../../functions/clock-worker/on-schedule.ts';
import { createOnSchedule as createOffers } from '../../functions/entitlement-worker/on-schedule.ts';
import type { OfferPorts } from '../../functions/entitlement-worker/use-cases/ports.ts';
import { budgetIdOf, openBudget } from '../../shared/domain/ledger/change-budget.ts';
import type { FactSource } from '../../shared/domain/parties/records.ts';
import { emptyProfile } from '../../shared/domain/parties/registration.ts';
import { createApplicantReader } from '../../shared/store/applicant-store.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCaseList } from '../../shared/store/case-list.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { createCommitter } from '../../shared/store/commit.ts';
import { createCompanyList } from '../../shared/store/company-list.ts';
import { sourceKey } from '../../shared/store/keys/companies.ts';
import { createLedgerReader, ledgerWrites } from '../../shared/store/ledger-store.ts';
import { createRoundStore } from '../../shared/store/round-store.ts';
import { createTimerStore } from '../../shared/store/timer-store.ts';
import { asFunction } from './keep-to-rights.ts';
import { subsidyCatalogue, subsidyHouse } from './subsidy-house.ts';

export const AWARD = 'incubation-plan-performance-award';
const NANJING = '320100';
const JIANGNING = '320115';
const AT = '2026-11-01T00:00:00.000Z';

/** Everything the award asks of a carrier: 200,000 yuan. */
export const MET = {
  'carrier.division_code': JIANGNING,
  'carrier.kind': '科技企业孵化器',
  'carrier.performance_grade': 'B',
  'carrier.evaluation_level': 'city',
  'carrier.local_fiscal_money_arranged': true,
};
type Facts = Readonly<Record<string, unknown>>;

const says = (organisationId: string, source: FactSource['source'], facts: Facts, version: number): Write & { readonly put: object } => ({
  put: {
    ...sourceKey(organisationId, source, source === 'self' ? null : 'nj-scitech'),
    source,
    organisationId: source === 'self' ? null : 'nj-scitech',
    organisationName: source === 'self' ? null : '示例 nj-scitech',
    facts: Object.fromEntries(
      Object.entries(facts).map(([fact, value]) => [fact, { value, since: null, statedAt: AT, statedBy: 'nj-officer', evidence: [] }]),
    ),
    version,
  },
  expect: version === 1 ? 'absent' : version - 1,
});

/**
 * The house of claims with the offices of Nanjing, whose award nobody applies for, its budget, and the workers that offer and admit, each with no
 * more rights than it has in the cloud.
 */
export function entitledHouse({ budgetFen = 100_000_000 }: { budgetFen?: number } = {}) {
  const house = subsidyHouse();
  const { client, names, stores } = house;
  const now = () => house.clock.now;
  const committer = createCommitter(client, names);
  const faults: unknown[] = [];
  const budgetId = budgetIdOf({ programmeId: AWARD, fiscalYear: 2026, payerId: 'nj-finance', communityId: null });

  const ports: OfferPorts = {
    list: createCompanyList(client, names.main),
    applicants: createApplicantReader(client, names.main),
    rounds: createRoundStore(client, names.main, 'entitlements'),
    committer,
    readCatalogue: async () => subsidyCatalogue,
    readHolidays: async () => (await createCalendarStore(stores.client, stores.tables.main).readHolidays()).map(({ list }) => list),
    reportFault: (error) => void faults.push(error),
    now,
  };

  beforeAll(async () => {
    await house.seedOrganisation({
      id: 'nj-scitech',
      kind: 'scitech_bureau',
      divisionCode: NANJING,
      members: [{ id: 'nj-officer', roles: ['intake-officer'] }],
    });
    await house.seedOrganisation({
      id: 'nj-finance',
      kind: 'finance_bureau',
      divisionCode: NANJING,
      members: [
        { id: 'nj-approver', roles: ['finance-approver'] },
        { id: 'nj-reviewer', roles: ['finance-reviewer'] },
      ],
    });
    const identity = { budgetId, programmeId: AWARD, fiscalYear: 2026, payerId: 'nj-finance', communityId: null };
    const auditOf = { kind: 'programme', id: AWARD } as const;
    const opened = openBudget(identity, budgetFen, { at: AT, by: 'nj-approver', confirmedBy: 'nj-reviewer', auditOf });
    if (!opened.ok) throw new Error(opened.refusal);
    const by = { personId: 'nj-approver', role: 'finance-approver', organisationId: 'nj-finance' };
    const entry = { aggregate: auditOf, action: 'budget.open', at: AT, by, changed: {} };
    expect(await committer.commit({ writes: ledgerWrites(opened.value), head: undefined, entry })).toEqual({ kind: 'committed' });
  });

  /** A carrier of Jiangning of whom a bureau says one thing and it itself another. */
  async function seedCarrier(id: string, bureau: Facts, self: Facts = {}, divisionCode = JIANGNING): Promise<void> {
    const blank = emptyProfile(divisionCode, AT);
    const particulars = { ...blank.particulars, bankName: '示例银行江宁支行', bankAccount: '9900115000000000017' };
    await house.seedOrganisation({
      id,
      kind: 'carrier',
      divisionCode,
      profile: { ...blank, particulars },
      members: [
        { id: `${id}-owner`, roles: ['owner', 'signatory'] },
        { id: `${id}-preparer`, roles: ['preparer'] },
      ],
      writes: [says(id, 'bureau', bureau, 1), says(id, 'self', self, 1)],
    });
  }

  /** The bureau now says something else. */
  async function nowSays(id: string, facts: Facts): Promise<void> {
    const { put } = says(id, 'bureau', facts, 2);
    const { pk, sk, facts: stated } = put as unknown as { pk: string; sk: string; facts: object };
    const change = { UpdateExpression: 'SET facts = :facts', ExpressionAttributeValues: { ':facts': stated } };
    await client.send(new UpdateCommand({ TableName: names.main, Key: { pk, sk }, ...change }));
  }

  const offers = (more: Partial<OfferPorts> = {}, longestMs?: number) =>
    asFunction('entitlement-worker', () => createOffers({ ...ports, ...more }, longestMs)());

  const clockPorts = {
    list: createCaseList(client, names.main),
    cases: createCaseReader(client, names.main),
    timers: createTimerStore(client, names.main),
    calendar: createCalendarStore(stores.client, stores.tables.main),
    committer,
    letters: { keep: async () => Promise.reject(new Error('nothing is to be given up here')) },
    reportFault: (error: unknown) => void faults.push(error),
    now,
  };

  return {
    ...house,
    ports,
    faults,
    seedCarrier,
    nowSays,
    /** One run of the worker that offers. */
    offers,
    /** One run of the clock. */
    tick: () => asFunction('clock-worker', () => createClock(clockPorts)()),
    read: clockPorts.cases.readCase,
    readAward: () => createLedgerReader(stores.client, stores.tables).readBudget(budgetId),
    /** What an applicant sees of its claims. */
    async claimsOf(id: string) {
      const answer = await house.as(`${id}-owner`).get(`/v1/subsidies/claims?organisationId=${id}`);
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { items: { id: string; instrument: string; state: string; programmeId: string }[] }).items;
    },
  };
}
