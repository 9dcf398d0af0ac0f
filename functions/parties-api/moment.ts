import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import type { Moment } from '../../shared/domain/parties/delegation.ts';
import type { Request } from '../../shared/http/request.ts';

/** When a request is, as instant and as day in China. */
export const momentOf = ({ now }: Pick<Request, 'now'>): Moment => ({ at: now.toISOString(), today: dayInShanghai(now) });
