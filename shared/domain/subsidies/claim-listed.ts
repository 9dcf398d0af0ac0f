import type { CaseRecord } from '../cases/records.ts';
import { isEnd } from '../cases/states.ts';
import type { ReEvaluationQuestion } from '../instruments/judging.ts';
import { type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { APPLICANT_KINDS, isOneOf } from '../parties/kinds.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Programme } from '../policy/programme.ts';
import type { CheckItem } from './check-claim.ts';
import { type Claim, claim as claimForm } from './claim.ts';
import { linesOf } from './claim-parts.ts';
import { foreseeOwn } from './held-by-own.ts';
import { flagOf } from './item-flags.ts';
import { listOfClaim } from './list-of-claim.ts';
import { openBeside } from './shared-caps.ts';

/** The caps it takes its share of when it is approved; from then on no other claim matters to it. */
const capsToTake = ({ state, holds, caps }: CaseRecord) =>
  isEnd(state) || holds.some(({ kind }) => kind === 'cap')
    ? []
    : caps.flatMap(({ kind, key, capFen, citation }) => (kind === 'cap' ? [{ key, capFen: Number(capFen), citation }] : []));

/** What a line of the list leaves open, as somebody has answered it. */
export interface Tick {
  readonly name: string;
  /** RFC 3339. */
  readonly at: string;
  readonly text: string;
}
export type CheckedItem = CheckItem & { readonly tick: Tick | null };
export interface CheckedList {
  /** As of when. */
  readonly day: CivilDate;
  readonly items: readonly CheckedItem[];
}

type Flagged = Pick<CaseRecord, 'flags' | 'applicant'>;

/** The flags of the case a line of the list stands for: its own, or of a bill all about its invoice. */
function raisedBy(item: CheckItem, claim: Claim, { flags, applicant }: Flagged): Flagged['flags'] {
  const own = flagOf(item, claim, applicant.organisationId);
  if (own) return flags.filter(({ id }) => id === own.id);
  if (item.rule !== 'invoice-flag' || item.outcome !== 'unknown') return [];
  const bill = linesOf(claim, new Set()).find(({ pointer }) => `${pointer}/invoiceId` === item.pointer);
  return flags.filter(({ about }) => about === bill?.row.invoiceId);
}

/** Who has answered what a line leaves open, once all that was asked about it is answered. */
function tickOf(item: CheckItem, claim: Claim, record: Flagged): Tick | null {
  const asked = raisedBy(item, claim, record);
  const last = asked.at(-1)?.answer;
  return last && asked.every(({ answer }) => answer !== null) ? { name: last.by.name, at: last.at, text: last.text } : null;
}

/**
 * The list of a claim that was handed in, for whoever goes through it: the same function and the same words as in the wizard, on the version
 * that is pinned and as of the day it was handed in, with papers and bills as they stand now, and without the rows that were struck. What a
 * reviewer has answered is ticked, and nothing else.
 */
export function listOfCase({
  record,
  pins,
  applicant,
  catalogue,
  now,
}: Omit<ReEvaluationQuestion, 'hashOf'>): Result<CheckedList, { readonly code: 'case-state' }> {
  const read = claimForm.safeParse(record.claim);
  const { kind } = applicant.file.organisation;
  if (!read.success || !record.appraisal || !isOneOf(APPLICANT_KINDS, kind)) return refuse({ code: 'case-state' });
  const { asOf } = record.appraisal;
  // Its own schema let it in when it was pinned; reading it by that again would carry the schema along.
  const programme = pins.programme as Programme;
  const version = versionOn(programme, asOf);
  if (!version) return refuse({ code: 'case-state' });
  const claim = read.data;
  // What a correction says is as of the day it was handed in again.
  const last = record.acts.findLast(({ event }) => event === 'submit' || event === 'resubmit');
  const day = last ? dayInShanghai(new Date(last.at)) : asOf;
  const { computedFen } = record.appraisal;
  const beside = openBeside(claim, { id: record.id, programmeId: record.programmeId, applicant, computedFen, caps: capsToTake(record) });
  const { items } = listOfClaim(claim, { record, applicant, kind, programme, version, catalogue, day, asOf, now }, foreseeOwn);
  const ticked = [...items, ...beside].map((item): CheckedItem => ({ ...item, tick: tickOf(item, claim, record) }));
  return ok({ day, items: ticked });
}
