import { readFileSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { ask, post } from '../support/api.ts';

/** Values that occur nowhere else, so that finding one in the log means it came from a request. */
const SECRETS = { company: 'JS-SECRET-7391', money: 73_917_391.37, word: '绝密词语七三九一' };

it('nothing of a request is logged: not of a good one, a bad one, a contradiction or garbage', async () => {
  const facts = { 'firm.community_id': SECRETS.company, 'firm.revenue_last_year_cny': SECRETS.money, 'history.received': [SECRETS.word] };
  const statuses = [
    (await ask({ facts })).status,
    (await ask({ facts: { ...facts, 'firm.employees': SECRETS.word } })).status,
    (await ask({ facts: { ...facts, 'firm.founded_on': '2020-01-01', 'firm.age_months': 1 } })).status,
    (await post('/v1/matches', `{"facts":{"${SECRETS.word}"`)).status,
    (await post(`/v1/matches?leak=${encodeURIComponent(SECRETS.company)}`, JSON.stringify({ facts, [SECRETS.company]: 1 }))).status,
  ];
  expect(statuses).toEqual([200, 400, 422, 400, 400]);
  const log = readFileSync(inject('log'), 'utf8');
  expect(log).toContain('COMPLETED');
  for (const secret of [SECRETS.company, '73917391', SECRETS.word, encodeURIComponent(SECRETS.word)]) expect(log).not.toContain(secret);
});
