import type * as z from 'zod/mini';
import type { expertList, opinionList, opinionReceipt, opinionView } from '../../../shared/contracts/opinions.ts';

/** What the API answers about opinions, as the pages read it: types only, so that no schema comes along. */
export type OpinionList = z.infer<typeof opinionList>;
export type OpinionItem = OpinionList['items'][number];
export type OpinionView = z.infer<typeof opinionView>;
export type OpinionReceipt = z.infer<typeof opinionReceipt>;
export type ExpertList = z.infer<typeof expertList>;
