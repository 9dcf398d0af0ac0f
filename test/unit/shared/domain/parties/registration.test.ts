import { describe, expect, it } from 'vitest';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../../../../shared/domain/parties/kinds.ts';
import type { Member, Organisation } from '../../../../../shared/domain/parties/records.ts';
import {
  changeOrganisation,
  confirmCode,
  founderOf,
  foundOrganisation,
  isEstablished,
  type Registration,
} from '../../../../../shared/domain/parties/registration.ts';

const AT = '2026-11-23T02:00:00.000Z';
const LIN = { personId: 'lin', personKey: 'key-lin', name: '林示例' };
const OFFICER = { personId: 'officer', personKey: 'key-officer', name: '严示例' };
const GOOD = '91320000796544598E';
/** In the register, although the rule asks for another last character. */
const EXCEPTION = '91350213M0001Q7Q47';
const company: Registration = { kind: 'company', name: '示例公司', uscc: GOOD, divisionCode: '320583' };
const found = (registration: Partial<Registration>) => foundOrganisation({ ...company, ...registration }, LIN, 'one', AT);

describe('what is registered', () => {
  it('is kept as it was said, with the code in its plain form and an empty profile', () => {
    const founded = found({ uscc: ' 9132 0000 7965 4459 8e' });
    expect(founded).toMatchObject({
      ok: true,
      value: {
        organisation: { id: 'one', ...company, usccStatus: 'passes', createdBy: 'lin', createdByKey: 'key-lin', createdAt: AT, version: 1 },
        profile: { version: 1, updatedAt: AT, teaser: { divisionCode: '320583', industry: null } },
        warnings: [],
      },
    });
  });

  it('waits for a second person where the code does not check, and says which character was asked for', () => {
    const founded = found({ uscc: EXCEPTION });
    expect(founded).toMatchObject({ ok: true, value: { organisation: { usccStatus: 'awaiting-confirmation' } } });
    const [warning, ...more] = founded.ok ? founded.value.warnings : [];
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ pointer: '/uscc', code: 'credit-code-check' });
    expect(warning?.detail.zh).toContain('应为 2');
  });

  it('is warned of the organisation code inside, and goes on', () => {
    expect(found({ uscc: '91320583MA12345678' })).toMatchObject({
      ok: true,
      value: { warnings: expect.arrayContaining([{ pointer: '/uscc', code: 'organisation-code-check', detail: expect.anything() }]) },
    });
  });

  it.each<[Partial<Registration>, string[]]>([
    [{ uscc: null }, ['/uscc required']],
    [{ uscc: '123' }, ['/uscc malformed-credit-code']],
    [{ name: null }, ['/name required']],
    [{ divisionCode: null }, ['/divisionCode required']],
    [{ divisionCode: '310000' }, ['/divisionCode not-in-jiangsu']],
    [{ divisionCode: '32058' }, ['/divisionCode not-in-jiangsu']],
    [{ kind: 'individual' }, ['/uscc not-for-individuals', '/name not-verified-name']],
    [{ kind: 'individual', name: null, uscc: 'x' }, ['/uscc not-for-individuals', '/uscc malformed-credit-code']],
    [{ name: null, uscc: 'x', divisionCode: '1' }, ['/name required', '/divisionCode not-in-jiangsu', '/uscc malformed-credit-code']],
    [{ kind: 'scitech_bureau', uscc: null, divisionCode: null }, ['/divisionCode required']],
    [{ kind: 'community_operator', divisionCode: null }, ['/divisionCode required']],
  ])('%j is refused with all its faults', (registration, faults) => {
    const refused = found(registration);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'invalid-request' } });
    const said = refused.ok ? [] : (refused.refusal.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(said).toEqual(faults);
  });

  it('is a person under the verified name, named or not', () => {
    for (const name of [null, LIN.name])
      expect(found({ kind: 'individual', uscc: null, name })).toMatchObject({
        ok: true,
        value: { organisation: { name: LIN.name, uscc: null, usccStatus: 'none' } },
      });
  });

  it('keeps a profile where it can apply, and none elsewhere', () => {
    const keeps = (kind: OrganisationKind) => {
      const founded = found(kind === 'individual' ? { kind, uscc: null, name: null } : { kind });
      return founded.ok && founded.value.profile !== undefined;
    };
    expect(ORGANISATION_KINDS.filter(keeps)).toEqual([
      'company',
      'individual',
      'carrier',
      'training_provider',
      'community_operator',
      'investor',
      'fund_manager',
    ]);
  });

  it('is looked after and signed for by its founder', () => {
    expect(founderOf(LIN, AT)).toEqual({ ...LIN, roles: ['owner', 'signatory'], from: AT, until: null, version: 1 });
  });
});

const waiting: Organisation = {
  id: 'one',
  kind: 'company',
  name: '示例公司',
  uscc: EXCEPTION,
  usccStatus: 'awaiting-confirmation',
  divisionCode: '320583',
  createdBy: 'lin',
  createdByKey: 'key-lin',
  createdAt: AT,
  version: 3,
};
const members: Member[] = [founderOf({ personId: 'zhou', personKey: 'key-zhou', name: '周示例' }, AT)];

describe('a code that waits', () => {
  it('counts once another natural person has typed it from the licence', () => {
    expect(confirmCode({ organisation: waiting, members }, { uscc: '91350213m0001q7q47' }, OFFICER)).toEqual({
      ok: true,
      value: { ...waiting, usccStatus: 'confirmed', version: 4 },
    });
  });

  it.each([
    ['the founder', { ...LIN }, 'same-person'],
    ['the founder under another account', { ...LIN, personId: 'lin-2' }, 'same-person'],
    ['the founder by the account, whatever the issuer says now', { ...OFFICER, personId: 'lin' }, 'same-person'],
    ['a member', { ...OFFICER, personKey: 'key-zhou' }, 'same-person'],
  ])('is not confirmed by %s', (_who, by, code) => {
    expect(confirmCode({ organisation: waiting, members }, { uscc: EXCEPTION }, by)).toEqual({ ok: false, refusal: { code } });
  });

  it('is not confirmed as another code', () => {
    expect(confirmCode({ organisation: waiting, members }, { uscc: GOOD }, OFFICER)).toEqual({
      ok: false,
      refusal: { code: 'code-differs' },
    });
  });

  it.each(['passes', 'confirmed', 'none'] as const)('a code that %s is not confirmed again', (usccStatus) => {
    const organisation = { ...waiting, usccStatus };
    expect(confirmCode({ organisation, members }, { uscc: EXCEPTION }, OFFICER)).toEqual({
      ok: false,
      refusal: { code: 'code-not-awaiting' },
    });
    expect(isEstablished(organisation)).toBe(true);
  });

  it('keeps its organisation from being established', () => expect(isEstablished(waiting)).toBe(false));
});

describe('a change of the record', () => {
  it('takes a new name and region, and counts on', () => {
    expect(changeOrganisation(waiting, { name: '新示例公司' })).toMatchObject({
      ok: true,
      value: { name: '新示例公司', divisionCode: '320583', version: 4 },
    });
    expect(changeOrganisation(waiting, { divisionCode: '320100' })).toMatchObject({
      ok: true,
      value: { name: '示例公司', divisionCode: '320100' },
    });
  });

  it.each<[Partial<Organisation>, Parameters<typeof changeOrganisation>[1], string]>([
    [{ kind: 'bank' }, { name: '示例银行' }, 'fixed-by-admission'],
    [{ kind: 'scitech_bureau' }, { divisionCode: '320000' }, 'fixed-by-admission'],
    [{ kind: 'individual', name: '林示例' }, { name: '王示例' }, 'invalid-request'],
    [{}, { divisionCode: '330000' }, 'invalid-request'],
  ])('%j with %j is refused: %s', (kind, patch, code) => {
    expect(changeOrganisation({ ...waiting, ...kind }, patch)).toMatchObject({ ok: false, refusal: { code } });
  });
});
