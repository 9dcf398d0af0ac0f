import { describe, expect, it } from 'vitest';
import { claim, claimDraft, claimInput } from '../../../../../shared/domain/subsidies/claim.ts';
import { CLAIM_KINDS, kindOfProgramme } from '../../../../../shared/domain/subsidies/kinds.ts';
import { sealPersons } from '../../../../../shared/domain/subsidies/seal-persons.ts';
import { siteKeyOf } from '../../../../../shared/domain/subsidies/site.ts';
import { aTrainee, CLAIMS, keyOfPerson, programmeOf, TODAY } from './claims.ts';

const keyOf = (text: string) => `k-${[...text].reverse().join('')}`;
const ID = '320583199003071234';
/** A real check character: found by trying, so that the test does not repeat the rule. */
const VALID = [...'0123456789X'].map((last) => ID.slice(0, 17) + last);

describe.each(CLAIM_KINDS)('the form of %s', (kind) => {
  it('takes a complete claim, which is a draft too', () => {
    expect(claim.safeParse(CLAIMS[kind]).success).toBe(true);
    expect(claimDraft.safeParse(CLAIMS[kind]).success).toBe(true);
    expect(claimDraft.parse({ kind })).toEqual({ kind });
  });
  it('refuses a field it does not know, in the claim and in its rows', () => {
    expect(claim.safeParse({ ...CLAIMS[kind], amount: 1 }).success).toBe(false);
    expect(claimDraft.safeParse({ kind, amount: 1 }).success).toBe(false);
    expect(claimDraft.safeParse({ kind, lines: [{ lineId: 'a', amount: 1 }] }).success).toBe(false);
  });
  it('belongs to the programme that pays it', () => {
    expect(kindOfProgramme(programmeOf(kind).programme)).toBe(kind);
  });
});

it.each([
  ['half a fen', { lines: [{ lineId: 'a', amountFen: 0.5 }] }],
  ['nothing', { lines: [{ lineId: 'a', amountFen: 0 }] }],
  ['less than nothing', { lines: [{ lineId: 'a', amountFen: -100 }] }],
  ['a text', { lines: [{ lineId: 'a', amountFen: '100' }] }],
  ['a day that does not exist', { lines: [{ lineId: 'a', paidOn: '2026-02-30' }] }],
  ['a thirteenth month', { monthsFrom: '2026-13' }],
  ['a row without an id', { lines: [{ amountFen: 100 }] }],
  ['characters nobody sees', { contractNumber: 'A\u202eB' }],
])('even a draft refuses %s', (_what, fields) => {
  expect(claimDraft.safeParse({ kind: 'broadband', ...fields }).success).toBe(false);
});

describe('persons', () => {
  const valid = VALID.filter(
    (idNumber) => sealPersons({ kind: 'rent', founder: { idNumber } }, { before: undefined, keyOf, today: TODAY }).ok,
  );
  const idNumber = valid[0] as string;

  it('are known by one check character in eleven', () => {
    expect(valid).toHaveLength(1);
  });
  it('are kept by key and mask; the number is in nothing that is kept', () => {
    const input = claimInput.parse({
      kind: 'training',
      trainees: [{ traineeId: 't1', name: '张三', idNumber: ` ${idNumber.slice(0, 6)} ${idNumber.slice(6)}` }],
    });
    const sealed = sealPersons(input, { before: undefined, keyOf, today: TODAY });
    expect(sealed).toEqual({
      ok: true,
      value: {
        kind: 'training',
        trainees: [{ traineeId: 't1', name: '张三', personKey: keyOf(idNumber), idNumberMasked: `320***********${idNumber.slice(-4)}` }],
      },
    });
    expect(claimDraft.safeParse(sealed.ok && sealed.value).success).toBe(true);
    expect(claimDraft.safeParse({ kind: 'training', trainees: [{ traineeId: 't1', idNumber }] }).success).toBe(false);
    expect(JSON.stringify(sealed)).not.toContain(idNumber);
  });
  it('name every wrong number at once, and repeat none', () => {
    const input = {
      kind: 'training' as const,
      trainees: [
        { traineeId: 'a', idNumber: '1' },
        { traineeId: 'b', idNumber },
        { traineeId: 'c', idNumber: ID.slice(1) },
      ],
    };
    const sealed = sealPersons(input, { before: undefined, keyOf, today: TODAY });
    expect(!sealed.ok && sealed.refusal.faults?.map(({ pointer }) => pointer)).toEqual(['/trainees/0/idNumber', '/trainees/2/idNumber']);
    expect(JSON.stringify(sealed)).not.toContain(ID.slice(1));
  });
  it('stay who they were while neither number nor name is sent anew', () => {
    const before = { kind: 'training' as const, trainees: [aTrainee(1, '甲')] };
    const again = (row: object) => {
      const sealed = sealPersons(claimInput.parse({ kind: 'training', trainees: [{ traineeId: 'trainee-1', ...row }] }), {
        before,
        keyOf,
        today: TODAY,
      });
      return sealed.ok && sealed.value.kind === 'training' ? sealed.value.trainees?.[0]?.personKey : 'refused';
    };
    expect(again({ name: '甲' })).toBe(keyOfPerson('甲'));
    expect(again({ name: '乙' })).toBeUndefined();
    expect(again({ name: '乙', idNumber })).toBe(keyOf(idNumber));
  });
  it('cannot be claimed by a key of one’s own making', () => {
    expect(claimInput.safeParse({ kind: 'rent', founder: { personKey: 'key-of-another' } }).success).toBe(false);
  });
});

it('a site is one however its address is written', () => {
  const one = siteKeyOf({ divisionCode: '320585', address: '上海路 １号，Ａ座' });
  expect(one).toBe(siteKeyOf({ divisionCode: '320585', address: '上海路1号a座' }));
  expect(one).not.toBe(siteKeyOf({ divisionCode: '320585', address: '上海路11号a座' }));
  expect(one).not.toBe(siteKeyOf({ divisionCode: '320583', address: '上海路1号a座' }));
});
it('two sites are two where their figures part elsewhere', () => {
  const at = (address: string) => siteKeyOf({ divisionCode: '320585', address });
  expect(at('上海路1号 2-11室')).not.toBe(at('上海路1号 21-1室'));
  expect(at('上海路1号 2-11室')).toBe(at('上海路１号，2 — 11 室'));
});
it.each([
  ['上海路1号-A座', '上海路1号A座'],
  ['上海路 1-号', '上海路1号'],
])('what stands between figures and words says nothing: %s', (one, other) => {
  const at = (address: string) => siteKeyOf({ divisionCode: '320585', address });
  expect(at(one)).toBe(at(other));
});
