/** Working days a specialist has unless the reviewer names a day, and at most; defaults of ours (invented). */
export const OPINION_DAYS = { usual: 5, most: 10 } as const;
/** How many days before the last day a specialist is reminded, and after it the reviewer is told; defaults of ours (invented). */
export const OPINION_TOLD = { before: 2, after: [1, 8] } as const;

export const OPINION_VERDICTS = ['support', 'partly', 'oppose'] as const;
export const DECLINE_GROUNDS = ['conflict', 'no-time', 'not-my-field'] as const;
export type DeclineGround = (typeof DECLINE_GROUNDS)[number];

/** The lists of a specialist, by the state of what is on them. */
export const OPINION_LISTS = ['asked', 'given', 'withdrawn'] as const;
export type OpinionListName = (typeof OPINION_LISTS)[number];
