import { normaliseHolderName } from '../payments/payee.ts';
import { type Check, type CheckContext, type Finding, failed, unknown, unless } from './check-context.ts';
import type { ClaimDraft, DraftOf } from './claim.ts';
import { rowIdOf, rowsOf } from './claim-parts.ts';

/** Who applies in their own name applies for themself: one person, of the name the sign-in vouches for. */

type Named = { readonly name?: string | undefined; readonly personKey?: string | undefined };
type Said = { readonly row: Named; readonly pointer: string };

/** Whom a claim is for, as far as it says so yet; undefined: nothing of it is written. */
type Persons<Of extends ClaimDraft> = (claim: Of, struck: ReadonlySet<string>) => readonly Said[] | undefined;

const trainees: Persons<DraftOf<'training'>> = (claim, struck) =>
  claim.trainees &&
  rowsOf(claim, 'trainees').flatMap((row, at) => (struck.has(rowIdOf(row)) ? [] : [{ row: row as Named, pointer: `/trainees/${at}` }]));
const founder: Persons<DraftOf<'rent'>> = (claim) => claim.founder && [{ row: claim.founder, pointer: '/founder' }];

const another = ({ name }: { readonly name: string }, pointer: string): Finding =>
  failed(
    pointer,
    `申请人是 ${name}；为别人申请，由本人或其单位提出`,
    `the applicant is ${name}; others apply for themselves, or their organisation does`,
  );

/** Exactly one, and of the applicant's name. */
const isOneself =
  <Of extends ClaimDraft>(persons: Persons<Of>, list: string): Check<Of>['run'] =>
  (claim, { applicant: { person } }, struck) => {
    const said = person ? persons(claim, struck) : undefined;
    if (!person || !said) return null;
    const [own, ...others] = said;
    if (!own) return [another(person, list)];
    const { name } = own.row;
    const isOwn = name === undefined || normaliseHolderName(name) === normaliseHolderName(person.name);
    return [...unless(isOwn, another(person, `${own.pointer}/name`)), ...others.map(({ pointer }) => another(person, pointer))];
  };

/**
 * The key made of the id number and the key of the sign-in are one where the issuer makes its own of the same number; where they differ, either
 * the issuer makes them of something else or the number is a namesake's: only who has the identity paper before them can tell.
 */
const ownNumber =
  <Of extends ClaimDraft>(persons: Persons<Of>): Check<Of>['run'] =>
  (claim, { applicant: { person } }: CheckContext, struck) => {
    const [own] = (person && persons(claim, struck)) ?? [];
    if (!person || own?.row.personKey === undefined) return null;
    const [zh, en] = [
      '登录没有核实证件号，由审核人与身份证明核对',
      'signing in does not vouch for the number: it is compared with the proof of identity',
    ];
    return unless(own.row.personKey === person.key, unknown(`${own.pointer}/idNumberMasked`, zh, en));
  };

export const TRAINEE_IS_ONESELF: readonly Check<DraftOf<'training'>>[] = [
  { rule: 'trainee-not-applicant', at: '/trainees', run: isOneself(trainees, '/trainees') },
  { rule: 'own-id-number', at: '/trainees', run: ownNumber(trainees) },
];
export const FOUNDER_IS_ONESELF: readonly Check<DraftOf<'rent'>>[] = [
  { rule: 'founder-not-applicant', at: '/founder', run: isOneself(founder, '/founder') },
  { rule: 'own-id-number', at: '/founder', run: ownNumber(founder) },
];
