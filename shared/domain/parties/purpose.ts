import * as z from 'zod/mini';
import type { Bilingual } from '../policy/text.ts';

/**
 * What data may be granted for: the closed list. Consent is given for a definite purpose and covers nothing else
 * (Personal Information Protection Law, articles 6 and 14; Data Security Law, article 32).
 */
export const GRANT_PURPOSES = {
  'credit-assessment': { zh: '贷款或授信评估', en: 'Assessing a loan or a line of credit' },
  'guarantee-assessment': { zh: '担保或再担保评估', en: 'Assessing a guarantee or re-guarantee' },
  'investment-assessment': { zh: '投资尽职调查', en: 'Due diligence for an investment' },
  'fund-review': { zh: '基金或引导资金评审', en: 'Review by a fund or guidance fund' },
  'post-financing': { zh: '贷后、保后或投后管理', en: 'Follow-up of a loan, guarantee or investment' },
} as const satisfies Record<string, Bilingual>;
export type GrantPurpose = keyof typeof GRANT_PURPOSES;
export const grantPurpose = z.enum(Object.keys(GRANT_PURPOSES) as [GrantPurpose, ...GrantPurpose[]]);
