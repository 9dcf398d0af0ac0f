import { describe, expect, it } from 'vitest';
import { matchPath } from '../../infra/local/match-path.ts';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { CLAIM_COMMANDS, claimLives, claimLivesHouse } from '../support/claim-lives.ts';
import { injectFault } from '../support/faults.ts';

const house = claimLivesHouse();
const lives = claimLives(house);

/** By token one read tells who it is; then a command has three (the kept answer is one of them, a batch counts one) and one transaction. */
const MOST_READS = 1 + 3;
/** A run: each of its lines is a read and a transaction of its own, counted in `payment-calls.test.ts`. */
const RUN = 'POST /v1/payments/batches/{id}/returns';
/** The catalogue and the calendar are read once a minute and kept. */
const isKept = (input: unknown): boolean => /"pk":"(CATALOGUE|CALENDAR)|":pk":"(CATALOGUE|CALENDAR)/u.test(JSON.stringify(input));

const taken = new Set<string>();
let calls: string[] = [];
injectFault(house.client, ({ command, input }) => {
  if (!isKept(input)) calls.push(command.replace('Command', ''));
  return undefined;
});
house.around.command = async (send, method, path) => {
  calls = [];
  const answer = await send();
  const key = ROUTE_LIST.find((route) => route.method === method && matchPath(route.path, path.split('?')[0] ?? ''))?.key ?? path;
  if (!answer.ok) return answer;
  taken.add(key);
  const reads = calls.filter((call) => call !== 'TransactWriteItems');
  const told = { key, few: reads.length <= MOST_READS, reads: [...reads], writes: calls.length - reads.length };
  if (key !== RUN) expect(told).toMatchObject({ few: true, writes: 1 });
  return answer;
};

describe('whatever it is taken with, a command costs at most three reads and one transaction', () => {
  it.each(lives)('%s', { timeout: 240_000 }, async (_name, live) => live());

  it('and that was counted of every command from the draft to the last payment', () => {
    expect(CLAIM_COMMANDS.filter((key) => !taken.has(key))).toEqual([]);
  });
});
