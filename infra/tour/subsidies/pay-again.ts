import { paymentAnswer, paymentList } from '../../../shared/contracts/payments.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Stage, Step } from '../stage.ts';
import { sentToBank, takeReturn } from './pay.ts';
import { readCase, type Story, takeStep } from './story.ts';

const stateOf = async (stage: Stage, id: string) => (await readCase(demo(stage, 'finance-payer'), id)).state;

export const payAgainSteps = (story: Story): readonly Step[] => [
  {
    zh: '培训和导师两笔同批拨付。银行回单：一笔到账，一笔户名不符、没有付成；没付成的留在拨付，钱仍预留着。',
    en: 'Training and mentoring go in one batch. The bank says: one is paid, of the other the name does not fit; that one stays to be paid, its money reserved.',
    async play(stage) {
      const [good, bad] = [story.get('training'), story.get('mentoring')];
      const batch = await sentToBank(stage, [good, bad]);
      const { rows } = await takeReturn(stage, batch, [bad]);
      for (const { caseId, state } of rows) stage.tell(`${caseId}: ${state}`);
      const states = [await stateOf(stage, good), await stateOf(stage, bad)];
      stage.insist(states.join() === 'monitoring,disbursing', '一笔到账，一笔待重付 one is paid, one is to be paid again');
    },
  },
  {
    zh: '重付：到账的不能再付；没付成的由拨付员重试，另编一批，编号写明是第二次，只付一次。两人结项。',
    en: 'Paid again: not what has arrived; what failed a payer tries again in another batch whose reference says it is the second time, and it is paid once. Two persons close it.',
    async play(stage) {
      const [good, bad] = [story.get('training'), story.get('mentoring')];
      const payer = demo(stage, 'finance-payer');
      expectRefusal(stage, await payer.post(`/v1/cases/${good}/payments/p1/retry`), 409, 'payment-state');
      const { payment } = read(await payer.post(`/v1/cases/${bad}/payments/p1/retry`), paymentAnswer);
      const batch = await sentToBank(stage, [bad]);
      stage.insist(
        batch.lines[0]?.reference === `${bad}.p1.2` && payment.attempt === 2,
        `第二次 attempt two: ${batch.lines[0]?.reference}`,
      );
      await takeReturn(stage, batch);
      const { items } = read(await payer.get(`/v1/cases/${bad}/payments`), paymentList);
      const attempts = items.flatMap(({ attempts: made }) => made.map(({ outcome }) => outcome));
      stage.insist(
        items.length === 1 && attempts.join() === 'failed,paid',
        `一笔款项、两次拨付 one payment, two attempts: ${attempts.join()}`,
      );
      await takeStep(stage, demo(stage, 'finance-reviewer-2'), bad, ['close', 'monitoring']);
      await takeStep(stage, demo(stage, 'finance-reviewer-3'), bad, ['close', 'closed']);
    },
  },
];
