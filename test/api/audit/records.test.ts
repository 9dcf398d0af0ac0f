import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuditApp } from '../../../functions/audit-api/app.ts';
import { auditParts } from '../../../functions/audit-api/audit-parts.ts';
import { verifyFile } from '../../../infra/cli/verify/verify-file.ts';
import { type AuditExport, auditExport } from '../../../shared/contracts/audit-export.ts';
import { besideCaseKey, caseKey } from '../../../shared/store/keys/cases.ts';
import type { ItemKey } from '../../../shared/store/keys/key.ts';
import { auditHouse } from '../../support/audit-house.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse({
  others: ({ stores, ports }) => ({ 'audit-api': createAuditApp(auditParts(stores, { readLeaves: audited }), ports) }),
});
const audit = auditHouse(house);
const audited = (root: string) => audit.house.locked.readLeaves(root);
beforeAll(async () => {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const };
  await house.client.send(new UpdateTableCommand({ TableName: house.names.journal, StreamSpecification }));
});

async function download(person: string, id: string): Promise<AuditExport> {
  const response = await house.as(person).get(`/v1/cases/${id}/export`);
  return auditExport.parse(await jsonOf(response));
}
const verdict = (file: unknown) => verifyFile(Buffer.from(canonicalize(file) as string));
const changedBy = ({ entries }: AuditExport, action: string) =>
  entries.findLast((entry) => entry.action === `case.${action}`)?.changed ?? {};
const kindsIn = ({ records }: AuditExport) => new Set(records.map(({ field }) => field.split('.', 1)[0]));
const HASH = { hashed: expect.stringMatching(/^[0-9a-f]{64}$/) };
type Records = AuditExport['records'];
function correctionIn(records: Records): Records[number] {
  const found = records.find(({ field }) => field.startsWith('corrections.'));
  if (!found) throw new Error('no correction is in the file');
  return found;
}
const defectIn = (records: Records) => (correctionIn(records).content as { defects: [{ text: string }] }).defects[0];
const TEXT = '合同号与发票不符';

describe('the records in the verification file of a case', () => {
  let returned = '';
  let noticed = '';
  beforeAll(async () => {
    ({ id: returned } = await house.brought('shown', 'under_review'));
    await house.taken('reviewer', returned, 'hold', { ground: '等待司法裁定', until: '2026-12-10' });
    await house.taken('reviewer', returned, 'lift-hold');
    await house.taken('reviewer', returned, 'return', { defects: [{ pointer: '/contractNumber', text: TEXT }] });
    ({ id: noticed } = await house.brought('noticed', 'public_notice'));
  });

  it('stand behind entries that say what each step was about, texts and accounts as hashes alone', async () => {
    const file = await download('shown-owner', returned);
    expect(changedBy(file, 'submit')).toMatchObject({
      'payee.bankAccount': HASH,
      'payee.holderName': HASH,
      submittedOn: expect.any(String),
      'appraisal.verdict': 'eligible',
    });
    expect(changedBy(file, 'hold')).toMatchObject({ halt: HASH, 'halt.until': '2026-12-10' });
    const correction = correctionIn(file.records);
    expect(changedBy(file, 'return')).toMatchObject({
      [correction.field]: HASH,
      [`${correction.field}.defects.pointer`]: ['/contractNumber'],
      [`${correction.field}.dueOn`]: expect.any(String),
    });
    expect(correction.content).toMatchObject({ defects: [{ pointer: '/contractNumber', text: TEXT }] });
    expect(JSON.stringify(file.entries)).not.toContain(TEXT);
    expect(JSON.stringify(file)).not.toContain('personKey');
    expect(verdict(file)).toMatchObject({ holds: true });
  });

  it('are those the reader may know: opinions are not the applicant’s', async () => {
    const own = await download('noticed-owner', noticed);
    expect([...kindsIn(own)].sort()).toEqual(['confirmation', 'decision']);
    for (const person of ['auditor', 'approver']) {
      const whole = await download(person, noticed);
      expect([...kindsIn(whole)].sort()).toEqual(['confirmation', 'decision', 'opinions']);
      expect(verdict(whole)).toMatchObject({ holds: true });
    }
  });

  it.each<readonly [what: string, change: (file: AuditExport) => void, code: string]>([
    ['a defect says something else', ({ records }) => Object.assign(defectIn(records), { text: '另一段话' }), 'record-differs'],
    ['its key is another', ({ records }) => Object.assign(correctionIn(records), { key: 'a'.repeat(64) }), 'record-differs'],
    ['it is said of an older entry', ({ records }) => Object.assign(correctionIn(records), { seq: 1 }), 'record-not-newest'],
    ['it is left out', ({ records }) => void records.splice(records.indexOf(correctionIn(records)), 1), 'record-missing'],
  ])('do not verify when %s', async (_what, change, code) => {
    const file = await download('shown-owner', returned);
    change(file);
    expect(verdict(file)).toMatchObject({ holds: false, code });
  });

  it('do not verify once somebody wrote into the database what no step had said', async () => {
    const { records } = await download('shown-owner', returned);
    const write = (key: ItemKey, path: string, names: Record<string, string>, value: unknown) =>
      house.client.send(
        new UpdateCommand({
          TableName: house.names.main,
          Key: { ...key },
          UpdateExpression: `SET ${path} = :value`,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':value': value },
        }),
      );
    const { field } = correctionIn(records);
    const names = { '#text': 'text' };
    const key = besideCaseKey(returned, 'CORRECTION', field.slice('corrections.'.length));
    await write(key, 'defects[0].#text', names, '补交全部发票');
    expect(verdict(await download('shown-owner', returned))).toMatchObject({ holds: false, code: 'record-differs' });
    await write(key, 'defects[0].#text', names, TEXT);
    expect(verdict(await download('shown-owner', returned))).toMatchObject({ holds: true });
    await write(caseKey(noticed), 'decision.#on', { '#on': 'on' }, '2026-11-01');
    expect(verdict(await download('noticed-owner', noticed))).toMatchObject({ holds: false, code: 'record-differs' });
  });
});
