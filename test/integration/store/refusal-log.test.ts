import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { refusalsKey } from '../../../shared/store/keys/people.ts';
import { createRefusalLog } from '../../../shared/store/refusal-log.ts';
import { countCalls } from '../../support/faults.ts';
import { ownTables } from '../../support/tables.ts';

const { client, names } = ownTables();
const refusal = (at: string, personId = 'stubborn') => ({ personId, at, route: 'GET /v1/me', action: 'me.read', path: '/v1/me' });
const keptOf = async (personId: string, minute: string): Promise<number> => {
  const { Item } = await client.send(new GetCommand({ TableName: names.main, Key: refusalsKey(personId, minute) }));
  return (Item?.refused as readonly unknown[] | undefined)?.length ?? 0;
};

describe('the log of refusals', () => {
  it('keeps twenty of a person and minute, and asks no more where it is full; the next minute and anybody else begin anew', async () => {
    const { note } = createRefusalLog(client, names.main);
    const calls = countCalls(client);
    for (let second = 10; second < 40; second++) await note(refusal(`2026-11-23T02:00:${second}.000Z`));
    expect(await keptOf('stubborn', '2026-11-23T02:00')).toBe(20);
    expect(calls.UpdateItemCommand).toBe(21);

    await note(refusal('2026-11-23T02:01:00.000Z'));
    await note(refusal('2026-11-23T02:00:59.000Z', 'another'));
    expect(await keptOf('stubborn', '2026-11-23T02:01')).toBe(1);
    expect(await keptOf('another', '2026-11-23T02:00')).toBe(1);
  });

  it('keeps no more where another process has filled the row', async () => {
    const at = '2026-11-23T03:00:00.000Z';
    const logs = Array.from({ length: 25 }, () => createRefusalLog(client, names.main));
    for (const { note } of logs) await note(refusal(at, 'everywhere'));
    expect(await keptOf('everywhere', '2026-11-23T03:00')).toBe(20);
  });
});
