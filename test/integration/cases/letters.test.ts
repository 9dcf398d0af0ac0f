import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseEvent } from '../../../shared/domain/cases/case-event.ts';
import { type CaseLetter, letterObjectKey } from '../../../shared/domain/cases/shown/letters.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { asking, DEFECTS, PEOPLE, UNMET, type Who } from '../../support/case-files.ts';
import { clockHouse } from '../../support/clock-house.ts';
import { injectFault } from '../../support/faults.ts';
import { moneyActs } from '../../support/money-acts.ts';
import { readingOrder, readPdf } from '../../support/read-pdf.ts';
import { createLedger } from '../ledger/house.ts';

const day = (text: string) => text as CivilDate;
const TODAY = day('2026-05-11');
const house = clockHouse();
const { client, names } = house;
const money = moneyActs(house);
const linkOf = async (id: string, letter: Pick<CaseLetter, 'kind' | 'version'>) => {
  const { url } = await house.house.objects.createDownloadLink(letterObjectKey(id, letter), 'a.pdf', 'application/pdf', 60);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
};
/** The words of a letter as they are read out. */
const wordsOf = async (id: string, letter: StoredCase['letters'][number]) => {
  const bytes = await linkOf(id, letter);
  expect(sha256Hex(bytes)).toBe(letter.sha256);
  expect(bytes.byteLength).toBe(letter.sizeBytes);
  return JSON.stringify(readingOrder(await readPdf(bytes)));
};

describe('a step that is answered by a letter', () => {
  it('is answered once: a receipt, then the decision with amount, masked account and the head of the chain', async () => {
    const budget = await createLedger(client, names).open(1_000_000);
    const letters = house.openLetters();
    await house.seed('granted', 'public_notice', TODAY, budget);
    const changes = await house.house.changes();
    expect(await house.publish(changes)).toEqual({ batchItemFailures: [] });
    await letters.settled();
    // The same changes once more, as a stream may tell them.
    await house.publish(changes);
    await letters.settled();

    const stored = await house.read('granted');
    expect(stored.letters.map(({ id }) => id)).toEqual(['receipt.2', 'decision.7']);
    const [receipt, decision] = stored.letters;
    if (!receipt || !decision) throw new Error('no letters');
    expect(await wordsOf('granted', receipt)).toContain('申报收件回执');
    const words = await wordsOf('granted', decision);
    for (const part of ['予以支持', '3,600.00', '叁仟陆佰元整', '****0123', '宽带接入补贴', '公示']) expect(words).toContain(part);
    expect(words).not.toContain('32001234567890123');
    const chain = await house.chain('granted');
    // The head when it was written: the approval, or the receipt that was written in the meantime.
    const from = chain.findIndex(({ action }) => action === 'case.approve');
    expect(chain.slice(from).some(({ hash }) => words.includes(hash))).toBe(true);
    expect(chain.filter(({ action }) => action === 'letter.write')).toHaveLength(2);
    await letters.close();
  });

  it('is answered by nothing where it was only proposed, was taken back, or asks for no letter', async () => {
    const letters = house.openLetters();
    await house.seed('turned', 'completeness_check', TODAY);
    await house.act('turned', 'return', { by: 'intake', today: TODAY, detail: DEFECTS });
    await house.publish(await house.house.changes());
    await letters.settled();
    expect((await house.read('turned')).letters.map(({ kind }) => kind)).toEqual(['receipt', 'correction']);
    const { record } = (await house.read('turned')).file;
    const told = (type: string, state: string) => ({ id: 'x', type, caseId: 'turned', version: record.version, state, at: record.since });
    for (const message of [
      told('case.refuse-intake', 'completeness_check'),
      told('case.reject', 'rejected'),
      told('case.admit', 'under_review'),
    ])
      letters.send(JSON.stringify({ source: 'rongqiao.cases', detail: message }));
    await letters.settled();
    expect((await house.read('turned')).letters).toHaveLength(2);
    expect(house.lost).toEqual([]);
    await letters.close();
  });

  it('says of a refusal why, by which clause, and until when one can appeal', async () => {
    const letters = house.openLetters();
    await house.seed('refused', 'decision_pending', TODAY);
    await house.act('refused', 'reject', { by: 'approver', today: TODAY, detail: { ...UNMET, reason: '发票不在补助期内' } });
    await house.publish(await house.house.changes());
    await letters.settled();
    const decision = (await house.read('refused')).letters.find(({ kind }) => kind === 'decision');
    if (!decision) throw new Error('no decision');
    const words = await wordsOf('refused', decision);
    for (const part of [
      '不予支持',
      '发票不在补助期内',
      'registered',
      '登记机关已注销',
      '国家企业信用信息公示系统',
      '2026年7月10日前',
      '复核',
    ])
      expect(words).toContain(part);
    await letters.close();
  });

  it('says of a payment what was paid, when, in which batch and to whom, once, though its step waited for a hold', async () => {
    const letters = house.openLetters();
    const tell = async () => {
      await house.publish(await house.house.changes());
      await letters.settled();
    };
    const of = async (kind: CaseLetter['kind']) => (await house.read('paid')).letters.filter((letter) => letter.kind === kind);
    await house.seed('paid', 'public_notice', TODAY, await createLedger(client, names).open(1_000_000));
    await house.tick('2026-05-19');
    await money.send('paid');
    await money.hold('paid', day('2026-05-28'));
    await money.paid('paid');
    await tell();
    await money.lift('paid');
    await house.tick('2026-05-19');
    expect((await house.read('paid')).file.record.state).toBe('monitoring');
    await tell();

    const [payment, ...others] = await of('payment');
    if (!payment) throw new Error('no letter of the payment');
    expect(others).toEqual([]);
    expect(payment.about).toBe('p1.1');
    const words = await wordsOf('paid', payment);
    for (const part of [
      '补贴资金拨付通知',
      '3,600.00',
      '叁仟陆佰元整',
      '2026年5月19日',
      'batch-1',
      'paid.p1.1',
      'serial-p1',
      '****0123',
      '没有到账',
    ])
      expect(words).toContain(part);
    expect(words).not.toContain('32001234567890123');
    // What stands in it stands in its row, and in the chain.
    expect(words).toContain(payment.chainHash);
    expect((await house.chain('paid')).map(({ hash }) => hash)).toContain(payment.chainHash);

    house.clock.now = new Date('2026-06-01T02:00:00.000Z');
    await money.askBack('paid');
    await tell();
    const [recovery] = await of('recovery');
    if (!recovery) throw new Error('no letter of the recovery');
    const asked = await wordsOf('paid', recovery);
    for (const part of ['追回通知书', '发票为虚开', '3,600.00', '3%', '2026年7月1日前', '2026年6月16日前', '视为同意'])
      expect(asked).toContain(part);

    await house.tickMoney('2026-06-17');
    await house.tickMoney('2026-07-02');
    await tell();
    const [reminder] = await of('reminder');
    if (!reminder) throw new Error('no reminder');
    const overdue = await wordsOf('paid', reminder);
    // 3,600 yuan at 3 % over the 31 days since it was asked back on the day it counts from: 9.17 yuan.
    for (const part of ['追回催告书', '3,609.17', '9.17', '2026年7月2日', '期限已过']) expect(overdue).toContain(part);
    expect(house.lost).toEqual([]);
    await letters.close();
  });

  it('reminds the applicant of a last day that comes near: what to do by when, what is open, and what happens otherwise; once', async () => {
    const letters = house.openLetters();
    const tell = async () => {
      await house.publish(await house.house.changes());
      await letters.settled();
    };
    const reminders = async (id: string) => (await house.read(id)).letters.filter(({ kind }) => kind === 'deadline');
    await house.seed('forgotten', 'returned', TODAY);
    await house.seed('answered', 'returned', TODAY);
    await house.tick('2026-05-22');
    // Handed in again before the letter was written: there is nothing to remind of any more.
    const { corrections } = (await house.read('answered')).file;
    const answers = corrections.flatMap(({ defects }) =>
      defects.map(({ id: defectId }) => ({ defectId, kind: 'corrected' as const, text: '' })),
    );
    await house.act('answered', 'resubmit', { by: 'signatory', today: day('2026-05-22'), detail: { answers } });
    await tell();
    await tell();
    const [reminder, ...others] = await reminders('forgotten');
    if (!reminder) throw new Error('no reminder');
    expect(others).toEqual([]);
    expect(reminder.id).toBe(`deadline.${reminder.version}`);
    const words = await wordsOf('forgotten', reminder);
    for (const part of ['补正期限提醒', '2026年5月25日前', '金额与发票不符', '本件失效', 'by 2026-05-25, that day included'])
      expect(words).toContain(part);
    expect(await reminders('answered')).toEqual([]);

    // Told late, it says until when one can act all the same.
    await house.seed('overdue', 'returned', TODAY);
    await house.tick('2026-06-15');
    await tell();
    const [late] = await reminders('overdue');
    if (!late) throw new Error('no reminder');
    expect(await wordsOf('overdue', late)).toContain('2026年6月16日前');
    expect(house.lost).toEqual([]);
    await letters.close();
  });

  it('goes to each specialist who is asked: the request, that it is due and late, that it was taken back; with what they may know, once', async () => {
    const letters = house.openLetters();
    const tell = async () => {
      await house.publish(await house.house.changes());
      await letters.settled();
    };
    const kinds = async () =>
      (await house.read('consulted')).letters
        .filter(({ kind }) => kind.startsWith('opinion'))
        .map(({ kind, about }) => [kind, about?.split('.')[0]]);
    const to = async (kind: CaseLetter['kind'], opinionId: string | undefined) => {
      const letter = (await house.read('consulted')).letters.find((one) => one.kind === kind && one.about?.startsWith(opinionId ?? '-'));
      if (!letter) throw new Error(`no ${kind} about ${opinionId}`);
      return wordsOf('consulted', letter);
    };
    await house.seed('consulted', 'under_review', TODAY);
    await house.act('consulted', 'ask-opinion', { ...asking(), today: TODAY });
    await house.act('consulted', 'ask-opinion', { ...asking('expert2', { dueOn: day('2026-05-25') }), today: TODAY });
    await tell();
    const { opinions, record } = (await house.read('consulted')).file;
    const [first, second] = ['expert', 'expert2'].map((who) => opinions.find(({ by }) => by.personId === PEOPLE[who as Who].personId)?.id);
    expect((await kinds()).sort()).toEqual(
      [
        ['opinion-request', first],
        ['opinion-request', second],
      ].sort(),
    );
    const request = await to('opinion-request', first);
    for (const part of ['征询专家意见函', PEOPLE.expert.name, record.applicant.name, '2026年5月18日前', 'Sign in to Rongqiao'])
      expect(request).toContain(part);
    // Neither who asks what, nor rows nor papers, before they have declared that there is no conflict.
    for (const told of [
      '单价是否合理',
      PEOPLE.reviewer.name,
      '3,600.00',
      '32001234567890123',
      '****',
      'l1',
      'paper-1',
      PEOPLE.expert2.name,
    ])
      expect(request).not.toContain(told);

    await house.tick('2026-05-18');
    await tell();
    expect((await kinds()).filter(([kind]) => kind === 'opinion-due')).toEqual([['opinion-due', first]]);
    expect(await to('opinion-due', first)).toContain('即将到期');
    await house.tick('2026-05-19');
    await tell();
    expect((await kinds()).filter(([kind]) => kind === 'opinion-late')).toEqual([['opinion-late', first]]);
    expect(await to('opinion-late', first)).toContain('2026年5月18日到期');
    house.clock.now = new Date('2026-05-19T02:00:00.000Z');
    await house.act('consulted', 'withdraw-opinion', {
      by: 'reviewer',
      today: day('2026-05-19'),
      detail: { opinionId: first ?? '', reason: '逾期未答复，另请他人' },
    });
    // The same changes once more, as a stream may tell them.
    await tell();
    await tell();
    const withdrawal = await to('opinion-withdrawal', first);
    expect(withdrawal).toContain('不再需要您的意见');
    expect(withdrawal).not.toContain('另请他人');
    // Whoever is still asked when the case ends is told so as well.
    await house.act('consulted', 'withdraw', { by: 'signatory', today: day('2026-05-19'), detail: { reason: '不再需要' } });
    await tell();
    expect(
      (await kinds())
        .filter(([kind]) => kind === 'opinion-withdrawal')
        .map(([, id]) => id)
        .sort(),
    ).toEqual([first, second].sort());
    expect(house.lost).toEqual([]);
    await letters.close();
  });

  it('comes out the same wherever the writing broke off', async () => {
    for (const fault of ['before', 'after'] as const) {
      const id = `letter-crash-${fault}`;
      await house.seed(id, 'submitted', TODAY);
      const message = caseEvent.parse({
        id: `${id}.2`,
        type: 'case.submit',
        caseId: id,
        version: 2,
        state: 'submitted',
        at: house.clock.now.toISOString(),
      });
      const letters = house.openLetters();
      const remove = injectFault(client, ({ command, number }) => (command.startsWith('TransactWrite') && number < 4 ? fault : undefined));
      letters.send(JSON.stringify({ source: 'rongqiao.cases', detail: message }));
      await letters.settled();
      remove();
      letters.send(JSON.stringify({ source: 'rongqiao.cases', detail: message }));
      await letters.settled();
      const { letters: written } = await house.read(id);
      expect(written, fault).toHaveLength(1);
      if (written[0]) await wordsOf(id, written[0]);
      expect((await house.chain(id)).filter(({ action }) => action === 'letter.write')).toHaveLength(1);
      await letters.close();
    }
  });
});

/** Whatever a stream, a bus and a queue may do to what they carry, and what was poison from the start. */
const schedule = fc.record({
  cases: fc.integer({ min: 1, max: 3 }),
  poison: fc.array(fc.nat(20), { maxLength: 3 }),
  cuts: fc.array(fc.nat(30), { maxLength: 5 }),
  again: fc.array(fc.nat(30), { maxLength: 4 }),
  busFails: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
  copies: fc.array(fc.array(fc.nat(15), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
});

const RUNS = process.env.LONG ? 40 : 3;

describe('the way of an event', () => {
  it(
    'brings each letter once, whatever comes twice, late, or in another order, and lays what is poison aside whole',
    async () => {
      let runs = 0;
      let reached = (await house.house.changes()).at(-1)?.dynamodb.SequenceNumber;
      await fc.assert(
        fc.asyncProperty(schedule, async ({ cases, poison, cuts, again, busFails, copies }) => {
          runs += 1;
          const ids = Array.from({ length: cases }, (_, at) => `way-${runs}-${at}`);
          for (const id of ids) {
            await house.seed(id, 'decision_pending', TODAY);
            await house.act(id, 'reject', { by: 'approver', today: TODAY, detail: UNMET });
          }
          const real = await house.house.changes(reached);
          reached = real.at(-1)?.dynamodb.SequenceNumber;
          const template = real.find(({ dynamodb }) => dynamodb.Keys?.pk?.S?.startsWith('OUTBOX#'));
          if (!template) throw new Error('no row of the outbox');
          const changes = [...real];
          for (const [index, at] of poison.entries()) {
            const NewImage = { ...template.dynamodb.NewImage, type: { S: `nothing ${runs} ${index}` } };
            changes.splice(at % changes.length, 0, { ...template, dynamodb: { ...template.dynamodb, NewImage } });
          }
          // Cut into batches, some of which come again later.
          const places = [...new Set(cuts.map((cut) => cut % changes.length))].sort((a, b) => a - b);
          const batches = [0, ...places].map((from, at, all) => changes.slice(from, all[at + 1]));
          const order = [...batches, ...again.map((at) => batches[at % batches.length] ?? [])];

          let told = 0;
          const letters = house.openLetters(() => {
            told += 1;
            return (copies[told % copies.length] ?? [0]).map((delayMs) => ({ delayMs }));
          });
          let calls = 0;
          const flaky = async (message: { id: string }) => {
            calls += 1;
            // Never three times in a row: that would be a bus that is away, whose records are put aside.
            if (busFails[calls % busFails.length] && calls % 2 === 0) throw new Error('the bus is away');
            letters.send(JSON.stringify({ source: 'rongqiao.cases', detail: message }));
          };
          const kept = house.messages.kept.length;
          for (const batch of order) expect(await house.publish(batch, flaky)).toEqual({ batchItemFailures: [] });
          await letters.settled();
          await letters.close();

          for (const id of ids) {
            const stored = await house.read(id);
            expect(stored.letters.map(({ kind }) => kind).sort()).toEqual(['decision', 'receipt']);
            expect((await house.chain(id)).filter(({ action }) => action === 'letter.write')).toHaveLength(2);
          }
          const aside = house.messages.kept.slice(kept).map(({ name, body }) => [name, JSON.parse(body)] as const);
          const types = aside.map(([, { record }]) => record.dynamodb.NewImage.type.S as string);
          expect(aside.every(([name, { kind }]) => name === 'outbox-publisher' && kind === 'record')).toBe(true);
          expect([...new Set(types)].sort()).toEqual(poison.map((_, index) => `nothing ${runs} ${index}`).sort());
        }),
        { numRuns: RUNS },
      );
    },
    RUNS * 20_000,
  );
});
