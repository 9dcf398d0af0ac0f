import { describe, expect, it } from 'vitest';
import { createCaseReader, letterWrite } from '../../../shared/store/case-store.ts';
import { houseWithDocuments } from '../../support/case-documents.ts';
import { countCalls } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = houseWithDocuments();
type Letters = { items: { id: string; kind: string; sha256: string }[] };

describe('the letters of a case', () => {
  it('are shown and opened to whoever may read its file, and to nobody else', async () => {
    const { claim } = await house.seedFirm('lettered', 'owner');
    await house.seedFirm('stranger', 'stranger');
    const id = await house.drafted('lettered', claim, 'owner');
    await house.taken('owner', id, 'submit');
    expect(await jsonOf<Letters>(await house.as('owner').get(`/v1/cases/${id}/letters`))).toEqual({ items: [] });

    const letter = {
      id: 'receipt.2',
      kind: 'receipt',
      version: 2,
      sha256: 'a'.repeat(64),
      sizeBytes: 70_000,
      at: '2026-11-23T02:00:00.000Z',
    } as const;
    const reader = createCaseReader(house.client, house.names.main);
    const head = (await reader.readCase(id))?.head;
    const entry = {
      aggregate: { kind: 'case' as const, id },
      action: 'letter.write',
      at: letter.at,
      by: { personId: 'system', role: 'system', organisationId: null },
      changed: {},
    };
    expect(await house.stores.commands.commit({ writes: [letterWrite(id, letter)], head, entry })).toEqual({ kind: 'committed' });

    for (const person of ['owner', 'lettered-preparer', 'operator', 'auditor'])
      expect(await jsonOf<Letters>(await house.as(person).get(`/v1/cases/${id}/letters`)), person).toEqual({ items: [letter] });
    const link = await jsonOf<{ url: string; fileName: string; sha256: string; expiresAt: string }>(
      await house.as('owner').post(`/v1/cases/${id}/letters/receipt.2/links`),
    );
    expect(link).toMatchObject({ fileName: `收件回执-${id.slice(0, 12)}-2.pdf`, sha256: letter.sha256 });
    expect(decodeURIComponent(new URL(link.url).pathname)).toBe(`/__objects/vault/letters/${id}/0000000002-receipt.pdf`);
    expect(new URL(link.url).searchParams.get('response-content-disposition')).toMatch(/^attachment; /);
    expect(new URL(link.url).searchParams.get('X-Amz-Expires')).toBe('300');

    const asked = (person: string) => [
      house.as(person).get(`/v1/cases/${id}/letters`),
      house.as(person).post(`/v1/cases/${id}/letters/receipt.2/links`),
    ];
    // Who may know of the case but has nothing to do with its file is refused; to others there is none.
    const refused = [
      ['stranger', 404],
      ['far-reviewer', 404],
      ['reviewer', 403],
    ] as const;
    for (const [person, status] of refused)
      for (const answer of await Promise.all(asked(person))) expect(answer.status, person).toBe(status);
    expect((await house.anonymous.get(`/v1/cases/${id}/letters`)).status).toBe(401);
    for (const path of [`${id}/letters/decision.9/links`, 'nothing/letters/receipt.2/links', `${id}/letters/..%2F..%2Fx/links`])
      expect((await house.as('owner').post(`/v1/cases/${path}`)).status, path).toBe(404);
    expect((await house.as('owner').get(`/v1/cases/${id}/letters?x=1`)).status).toBe(400);

    const counts = countCalls(house.client);
    await house.as('owner').get(`/v1/cases/${id}/letters`);
    // Who asks, and the case.
    expect(counts).toEqual({ QueryCommand: 2 });
  });
});
