import { beforeAll, describe, expect, it } from 'vitest';
import { checkUpload } from '../../functions/document-checker/use-cases/check-upload.ts';
import { injectFault } from '../support/faults.ts';
import { makePdf } from '../support/make-files.ts';
import { announce, aPaper, checkerPorts, grantWrite, heldObjects, papersHouse } from '../support/papers.ts';

const house = papersHouse();
const { uploads, objects } = heldObjects();
const [owner, banker] = [house.as('owner'), house.as('banker')];
const AT = '/v1/companies/firm';
let paper = '';

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'firm',
    kind: 'company',
    members: [{ id: 'owner', roles: ['owner'] }],
    writes: [grantWrite('firm', { id: 'g', institutionId: 'bank', documentIds: ['paper-1'] })],
  });
  await house.seedOrganisation({ id: 'bank', kind: 'bank', divisionCode: null, members: [{ id: 'banker', roles: ['bank-officer'] }] });
  paper = (await announce(owner, 'firm', { kind: 'invoice' })).id;
  expect(paper).toBe('paper-1');
  uploads.set(`firm/${paper}`, makePdf());
  await checkUpload(checkerPorts(house, objects), `firm/${paper}`);
});

async function callsOf(send: () => Promise<Response>): Promise<string[]> {
  const calls: string[] = [];
  const repair = injectFault(house.client, ({ command }) => void calls.push(command.replace('Command', '')));
  const { status } = await send();
  repair();
  expect(status).toBeLessThan(300);
  return calls.sort();
}

/** One Query says who asks (the token is checked without a call); then at most two reads, and one entry where somebody looks at what is granted. */
describe('what looking at papers costs', () => {
  it.each([
    ['the list', () => owner.get(`${AT}/documents`), ['Query', 'Query']],
    ['one paper', () => owner.get(`${AT}/documents/${paper}`), ['GetItem', 'Query']],
    ['a link', () => owner.post(`${AT}/documents/${paper}/links`), ['GetItem', 'Query']],
    ['invoices', () => owner.get(`${AT}/invoices`), ['Query', 'Query']],
    // And the pointer of the catalogue, which is asked through a client of its own here.
    ['what a programme asks for', () => owner.get(`${AT}/papers?programmeId=su-ke-dai`), ['Query', 'Query']],
    ['the list, to a bank', () => banker.get(`${AT}/documents`), ['PutItem', 'Query', 'Query', 'Query']],
    ['one paper, to a bank', () => banker.get(`${AT}/documents/paper-1`), ['GetItem', 'PutItem', 'Query', 'Query']],
    ['a link, to a bank', () => banker.post(`${AT}/documents/paper-1/links`), ['GetItem', 'PutItem', 'Query', 'Query']],
  ])('%s', async (_what, send, calls) => expect(await callsOf(send)).toEqual(calls));
});

/** Who asks, the stored answer, at most two reads, one transaction. */
describe('what a command on papers costs', () => {
  let numbers = 0;
  const invoice = () => ({
    sellerUscc: '91320583MA1EXAMPL4',
    number: String(++numbers).padStart(20, '0'),
    buyerName: '示例',
    issuedOn: '2026-01-01',
    amountFen: 1,
  });
  it.each([
    ['announcing one', () => owner.post(`${AT}/documents`, aPaper()), ['GetItem', 'Query', 'Query', 'Query', 'TransactWriteItems']],
    [
      'changing one',
      () => owner.patch(`${AT}/documents/${paper}`, { title: '新' }, { ifMatch: 2 }),
      ['GetItem', 'GetItem', 'Query', 'Query', 'TransactWriteItems'],
    ],
    [
      'registering an invoice',
      () => owner.post(`${AT}/documents/${paper}/invoices`, invoice()),
      ['BatchGetItem', 'GetItem', 'Query', 'Query', 'TransactWriteItems'],
    ],
    [
      'taking one back',
      () => owner.post(`${AT}/documents/${paper}/withdraw`),
      ['GetItem', 'GetItem', 'Query', 'Query', 'TransactWriteItems'],
    ],
  ])('%s', async (_what, send, calls) => expect(await callsOf(send)).toEqual(calls));
});
