import { partsOfInvoices } from '../instruments/claim-contents.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { cite } from '../policy/citation.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual, Clause, Confidence } from '../policy/text.ts';
import type { Cap } from './caps-of-claim.ts';
import type { ClaimDraft, DraftOf, Strike } from './claim.ts';
import { linesOf, monthsOf, sessionsOf, struckOf, traineesOf, utilityLinesOf } from './claim-parts.ts';
import { type EventFiling, eventKeyOf } from './event-filing.ts';
import type { Hold } from './holds.ts';
import type { AnyClaimKind } from './kinds.ts';
import { monthsKeyOf } from './months-key.ts';
import { sessionSlot, sessionsKeyOf } from './sessions-key.ts';
import { siteKeyOf } from './site.ts';

export type LimitsContext = {
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly applicantId: string;
  readonly asOf: CivilDate;
  /** What the claim comes to, and the caps it was held to (`computeClaim`). */
  readonly computedFen: number;
  readonly caps: readonly Cap[];
  /** The catalogue: an exclusion binds both sides, also where only the other one writes it down. */
  readonly neighbours: readonly Programme[];
  readonly strikes?: readonly Strike[] | undefined;
  /** Of an event: what it was filed as (`filingNamedBy`). */
  readonly filing?: EventFiling | null | undefined;
};

type Exclusion = ProgrammeVersion['exclusions'][number];
type Said = { readonly text: Bilingual; readonly clause?: Clause | undefined; readonly confidence: Confidence };

const rule = ({ programme }: LimitsContext, { text, clause, confidence }: Said, pointer: string) => ({
  pointer,
  text,
  citation: cite(programme, clause),
  confidence,
  exceeding: 'refuses' as const,
});
const own = (zh: string, en: string): Said => ({ text: { zh, en }, confidence: 'typical' });

/** Programmes that exclude this one and are excluded by it, with the rule that says so, whichever side writes it down. */
function excludedBy(kind: Exclusion['kind'], { programme, version, neighbours, asOf }: LimitsContext): { other: string; said: Said }[] {
  const mine = version.exclusions.filter((one) => one.kind === kind).flatMap((said) => said.programmes.map((other) => ({ other, said })));
  const theirs = neighbours.flatMap((neighbour) =>
    (versionOn(neighbour, asOf)?.exclusions ?? [])
      .filter((one) => one.kind === kind && one.programmes.includes(programme.id))
      // Their clause stands in their sources, not in ours.
      .map(({ text, confidence }) => ({ other: neighbour.id, said: { text, confidence } })),
  );
  const seen = new Set<string>();
  return [...mine, ...theirs].filter(({ other }) => other !== programme.id && !seen.has(other) && seen.add(other));
}

/** One word for two programmes, whichever asks. */
const pair = (a: string, b: string): string => [a, b].sort().join('+');

/** A bill is paid by one of two programmes that exclude each other for it; an applicant has one of two that exclude each other outright. */
function exclusions(claim: ClaimDraft, context: LimitsContext, struck: ReadonlySet<string>): Hold[] {
  const { programme, applicantId } = context;
  const bills = excludedBy('no-double', context).flatMap(({ other, said }) =>
    linesOf(claim, struck).map(({ row, pointer }) => ({
      kind: 'bill' as const,
      key: `${row.invoiceId}/${pair(programme.id, other)}`,
      holder: programme.id,
      ...rule(context, said, `${pointer}/invoiceId`),
    })),
  );
  const outright = excludedBy('mutually-exclusive', context).map(({ other, said }) => ({
    kind: 'exclusion' as const,
    key: `applicant/${applicantId}/${pair(programme.id, other)}`,
    holder: programme.id,
    ...rule(context, said, ''),
  }));
  return [...new Map([...bills, ...outright].map((hold) => [hold.key, hold])).values()];
}

/** At most so many years, and one claim at a time, where the programme says so. */
function overTime({ year }: ClaimDraft, context: LimitsContext): Hold[] {
  const { version, programme, applicantId } = context;
  const limits = version.benefit.limits
    .filter(({ kind, per }) => kind === 'years' && per === 'applicant')
    .map((said) => ({ said, most: said.value }));
  const more = version.exclusions.flatMap((said) =>
    said.kind === 'max-years' && said.years !== undefined ? [{ said, most: said.years }] : [],
  );
  const [strictest] = [...limits, ...more].sort((a, b) => a.most - b.most);
  const oneActive = version.exclusions.find(({ kind }) => kind === 'one-active');
  return [
    ...(strictest && year !== undefined
      ? [
          {
            kind: 'years' as const,
            key: `years/${programme.id}/${applicantId}`,
            year,
            most: strictest.most,
            ...rule(context, strictest.said, '/year'),
          },
        ]
      : []),
    ...(oneActive ? [{ kind: 'once' as const, key: `active/${programme.id}/${applicantId}`, ...rule(context, oneActive, '') }] : []),
    ...(version.benefit.per === 'once'
      ? [
          {
            kind: 'once' as const,
            key: `once/${programme.id}/${applicantId}`,
            ...rule(context, own('只能享受一次', 'it is given once'), ''),
          },
        ]
      : []),
  ];
}

/** A person once for a course, and so many kinds of course a year. */
function courses(claim: DraftOf<'training'>, context: LimitsContext, struck: ReadonlySet<string>): Hold[] {
  const { version, programme } = context;
  const { course, year } = claim;
  const once = version.exclusions.find(({ kind }) => kind === 'once-per-person');
  const types = version.benefit.limits.find(({ kind, per }) => kind === 'count' && per === 'person');
  const said = once ?? types;
  if (!said || course === undefined || year === undefined) return [];
  return traineesOf(claim, struck).map(({ row, pointer }) => ({
    kind: 'course',
    key: `person/${programme.id}/${row.personKey}`,
    course,
    year,
    typesPerYear: types?.value ?? null,
    ...rule(context, said, pointer),
  }));
}

/**
 * A session once, whichever claim lists it: the same paper of the same day. Another paper of that day is put to the reviewer
 * (`session-same-day`), since it may be another session or the same one scanned again. What limits mentoring over several claims is money, per firm and per incubator in a year, and the caps
 * count that (`caps-of-claim.ts`); of sessions the programme names a least number and no most, so none is counted across claims.
 */
function sessions(claim: DraftOf<'mentoring'>, context: LimitsContext, struck: ReadonlySet<string>): Hold[] {
  const key = sessionsKeyOf(claim, context.applicantId);
  const slots = sessionsOf(claim, struck).map(({ row }) => sessionSlot(row.on, row.logDocumentId));
  if (slots.length === 0 || key === undefined) return [];
  const said = own('同一次辅导只补一次', 'a session is paid for once');
  return [{ kind: 'slots', key, slots, ...rule(context, said, '/sessions') }];
}

const MONTHS = own('同一月份只补一次', 'a month is paid for once');

function months(claim: DraftOf<'broadband'> | DraftOf<'rent'>, context: LimitsContext): Hold[] {
  const key = monthsKeyOf(claim, context.applicantId);
  const slots = monthsOf(claim);
  return key === undefined || slots.length === 0 ? [] : [{ kind: 'slots', key, slots, ...rule(context, MONTHS, '/monthsFrom') }];
}

/** One founder one firm; of one household on one site one firm. The holder is the firm, which may come back the next year. */
function founders(claim: DraftOf<'rent'>, context: LimitsContext): Hold[] {
  const { version, programme, applicantId } = context;
  const founder = version.exclusions.find(({ kind }) => kind === 'once-per-founder');
  const household = version.exclusions.find(({ kind }) => kind === 'once-per-household-premises');
  const persons = [
    { personKey: claim.founder?.personKey, pointer: '/founder' },
    ...(claim.household ?? []).map(({ personKey }, at) => ({ personKey, pointer: `/household/${at}` })),
  ].flatMap(({ personKey, pointer }) => (personKey === undefined ? [] : [{ personKey, pointer }]));
  const held = (key: string, said: Said, pointer: string): Hold => ({
    kind: 'exclusion',
    key,
    holder: applicantId,
    ...rule(context, said, pointer),
  });
  const { site } = claim;
  return [
    ...(founder && claim.founder?.personKey !== undefined
      ? [held(`founder/${programme.id}/${claim.founder.personKey}`, founder, '/founder')]
      : []),
    ...(household && site
      ? persons.map(({ personKey, pointer }) => held(`household/${programme.id}/${siteKeyOf(site)}/${personKey}`, household, pointer))
      : []),
  ];
}

/** The ceiling by area is one for the year, so the rent of a year is claimed at once. */
function rentOfYear(claim: DraftOf<'utilities'>, context: LimitsContext, struck: ReadonlySet<string>): Hold[] {
  const { site, year } = claim;
  const hasRent = utilityLinesOf(claim, struck).some(({ row }) => row.expense === 'rent');
  if (!hasRent || !site || year === undefined) return [];
  const key = `rent/${context.programme.id}/${context.applicantId}/${siteKeyOf(site)}`;
  const said = own('同一场地一年的租金一次申报', 'the rent of a site is claimed at once for the year');
  return [{ kind: 'slots', key, slots: [String(year)], ...rule(context, said, '/lines') }];
}

/** An event once, under the day it was planned for and the day it was held: however often it was filed, it is one. */
function event({ heldOn }: DraftOf<'events'>, context: LimitsContext): Hold[] {
  const { filing, applicantId } = context;
  if (!filing) return [];
  const said = own('一次活动只补一次', 'an event is paid for once');
  const held = (on: CivilDate, pointer: string): Hold => ({
    kind: 'once',
    key: `event/${applicantId}/${eventKeyOf(filing, on)}`,
    ...rule(context, said, pointer),
  });
  const { plannedOn } = filing;
  return [held(plannedOn, '/filingId'), ...(heldOn === undefined || heldOn === plannedOn ? [] : [held(heldOn, '/heldOn')])];
}

type HoldsOf<Kind extends AnyClaimKind> = (claim: DraftOf<Kind>, context: LimitsContext, struck: ReadonlySet<string>) => Hold[];
const OF_KIND: { readonly [Kind in AnyClaimKind]: HoldsOf<Kind> } = {
  broadband: months,
  training: courses,
  mentoring: sessions,
  events: event,
  rent: (claim, context) => [...months(claim, context), ...founders(claim, context)],
  utilities: rentOfYear,
  automatic: ({ year }, context) => {
    const key = `automatic/${context.programme.id}/${context.applicantId}`;
    const said = own('免申即享，一个年度只享受一次', 'what is given without application is given once a year');
    return year === undefined ? [] : [{ kind: 'slots', key, slots: [String(year)], ...rule(context, said, '/year') }];
  },
};

/**
 * Everything a claim takes beside the budget and its parts of invoices: what is taken at submission in the same write, checked again at
 * approval, and given back at every end without payment. Of a draft, as far as it says it yet. In the order in which they are to be told where
 * several refuse.
 */
export function limitsOfClaim(claim: ClaimDraft, context: LimitsContext): Hold[] {
  const struck = struckOf(context.strikes ?? []);
  const ofKind = OF_KIND[claim.kind] as (claim: ClaimDraft, context: LimitsContext, struck: ReadonlySet<string>) => Hold[];
  const caps = context.caps.map((cap): Hold => ({ kind: 'cap', ...cap, takeFen: context.computedFen, exceeding: 'lowers' }));
  return [...ofKind(claim, context, struck), ...overTime(claim, context), ...exclusions(claim, context, struck), ...caps];
}

/** What a claim takes of each invoice, in fen by invoice id; rows that are struck take nothing. */
export const partsOfClaim = (claim: ClaimDraft, strikes: readonly Strike[] = []): ReadonlyMap<string, number> =>
  partsOfInvoices(linesOf(claim, struckOf(strikes)).map(({ row }) => ({ invoiceId: row.invoiceId, claimedFen: row.amountFen })));
