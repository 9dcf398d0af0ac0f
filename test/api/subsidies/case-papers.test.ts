import { describe, expect, it } from 'vitest';
import { draftPayment } from '../../../shared/domain/payments/payment.ts';
import { createDocumentStore, putDocument } from '../../../shared/store/document-store.ts';
import { paymentRow } from '../../../shared/store/money-rows.ts';
import { houseWithDocuments, readLooksAt } from '../../support/case-documents.ts';
import { PAYEE } from '../../support/case-files.ts';
import { countCalls, injectFault } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paperOf } from '../../support/subsidy-house.ts';

const house = houseWithDocuments();

type Link = { url: string; fileName: string; sha256: string };
type Papers = { items: { id: string; title: string; fileName: string; kindName: { zh: string }; status: string }[] };
const open = (person: string, id: string, paper = 'contract') => house.as(person).post(`/v1/cases/${id}/papers/${paper}/links`);
const list = (person: string, id: string) => house.as(person).get(`/v1/cases/${id}/papers`);
const secondsOf = ({ url }: Link) => new URL(url).searchParams.get('X-Amz-Expires');

const logOf = (firm: string) => readLooksAt(house, firm);

/** Writes rows with an entry in the chain of a firm, as a command would. */
async function put(firm: string, ...writes: Parameters<typeof house.stores.commands.commit>[0]['writes'][number][]): Promise<void> {
  const file = await house.stores.organisations.readOrganisation(firm);
  const entry = {
    aggregate: { kind: 'organisation' as const, id: firm },
    action: 'document.change',
    at: '2026-11-23T02:00:00.000Z',
    by: { personId: 'system', role: 'system', organisationId: null },
    changed: {},
  };
  expect(await house.stores.commands.commit({ writes, head: file?.head, entry })).toEqual({ kind: 'committed' });
}

describe('the papers of a case', () => {
  it('are listed by name and opened by whoever may read its file, and every look from outside is noted', async () => {
    const { id } = await house.brought('shown', 'under_review');
    // Who may know of the case and has not taken it on is refused; that it was seen waiting opens nothing.
    for (const asked of [list, open]) expect((await asked('reviewer', id)).status).toBe(403);
    await house.taken('reviewer', id, 'take');

    for (const person of ['reviewer', 'operator', 'auditor', 'shown-owner', 'shown-preparer']) {
      const { items } = await jsonOf<Papers>(await list(person, id));
      expect(items.map((paper) => paper.id.replace(/\d+$/, '')).sort(), person).toEqual(['contract', 'invoice-', 'proof']);
      const contract = items.find((paper) => paper.id === 'contract');
      expect(contract).toMatchObject({
        title: '宽带服务合同',
        fileName: 'contract.pdf',
        status: 'clean',
        kindName: { zh: expect.any(String) },
      });
      expect(Object.keys(contract ?? {}).sort()).toEqual(['fileName', 'id', 'kind', 'kindName', 'status', 'title', 'validity']);
    }
    // The list says what stands in the claim already; a look is when a paper is opened.
    expect(await logOf('shown')).toEqual([]);

    const link = await jsonOf<Link>(await open('reviewer', id));
    expect(link).toMatchObject({ fileName: 'contract.pdf', sha256: '0'.repeat(64) });
    expect(decodeURIComponent(new URL(link.url).pathname)).toBe(`/__objects/vault/shown/contract/${'0'.repeat(64)}`);
    expect(new URL(link.url).searchParams.get('response-content-disposition')).toMatch(/^attachment; /);
    expect(secondsOf(link)).toBe('60');
    expect(await logOf('shown')).toMatchObject([
      {
        personId: 'reviewer',
        institutionId: 'finance',
        what: 'document-content',
        documentIds: ['contract'],
        grantIds: [],
        purposes: [],
        reason: `案号 case ${id}`,
      },
    ]);
    for (const person of ['operator', 'auditor', 'intake']) expect((await open(person, id, 'proof')).status, person).toBe(200);
    expect((await logOf('shown')).map(({ personId }) => personId).sort()).toEqual(['auditor', 'intake', 'operator', 'reviewer']);
    // Of what is one's own nothing is written down, and the link holds as it does elsewhere.
    expect(secondsOf(await jsonOf<Link>(await open('shown-owner', id)))).toBe('300');
    expect(await logOf('shown')).toHaveLength(4);
  });

  it('are for an auditor also those of the bureau that stand for money, and for nobody else', async () => {
    const { id } = await house.brought('stated', 'public_notice');
    const drafted = draftPayment({
      caseId: id,
      id: 'p1',
      programmeId: 'community-broadband-subsidy',
      budgetId: house.budgetId,
      fiscalYear: 2026,
      payerId: 'finance',
      amountFen: 360_000,
      purpose: '宽带补贴',
      payee: PAYEE,
      payeeHash: 'a'.repeat(64),
    });
    const by = { personId: 'payer', personKey: 'key-payer', at: '2026-11-23T02:00:00.000Z' };
    const statement = {
      outcome: 'paid' as const,
      evidenceDocumentId: 'bank-letter',
      evidenceSha256: '0'.repeat(64),
      note: '银行书面确认',
      by,
    };
    await put('finance', paperOf('finance', 'bank-letter', 'other'));
    await put('stated', { put: paymentRow({ ...drafted, statement }), expect: 'absent' });
    const named = async (person: string) => (await jsonOf<Papers>(await list(person, id))).items.map((paper) => paper.id);
    expect(await named('auditor')).toContain('bank-letter');
    const link = await jsonOf<Link>(await open('auditor', id, 'bank-letter'));
    expect(decodeURIComponent(new URL(link.url).pathname)).toContain('/vault/finance/bank-letter/');
    expect(await logOf('finance')).toMatchObject([{ personId: 'auditor', documentIds: ['bank-letter'], reason: `案号 case ${id}` }]);
    expect(await logOf('stated')).toEqual([]);
    for (const person of ['approver', 'stated-owner', 'operator']) {
      expect(await named(person), person).not.toContain('bank-letter');
      expect((await open(person, id, 'bank-letter')).status, person).toBe(404);
    }
  });

  it('are nobody else’s, and no more than the claim names', async () => {
    const { id } = await house.brought('closed', 'under_review');
    await house.seedFirm('stranger');
    await house.taken('reviewer-2', id, 'take');
    await put('closed', paperOf('closed', 'unnamed', 'other'));
    for (const person of ['stranger-owner', 'far-reviewer'])
      for (const asked of [list, open]) expect((await asked(person, id)).status, person).toBe(404);
    for (const paper of ['unnamed', 'nothing', '..%2Fcontract'])
      for (const person of ['reviewer-2', 'closed-owner']) expect((await open(person, id, paper)).status, paper).toBe(404);
    expect((await open('reviewer-2', 'nothing')).status).toBe(404);
    expect((await house.anonymous.get(`/v1/cases/${id}/papers`)).status).toBe(401);
    expect((await house.as('reviewer-2').get(`/v1/cases/${id}/papers?x=1`)).status).toBe(400);
    // A paper of the same name with another firm is another paper.
    expect(decodeURIComponent((await jsonOf<Link>(await open('reviewer-2', id))).url)).toContain('/vault/closed/contract/');
    expect(await logOf('stranger')).toEqual([]);
    // The case of a draft has handed nothing in.
    const { claim } = await house.seedFirm('drafting');
    const draft = await house.drafted('drafting', claim);
    expect(await jsonOf<Papers>(await list('drafting-owner', draft))).toEqual({ items: [] });
    for (const person of ['drafting-owner', 'auditor', 'reviewer-2']) expect((await open(person, draft)).status, person).toBe(404);
  });

  it('open also where an earlier version of the claim alone named them, and none that no version named', async () => {
    const { claim } = await house.seedFirm('renamed');
    await put('renamed', paperOf('renamed', 'second-contract', 'other', '宽带服务合同'), paperOf('renamed', 'diary', 'other'));
    const id = await house.drafted('renamed', claim);
    await house.taken('renamed-owner', id, 'submit');
    await house.taken('intake', id, 'accept-intake');
    const { openCorrections } = await house.taken('intake', id, 'return', {
      defects: [{ pointer: '/contractDocumentId', text: '合同不完整' }],
    });
    const seen = await house.as('renamed-owner').get(`/v1/subsidies/claims/${id}`);
    const corrected = { ...claim, contractDocumentId: 'second-contract', paperIds: ['second-contract'] };
    await jsonOf(
      await house.as('renamed-owner').put(`/v1/subsidies/claims/${id}`, { claim: corrected }, { ifMatch: seen.headers.get('etag') ?? '' }),
    );
    // What is only written is not handed in yet.
    expect((await open('intake', id, 'second-contract')).status).toBe(404);
    const answers = openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'corrected', text: '' }));
    await house.taken('renamed-owner', id, 'resubmit', { answers });
    for (const paper of ['contract', 'second-contract']) expect((await open('intake', id, paper)).status, paper).toBe(200);
    expect((await open('intake', id, 'diary')).status).toBe(404);
    const named = (await jsonOf<Papers>(await list('intake', id))).items.map((paper) => paper.id);
    expect(named).toContain('contract');
    expect(named).not.toContain('diary');
  });

  it('open as long as they passed their check, taken back since or not', async () => {
    const { id } = await house.brought('checked', 'under_review');
    await house.taken('reviewer-3', id, 'take');
    const contract = await createDocumentStore(house.client, house.names.main).readDocument('checked', 'contract');
    if (!contract) throw new Error('there is no contract');
    const [withdrawn, unchecked] = [
      { ...contract, status: 'withdrawn' as const, version: 2 },
      { ...contract, status: 'withdrawn' as const, sha256: null, version: 3 },
    ];
    await put('checked', putDocument(withdrawn, 1));
    expect((await open('reviewer-3', id)).status).toBe(200);
    for (const paper of [unchecked, { ...unchecked, status: 'checking' as const, version: 4 }]) {
      await put('checked', putDocument(paper, paper.version - 1));
      const answer = await open('reviewer-3', id);
      expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([409, '/problems/document-not-clean']);
    }
    expect(await logOf('checked')).toHaveLength(1);
  });

  it('costs two reads beside who asks, and no entry means no answer', async () => {
    const { id } = await house.brought('counted', 'under_review');
    await house.taken('reviewer', id, 'take');
    const counts = countCalls(house.client);
    await list('reviewer', id);
    expect(counts).toEqual({ QueryCommand: 2, BatchGetItemCommand: 1 });
    await open('reviewer', id);
    expect(counts).toEqual({ QueryCommand: 4, BatchGetItemCommand: 1, GetItemCommand: 1, PutItemCommand: 1 });

    const repair = injectFault(house.client, ({ command }) => {
      if (command === 'PutItemCommand') throw new Error('the table is away');
    });
    const answer = await open('reviewer', id);
    repair();
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(await answer.text()).not.toContain('__objects');
    expect(await logOf('counted')).toHaveLength(1);
  });
});
