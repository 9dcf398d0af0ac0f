import * as z from 'zod/mini';
import type { Bilingual } from '../policy/text.ts';

/**
 * A 众创社区 on its way as 苏政办发〔2016〕150号 三(二) has it: a county applies, the province puts it on record as a pilot for three years, reviews it
 * every year, strikes it off after two failed reviews in a row, and certifies it after acceptance.
 */
export const COMMUNITY_STATUSES = {
  preparing: { standing: 'applying', zh: '筹备申报', en: 'preparing its application' },
  pilot: { standing: 'recorded_pilot', zh: '备案试点', en: 'pilot on record' },
  /** The last yearly review failed; a second one strikes it off. */
  rectifying: { standing: 'recorded_pilot', zh: '备案试点，限期整改', en: 'pilot on record, under rectification' },
  'awaiting-acceptance': { standing: 'recorded_pilot', zh: '试点期满，待评估验收', en: 'pilot period over, awaiting acceptance' },
  certified: { standing: 'certified', zh: '认定为省级众创社区', en: 'certified as a provincial community' },
  'struck-off': { standing: 'exited', zh: '退出试点名单', en: 'struck off the pilot list' },
} as const satisfies Record<string, { standing: string } & Bilingual>;
export type CommunityStatus = keyof typeof COMMUNITY_STATUSES;
const STATUS_NAMES = Object.keys(COMMUNITY_STATUSES) as [CommunityStatus, ...CommunityStatus[]];
export const communityStatus = z.enum(STATUS_NAMES);

/** What rules ask for (`community.status_asof` of the dictionary of facts). */
export const standingOf = (status: CommunityStatus): string => COMMUNITY_STATUSES[status].standing;

const words = z.object({ zh: z.string(), en: z.string() });

/** One community. No public code of communities is known; ours is the county and a number. Days are civil dates. */
export const community = z.object({
  id: z.string().check(z.regex(/^JS-\d{6}-\d{2}$/)),
  name: z.string(),
  divisionCode: z.string(),
  /** The organisation that runs it. */
  operatorId: z.string(),
  status: communityStatus,
  /** First day of this status. */
  since: z.string(),
  /** What it is about; null where nothing was said. */
  industry: z.nullable(words),
  version: z.int().check(z.positive()),
});
export type Community = z.infer<typeof community>;
