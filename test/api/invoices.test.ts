import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkUpload } from '../../functions/document-checker/use-cases/check-upload.ts';
import { invoiceList, wireInvoice } from '../../shared/contracts/documents.ts';
import { type Bill, flagsOf, invoiceAccount, invoiceRegistration } from '../../shared/domain/documents/invoice.ts';
import { createHoldReader } from '../../shared/store/hold-reader.ts';
import { invoiceKey, registrationKey } from '../../shared/store/keys/companies.ts';
import { expectProblem } from '../support/api.ts';
import { atOnce, insist, tally } from '../support/insist.ts';
import { makePdf } from '../support/make-files.ts';
import { announce, checkerPorts, heldObjects, papersHouse } from '../support/papers.ts';
import { type Caller, jsonOf } from '../support/signed-in.ts';

const house = papersHouse();
const { uploads, objects } = heldObjects();
const [owner, stranger] = [house.as('owner'), house.as('stranger')];

let numbers = 0;
const anInvoice = (more: Record<string, unknown> = {}) => ({
  sellerUscc: '91320583MA1EXAMPL4',
  number: String(++numbers).padStart(20, '0'),
  buyerName: '示例 firm',
  issuedOn: '2026-10-01',
  amountFen: 1_130_00,
  ...more,
});

async function aPaper(caller: Caller, company: string, more: Record<string, unknown> = {}, bytes = makePdf()): Promise<string> {
  const { id } = await announce(caller, company, { kind: 'invoice', fileName: 'invoice.pdf', ...more });
  uploads.set(`${company}/${id}`, bytes);
  await checkUpload(checkerPorts(house, objects), `${company}/${id}`);
  return id;
}
/** No two papers of this file are the same unless a test says so. */
let letters = 0;
const aFile = () => makePdf([{ dictionary: `<< /Title (${++letters}) >>` }]);

const register = (caller: Caller, company: string, paper: string, invoice: unknown, key?: string) =>
  caller.post(`/v1/companies/${company}/documents/${paper}/invoices`, invoice, key ? { key } : {});
/** A bill of an applicant as those see it who look over all of them. */
async function seenByReviewers(organisationId: string, { id }: { readonly id: string }): Promise<Bill> {
  const { Item } = await house.client.send(new GetCommand({ TableName: house.names.main, Key: registrationKey(organisationId, id) }));
  const { sha256 } = invoiceRegistration.parse(Item);
  const { bills } = await createHoldReader(house.client, house.names.main).readShared([], [{ id, sha256 }]);
  const [bill] = bills;
  if (!bill) throw new Error(`nobody registered ${id}`);
  return bill;
}
const accountOf = async (id: string) => {
  const { Item } = await house.client.send(new GetCommand({ TableName: house.names.main, Key: invoiceKey(id) }));
  return invoiceAccount.parse(Item);
};

beforeAll(async () => {
  const company = { kind: 'company' as const, usccStatus: 'passes' as const };
  await house.seedOrganisation({ ...company, id: 'firm', uscc: '91329900DEM000612R', members: [{ id: 'owner', roles: ['owner'] }] });
  await house.seedOrganisation({ ...company, id: 'other', members: [{ id: 'stranger', roles: ['owner'] }] });
});

describe('registering an invoice', () => {
  it('names it by seller, code and number, and is done once', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    const invoice = anInvoice();
    const first = wireInvoice.parse(await jsonOf(await register(owner, 'firm', paper, invoice, 'same'), 201));
    expect(first).toMatchObject({
      id: `91320583MA1EXAMPL4.-.${invoice.number}`,
      documentId: paper,
      flags: [],
      code: null,
      amountFen: 113_000,
    });
    expect((await register(owner, 'firm', paper, invoice, 'same')).headers.get('idempotent-replayed')).toBe('true');
    await expectProblem(await register(owner, 'firm', paper, invoice), 409, 'invoice-registered');
    const again = await aPaper(owner, 'firm', {}, aFile());
    await expectProblem(await register(owner, 'firm', again, { ...invoice, amountFen: 5 }), 409, 'invoice-registered');
    expect(await jsonOf(await owner.get(`/v1/companies/firm/documents/${paper}`))).toMatchObject({ invoices: [first.id], version: 3 });
    expect(await accountOf(first.id)).toMatchObject({ claimedFen: 0, applicants: [{ organisationId: 'firm', amountFen: 113_000 }] });
  });

  it('takes an older one with its code', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    const invoice = anInvoice({ number: '12345678', code: '032002200111' });
    expect(await jsonOf(await register(owner, 'firm', paper, invoice), 201)).toMatchObject({
      id: '91320583MA1EXAMPL4.032002200111.12345678',
    });
  });

  it('counts it once when sixteen ask at the same time', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    const invoice = anInvoice();
    const answers = await atOnce(16, () => insist((key) => register(owner, 'firm', paper, invoice, key)));
    expect(tally(answers)).toEqual({ 201: 1, 409: 15 });
  });

  it('flags the same file under another number, in whichever paper', async () => {
    const file = aFile();
    const [one, two] = [await aPaper(owner, 'firm', {}, file), await aPaper(owner, 'firm', {}, file)];
    expect(await jsonOf(await register(owner, 'firm', one, anInvoice()), 201)).toMatchObject({ flags: [] });
    const second = await jsonOf(await register(owner, 'firm', two, anInvoice()), 201);
    expect(second).toMatchObject({ flags: [{ code: 'same-file-other-number' }] });
  });

  it('flags one of two of the same file under other numbers, registered at the same moment', async () => {
    const file = aFile();
    const papers = [await aPaper(owner, 'firm', {}, file), await aPaper(owner, 'firm', {}, file)];
    const answers = await Promise.all(papers.map((paper) => insist((key) => register(owner, 'firm', paper, anInvoice(), key))));
    const flags = await Promise.all(
      answers.map(async ({ response }) => (await jsonOf<{ flags: { code: string }[] }>(response, 201)).flags),
    );
    expect(flags.map((of) => of.map(({ code }) => code)).toSorted()).toEqual([[], ['same-file-other-number']]);
  });

  it('tells reviewers, and no applicant, of a file others registered under another number', async () => {
    const file = aFile();
    const [own, alone] = [await aPaper(owner, 'firm', {}, file), await aPaper(owner, 'firm', {}, aFile())];
    const mine = wireInvoice.parse(await jsonOf(await register(owner, 'firm', own, anInvoice()), 201));
    const unshared = wireInvoice.parse(await jsonOf(await register(owner, 'firm', alone, anInvoice()), 201));
    expect((await seenByReviewers('firm', mine)).sharesFile).toBe(false);
    const paper = await aPaper(stranger, 'other', {}, file);
    const theirs = wireInvoice.parse(await jsonOf(await register(stranger, 'other', paper, anInvoice()), 201));
    expect(theirs.flags.map(({ code }) => code)).not.toContain('same-file-other-number');
    expect(flagsOf(await seenByReviewers('firm', mine))).toEqual(['same-file-other-number']);
    expect(flagsOf(await seenByReviewers('other', theirs))).toEqual(['same-file-other-number']);
    expect(flagsOf(await seenByReviewers('firm', unshared))).toEqual([]);
    // The same number from the same file is one invoice: that there are several applicants says it all.
    const again = await aPaper(stranger, 'other', {}, aFile());
    await jsonOf(await register(stranger, 'other', again, { ...anInvoice(), number: unshared.number }), 201);
    expect(flagsOf(await seenByReviewers('firm', unshared))).toEqual(['several-applicants']);
  });

  it('flags a buyer that is not the applicant', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    const mine = await jsonOf(await register(owner, 'firm', paper, anInvoice({ buyerUscc: '91329900DEM000612R' })), 201);
    expect(mine).toMatchObject({ flags: [] });
    const paper2 = await aPaper(owner, 'firm', {}, aFile());
    const other = await jsonOf(await register(owner, 'firm', paper2, anInvoice({ buyerUscc: '91320583MA1EXAMPL4' })), 201);
    expect(other).toMatchObject({ flags: [{ code: 'buyer-is-other' }] });
    const paper3 = await aPaper(owner, 'firm', {}, aFile());
    const named = await jsonOf(await register(owner, 'firm', paper3, anInvoice({ buyerName: '别家有限公司' })), 201);
    expect(named).toMatchObject({ flags: [{ code: 'buyer-is-not-applicant', text: { zh: '购买方名称不是本单位的登记名称' } }] });
    const kept = invoiceList.parse(await jsonOf(await owner.get(`/v1/companies/firm/invoices?documentId=${paper3}`)));
    expect(kept.items).toEqual([named]);
  });

  it('takes a seller whose code fails its check, with a flag, and one code however it is typed', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    const first = await jsonOf(await register(owner, 'firm', paper, anInvoice({ sellerUscc: '91320583MA1EXAMPL0' })), 201);
    expect(first).toMatchObject({ flags: [{ code: 'seller-code-check-failed' }] });
    const again = await aPaper(owner, 'firm', {}, aFile());
    const invoice = anInvoice();
    const typed = await jsonOf(await register(owner, 'firm', again, { ...invoice, sellerUscc: '91320583 ma1exampl4' }), 201);
    expect(typed).toMatchObject({ sellerUscc: '91320583MA1EXAMPL4', flags: [] });
    await expectProblem(await register(owner, 'firm', again, invoice), 409, 'invoice-registered');
  });

  it.each([
    [{ sellerUscc: '91329900DEM000612R' }, '/sellerUscc'],
    [{ sellerUscc: '91329900-dem000612r' }, '/sellerUscc'],
    [{ issuedOn: '1999-12-31' }, '/issuedOn'],
    [{ issuedOn: '2026-11-24' }, '/issuedOn'],
  ])('refuses by its rule %j', async (more, pointer) => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    await expectProblem(await register(owner, 'firm', paper, anInvoice(more)), 422, 'invoice-refused', pointer);
  });

  it('says the rule of a wrong code in a sentence, all of them at once', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    const response = await register(owner, 'firm', paper, anInvoice({ code: '032002200111', sellerUscc: '123', buyerUscc: 'B' }));
    const { errors } = await jsonOf<{ errors: { pointer: string; detail: { zh: string } }[] }>(response, 400);
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/sellerUscc', '/code', '/buyerUscc']);
    expect(JSON.stringify(errors)).toContain('20 位号码的数电票没有发票代码');
    expect(JSON.stringify(errors)).not.toContain('格式不对');
  });

  it('tells one applicant nothing about another with the same invoice, and tells reviewers', async () => {
    const invoice = anInvoice();
    const mine = wireInvoice.parse(await jsonOf(await register(owner, 'firm', await aPaper(owner, 'firm', {}, aFile()), invoice), 201));
    const paper = await aPaper(stranger, 'other', {}, aFile());
    const response = await register(stranger, 'other', paper, { ...invoice, amountFen: 1 });
    const theirs = wireInvoice.parse(await jsonOf(response, 201));
    const unheardOf = wireInvoice.parse(await jsonOf(await register(stranger, 'other', paper, anInvoice({ amountFen: 1 })), 201));
    const notTheirs = unheardOf.flags.filter(({ code }) => code !== 'same-file-other-number');
    expect({ ...theirs, id: '', number: '' }).toEqual({ ...unheardOf, id: '', number: '', flags: notTheirs });
    expect(theirs.flags.map(({ code }) => code)).toEqual(['buyer-is-not-applicant']);
    expect(flagsOf(await seenByReviewers('firm', mine))).toEqual(['several-applicants', 'amounts-differ']);
    expect(flagsOf(await seenByReviewers('other', unheardOf))).toEqual(['same-file-other-number']);
  });

  it.each([
    [{ number: '123' }, '/number'],
    [{ number: '12345678' }, '/code'],
    [{ code: '032002200111' }, '/code'],
    [{ sellerUscc: 'x' }, '/sellerUscc'],
    [{ sellerUscc: '9132058322222222' }, '/sellerUscc'],
    [{ sellerUscc: 'x'.repeat(65) }, '/sellerUscc'],
    [{ buyerUscc: 'x' }, '/buyerUscc'],
    [{ amountFen: 0 }, '/amountFen'],
    [{ amountFen: 1.5 }, '/amountFen'],
    [{ amountFen: '5' }, '/amountFen'],
    [{ issuedOn: '2026-13-01' }, '/issuedOn'],
    [{ claimedFen: 0 }, '/claimedFen'],
    [{ buyerName: undefined }, '/buyerName'],
  ])('refuses %j', async (more, pointer) => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    await expectProblem(await register(owner, 'firm', paper, anInvoice(more)), 400, 'invalid-request', pointer);
  });

  it('needs a clean paper of the kind invoice, of the applicant itself', async () => {
    const licence = await aPaper(owner, 'firm', { kind: 'business-licence' });
    await expectProblem(await register(owner, 'firm', licence, anInvoice()), 422, 'not-an-invoice');
    const { id } = await announce(owner, 'firm', { kind: 'invoice' });
    await expectProblem(await register(owner, 'firm', id, anInvoice()), 409, 'document-not-clean');
    const paper = await aPaper(owner, 'firm', {}, aFile());
    await expectProblem(await register(owner, 'firm', 'nothing', anInvoice()), 404, 'not-found');
    await expectProblem(await register(stranger, 'firm', paper, anInvoice()), 404, 'not-found');
    await expectProblem(await register(stranger, 'other', paper, anInvoice()), 404, 'not-found');
  });
});

describe('the list of invoices', () => {
  it('is narrowed by paper and paged', async () => {
    const paper = await aPaper(owner, 'firm', {}, aFile());
    for (let count = 0; count < 3; count++) await register(owner, 'firm', paper, anInvoice());
    const path = `/v1/companies/firm/invoices?documentId=${paper}&limit=2`;
    const page = invoiceList.parse(await jsonOf(await owner.get(path)));
    expect(page.items).toHaveLength(2);
    const rest = invoiceList.parse(await jsonOf(await owner.get(`${path}&cursor=${page.nextCursor}`)));
    expect(rest.items).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    await expectProblem(await owner.get('/v1/companies/firm/invoices?limit=0'), 400, 'invalid-request', '/limit');
  });
});
