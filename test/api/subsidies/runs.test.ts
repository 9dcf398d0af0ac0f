import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { memberKey } from '../../../shared/store/keys/organisations.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse, UNMET } from '../../support/subsidy-house.ts';

interface Run {
  readonly id: string;
  readonly totalFen: number;
  readonly leftFen: number;
  readonly items: readonly { readonly caseId: string; readonly grantedFen: number }[];
}
interface Preview {
  readonly availableFen: number;
  readonly totalFen: number;
  readonly cases: readonly { readonly caseId: string; readonly grantedFen: number; readonly refusal: { readonly code: string } | null }[];
}

/** Room for three. */
const house = subsidyHouse({ budgetFen: 1_800_000 });
const itemOf = ({ id, contentHash }: CaseAnswer) => ({ caseId: id, contentHash });
const draw = (run: Run, caseId: string, key?: string) =>
  house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${caseId}`, undefined, key ? { key } : {});

describe('approving many', () => {
  it('shows what it would do, seals it, reserves once, and each case draws its part once', { timeout: 60_000 }, async () => {
    const cases = [
      await house.brought('run-1', 'decision_pending'),
      await house.brought('run-2', 'decision_pending'),
      await house.brought('run-3', 'decision_pending'),
    ];
    const items = cases.map(itemOf);
    const changed = [...items.slice(0, 2), { caseId: items[2]?.caseId, contentHash: 'f'.repeat(64) }];
    const other = await jsonOf<Preview>(
      await house.as('approver').post('/v1/approval-runs/preview', { programmeId: BROADBAND, items: changed }),
    );
    expect(other.cases.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, null, 'content-changed']);
    expect(await house.readBudget()).toMatchObject({ availableFen: 1_800_000 });

    const preview = await jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', { programmeId: BROADBAND, items }));
    expect(preview).toMatchObject({ rule: 'by-order', availableFen: 1_800_000, totalFen: 1_800_000 });
    expect(preview.cases.map(({ grantedFen }) => grantedFen)).toEqual([600_000, 600_000, 600_000]);

    // Entries of one instant stand in the order of their names, and a run has any name: it comes after the budget was opened.
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    const run = await jsonOf<Run>(
      await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items }, { key: 'run' }),
      201,
    );
    expect(run).toMatchObject({ totalFen: 1_800_000, leftFen: 1_800_000 });
    expect(await house.readBudget()).toMatchObject({ availableFen: 0, reservedFen: 1_800_000 });
    // The books name the run that took it: it is no case's yet.
    const lines = await jsonOf<{ items: { kind: string; caseId: string | null; runId: string | null }[] }>(
      await house.as('reviewer').get(`/v1/ledger/budgets/${house.budgetId}/statement?account=available`),
    );
    expect(lines.items.map(({ kind, caseId, runId }) => [kind, caseId, runId])).toEqual([
      ['open', null, null],
      ['reserve', null, run.id],
    ]);
    const [first, second, third] = run.items;
    // Read, it names those the reader has taken on; the answer that is kept for a repeat names nobody.
    expect(JSON.stringify(run)).not.toContain('applicantName');
    const named = async (person: string) =>
      (await jsonOf<{ items: { applicantName: string }[] }>(await house.as(person).get(`/v1/approval-runs/${run.id}`))).items.map(
        ({ applicantName }) => applicantName,
      );
    const hidden = (await named('approver-2'))[0];
    expect(hidden).toMatch(/\*{4}$/);
    await house.taken('approver-2', first?.caseId ?? '', 'take');
    const applicant = (await named('auditor'))[0];
    expect(applicant).not.toContain('*');
    expect(await named('approver-2')).toEqual([applicant, hidden, hidden]);
    expect(await jsonOf(await draw(run, first?.caseId ?? '', 'a'))).toMatchObject({ state: 'public_notice' });
    // Sent again with the same key it is the same answer, with another it is no second approval.
    expect((await draw(run, first?.caseId ?? '', 'a')).headers.get('idempotent-replayed')).toBe('true');
    expect((await draw(run, first?.caseId ?? '')).status).toBe(409);
    expect((await house.as('approver-2').post(`/v1/approval-runs/${run.id}/cases/${second?.caseId}`)).status).toBe(403);
    expect(await jsonOf(await draw(run, second?.caseId ?? ''))).toMatchObject({ state: 'public_notice' });
    const [notice] = (await jsonOf<{ items: { amountFen: number }[] }>(await house.anonymous.get('/v1/notices'))).items;
    expect(notice?.amountFen).toBe(600_000);

    const closed = await jsonOf<Run>(await house.as('approver').post(`/v1/approval-runs/${run.id}/close`));
    expect(closed.leftFen).toBe(0);
    expect(await house.readBudget()).toMatchObject({ availableFen: 600_000, reservedFen: 1_200_000 });
    expect((await draw(run, third?.caseId ?? '')).status).toBe(409);
    // Withdrawn, a case gives back its own part.
    const leaving = cases.find(({ id }) => id === first?.caseId);
    expect(
      await house.taken(`run-${cases.findIndex(({ id }) => id === leaving?.id) + 1}-owner`, leaving?.id ?? '', 'withdraw', {}),
    ).toMatchObject({ state: 'withdrawn' });
    expect(await house.readBudget()).toMatchObject({ availableFen: 1_200_000, reservedFen: 600_000 });
  });

  it('gives a case its part once, and nothing to whoever belongs to the applicant', { timeout: 60_000 }, async () => {
    await house.taken('approver', (await house.brought('again-1', 'decision_pending')).id, 'reject', UNMET);
    const one = await house.brought('again-2', 'decision_pending');
    const run = await jsonOf<Run>(
      await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items: [itemOf(one)] }),
      201,
    );
    const file = await house.stores.organisations.readOrganisation('again-2');
    const member = {
      personId: 'approver-at-home',
      personKey: 'person-approver',
      name: '示例',
      roles: ['preparer'],
      from: '2026-11-01T00:00:00.000Z',
      until: null,
      version: 1,
    };
    await house.stores.commands.commit({
      writes: [{ put: { ...memberKey('again-2', 'approver-at-home'), ...member }, expect: 'absent' }],
      head: file?.head,
      entry: {
        aggregate: { kind: 'organisation', id: 'again-2' },
        action: 'invitation.accept',
        at: house.clock.now.toISOString(),
        by: { personId: 'approver-at-home', role: 'person', organisationId: null },
        changed: {},
      },
    });
    const barred = await draw(run, one.id);
    expect([barred.status, ((await barred.json()) as { type: string }).type]).toEqual([403, '/problems/four-eyes']);
    const gone = { remove: memberKey('again-2', 'approver-at-home'), expect: 1 } as const;
    const after = await house.stores.organisations.readOrganisation('again-2');
    await house.stores.commands.commit({
      writes: [gone],
      head: after?.head,
      entry: {
        aggregate: { kind: 'organisation', id: 'again-2' },
        action: 'member.remove',
        at: house.clock.now.toISOString(),
        by: { personId: 'again-2-owner', role: 'owner', organisationId: 'again-2' },
        changed: {},
      },
    });
    expect((await draw(run, one.id)).status).toBe(200);
    // The account is changed away and back: what is approved is the same again, and is no second part of the run.
    const account = { bankName: '示例城南银行昆山支行', bankAccount: '9900583000000000017' };
    await house.taken('again-2-owner', one.id, 'change-payee', { ...account, bankAccount: '9900583000000000025' });
    await house.taken('again-2-owner', one.id, 'change-payee', account);
    const twice = await draw(run, one.id);
    expect([twice.status, ((await twice.json()) as { type: string }).type]).toEqual([409, '/problems/run-item-drawn']);
  });

  it('refuses cases of elsewhere, and a run of nothing', async () => {
    const far = await house
      .as('far-reviewer')
      .post('/v1/approval-runs/preview', { programmeId: BROADBAND, items: [{ caseId: 'whatever', contentHash: 'a'.repeat(64) }] });
    expect(await jsonOf<Preview>(far)).toMatchObject({ cases: [], totalFen: 0 });
    const none = await house
      .as('approver')
      .post('/v1/approval-runs', { programmeId: BROADBAND, items: [{ caseId: 'whatever', contentHash: 'a'.repeat(64) }] });
    expect(none.status).toBe(404);
  });
});
