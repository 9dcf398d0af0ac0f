import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import { createAuditApp } from '../../../functions/audit-api/app.ts';
import { auditParts } from '../../../functions/audit-api/audit-parts.ts';
import { verifyFile } from '../../../infra/cli/verify/verify-file.ts';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { claimList } from '../../../shared/contracts/claims.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** What the first of two persons proposed may come to nothing: the applicant learns of it when the second has carried it out, in every answer. */
const house = subsidyHouse({
  // Nothing is sealed here, so that nobody looks into locked storage.
  others: ({ stores, ports }) => ({ 'audit-api': createAuditApp(auditParts(stores, { readLeaves: async () => undefined }), ports) }),
});
const said = {
  findings: [{ clause: 'community', text: '现场核查：办公地址无人办公', evidence: ['contract'], source: null }],
  reason: '未在社区办公',
};
const OWNER = 'kept-owner';
const textOf = async (person: string, path: string) => {
  const response = await house.as(person).get(path);
  const text = await response.text();
  expect(response.status, text.slice(0, 300)).toBe(200);
  return text;
};
const chainOf = async (person: string, id: string) =>
  jsonOf<{ items: { action: string; seq: number }[]; head: { seq: number }; intact: boolean }>(
    await house.as(person).get(`/v1/cases/${id}/audit`),
  );
const cardOf = async (id: string) => {
  const { items } = await jsonOf<z.infer<typeof claimList>>(await house.as(OWNER).get('/v1/subsidies/claims?organisationId=kept'));
  return items.find((one) => one.id === id);
};

describe('a refusal that one officer proposed', () => {
  let id = '';
  let before: { chain: Awaited<ReturnType<typeof chainOf>>; exported: string };
  beforeAll(async () => {
    id = (await house.brought('kept', 'completeness_check')).id;
    before = { chain: await chainOf(OWNER, id), exported: await textOf(OWNER, `/v1/cases/${id}/export`) };
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await house.taken('intake', id, 'refuse-intake', said);
  });

  it('is before the second officer, with who proposed it', async () => {
    const file = await jsonOf<CaseFileView>(await house.as('intake').get(`/v1/cases/${id}/file`));
    expect(file).toMatchObject({
      proposed: 'refuse-intake',
      proposal: { event: 'refuse-intake', mine: true },
      waitsFor: { code: 'second-person' },
    });
    const chain = await chainOf('intake', id);
    expect(chain.items[0]).toMatchObject({ action: 'case.refuse-intake', seq: before.chain.head.seq + 1 });
  });

  it.each([
    ['the case', () => `/v1/cases/${id}`],
    ['its file', () => `/v1/cases/${id}/file`],
    ['the list of claims', () => '/v1/subsidies/claims?organisationId=kept'],
    ['the chain', () => `/v1/cases/${id}/audit`],
    ['the verification file', () => `/v1/cases/${id}/export`],
  ])('is nowhere in %s as the applicant reads it', async (_what, path) => {
    const text = await textOf(OWNER, path());
    for (const told of ['refuse-intake', 'propose"', 'second-person', '未在社区办公', '无人办公']) expect(text).not.toContain(told);
  });

  it('leaves the chain of the applicant where it was, whole and proving itself, whatever comes after it', async () => {
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await house.taken('intake', id, 'hold', { ground: '等待核查', until: '2026-12-01' });
    await house.taken('intake', id, 'lift-hold');
    expect(await chainOf(OWNER, id)).toEqual(before.chain);
    const exported = await textOf(OWNER, `/v1/cases/${id}/export`);
    expect(exported).toBe(before.exported);
    expect(verifyFile(Buffer.from(exported))).toMatchObject({ holds: true });
    expect((await chainOf('intake', id)).head.seq).toBe(before.chain.head.seq + 3);
    expect(await cardOf(id)).toMatchObject({ proposed: null, state: 'completeness_check' });
  });

  it('is theirs with all that led to it once a second officer has carried it out', async () => {
    expect(await house.taken('intake-2', id, 'refuse-intake', said)).toMatchObject({ state: 'ineligible' });
    const chain = await chainOf(OWNER, id);
    expect(chain).toMatchObject({ intact: true, head: { seq: before.chain.head.seq + 4 } });
    expect(chain.items.map(({ action }) => action).filter((action) => action === 'case.refuse-intake')).toHaveLength(2);
    expect(JSON.parse(await textOf(OWNER, `/v1/cases/${id}/export`))).toMatchObject({ head: { seq: before.chain.head.seq + 4 } });
    const file = await jsonOf<CaseFileView>(await house.as(OWNER).get(`/v1/cases/${id}/file`));
    expect(file.acts.map(({ event }) => event).slice(-1)).toEqual(['refuse-intake']);
    expect(file.acts.some(({ event }) => event === 'propose')).toBe(true);
    await expectProblem(await house.take('intake', id, 'refuse-intake', said), 409, 'case-state');
  });
});
