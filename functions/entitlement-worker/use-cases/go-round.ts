import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { APPLIES_AS } from '../../../shared/domain/parties/applicant.ts';
import { APPLICANT_KINDS } from '../../../shared/domain/parties/kinds.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import type { Round } from '../../../shared/store/round-store.ts';
import { makeOffer, type Offering } from './make-offer.ts';
import type { OfferPorts } from './ports.ts';

export interface Went {
  readonly looked: number;
  readonly made: number;
  readonly failed: number;
}

/** As many are looked at between two marks of how far it has come. */
const PAGE = 25;

/** One list for each kind of organisation that may have the grant, in the region whose grant it is. */
const listsOf = ({ id, regionCode, applicants }: Programme) =>
  APPLICANT_KINDS.filter((kind) => applicants.includes(APPLIES_AS[kind])).map((kind) => ({ kind, name: `${id}.${regionCode}.${kind}` }));

/** Looks at one page. One applicant that fails does not keep the others; tomorrow looks at it again. */
async function lookAt(ports: OfferPorts, ids: readonly string[], offering: Offering): Promise<Went> {
  let [made, failed] = [0, 0];
  for (const organisationId of ids) {
    try {
      made += (await makeOffer(ports, organisationId, offering)) ? 1 : 0;
    } catch (error) {
      failed += 1;
      ports.reportFault(error, { organisationId, programmeId: offering.programme.id });
    }
  }
  return { looked: ids.length, made, failed };
}

/**
 * Goes on with the round of a day where the last run stopped, page by page, until the list is through, the time is, or another run has gone on
 * with it: what two look at, both look at harmlessly.
 */
export async function goRound(ports: OfferPorts, offering: Offering, day: CivilDate, isTime: () => boolean): Promise<Went> {
  const went = { looked: 0, made: 0, failed: 0 };
  const prefix = regionPrefix(offering.programme.regionCode as string);
  for (const { kind, name } of listsOf(offering.programme)) {
    let before: Round | undefined = await ports.rounds.readRound(name);
    let after = before?.day === day ? before.after : null;
    let done = before?.day === day && before.done;
    while (!done && isTime()) {
      const page = await ports.list.readTeasers({ regionPrefix: prefix, filter: { kind }, limit: PAGE, after: after ?? undefined });
      const { looked, made, failed } = await lookAt(
        ports,
        page.items.map(({ id }) => id),
        offering,
      );
      went.looked += looked;
      went.made += made;
      went.failed += failed;
      after = page.last;
      done = page.last === null;
      before = await ports.rounds.keepRound(name, { day, after, done }, before);
      if (!before) break;
    }
  }
  return went;
}
