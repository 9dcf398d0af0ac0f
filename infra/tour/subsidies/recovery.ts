import { recoveryAnswer } from '../../../shared/contracts/recoveries.ts';
import { addDays } from '../../../shared/domain/kernel/civil-date.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Step } from '../stage.ts';
import { training } from './claims-of-kinds.ts';
import { moveTo } from './notice.ts';
import { readCase, refuseStep, type Story, takeStep, today, yuan } from './story.ts';

/** After so many days it comes out. */
const DAYS = 5;
const GROUND = '经向发证机构核实，两张合格证均为伪造';

export const recoverySteps = (story: Story): readonly Step[] => [
  {
    zh: '几天后查明培训合格证是假的：追回，从到账那天起计息。机构不认，另一位审核人维持；追回了结之前不能结项。',
    en: 'Days later the certificates prove false: the money is asked back, with interest from the day it arrived. The provider disputes it, another reviewer upholds it; nothing is closed before it is settled.',
    async play(stage) {
      const id = story.get('training');
      await moveTo(stage, addDays(today(stage), DAYS));
      const path = `/v1/cases/${id}/recoveries`;
      const officer = demo(stage, 'finance-reviewer-2');
      const provider = demo(stage, training.owner);
      const notice = { paymentId: 'p1', ground: GROUND };
      // Who reviewed the claim does not follow up their own review.
      expectRefusal(stage, await demo(stage, 'finance-reviewer').post(path, notice), 403, 'four-eyes', ['']);
      const { recovery } = read(await officer.post(path, notice), recoveryAnswer, 201);
      const { principalFen, owed, terms } = recovery;
      stage.insist(
        principalFen === 300_000 && owed.interestFen === Math.round((300_000 * terms.rateBp * DAYS) / 3_650_000),
        `本金 principal ${yuan(principalFen)} + 利息 interest ${yuan(owed.interestFen)} (${terms.rateBp / 100} %, ${DAYS} 天 days)`,
      );
      const one = `${path}/${recovery.id}`;
      const dispute = { reason: '合格证是学员自己交的' };
      expectRefusal(stage, await officer.post(`${one}/dispute`, dispute), 403, 'not-allowed');
      stage.insist(
        read(await provider.post(`${one}/dispute`, dispute), recoveryAnswer).recovery.state === 'disputed',
        '已提出异议 disputed',
      );
      expectRefusal(stage, await officer.post(`${one}/dismiss-dispute`, { reason: '已核实' }), 403, 'same-person-twice');
      const dismissed = await demo(stage, 'finance-reviewer-3').post(`${one}/dismiss-dispute`, { reason: '申请人对材料负责' });
      stage.insist(read(dismissed, recoveryAnswer).recovery.state === 'agreed', '异议不成立 the dispute is dismissed');
      await refuseStep(stage, officer, id, ['close', 409, 'recovery-open']);
    },
  },
  {
    zh: '分两次还：先冲利息，后冲本金；同一笔银行流水不能记两次。还清后两人结项，账上写明追回的本金和利息。',
    en: 'Repaid in two parts, interest first; one booking of the bank is not entered twice. Settled, two persons close the case.',
    async play(stage) {
      const id = story.get('training');
      const officer = demo(stage, 'finance-reviewer-2');
      const path = `/v1/cases/${id}/recoveries/r1/repay`;
      const booking = (serial: string, amountFen: number) => ({ bankSerial: `${story.run}-${serial}`, on: today(stage), amountFen });
      const first = read(await officer.post(path, booking('1', 100_000)), recoveryAnswer).recovery;
      const [part] = first.repayments;
      stage.insist(
        part !== undefined && part.interestFen > 0 && first.owed.interestFen === 0,
        `还 repaid ${yuan(100_000)}: 利息 interest ${yuan(part?.interestFen ?? null)} + 本金 principal ${yuan(part?.principalFen ?? null)}`,
      );
      expectRefusal(stage, await officer.post(path, booking('1', 100_000)), 409, 'repayment-repeated', ['/bankSerial']);
      expectRefusal(stage, await officer.post(path, booking('2', first.owed.totalFen + 1)), 422, 'repayment-too-much');
      const { state } = read(await officer.post(path, booking('2', first.owed.totalFen)), recoveryAnswer).recovery;
      stage.insist(state === 'settled', '还清 settled');
      await takeStep(stage, officer, id, ['close', 'monitoring']);
      await takeStep(stage, demo(stage, 'finance-reviewer-3'), id, ['close', 'closed']);
      stage.insist((await readCase(demo(stage, training.owner), id)).state === 'closed', '申请人也看到已结项 the applicant sees it closed');
    },
  },
];
