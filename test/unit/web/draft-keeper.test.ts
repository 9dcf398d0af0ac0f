import { describe, expect, test } from 'vitest';
import type { ClaimView } from '../../../shared/contracts/claims.ts';
import { type Answered, ApiFailure } from '../../../web/src/api/client.ts';
import type { Draft } from '../../../web/src/claims/claim-paths.ts';
import { type Content, DraftKeeper } from '../../../web/src/claims/draft-keeper.ts';

type Kept = Parameters<ConstructorParameters<typeof DraftKeeper>[1]['store']['write']>[0];

const view = (claim: Draft | null, version = 1): ClaimView =>
  ({ id: 'c1', version, state: 'draft', kind: 'broadband', claim, payee: null, interests: [], savedAt: null, correction: null }) as never;
const answer = (claim: Draft | null, version = 1): Answered<ClaimView> => ({ body: view(claim, version), etag: `"${version}"` });
const START: Draft = { kind: 'broadband', year: 2026 };

/** The API in miniature: one claim with its version; `fail` is what the next request is answered with. */
function office(start: Draft = START, kept?: Kept) {
  const state = { claim: start, version: 1, kept, fail: undefined as ApiFailure | undefined, loseAnswer: false };
  const sent: { content: Content; etag: string; key: string }[] = [];
  const timers: (() => void)[] = [];
  const ports: ConstructorParameters<typeof DraftKeeper>[1] = {
    send: async (content, etag, key) => {
      sent.push({ content, etag, key });
      if (state.fail) throw state.fail;
      if (etag !== `"${state.version}"`) throw new ApiFailure('refused', { code: 'stale-version' });
      state.claim = content.claim;
      state.version += 1;
      if (state.loseAnswer) throw new ApiFailure('offline');
      return answer(state.claim, state.version);
    },
    read: async () => answer(state.claim, state.version),
    store: {
      read: () => state.kept,
      write: (next) => {
        state.kept = next;
      },
    },
    newKey: () => `key-${sent.length}`,
    later: (run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run), timers.includes(run) ? 1 : 0);
    },
  };
  const keeper = new DraftKeeper(answer(start), ports);
  const type = (field: string, value: unknown) => keeper.change((content) => ({ ...content, claim: { ...content.claim, [field]: value } }));
  return { keeper, state, sent, timers, type };
}

describe('what is typed', () => {
  test('is saved a moment later, once, on the version it was written on', async () => {
    const { keeper, sent, timers, type, state } = office();
    type('lineNumber', '1');
    type('lineNumber', '12');
    expect(keeper.state().status).toBe('typing');
    expect(timers).toHaveLength(1);
    expect(await keeper.flush()).toBe(true);
    expect(sent).toEqual([{ content: { claim: { ...START, lineNumber: '12' }, interests: [] }, etag: '"1"', key: 'key-0' }]);
    expect(keeper.state()).toMatchObject({ status: 'saved', etag: '"2"', saves: 1 });
    expect(state.kept, 'nothing waits on the device').toBeUndefined();
    expect(await keeper.flush()).toBe(true);
    expect(sent, 'what is saved is not sent again').toHaveLength(1);
  });

  test('while a save is on its way is saved after it', async () => {
    const { keeper, sent, timers, type } = office();
    type('lineNumber', '1');
    const saving = keeper.flush();
    await Promise.resolve();
    type('lineNumber', '12');
    await saving;
    expect(keeper.state().status).toBe('typing');
    expect(timers).toHaveLength(1);
    expect(await keeper.flush()).toBe(true);
    expect(sent.map(({ content, etag }) => [content.claim.lineNumber, etag])).toEqual([
      ['1', '"1"'],
      ['12', '"2"'],
    ]);
  });

  test('stays on the device without a connection, and is sent with the same key later', async () => {
    const { keeper, state, sent, timers, type } = office();
    state.fail = new ApiFailure('offline');
    type('lineNumber', '1');
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state().status).toBe('kept');
    expect(state.kept?.content.claim).toEqual({ ...START, lineNumber: '1' });
    expect(timers, 'it tries again by itself').toHaveLength(1);
    state.fail = undefined;
    expect(await keeper.flush()).toBe(true);
    expect(sent.map(({ key }) => key)).toEqual(['key-0', 'key-0']);
    expect(state.kept).toBeUndefined();
  });

  test('that was kept on the device comes back with the page', () => {
    const kept = { etag: '"1"', base: { claim: START, interests: [] }, content: { claim: { ...START, lineNumber: '9' }, interests: [] } };
    const { keeper, timers } = office(START, kept);
    expect(keeper.state()).toMatchObject({ status: 'typing', content: kept.content });
    expect(timers).toHaveLength(1);
  });

  test('and refused stays where it is, with the reason', async () => {
    const { keeper, state, type } = office();
    state.fail = new ApiFailure('refused', { code: 'invalid-request', title: 'no' });
    type('lineNumber', '1');
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state()).toMatchObject({ status: 'refused', content: { claim: { lineNumber: '1' } } });
    expect(keeper.state().failure?.title).toBe('no');
    state.fail = undefined;
    type('lineNumber', '2');
    expect(keeper.state().failure, 'what is typed anew is judged anew').toBeUndefined();
    expect(await keeper.flush()).toBe(true);
  });

  test('of an account is sent once, and not with every later save', async () => {
    const { keeper, sent, type } = office();
    const payee = { bankName: '示例银行', bankAccount: '9900583000000000017', cnaps: null };
    keeper.change((content) => ({ ...content, payee }));
    expect(await keeper.flush()).toBe(true);
    type('lineNumber', '1');
    expect(await keeper.flush()).toBe(true);
    expect(sent.map(({ content }) => content.payee)).toEqual([payee, undefined]);
  });
});

describe('somebody else', () => {
  test('who saved meanwhile stops the saving, and both versions are at hand', async () => {
    const { keeper, state, type, sent } = office();
    type('lineNumber', '1');
    state.claim = { ...START, monthsFrom: '2026-01' };
    state.version = 5;
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state()).toMatchObject({
      status: 'conflict',
      content: { claim: { lineNumber: '1' } },
      conflict: { base: { claim: START }, theirs: { claim: { monthsFrom: '2026-01' } }, etag: '"5"' },
    });
    type('lineNumber', '2');
    expect(await keeper.flush(), 'until it is settled nothing is sent').toBe(false);
    expect(sent).toHaveLength(1);
    keeper.settle({ claim: { ...START, lineNumber: '2', monthsFrom: '2026-01' }, interests: [] });
    expect(await keeper.flush()).toBe(true);
    expect(state.claim).toEqual({ ...START, lineNumber: '2', monthsFrom: '2026-01' });
  });

  test('is not taken for oneself, nor oneself for another: a lost answer is no conflict', async () => {
    const { keeper, state, type } = office();
    state.loseAnswer = true;
    type('lineNumber', '1');
    expect(await keeper.flush()).toBe(false);
    state.loseAnswer = false;
    expect(await keeper.flush()).toBe(true);
    expect(keeper.state()).toMatchObject({ status: 'saved', etag: '"2"' });
    expect(keeper.state().conflict).toBeUndefined();
  });

  test('who handed it in closes the page for writing', async () => {
    const { keeper, state, type } = office();
    state.fail = new ApiFailure('refused', { code: 'claim-closed' });
    type('lineNumber', '1');
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state().status).toBe('closed');
    type('lineNumber', '2');
    expect(keeper.state().content.claim.lineNumber).toBe('1');
  });

  test('who changed it since it was kept on the device is met as soon as the page opens', () => {
    const kept = { etag: '"0"', base: { claim: START, interests: [] }, content: { claim: { ...START, lineNumber: '9' }, interests: [] } };
    const { keeper } = office({ ...START, year: 2025 }, kept);
    expect(keeper.state()).toMatchObject({ status: 'conflict', conflict: { theirs: { claim: { year: 2025 } } } });
  });
});

test('a number of an identity card never lies on the device, and is masked once it was taken', async () => {
  const { keeper, state, sent } = office({ kind: 'training', year: 2026 });
  const trainees = [{ traineeId: 'a', name: '张三', idNumber: '329900197602021014' }];
  keeper.change((content) => ({ ...content, claim: { ...content.claim, trainees } }));
  expect(JSON.stringify(state.kept)).not.toContain('329900197602021014');
  await keeper.flush();
  expect(sent[0]?.content.claim.trainees).toEqual(trainees);
});
