import { randomInt } from 'node:crypto';
import { claimView, filingView } from '../../../shared/contracts/claims.ts';
import { addDays, addMonths } from '../../../shared/domain/kernel/civil-date.ts';
import { expectRefusal, read } from '../expect.ts';
import { demo } from '../people/story.ts';
import type { Stage, Step } from '../stage.ts';
import { checkOf, save, tellWrong, uploaded } from './prepare.ts';
import { refuseStep, TRAINING, today } from './story.ts';

const PROVIDER = 'training-kunshan';
const CARRIER = 'carrier-kunshan';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** An id number of 329900, which is no place: it passes the check of GB 11643 and was never given out. */
function idNumber(): string {
  const first17 = `32990019900307${String(randomInt(1000)).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return `${first17}${CHECKS[sum % 11]}`;
}

/** A roll of two trainees by these numbers. */
const claimOf = (stage: Stage, certificateDocumentId: string, numbers: readonly string[]) => {
  const endsOn = addMonths(today(stage), -1);
  return {
    kind: 'training',
    year: Number(endsOn.slice(0, 4)),
    course: '创办企业培训(SYB)',
    startsOn: addDays(endsOn, -7),
    endsOn,
    trainees: numbers.map((number, at) => ({
      traineeId: `t${at + 1}`,
      name: '学员示例',
      idNumber: number,
      certificateDocumentId,
      certificateNumber: `SYB-${number.slice(-6)}-${at}`,
    })),
  };
};

export const kindSteps = (): readonly Step[] => [
  {
    zh: '培训机构申报：名册里同一个人写了两次，指出第二行；证件号不留，只留遮盖的。',
    en: 'A training provider claims: one person stands twice on the roll, and the second row is named; of id numbers only masks are kept.',
    async play(stage) {
      const provider = demo(stage, 'training-provider');
      const certificates = await uploaded(stage, { id: PROVIDER, preparer: provider }, 'qualification-certificate', '培训合格证');
      const number = idNumber();
      const start = { organisationId: PROVIDER, programmeId: TRAINING, claim: claimOf(stage, certificates, [number, number]) };
      const answer = await provider.post('/v1/subsidies/claims', start);
      const { id } = read(answer, claimView, 201);
      stage.insist(!JSON.stringify(answer.body).includes(number), '证件号不在回答里 no id number in the answer');
      const twice = tellWrong(stage, await checkOf(provider, id));
      stage.insist(twice.includes('trainee-twice /trainees/1'), '同一人两次 the same person twice');
      await refuseStep(stage, provider, id, ['submit', 422, 'claim-refused', '/trainees/1']);

      const wrong = {
        ...claimOf(stage, certificates, [number]),
        trainees: [{ traineeId: 't1', name: '学员示例', idNumber: '329900199003070000' }],
      };
      const badNumber = await provider.post('/v1/subsidies/claims', { ...start, claim: wrong });
      expectRefusal(stage, badNumber, 400, 'invalid-request', ['/claim/trainees/0/idNumber']);
      await save(provider, id, claimOf(stage, certificates, [number, idNumber()]));
      const once = tellWrong(stage, await checkOf(provider, id));
      stage.insist(!once.some((rule) => rule.startsWith('trainee-twice')), '改成两个人：这一条没有了 two persons: it is gone');
    },
  },
  {
    zh: '创业活动要在举办前备案：当天才来，晚了。',
    en: 'An event is filed before it is held: on the day itself it is too late.',
    async play(stage) {
      const carrier = demo(stage, 'carrier-operator');
      const file = (plannedOn: string) =>
        carrier.post('/v1/subsidies/event-filings', {
          organisationId: CARRIER,
          title: '传感器创业沙龙（示例）',
          category: '创业沙龙',
          plannedOn,
          place: '昆山示例路 1 号',
          plannedSpendFen: 1_500_000,
        });
      expectRefusal(stage, await file(today(stage)), 422, 'event-refused', ['/plannedOn']);
      const filed = read(await file(addDays(today(stage), 14)), filingView, 201);
      stage.insist(filed.plannedOn > today(stage), `备案 filed: ${filed.title} ${filed.plannedOn}`);
    },
  },
];
