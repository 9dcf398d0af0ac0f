import { createHash } from 'node:crypto';
import type { Document } from '../../shared/domain/documents/document.ts';
import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import type { Subject } from '../../shared/domain/parties/access.ts';
import { FIELD_GROUP_IDS } from '../../shared/domain/parties/field-groups.ts';
import {
  APPLICANT_KINDS,
  CONFIRMING_KINDS,
  INSTITUTION_KINDS,
  isOneOf,
  type OrganisationKind,
  ROLE_NAMES,
  ROLES,
  type Role,
} from '../../shared/domain/parties/kinds.ts';
import type { Principal } from '../../shared/domain/parties/organisation.ts';
import type { Delegation, Invitation, Residence } from '../../shared/domain/parties/records.ts';
import type { Write } from '../../shared/store/commit.ts';
import { putDocument } from '../../shared/store/document-store.ts';
import { invitationWrites } from '../../shared/store/invitation-store.ts';
import { delegationKey, residenceKey } from '../../shared/store/keys/organisations.ts';
import { placeRemovals } from '../../shared/store/party-store.ts';
import { batchWrite } from '../../shared/store/payment-store.ts';
import { hashOfSnapshot, snapshotWrites } from '../../shared/store/profile-store.ts';
import { putRun } from '../../shared/store/run-store.ts';
import { A_LETTER, batchOf, budgetOf, budgetRows, CHANGE_ID, DESKS, type PlacedCase, placeCase, runOf, TIP_ID } from './access-cases.ts';
import { grantWrite } from './papers.ts';
import { type SeedMember, type SignedInHouse, seedOrganisation } from './signed-in.ts';

/**
 * Somebody in every role, and organisations that stand to them in every way: their own; a neighbour, which trusted them once; one in another
 * city that trusts them today; and one there that only says it sits with them. What the access policy would be asked about each is said here, from how it was put in place.
 */

const AT = '2026-11-01T00:00:00.000Z';
const PAST = '2026-11-20T00:00:00.000Z';
const HOME = '320583';
const FAR = '320102';

/** A role with the kind of organisation it is held in: each role once, and owners of those that apply for nothing too. */
export interface Asker {
  readonly id: string;
  readonly role: Role;
  readonly kind: OrganisationKind;
  readonly organisationId: string;
}
const asker = (role: Role, kind: OrganisationKind, id: string = role): Asker => ({ id, role, kind, organisationId: `own-${id}` });
export const ASKERS: readonly Asker[] = [
  ...ROLE_NAMES.map((role) => asker(role, ROLES[role].in[0])),
  asker('owner', 'bank', 'owner-of-a-bank'),
  asker('owner', 'finance_bureau', 'owner-of-a-bureau'),
];

/** `now`: a member · `ended`: a guest whose time is over · `removed`: a member until somebody took the place away. */
const STANDINGS = ['now', 'ended', 'removed'] as const;
export type Standing = (typeof STANDINGS)[number];
export const personOf = ({ id }: Asker, standing: Standing): string => (standing === 'now' ? id : `${id}.${standing}`);

/** Whom the policy sees: only who is a member now is anybody. */
export const principalOf = (one: Asker, standing: Standing): Principal => {
  const { role, kind, organisationId } = one;
  const personId = personOf(one, standing);
  const place = { organisationId, kind, organisationName: organisationId, divisionCode: HOME, roles: [role], from: AT, until: null };
  return { personId, personKey: `person-${personId}`, name: personId, memberships: standing === 'now' ? [place] : [] };
};

/** The organisations asked about. */
export const PLACES = ['own', 'neighbour', 'trusting', 'naming'] as const;
export type Place = (typeof PLACES)[number];
const idOf = (place: Place, { organisationId }: Asker): string => (place === 'own' ? organisationId : place);
const isApplicant = (place: Place, { kind }: Asker): boolean => place !== 'own' || isOneOf(APPLICANT_KINDS, kind);
/** A bureau that pays applies for nothing, and keeps papers of its own. */
const isBureau = (place: Place, { kind }: Asker): boolean => place === 'own' && kind === 'finance_bureau';
const PAPERS_PATH = /^\/v1\/companies\/\{id\}\/(?:documents|papers|invoices)/u;

const idsOfKinds = (kinds: readonly OrganisationKind[]): string[] =>
  ASKERS.filter(({ kind }) => isOneOf(kinds, kind)).map(({ organisationId }) => organisationId);
const INSTITUTIONS = idsOfKinds(INSTITUTION_KINDS);
const BODIES = idsOfKinds(CONFIRMING_KINDS);

const EXPERTS = ASKERS.filter(({ role }) => role === 'expert').map(({ id }) => id);
const DESK_ASKERS = ASKERS.filter(({ role }) => role in DESKS).map(({ id, role }) => ({ personId: id, role }));

const CASE_PATH = /^\/v1\/(?:cases|subsidies\/claims)\/\{id\}/u;
const NOTICE_PATH = '/v1/notices/';
const RUN_PATH = '/v1/approval-runs/';
const BATCH_PATH = '/v1/payments/batches/';
const BUDGET_PATH = /^\/v1\/(?:ledger\/)?budgets\/\{id\}/u;
/** The one case on public notice. */
const ON_NOTICE = { id: 'case-on-notice', organisationId: 'neighbour', divisionCode: HOME, state: 'public_notice' } as const;

/**
 * The case asked about: one's own; a neighbour's in the same region, which nobody has taken on; one in another city that names us to confirm
 * that every desk has taken on and that every specialist is asked about; and a draft there that names us, which is nobody's business yet.
 */
function caseOf(place: Place, { organisationId }: Asker): PlacedCase {
  if (place === 'own') return { id: `case-${organisationId}`, organisationId, divisionCode: HOME, state: 'under_review' };
  if (place === 'neighbour') return { id: 'case-neighbour', organisationId: place, divisionCode: HOME, state: 'under_review' };
  const body = BODIES.includes(organisationId) ? { confirmingBodyId: organisationId } : {};
  const id = `case-${place}${body.confirmingBodyId === undefined ? '' : `-at-${organisationId}`}`;
  return place === 'trusting'
    ? { id, organisationId: place, divisionCode: FAR, state: 'under_review', assigned: DESK_ASKERS, experts: EXPERTS, ...body }
    : { id, organisationId: place, divisionCode: FAR, state: 'draft', ...body };
}

/** The same as the policy is asked about it. */
function subjectOfCase(place: Place, one: Asker): Subject | undefined {
  if (!isApplicant(place, one)) return undefined;
  const { organisationId, divisionCode, state, confirmingBodyId, assigned = [], experts = [] } = caseOf(place, one);
  const assignedTo = [...assigned.map(({ personId }) => personId), ...experts];
  if (state === 'draft') return { organisationId, divisionCode: null, confirmingBodies: [], assignedTo, handedIn: false };
  const confirmingBodies = confirmingBodyId === undefined ? [] : [confirmingBodyId];
  return { organisationId, divisionCode, confirmingBodies, assignedTo, handedIn: true };
}

/**
 * What a route asks the policy about, as the world was made.
 * @returns undefined where there is no such thing: a profile, papers or a case of an organisation that applies for nothing
 */
export function subjectOf(place: Place, one: Asker, path: string): Subject | undefined {
  if (path.startsWith(NOTICE_PATH)) return place === ON_NOTICE.organisationId ? {} : undefined;
  // The list of a claim is a question about the case it is part of, as its file is.
  if (path.startsWith('/v1/cases/') || path === '/v1/subsidies/claims/{id}/list') return subjectOfCase(place, one);
  // Claims and filings belong to their applicant, and are nothing to anybody else.
  if (CASE_PATH.test(path)) return isApplicant(place, one) ? { organisationId: idOf(place, one) } : undefined;
  if (path.startsWith('/v1/subsidies/') || path.startsWith(RUN_PATH) || path.startsWith(BATCH_PATH) || BUDGET_PATH.test(path))
    return { organisationId: idOf(place, one) };
  if (path.startsWith('/v1/companies/') && !isApplicant(place, one) && !(isBureau(place, one) && PAPERS_PATH.test(path))) return undefined;
  const trusts = place === 'trusting';
  const names = place === 'naming';
  return {
    organisationId: idOf(place, one),
    divisionCode: trusts || names ? FAR : HOME,
    grantedTo: trusts ? INSTITUTIONS : [],
    confirmingBodies: trusts ? BODIES : [],
    declaredBodies: names ? BODIES : [],
  };
}

const SNAPSHOT = (organisationId: string) =>
  ({ organisationId, kind: 'company', catalogueVersion: 'for-tests', facts: {} }) as const satisfies Parameters<typeof hashOfSnapshot>[0];
const RESIDENCE_ELSEWHERE = 'elsewhere';

/** The words of a path: whom or which case it is about, and what lies in the organisation that is asked about. */
export const partsOf = (place: Place, one: Asker, path = ''): Readonly<Record<string, string>> => {
  const organisationId = idOf(place, one);
  const onNotice = place === ON_NOTICE.organisationId ? ON_NOTICE.id : 'case-nobody-has';
  const ids: [boolean, string][] = [
    [path.startsWith(NOTICE_PATH), onNotice],
    [path.startsWith(RUN_PATH), runOf(organisationId).id],
    [path.startsWith(BATCH_PATH), batchOf(organisationId, ON_NOTICE.id).id],
    [BUDGET_PATH.test(path), budgetOf(organisationId).budgetId],
    [CASE_PATH.test(path), caseOf(place, one).id],
  ];
  const id = ids.find(([isIt]) => isIt)?.[1] ?? organisationId;
  const knowsUs = place !== 'own' && BODIES.includes(one.organisationId);
  return {
    id,
    personId: place === 'own' ? one.id : `owner-of-${place}`,
    invitationId: 'invitation',
    delegationId: 'delegation',
    documentId: 'paper',
    grantId: 'grant',
    caseId: ON_NOTICE.id,
    paymentId: 'p1',
    changeId: CHANGE_ID,
    tipId: TIP_ID,
    letterId: A_LETTER.id,
    residenceId: knowsUs ? `at-${one.organisationId}` : RESIDENCE_ELSEWHERE,
    hash: hashOfSnapshot(SNAPSHOT(organisationId)),
  };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** The secret in the link of an organisation's invitation. */
export const secretOf = (organisationId: string): string => `secret-of-${organisationId}`;

const anInvitation = (organisationId: string): Invitation => ({
  id: 'invitation',
  tokenHash: sha256(secretOf(organisationId)),
  roles: ['owner'],
  until: null,
  note: '',
  createdBy: 'somebody',
  createdByKey: 'person-somebody',
  createdAt: AT,
  expiresAt: '2026-12-31T00:00:00.000Z',
  status: 'open',
  confirmedBy: null,
  confirmedByKey: null,
  acceptedBy: null,
  version: 1,
});

/** That somebody stands in for a colleague there: two who are nobody among the askers. */
const aDelegation = (organisationId: string): Write => {
  const colleague = (personId: string) => ({ personId, personKey: `person-${personId}`, name: personId });
  const delegation: Delegation = {
    id: 'delegation',
    principal: colleague('absent'),
    delegate: colleague('present'),
    role: 'finance-reviewer',
    from: '2026-11-01' as CivilDate,
    until: '2026-12-01' as CivilDate,
    uptoFen: null,
    ground: 'leave',
    status: 'proposed',
    proposedBy: colleague('absent'),
    proposedAt: AT,
    decidedBy: null,
    decidedAt: null,
    endedBy: null,
    endedAt: null,
    version: 1,
  };
  return { put: { ...delegationKey(organisationId, delegation.id), ...delegation }, expect: 'absent' };
};

const aPaper = (organisationId: string): Document => ({
  id: 'paper',
  organisationId,
  kind: 'business-licence',
  title: '营业执照',
  fileName: 'licence.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 100,
  sha256: sha256('paper'),
  status: 'clean',
  rejections: [],
  issuedOn: null,
  validFrom: null,
  validUntil: null,
  uploadedBy: 'somebody',
  uploadedAt: AT,
  uploadUntil: AT,
  checkedAt: AT,
  invoices: [],
  version: 1,
});

type Standpoint = 'over' | 'confirmed' | 'declared';
const aResidence = (organisationId: string, id: string, bodyId: string, stands: Standpoint): Write => {
  const declared = stands === 'declared';
  const residence: Residence = {
    id,
    bodyId,
    bodyName: bodyId,
    bodyKind: 'carrier',
    communityId: null,
    from: '2025-01-01',
    until: stands === 'over' ? '2026-11-01' : null,
    status: stands === 'over' ? 'ended' : stands,
    declaredBy: 'somebody',
    confirmedBy: declared ? null : 'somebody',
    confirmedAt: declared ? null : AT,
    version: 1,
  };
  return { put: { ...residenceKey(organisationId, id), ...residence }, expect: 'absent' };
};

/** What an applicant has, with nothing in it that has to do with any asker. */
function applicantWrites(id: string): Write[] {
  const content = SNAPSHOT(id);
  return [
    putDocument(aPaper(id), 'absent'),
    grantWrite(id, { id: 'grant', institutionId: 'a-bank-elsewhere', fieldGroups: FIELD_GROUP_IDS, documentIds: ['paper'] }),
    aResidence(id, RESIDENCE_ELSEWHERE, 'a-carrier-elsewhere', 'confirmed'),
    ...snapshotWrites(hashOfSnapshot(content), AT, content),
  ];
}

const residencesOf = (id: string, stands: Standpoint): Write[] => BODIES.map((bodyId) => aResidence(id, `at-${bodyId}`, bodyId, stands));

/** Grants to every institution among the askers, and residences with every body: of today, or over. */
function ties(id: string, over: boolean): Write[] {
  const grants = INSTITUTIONS.map((institutionId, index) => {
    // What is over was taken back by one, and ran out with the other.
    const end = !over ? {} : index % 2 === 0 ? { revokedAt: PAST } : { until: PAST };
    const everything = { fieldGroups: FIELD_GROUP_IDS, documentIds: ['paper'] };
    return grantWrite(id, { id: `to-${institutionId}`, institutionId, ...everything, ...end });
  });
  return [...grants, ...residencesOf(id, over ? 'over' : 'confirmed')];
}

/** What lies with a bureau that approves many and pays. */
const paying = (id: string): Write[] => [putRun(runOf(id), 'absent'), batchWrite(undefined, batchOf(id, ON_NOTICE.id)), ...budgetRows(id)];

/** Puts it all in place, once for a file of tests. */
export async function makeWorld({ stores, clock }: Pick<SignedInHouse, 'stores' | 'clock'>): Promise<void> {
  const place = async (
    id: string,
    kind: OrganisationKind,
    divisionCode: string,
    members: readonly SeedMember[],
    more: readonly Write[] = [],
  ) => {
    const papers = kind === 'finance_bureau' ? [putDocument(aPaper(id), 'absent')] : [];
    const own = isOneOf(APPLICANT_KINDS, kind) ? applicantWrites(id) : papers;
    const writes = [...invitationWrites(id, anInvitation(id)), aDelegation(id), ...paying(id), ...own, ...more];
    await seedOrganisation(stores, { id, kind, divisionCode, members, writes }, clock.now);
  };
  for (const target of ['neighbour', 'trusting'] as const) {
    const trusts = target === 'trusting';
    await place(target, 'company', trusts ? FAR : HOME, [{ id: `owner-of-${target}`, roles: ['owner'] }], ties(target, !trusts));
  }
  await place('naming', 'company', FAR, [{ id: 'owner-of-naming', roles: ['owner'] }], residencesOf('naming', 'declared'));
  for (const one of ASKERS) {
    const roles = [one.role];
    await place(one.organisationId, one.kind, HOME, [
      { id: one.id, roles },
      ...(one.role === 'guest' ? [{ id: personOf(one, 'ended'), roles, until: PAST }] : []),
      { id: personOf(one, 'removed'), roles },
    ]);
    await takeAway(stores, one);
  }
  const cases = new Map<string, PlacedCase>([[ON_NOTICE.id, ON_NOTICE]]);
  for (const one of ASKERS) {
    for (const target of PLACES) {
      const placed = caseOf(target, one);
      if (isApplicant(target, one)) cases.set(placed.id, placed);
    }
  }
  for (const placed of cases.values()) await placeCase(stores, placed);
}

/** Removal as the product does it: both rows of the place, with an entry in the chain. */
async function takeAway({ organisations, commands }: SignedInHouse['stores'], one: Asker): Promise<void> {
  const file = await organisations.readOrganisation(one.organisationId);
  const member = file?.members.find(({ personId }) => personId === personOf(one, 'removed'));
  if (!file || !member) throw new Error(`${one.id} has nobody to remove`);
  const outcome = await commands.commit({
    writes: placeRemovals(file.organisation, [member]),
    entry: {
      aggregate: { kind: 'organisation', id: one.organisationId },
      action: 'member.remove',
      at: AT,
      by: { personId: one.id, role: 'owner', organisationId: one.organisationId },
      changed: { member: member.personId, roles: null },
    },
    head: file.head,
  });
  if (outcome.kind !== 'committed') throw new Error(`removal from ${one.organisationId}: ${outcome.kind}`);
}
