import type * as z from 'zod/mini';
import type { BatchView, batchList, dueList, returnReport } from '../../../../shared/contracts/payments.ts';

/** What the API answers about paying, as the pages read it: types only. */
export type DueList = z.infer<typeof dueList>;
export type DueItem = DueList['items'][number];
export type BatchList = z.infer<typeof batchList>;
export type ReturnReport = z.infer<typeof returnReport>;
export type BatchLine = BatchView['lines'][number];
export type { BatchView };
