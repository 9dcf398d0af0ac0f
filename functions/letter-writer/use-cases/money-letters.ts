import type { Letter } from '../../../shared/contracts/letter.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { interestFrom, owedOn } from '../../../shared/domain/payments/owed.ts';
import { referenceOf } from '../../../shared/domain/payments/payment-guards.ts';
import type { Recovery, SettledAttempt } from '../../../shared/domain/payments/records.ts';
import { answerDueOn, repayDueOn } from '../../../shared/domain/payments/recovery-timers.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { dayText, type Saying, showPayee, yuanText } from './say.ts';

const dayOf = (at: string): CivilDate => dayInShanghai(new Date(at));

/** What it is known from that the money arrived. */
const known = ({ basis, bankSerial }: SettledAttempt): string =>
  basis === 'bank-line' ? `银行流水号 ${bankSerial ?? '未提供'}` : '该结果由两名工作人员持银行凭证核对确认';

/** That the money was paid: how much, when, in which batch, to which account, and what to do where that is not so. */
export const payment: Saying = ({ file: { record, payments } }, _today, about) => {
  const found = payments.find(({ id }) => about.startsWith(`${id}.`));
  const attempt = found?.attempts.find(({ n }) => about === `${found.id}.${n}`);
  if (!found || !attempt) throw new Error(`no such payment: ${about}`);
  const { amountFen, payee, purpose } = found;
  const date = dayOf(attempt.bankAt ?? attempt.at);
  return {
    title: '补贴资金拨付通知',
    date,
    paragraphs: [
      `你方“${record.programmeName.zh}”的补贴资金人民币${yuanText(amountFen)}元，已于${dayText(date)}拨付至下列账户。`,
      `拨付批次 ${attempt.batchId}，业务参考号 ${referenceOf({ ...found, attempt: attempt.n })}，${known(attempt)}。`,
    ],
    clauses: [],
    amount: { lines: [{ label: purpose, amountFen }], totalFen: amountFen },
    payee: showPayee(payee),
    remedy:
      '如款项没有到账，或者金额、户名、账号与上列内容不符，请持本通知尽快与付款单位核对。对补贴金额的决定不服的，可以依法申请行政复议或者提起行政诉讼。如本通知所列款项被银行退回，付款单位会重新办理并另行通知。',
  };
};

function asked({ recoveries }: StoredCase['file'], about: string): Recovery {
  const found = recoveries.find(({ id }) => id === about);
  if (!found) throw new Error(`no such recovery: ${about}`);
  return found;
}

function owed(recovery: Recovery, on: CivilDate): { readonly totalFen: number; readonly amount: Letter['amount'] } {
  const { principalFen, interestFen, totalFen } = owedOn(recovery, on);
  const lines = [
    { label: '应退本金', amountFen: principalFen },
    { label: `利息（计至${dayText(on)}）`, amountFen: interestFen },
  ];
  return { totalFen, amount: { lines, totalFen } };
}

/** 300 hundredths of a per cent → `3%`. */
const rateText = (rateBp: number): string => `${rateBp / 100}%`;
const terms = (recovery: Recovery): string =>
  `利息自${dayText(interestFrom(recovery))}起按年利率${rateText(recovery.terms.rateBp)}、一年${recovery.terms.dayCount}日计算，至实际退还之日止`;
const howToPay = (caseId: string, { id }: Recovery): string =>
  `退还前请向出具本函的单位核实收款账户，退还时请注明案件编号 ${caseId} 和追回编号 ${id}。`;

/** As the notice had it, whatever was corrected since: its days ran from itself. */
const atNotice = (found: Recovery): Recovery => ({ ...found, repayments: [] });

/** That what was paid must come back: why, how much with which interest, until when, and how one can dispute it. */
export const recovery: Saying = ({ file }, _today, about) => {
  const found = asked(file, about);
  const { record } = file;
  const { totalFen, amount } = owed(found, found.noticedOn);
  const noticed = atNotice(found);
  return {
    title: '补贴资金追回通知书',
    date: found.noticedOn,
    paragraphs: [
      `经核查，你方“${record.programmeName.zh}”的补贴资金须予追回。理由：${found.ground.slice(0, 3900)}`,
      `请在${dayText(repayDueOn(noticed))}前（含当日）退还，截至本函之日合计人民币${yuanText(totalFen)}元。${terms(found)}。`,
      howToPay(record.id, found),
    ],
    clauses: [],
    amount,
    payee: null,
    remedy: `如对本通知有异议，请在${dayText(answerDueOn(noticed))}前（含当日）通过融桥提出；届时没有答复的，视为同意退还。对本通知不服的，也可以依法申请行政复议或者提起行政诉讼。`,
  };
};

/** That it is overdue, and what is owed by now. */
export const reminder: Saying = ({ file }, today, about) => {
  const found = asked(file, about);
  const { record } = file;
  const date = found.remindedAt == null ? today : dayOf(found.remindedAt);
  const { totalFen, amount } = owed(found, date);
  const [first, last] = [repayDueOn(atNotice(found)), repayDueOn(found)];
  const later = last > first ? `因更正还款登记，期限已顺延至${dayText(last)}。` : '';
  return {
    title: '补贴资金追回催告书',
    date,
    paragraphs: [
      `${dayText(found.noticedOn)}的追回通知书要求你方在${dayText(first)}前退还“${record.programmeName.zh}”的补贴资金。${later}期限已过，截至本函之日尚欠人民币${yuanText(totalFen)}元。`,
      `${terms(found)}。请即退还；已经退还的，请向出具本函的单位提供银行凭证。`,
      howToPay(record.id, found),
    ],
    clauses: [],
    amount,
    payee: null,
    remedy: '收到本催告书后仍未退还的，出具本函的单位可以依法申请强制执行。对本催告有意见的，可以在收到之日起向出具本函的单位陈述和申辩。',
  };
};
