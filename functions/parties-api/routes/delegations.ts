import { delegationList, delegationRequest, delegationView } from '../../../shared/contracts/parties.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { decideAccess } from '../../../shared/domain/parties/access.ts';
import { rearranged } from '../../../shared/domain/parties/carry-delegations.ts';
import {
  type Colleague,
  confirmDelegation,
  declineDelegation,
  forgotten,
  type Moment,
  proposeDelegation,
  revokeDelegation,
} from '../../../shared/domain/parties/delegation.ts';
import type { Delegation, OrganisationFile } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { delegationRemoval, rearrangedWrites } from '../../../shared/store/delegation-store.ts';
import { momentOf } from '../moment.ts';
import { showDelegation } from '../show.ts';
import type { PartyStores } from '../stores.ts';
import { gatherDelegation, gatherFile } from './gather.ts';

/** Who asks, as the rules see them: with whom they stand in for, where it is such a role that lets them through. */
const colleagueOf = ({ who, grounds: { membership } }: Pick<Allowed, 'who' | 'grounds'>): Colleague => ({
  personId: who.personId,
  personKey: who.personKey,
  name: who.name,
  ...(membership?.onBehalf && { onBehalf: membership.onBehalf }),
});

/** The ground may be an illness: the chain has a keyed hash of it. */
const changedOf = ({ id, principal, delegate, role, from, until, uptoFen, ground, status }: Delegation) => ({
  delegation: id,
  principal: principal.personId,
  delegate: delegate.personId,
  role,
  from,
  until,
  uptoFen,
  ground: { sensitive: ground },
  status,
});

/** A delegation as it now stands, with what changes in the places of the two it is about. */
function decided(request: Allowed, file: OrganisationFile, delegation: Delegation, more: readonly Write[] = []): Decision<Write> {
  const { organisation } = file;
  const moment = momentOf(request);
  const after = rearranged(file, delegation, moment.today);
  return {
    writes: [...rearrangedWrites(organisation, after), ...more],
    audit: { aggregate: { kind: 'organisation', id: organisation.id }, changed: changedOf(delegation) },
    status: 200,
    body: delegationView.parse(showDelegation(file, delegation, colleagueOf(request), moment, true)),
  };
}

type Rule = (file: OrganisationFile, delegation: Delegation, by: Colleague, moment: Moment) => Result<Delegation, Refusal>;
const RULES = {
  confirm: confirmDelegation,
  decline: (_file, delegation, by, moment) => declineDelegation(delegation, by, moment),
  revoke: revokeDelegation,
} as const satisfies Record<string, Rule>;

/** Who acts in whose role for some days: proposed by one person, confirmed by a second, and given back at once. */
export function delegationRoutes(api: Api<Write>, stores: PartyStores): void {
  api.question(
    'GET /v1/organisations/{id}/delegations',
    gatherFile(stores),
    withoutQuery((request, { file, subject }) => {
      const newestFirst = file.delegations.toSorted((one, other) => (one.from < other.from ? 1 : -1));
      const moment = momentOf(request);
      const atDesk = decideAccess(request.who, 'delegation.confirm', subject).allowed;
      return reply(request.context, delegationList, {
        items: newestFirst.map((delegation) => showDelegation(file, delegation, colleagueOf(request), moment, atDesk)),
      });
    }),
  );

  api.command('POST /v1/organisations/{id}/delegations', {
    body: delegationRequest,
    gather: gatherFile(stores),
    decide: (request, { file }) => {
      const { from, until, ...rest } = request.body;
      const asked = { ...rest, from: from as CivilDate, until: until as CivilDate };
      const moment = momentOf(request);
      const made = proposeDelegation(file, asked, colleagueOf(request), moment, newId());
      if (!made.ok) return refuse(made.refusal);
      const old = forgotten(file, moment.today).map((one) => delegationRemoval(file.organisation, one));
      return ok({ ...decided(request, file, made.value, old), status: 201 });
    },
  });

  for (const name of ['confirm', 'decline', 'revoke'] as const) {
    const rule: Rule = RULES[name];
    api.command(`POST /v1/organisations/{id}/delegations/{delegationId}/${name}`, {
      gather: gatherDelegation(stores),
      decide: (request, { file, delegation }) => {
        const after = rule(file, delegation, colleagueOf(request), momentOf(request));
        return after.ok ? ok(decided(request, file, after.value)) : refuse(after.refusal);
      },
    });
  }
}
