import * as z from 'zod/mini';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Actor } from '../records/actor.ts';
import type { CaseRecord } from '../records.ts';
import { type PublicNotice, publicNotice } from '../shown/public-notice.ts';
import { TIP_STATES, type TipRefusalCode, type TipState } from './tip-terms.ts';

/**
 * What somebody tells about a case on public notice without saying who they are. It stands beside the case and is no part of it: it changes no
 * state, stops no clock, takes no version, and nothing a decision rests on. An objection in real name does all that (`object` in `machine.ts`).
 */
export const tip = z.object({
  id: z.string(),
  caseId: z.string(),
  /** As the public was shown it when the tip was left. */
  notice: z.pick(publicNotice, { programmeName: true, divisionCode: true, applicantName: true }),
  /** Whose it is about, and which natural persons stand on that side: none of them is shown the tip, whatever office they hold. */
  organisationId: z.string(),
  sideKeys: z.array(z.string()),
  text: z.string(),
  leftAt: z.string(),
  state: z.enum(TIP_STATES),
  /** What came of it; for the officers, and for nobody else. */
  note: z.nullable(z.string()),
  seenBy: z.nullable(z.object({ personId: z.string(), name: z.string() })),
  seenAt: z.nullable(z.string()),
  version: z.int(),
});
export type Tip = z.infer<typeof tip>;

export type TipRefusal = { readonly code: TipRefusalCode };

/** As long as objections are taken, or one is looked into; a notice that has run its days takes none, whether or not a worker has come by. */
const takesTips = ({ status, until }: PublicNotice, today: CivilDate): boolean =>
  status === 'paused' || (status === 'running' && today <= until);

/** The natural persons of the applicant's side, as the case knows them. */
const sideOf = ({ concern, signedBy, acts }: CaseRecord): string[] => [
  ...new Set([
    ...concern.memberKeys,
    ...concern.relatedKeys,
    ...(signedBy ? [signedBy.personKey] : []),
    ...acts.filter(({ stage }) => stage === 'applicant').map(({ by }) => by.personKey),
  ]),
];

export interface Left {
  readonly id: string;
  readonly text: string;
  /** RFC 3339. */
  readonly now: string;
  readonly today: CivilDate;
}

/** A tip about a case as its notice stands; how many there are today already, the write itself asks (`TIPS_A_DAY`). */
export function leaveTip(record: CaseRecord, notice: PublicNotice, { id, text, now, today }: Left): Result<Tip, TipRefusal> {
  if (!takesTips(notice, today)) return refuse({ code: 'notice-over' });
  const { programmeName, divisionCode, applicantName } = notice;
  return ok({
    id,
    caseId: record.id,
    notice: { programmeName, divisionCode, applicantName },
    organisationId: record.applicant.organisationId,
    sideKeys: sideOf(record),
    text,
    leftAt: now,
    state: 'new',
    note: null,
    seenBy: null,
    seenAt: null,
    version: 1,
  });
}

/** May this person see it: nobody who stands on the side of the applicant, by this account or another, nor who stands in for somebody who does. */
export const mayBeShown = (
  { organisationId, sideKeys }: Tip,
  { personKeys, organisationIds }: { readonly personKeys: readonly string[]; readonly organisationIds: readonly string[] },
): boolean => !personKeys.some((key) => sideKeys.includes(key)) && !organisationIds.includes(organisationId);

export interface Seen {
  readonly state: Exclude<TipState, 'new'>;
  readonly note: string | null;
  readonly by: Pick<Actor, 'personId' | 'name'>;
  /** RFC 3339. */
  readonly now: string;
}

/** Read, or looked into with what came of it; what was looked into once is done. */
export function noteTip(before: Tip, { state, note, by, now }: Seen): Result<Tip, TipRefusal> {
  if (before.state === 'looked-into') return refuse({ code: 'tip-settled' });
  const seenBy = { personId: by.personId, name: by.name };
  return ok({ ...before, state, note: note ?? before.note, seenBy, seenAt: now, version: before.version + 1 });
}
