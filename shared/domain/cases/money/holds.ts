import * as z from 'zod/mini';
import type { Bilingual } from '../../policy/text.ts';

const HELD = {
  key: z.string(),
  pointer: z.string(),
  text: z.object({ zh: z.string(), en: z.string() }),
  /** Where the rule is written, where it is a clause of a programme; the policy engine has the form. */
  citation: z.optional(z.unknown()),
};

/**
 * A hold as a case keeps it, of whichever instrument: what is needed to take it, to give it back, and to say which rule refuses. `key` names
 * the row. `cap`: an amount out of `capFen` that all claims share · `once`: by one claim only · `exclusion`: by any number of claims of one
 * holder (a programme, a firm) · `bill`: the same of an invoice, by pairs of programmes (`<invoice>/<pair>`) · `slots`: each slot (a month, a
 * session) by one claim · `course`: a person once for a course, and at most `typesPerYear` kinds of course a year · `invoice`: a part of a
 * bill, of which the applicant registered `ownFen` · `years`: `seen` counts the applicant's other claims by year as they were when this was
 * decided; the write takes it only while they still are · `granted`: what an approval grants the applicant under this programme, for the costs
 * of `year` · `seen`: what another programme had granted when this was counted (for the costs of `year`; null: in all), of which the write makes
 * sure that it still is that · `paid`: the case by which another programme has paid the applicant, of which the write makes sure that money of
 * it is still paid and kept.
 */
export const keptHold = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), ...HELD }),
  z.object({ kind: z.literal('slots'), ...HELD, slots: z.array(z.string()) }),
  z.object({ kind: z.literal('course'), ...HELD, course: z.string(), year: z.int(), typesPerYear: z.nullable(z.int()) }),
  z.object({ kind: z.literal('exclusion'), ...HELD, holder: z.string() }),
  z.object({ kind: z.literal('bill'), ...HELD, holder: z.string() }),
  z.object({ kind: z.literal('years'), ...HELD, year: z.int(), seen: z.record(z.string(), z.int()) }),
  z.object({ kind: z.literal('invoice'), ...HELD, partFen: z.int(), ownFen: z.int() }),
  z.object({ kind: z.literal('cap'), ...HELD, capFen: z.int(), takeFen: z.int() }),
  z.object({ kind: z.literal('granted'), ...HELD, year: z.int(), takeFen: z.int() }),
  z.object({ kind: z.literal('seen'), ...HELD, year: z.nullable(z.int()), seenFen: z.int() }),
  z.object({ kind: z.literal('paid'), ...HELD, caseId: z.string() }),
]);
export type KeptHold = z.infer<typeof keptHold>;

/** What a claim is refused with because of what others hold. */
export const HOLD_REFUSALS = {
  'claimed-already': { zh: '已被另一件申请申报过', en: 'Another claim has claimed it already' },
  excluded: { zh: '与另一件申请不可同时享受', en: 'It cannot be had beside what another claim holds' },
  'years-used-up': { zh: '可享受的年数已用完', en: 'The years it is given for are used up' },
  'course-taken-already': {
    zh: '该学员已就本课程或本年度享受过补贴',
    en: 'This person was already claimed for the course, or for the year',
  },
  'cap-exhausted': { zh: '上限内的额度不足', en: 'There is not this much left under the cap' },
  'other-grants-changed': {
    zh: '核算之后，其他项目核准或拨付的金额有变动：请退回评审，重新核算',
    en: 'What another programme has granted or paid has changed since this was counted: send it back and count it again',
  },
  'invoice-overclaimed': {
    zh: '各次申报合计超过发票金额',
    en: 'All that is claimed of the invoice would exceed its amount',
  },
} as const satisfies Record<string, Bilingual>;
export type HoldRefusalCode = keyof typeof HOLD_REFUSALS;

export const REFUSAL_OF_KIND = {
  once: 'claimed-already',
  slots: 'claimed-already',
  course: 'course-taken-already',
  exclusion: 'excluded',
  bill: 'excluded',
  years: 'years-used-up',
  invoice: 'invoice-overclaimed',
  cap: 'cap-exhausted',
  granted: 'other-grants-changed',
  seen: 'other-grants-changed',
  paid: 'other-grants-changed',
} as const satisfies Record<KeptHold['kind'], HoldRefusalCode>;
