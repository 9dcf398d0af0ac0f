import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Residence } from '../../../shared/domain/parties/records.ts';
import { residenceStateOn } from '../../../shared/domain/parties/residence.ts';
import type { Teaser } from '../../../shared/domain/parties/teaser.ts';

/** Of a teaser, what a body may see that has not confirmed the company: where it lies. */
export const placeOnly = ({ divisionCode }: Teaser): Teaser => ({
  industry: null,
  stage: null,
  divisionCode,
  ageBand: null,
  staffBand: null,
  revenueBand: null,
});

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
