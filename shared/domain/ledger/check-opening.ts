import type { Community } from '../communities/community.ts';
import type { FieldFault } from '../parties/refusal.ts';
import { regionPrefix } from '../policy/adopt.ts';
import type { Programme } from '../policy/programme.ts';
import type { Bilingual } from '../policy/text.ts';
import type { BudgetIdentity } from './records.ts';

/** Why a budget may not be opened, each with the field of the request it is about. */
const OPENING_FAULTS = {
  'unknown-programme': { field: '/programmeId', zh: '政策目录中没有这个项目', en: 'The catalogue has no such programme' },
  'programme-elsewhere': {
    field: '/programmeId',
    zh: '这个项目不在本单位所辖地区实施',
    en: 'The programme is not one of the region of this bureau',
  },
  'gives-no-money': {
    field: '/programmeId',
    zh: '这个项目不是财政补贴，不设补贴预算',
    en: 'The programme pays no subsidy, so there is nothing to budget for',
  },
  'year-not-open': {
    field: '/fiscalYear',
    zh: '只能下达今年或明年的预算：支出只用当年预算，往年的结余经结转进入以后年度',
    en: 'A budget is of this year or the next: money is spent from the budget of its year, and what is left of earlier ones is rolled on',
  },
  'not-in-force-that-year': {
    field: '/fiscalYear',
    zh: '这个项目在该预算年度没有有效版本',
    en: 'No version of the programme is in force in that year',
  },
  'unknown-community': { field: '/communityId', zh: '没有这个众创社区', en: 'There is no such community' },
  'community-elsewhere': {
    field: '/communityId',
    zh: '这个众创社区不在本单位所辖地区',
    en: 'The community does not lie in the region of this bureau',
  },
} as const satisfies Record<string, Bilingual & { readonly field: string }>;
type OpeningFault = keyof typeof OPENING_FAULTS;

/** The same as an answer names it. */
export function openingFault(code: OpeningFault): FieldFault {
  const { field, zh, en } = OPENING_FAULTS[code];
  return { pointer: field, code, detail: { zh, en } };
}

export interface OpeningGround {
  /** The catalogue in force: programmes, and templates as counties adopted them. */
  readonly programmes: readonly Programme[];
  readonly adopted: readonly Programme[];
  /** The fiscal year of today in Asia/Shanghai. */
  readonly thisYear: number;
  /** Of the bureau that opens it. */
  readonly divisionCode: string;
  /** The community that is named; undefined where there is none of that id, or none is named. */
  readonly community: Community | undefined;
}

/**
 * The years a budget may be opened for, this one first. An approval reserves from the budget of its own year (`../cases/money/where-to-reserve.ts`), and
 * leftovers roll forward: of a year before there is nothing to spend any more. The next is there by the end of the year, to roll into. That it is
 * just one is invented.
 */
export const openingYears = (thisYear: number): readonly number[] => [thisYear, thisYear + 1];

const isWithin = (inner: string, outer: string): boolean => inner.startsWith(regionPrefix(outer));
/** Can somebody in the region of the bureau have it: is it its own, or of a place around or within it? */
const isOfRegion = ({ regionCode }: Programme, divisionCode: string): boolean =>
  regionCode !== null && (isWithin(divisionCode, regionCode) || isWithin(regionCode, divisionCode));

/** What the treasury spends, and does not get back or stand behind. */
const SPENT: readonly string[] = ['grant', 'discount', 'loss_cover'];

/** The versions that hold on some day of a year (half-open: the day a version ends does not count). */
const versionsIn = (year: number, { versions }: Programme) =>
  versions.filter(({ effective: { from, to } }) => (from === null || from < `${year + 1}-01-01`) && (to === null || to > `${year}-01-01`));

function faultOfProgramme(
  { programmeId, fiscalYear }: Opening,
  { programmes, adopted, divisionCode, thisYear }: OpeningGround,
): OpeningFault | undefined {
  if (!openingYears(thisYear).includes(fiscalYear)) return 'year-not-open';
  const named = [...adopted, ...programmes].filter(({ id }) => id === programmeId);
  if (named.length === 0) return 'unknown-programme';
  const here = named.filter((programme) => isOfRegion(programme, divisionCode));
  if (here.length === 0) return 'programme-elsewhere';
  const inForce = here.flatMap((programme) => versionsIn(fiscalYear, programme));
  if (inForce.length === 0) return 'not-in-force-that-year';
  return inForce.some(({ benefit }) => SPENT.includes(benefit.kind)) ? undefined : 'gives-no-money';
}

function faultOfCommunity({ communityId }: Opening, { community, divisionCode }: OpeningGround): OpeningFault | undefined {
  if (communityId === null) return undefined;
  if (!community) return 'unknown-community';
  return isWithin(community.divisionCode, divisionCode) ? undefined : 'community-elsewhere';
}

type Opening = Pick<BudgetIdentity, 'programmeId' | 'fiscalYear' | 'communityId'>;

/**
 * May a bureau open this budget? It is of this year or the next, its programme exists, is a subsidy that is had in the region and in force in the
 * year, and a part of it is for a community there.
 * @returns what stands against it, field by field; none: nothing
 */
export const checkOpening = (opening: Opening, ground: OpeningGround): readonly FieldFault[] =>
  [faultOfProgramme(opening, ground), faultOfCommunity(opening, ground)].flatMap((code) =>
    code === undefined ? [] : [openingFault(code)],
  );
