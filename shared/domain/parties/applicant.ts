import type { ApplicantKind } from '../policy/programme.ts';
import type { APPLICANT_KINDS } from './kinds.ts';

/** As what an organisation of a kind applies: the word programmes have for it. */
export const APPLIES_AS: Record<(typeof APPLICANT_KINDS)[number], ApplicantKind> = {
  company: 'enterprise',
  individual: 'person',
  carrier: 'carrier',
  training_provider: 'training_provider',
  investor: 'investor',
  fund_manager: 'fund',
  community_operator: 'community_operator',
};
