import { LETTER_OF } from '../shared/domain/cases/shown/letters.ts';

/** Function → the kinds of event of the bus it is handed, by a queue of its own: in the cloud by a rule, in the local house by its bus. */
export const EVENTS_FOR = { 'letter-writer': Object.keys(LETTER_OF) } as const satisfies Readonly<Record<string, readonly string[]>>;
export type EventConsumer = keyof typeof EVENTS_FOR;
export const EVENT_CONSUMERS = Object.keys(EVENTS_FOR) as EventConsumer[];
