import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Residence } from '../../../shared/domain/parties/records.ts';
import { residenceStateOn } from '../../../shared/domain/parties/residence.ts';

/** A residence for the company itself and for those who confirm it. */
export const showResidence = (residence: Residence, now: Date) => ({
  id: residence.id,
  body: { id: residence.bodyId, kind: residence.bodyKind, name: residence.bodyName },
  communityId: residence.communityId,
  from: residence.from,
  until: residence.until,
  state: residenceStateOn(residence, dayInShanghai(now)),
  confirmedAt: residence.confirmedAt,
});
