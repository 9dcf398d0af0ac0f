import { describe, expect, it } from 'vitest';
import type { CaseLetter } from '../../../shared/domain/cases/shown/letters.ts';
import { createCaseReader, letterWrite } from '../../../shared/store/case-store.ts';
import { houseWithDocuments } from '../../support/case-documents.ts';
import { jsonOf } from '../../support/signed-in.ts';

/** What an office writes to a specialist is theirs and the office's: the applicant is not told who was asked, nor is another specialist. */
const house = houseWithDocuments();
type Letters = { items: { id: string }[] };

async function written(id: string, letter: CaseLetter): Promise<void> {
  const head = (await createCaseReader(house.client, house.names.main).readCase(id))?.head;
  const entry = {
    aggregate: { kind: 'case' as const, id },
    action: 'letter.write',
    at: letter.at,
    by: { personId: 'system', role: 'system', organisationId: null },
    changed: {},
  };
  expect(await house.stores.commands.commit({ writes: [letterWrite(id, letter)], head, entry })).toEqual({ kind: 'committed' });
}

describe('the letters to a specialist', () => {
  it('are read by them and the office alone, also once the request was taken back', async () => {
    const experts = ['asked', 'other'].map((id) => ({ id: `expert-${id}`, roles: ['expert' as const] }));
    await house.seedOrganisation({ id: 'joint', kind: 'joint_office', divisionCode: '320000', members: experts });
    const { id } = await house.brought('written-to', 'under_review');
    await house.taken('reviewer', id, 'take');
    const ask = { expertId: 'expert-asked', organisationId: 'joint', question: '单价是否合理？', lines: ['l1'], papers: ['contract'] };
    await house.taken('reviewer', id, 'ask-opinion', ask);
    const about = (await createCaseReader(house.client, house.names.main).readCase(id))?.file.opinions[0]?.id ?? '';
    const letter = {
      id: `opinion-request.${about}`,
      kind: 'opinion-request',
      about,
      version: 6,
      sha256: 'a'.repeat(64),
      sizeBytes: 70_000,
      at: house.clock.now.toISOString(),
    } as const;
    await written(id, letter);

    const ofCase = (person: string) => house.as(person).get(`/v1/cases/${id}/letters`);
    const open = (person: string) => house.as(person).post(`/v1/cases/${id}/letters/${letter.id}/links`);
    const own = (person: string) => house.as(person).get(`/v1/cases/${id}/opinion/letters`);
    const openOwn = (person: string) => house.as(person).post(`/v1/cases/${id}/opinion/papers/${letter.id}/links`);
    const read = async () => {
      for (const person of ['written-to-owner', 'operator']) {
        expect(await jsonOf<Letters>(await ofCase(person)), person).toEqual({ items: [] });
        expect((await open(person)).status, person).toBe(404);
        expect((await openOwn(person)).status, person).toBe(403);
      }
      expect(await jsonOf<Letters>(await ofCase('reviewer'))).toEqual({ items: [letter] });
      expect((await open('reviewer')).status).toBe(200);
      expect(await jsonOf<Letters>(await own('expert-asked'))).toEqual({ items: [letter] });
      const link = await jsonOf<{ url: string; fileName: string }>(await openOwn('expert-asked'));
      expect(link.fileName).toBe(`征询专家意见函-${id.slice(0, 12)}-6.pdf`);
      expect(decodeURIComponent(new URL(link.url).pathname)).toBe(`/__objects/vault/letters/${id}/${letter.id}.pdf`);
      for (const answer of [await own('expert-other'), await openOwn('expert-other')]) expect(answer.status).toBe(404);
      expect((await house.as('expert-asked').get(`/v1/cases/${id}/letters`)).status).toBe(404);
    };
    await read();
    await house.taken('reviewer', id, 'withdraw-opinion', { opinionId: about, reason: '另请他人' });
    expect((await house.as('expert-asked').get(`/v1/cases/${id}/opinion`)).status).toBe(404);
    await read();
  });
});
