import { caseList, caseQuery } from '../../../shared/contracts/case-list.ts';
import { type CaseListName, isCaseList } from '../../../shared/domain/cases/people/desks.ts';
import { looksUp } from '../../../shared/domain/cases/people/sees-desk.ts';
import type { CaseCard } from '../../../shared/domain/cases/shown/card.ts';
import { maskedApplicant } from '../../../shared/domain/cases/shown/named-for.ts';
import { cardFromOutside } from '../../../shared/domain/cases/shown/withheld.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { inRegion, validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CaseParts } from '../case-parts.ts';

/** In the name of which office somebody looks at a list: the first, or the one that is named. */
const placeAt = ({ memberships }: Principal, list: CaseListName, as: string | undefined): Membership | undefined =>
  memberships.find(({ roles, kind, organisationId }) => (as === undefined || organisationId === as) && looksUp({ roles, kind }, list));

/** The place of a row that a body is asked to confirm: moment, case. */
const BY_TIME = /^[^#]{1,40}#[A-Za-z0-9._-]{1,64}$/;

interface Looking {
  readonly who: Principal;
  readonly place: Membership;
  readonly stage: string;
  /** Whether applicants are named here, whoever has the case. */
  readonly named: boolean;
}

function itemOf(
  { holds: _holds, assigned, organisationId: _organisation, applicantName, ...card }: CaseCard,
  { who: { personId, memberships }, place, stage, named }: Looking,
) {
  const here = assigned.filter((entry) => entry.stage === stage);
  const mine = assigned.some((entry) => entry.personId === personId);
  const office = memberships.filter(({ organisationId }) => organisationId === place.organisationId);
  const heldFor = (id: string | undefined) =>
    id === undefined ? undefined : here.find((entry) => entry.personId === id || (entry.forId === id && entry.personId !== personId));
  const standsIn = office.find(({ onBehalf }) => heldFor(onBehalf?.personId));
  const holder = heldFor(standsIn?.onBehalf?.personId) ?? here[0];
  const heads = office.some(({ roles }) => roles.includes('owner'));
  const { delegationId } = standsIn?.onBehalf ?? {};
  return {
    ...card,
    applicantName: mine || named ? applicantName : maskedApplicant(applicantName),
    assignedTo: holder?.name ?? null,
    assignedToId: heads ? (holder?.personId ?? null) : null,
    mine,
    covering: delegationId && standsIn?.until && !mine ? { delegationId, until: standsIn.until } : null,
  };
}

/** What waits where. */
export function listRoutes(api: Api<Write>, { lists }: CaseParts): void {
  api.question(
    'GET /v1/cases',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const desk = context.req.query('queue');
      const as = context.req.query('as');
      const place = isCaseList(desk) ? placeAt(who, desk, as) : undefined;
      const where = place && (desk === 'confirmation' ? place.organisationId : (place.divisionCode ?? ''));
      const list = `cases ${desk} ${where}`;
      const region = regionPrefix(where ?? '');
      const fits = desk === 'confirmation' ? (last: string) => BY_TIME.test(last) : inRegion(region);
      const query = validatedPage(context, caseQuery, list, fits);
      if (!query.ok) return query.refusal;
      if (!place || where === undefined) return problemReply(context, 'not-allowed');
      const { queue } = query.value;
      const { items, last } =
        queue === 'confirmation' ? await lists.readAsked(where, query.value) : await lists.readQueue(queue, region, query.value);
      const named = queue === 'confirmation' || place.roles.includes('auditor');
      return reply(context, caseList, {
        // The body that is asked to confirm looks on from outside.
        items: items.map((card) => itemOf(queue === 'confirmation' ? cardFromOutside(card) : card, { who, place, stage: queue, named })),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );
}
