import { keysOf } from '../../parties/hands.ts';
import type { Bilingual } from '../../policy/text.ts';
import type { Act, Actor } from '../records/actor.ts';
import type { CaseRecord } from '../records.ts';
import type { CaseRefusal } from '../refusals.ts';
import { PUBLIC_STAGES, type Stage } from '../states.ts';

/** Whom a case concerns beside those who act in it, as known when somebody wants to act. Keys are those of natural persons. */
export interface Concerned {
  /** Members of the applicant, today and at submission. */
  readonly memberKeys: readonly string[];
  /** Mentors, trainees, trainers, landlords, sellers, declared relatives and holders: by key, by organisation, or only by name. */
  readonly relatedKeys: readonly string[];
  readonly relatedOrganisations: readonly string[];
  /** Whose premises the applicant sits in: of all that is done about it, they may confirm that. */
  readonly hosts: readonly string[];
  readonly relatedNames: readonly string[];
}

const RULES = {
  'signed-for-applicant': { zh: '您在申请人一方办理过本案', en: 'you acted for the applicant in this case' },
  'member-of-applicant': { zh: '您是申请单位的成员', en: 'you are a member of the applicant' },
  'related-to-applicant': {
    zh: '您是申请人申报的亲属、持股人，或本案的导师、学员、培训方、出租方、销售方',
    en: 'you are a declared relative or holder, or the mentor, a trainee, trainer, landlord or seller in this case',
  },
  'acted-in-other-stage': { zh: '您已在本案的其他环节办理过', en: 'you acted in another stage of this case' },
  'decided-before': {
    zh: '您评审或否决过本案，原决定未获维持，须由另一位经办人重新办理',
    en: 'you reviewed or refused this case, and that did not stand: somebody else decides anew',
  },
  'signed-before': { zh: '您已在另一级签署', en: 'you signed at another level' },
  'acted-in-office': {
    zh: '您在公共一方办理过本案，不能代申请人办理',
    en: 'you acted for the public side: you cannot act for the applicant',
  },
  'handled-case': { zh: '您在公共一方办理过本案，不能提出异议', en: 'you acted for the public side: you cannot object' },
  objected: { zh: '您对本案提出过异议，不能办理本案', en: 'you objected in this case: you cannot act for the public side' },
  'signed-other-side': { zh: '双方须由不同单位的人签署', en: 'each side is signed by a person of its own' },
  'represented-barred': {
    zh: '您代理的同事与本案有关联，或已在本案其他环节办理过：代理人也不能办理',
    en: 'whom you stand in for is tied to this case or acted in another stage of it: neither may you for them',
  },
  'proposed-it': { zh: '这是您自己提出的，须由第二人确认', en: 'you proposed it: a second person has to carry it out' },
} as const satisfies Record<string, Bilingual>;
export type FourEyesRule = keyof typeof RULES;

const isPublic = (stage: Stage): boolean => (PUBLIC_STAGES as readonly Stage[]).includes(stage);

/** The organisations the actor belongs to, through all accounts. */
type Person = Pick<Actor, 'personKey' | 'name' | 'onBehalf'> & { readonly organisationIds: readonly string[] };

/** Spaces, width of letters and invisible characters make no other name. */
const nameKey = (name: string): string => name.normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, '');

/** Whoever acted for the applicant, or belongs to it: they judge nothing here, and do not speak as the public. */
function sideOfApplicant(record: CaseRecord, person: Omit<Person, 'onBehalf'>, { memberKeys }: Concerned): FourEyesRule | undefined {
  const { personKey, organisationIds } = person;
  if (record.signedBy?.personKey === personKey) return 'signed-for-applicant';
  if (record.acts.some(({ stage, by }) => stage === 'applicant' && by.personKey === personKey)) return 'signed-for-applicant';
  // A confirming body is meant to know the applicant; it is no less barred from confirming itself.
  return memberKeys.includes(personKey) || organisationIds.includes(record.applicant.organisationId) ? 'member-of-applicant' : undefined;
}

/**
 * The first rule that keeps this person from acting in this stage; undefined: nothing does. Names, roles and accounts do not count: persons do.
 * Who stands in for somebody and who is represented are one: what bars either bars the act, and it counts for both from then on.
 */
export function brokenRule(record: CaseRecord, stage: Stage, person: Person, concerned: Concerned): FourEyesRule | undefined {
  const { onBehalf, ...self } = person;
  const own = brokenBy(record, stage, self, concerned);
  if (own || !onBehalf || !isPublic(stage)) return own;
  return brokenBy(record, stage, { ...onBehalf, organisationIds: [] }, concerned) && 'represented-barred';
}

/** By these what was decided falls, and is decided anew. */
const OVERRULING: readonly Act['event'][] = ['uphold-appeal', 'uphold-objection'];

/** Was this a review of, or the refusal in, a decision that did not stand? Whoever signed an approval that fell may sign the next: a level may have one head. */
const isOverruled = ({ acts }: CaseRecord, act: Act): boolean =>
  (act.stage === 'review' || act.event === 'reject') && acts.indexOf(act) < acts.findLastIndex(({ event }) => OVERRULING.includes(event));

function brokenBy(record: CaseRecord, stage: Stage, person: Omit<Person, 'onBehalf'>, concerned: Concerned): FourEyesRule | undefined {
  const own = record.acts.filter(({ by }) => keysOf(by).includes(person.personKey));
  const handled = own.some((act) => isPublic(act.stage));
  if (stage === 'applicant') return handled ? 'acted-in-office' : undefined;
  if (stage === 'public') return sideOfApplicant(record, person, concerned) ?? (handled ? 'handled-case' : undefined);
  if (!isPublic(stage)) return undefined;
  const tie = sideOfApplicant(record, person, concerned);
  if (tie) return tie;
  const barring = stage === 'confirmation' ? concerned.relatedOrganisations : [...concerned.relatedOrganisations, ...concerned.hosts];
  const related =
    concerned.relatedKeys.includes(person.personKey) ||
    barring.some((id) => person.organisationIds.includes(id)) ||
    concerned.relatedNames.some((name) => nameKey(name) === nameKey(person.name));
  if (related) return 'related-to-applicant';
  // Who objected is a party to it.
  if (own.some((act) => act.stage === 'public')) return 'objected';
  if (own.some((act) => isPublic(act.stage) && act.stage !== stage)) return 'acted-in-other-stage';
  return own.some((act) => act.stage === stage && isOverruled(record, act)) ? 'decided-before' : undefined;
}

/** Stages in which a case is one person's. In the others several act, each for themselves: levels sign, two payers pay. */
const ONE_HANDED: readonly Stage[] = ['confirmation', 'intake', 'review', 'diligence', 'appeal'];

/** Has a colleague taken this stage on already, and this person not? */
export function takenByOther({ assigned }: Pick<CaseRecord, 'assigned'>, stage: Stage, { personKey }: Pick<Actor, 'personKey'>): boolean {
  if (!ONE_HANDED.includes(stage)) return false;
  const holders = assigned.filter((entry) => entry.stage === stage);
  return holders.length > 0 && !holders.some(({ by }) => by.personKey === personKey);
}

export const fourEyes = (rule: FourEyesRule): CaseRefusal => ({
  code: 'four-eyes',
  faults: [{ pointer: '', code: rule, detail: RULES[rule] }],
});
