import * as z from 'zod/mini';

/** The words in which a programme, and the case that pins it, say how a case is handled. */
export const limitUnit = z.enum(['working-days', 'calendar-days']);
export const onSilence = z.enum(['lapse', 'escalate', 'accept', 'pass']);

/** `waiting-list`: who does not fit waits in their turn · `pro-rata`: what is left is shared when the window of the call has closed. */
export const EXHAUSTED_RULES = ['waiting-list', 'pro-rata'] as const;
export type ExhaustedRule = (typeof EXHAUSTED_RULES)[number];
