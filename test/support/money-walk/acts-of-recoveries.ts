import { Surprise } from './oracle.ts';
import { type Act, APPROVERS, PAYERS, REVIEWERS, WHY } from './shot.ts';
import { type Known, nextSerial, ownerOf, type RecoverySeen, todayOf, type World } from './world.ts';

const OWES = ['noticed', 'agreed', 'disputed', 'repaying'];
const onRecovery = (
  verb: string,
  weight: number,
  by: (known: Known) => readonly string[],
  which: (recovery: RecoverySeen) => boolean,
  body?: (recovery: RecoverySeen, world: World) => unknown,
  done?: (known: Known, recovery: RecoverySeen, answer: Record<string, unknown>, world: World, sent: never) => void,
): Act => ({
  weight,
  shot(world) {
    const found = [...world.cases.values()].flatMap((known) => known.recoveries.filter(which).map((recovery) => ({ known, recovery })));
    if (found.length === 0) return undefined;
    const { known, recovery } = world.dice.oneOf(found);
    const sent = body?.(recovery, world);
    return {
      ...{ name: verb, by: world.dice.oneOf(by(known)), path: `/v1/cases/${known.id}/recoveries/${recovery.id}/${verb}` },
      ...{ ...(sent !== undefined && { body: sent }), touches: [known.id] },
      done: (answer) => done?.(known, recovery, answer, world, sent as never),
    };
  },
});
const office = () => [...REVIEWERS, ...APPROVERS];
const owners = (known: Known) => [ownerOf(known)];
const counted = ({ repayments }: RecoverySeen) => repayments.filter(({ correction }) => correction?.confirmed !== true);

/** Money came back: the split into principal and interest is the oracle's, to the fen. */
function cameBack(known: Known, before: RecoverySeen, answer: Record<string, unknown>, { oracle }: World, sent: never): void {
  const { on, amountFen } = sent as { on: string; amountFen: number };
  const after = (answer.recovery as RecoverySeen).repayments.at(-1);
  const from = before.terms.from === 'payment' ? before.paidOn : before.noticedOn;
  const interestFen = Math.min(amountFen, oracle.interestOwed(before.terms, before.principalFen, from, counted(before), on));
  if (after?.interestFen !== interestFen || after.principalFen !== amountFen - interestFen)
    throw new Surprise(`of ${amountFen} fen ${after?.interestFen} are interest, not ${interestFen}`);
  if (before.ofAttempt === null) oracle.repaid(known.id, before.paymentId, amountFen - interestFen, interestFen);
}
function wasWrong(known: Known, before: RecoverySeen, _answer: Record<string, unknown>, { oracle }: World, sent: never): void {
  const one = before.repayments.find(({ n }) => n === (sent as { repayment: number }).repayment);
  if (!one) throw new Surprise('corrected what was never entered');
  if (before.ofAttempt === null) oracle.repaid(known.id, before.paymentId, -one.principalFen, -one.interestFen);
}
const someRepayment = ({ repayments }: RecoverySeen, { dice }: World) => ({ repayment: dice.between(1, Math.max(1, repayments.length)) });
const owes = ({ state }: RecoverySeen): boolean => OWES.includes(state);
const wasRepaid = ({ repayments }: RecoverySeen): boolean => repayments.length > 0;
const isProposed = ({ repayments }: RecoverySeen): boolean => repayments.some(({ correction }) => correction?.confirmed === false);
const proposedOne = ({ repayments }: RecoverySeen) => ({
  repayment: repayments.find(({ correction }) => correction?.confirmed === false)?.n,
});
export const RECOVERY_ACTS: readonly Act[] = [
  {
    weight: 5,
    shot(world) {
      const found = [...world.cases.values()].filter(({ payments }) => payments.some(({ state }) => state === 'paid'));
      if (found.length === 0) return undefined;
      const known = world.dice.oneOf(found);
      const paymentId = world.dice.oneOf(known.payments).id;
      const body = { paymentId, ground: '发票虚开' };
      return {
        name: 'notice-recovery',
        by: world.dice.oneOf(office()),
        path: `/v1/cases/${known.id}/recoveries`,
        body,
        touches: [known.id],
      };
    },
  },
  onRecovery('agree', 2, owners, owes),
  onRecovery('dispute', 2, owners, owes, () => WHY),
  onRecovery(
    'dismiss-dispute',
    3,
    office,
    ({ state }) => state === 'disputed',
    () => WHY,
  ),
  onRecovery(
    'repay',
    14,
    () => [...REVIEWERS, ...PAYERS],
    owes,
    ({ owed }, world) => ({
      bankSerial: nextSerial(world),
      on: todayOf(world),
      amountFen: world.dice.chance(0.4) ? Math.max(1, owed.totalFen) : world.dice.between(1, owed.totalFen + 10),
    }),
    cameBack,
  ),
  onRecovery(
    'propose-correction',
    7,
    () => [...REVIEWERS, ...PAYERS],
    wasRepaid,
    (one, world) => ({ ...someRepayment(one, world), ...WHY }),
  ),
  onRecovery('refuse-correction', 1, office, isProposed, (one) => ({ ...proposedOne(one), ...WHY })),
  onRecovery('confirm-correction', 14, () => APPROVERS, isProposed, proposedOne, wasWrong),
  onRecovery('propose-write-off', 1, office, owes, () => WHY),
  onRecovery(
    'refuse-write-off',
    2,
    office,
    ({ writeOff }) => writeOff !== null,
    () => WHY,
  ),
  onRecovery(
    'confirm-write-off',
    1,
    () => APPROVERS,
    ({ writeOff }) => writeOff !== null,
  ),
];
