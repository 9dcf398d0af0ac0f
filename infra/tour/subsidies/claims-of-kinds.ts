import { randomInt } from 'node:crypto';
import { filingList } from '../../../shared/contracts/claims.ts';
import { companyView } from '../../../shared/contracts/companies.ts';
import { invoiceList } from '../../../shared/contracts/documents.ts';
import { addDays, addMonths, type CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { read } from '../expect.ts';
import { creditCode } from '../people/credit-code.ts';
import { ID_NUMBERS, idNumberAt } from '../people/id-number.ts';
import { demo } from '../people/story.ts';
import { type Stage, Surprise } from '../stage.ts';
import { registerBill, uploaded } from './prepare.ts';
import { claimYear, TRAINING, today } from './story.ts';

type Written = Readonly<Record<string, unknown>>;

/** What is claimed, how it is wrong first, and what it comes to. */
export interface KindOfClaim {
  readonly good: Written;
  readonly wrong: Written;
  /** The rule that objects, and the field. */
  readonly objection: string;
  readonly fen: number;
  /** A paper by which the reviewer settles what only an office knows. */
  readonly shownBy?: string;
}

/** Who claims what: one of the example data, its owner, and the programme. */
export interface KindOfApplicant {
  readonly owner: string;
  readonly organisationId: string;
  readonly programmeId: string;
  readonly write: (stage: Stage) => Promise<KindOfClaim>;
}

/** A person nobody has met before. */
const somebody = (name: string) => ({ name, idNumber: idNumberAt(randomInt(ID_NUMBERS)) });

const papersOf =
  (stage: Stage, { owner, organisationId: id }: Pick<KindOfApplicant, 'owner' | 'organisationId'>) =>
  (kind: string, title: string) =>
    uploaded(stage, { id, preparer: demo(stage, owner) }, kind, title);

const TRAINER = { owner: 'training-provider', organisationId: 'training-kunshan' };
export const training: KindOfApplicant = {
  ...TRAINER,
  programmeId: TRAINING,
  async write(stage) {
    const paper = papersOf(stage, TRAINER);
    const certificateDocumentId = await paper('qualification-certificate', '培训合格证');
    const form = await paper('application-form', '申请表');
    const paperIds = [
      form,
      await paper('identity-proof', '学员身份证明'),
      await paper('attendance-record', '考勤表'),
      await paper('business-plan', '创业计划书'),
    ];
    const endsOn = addMonths(today(stage), -1);
    const trainees = ['甲学员示例', '乙学员示例'].map((name, at) => ({
      ...{ traineeId: `t${at + 1}`, certificateDocumentId, certificateNumber: `SYB-${randomInt(ID_NUMBERS)}-${at}` },
      ...somebody(name),
    }));
    const course = { course: '创办企业培训(SYB)', startsOn: addDays(endsOn, -7), endsOn };
    const good = { kind: 'training', year: Number(endsOn.slice(0, 4)), ...course, trainees, paperIds };
    const [first, second] = trainees;
    return {
      ...{ good, wrong: { ...good, trainees: [first, { ...second, idNumber: first?.idNumber }] }, objection: 'trainee-twice /trainees/1' },
      ...{ fen: 300_000, shownBy: form },
    };
  },
};

const INCUBATOR = { owner: 'carrier-operator', organisationId: 'carrier-kunshan' };
export const mentoring: KindOfApplicant = {
  ...INCUBATOR,
  programmeId: 'community-mentor-subsidy',
  async write(stage) {
    const paper = papersOf(stage, INCUBATOR);
    const appointmentDocumentId = await paper('mentor-appointment', '导师聘书');
    const logDocumentId = await paper('mentoring-record', '辅导记录');
    const paperIds = [await paper('payment-proof', '导师费付款凭证')];
    const year = claimYear(stage);
    const sessions = ['03-03', '03-10', '03-17'].map((day, at) => ({
      ...{ sessionId: `s${at + 1}`, on: `${year}-${day}`, minutes: 90, signedByMentor: true, signedByFirm: true, logDocumentId },
    }));
    const mentor = { ...somebody('程导师示例'), stakeInFirm: false };
    const firm = { name: '昆山示例被辅导科技有限公司', uscc: creditCode() };
    const good = { kind: 'mentoring', year, mentor, firm, appointmentDocumentId, sessions, paperIds };
    const wrong = { ...good, mentor: { ...mentor, stakeInFirm: true } };
    return { good, wrong, objection: 'mentor-holds-stake /mentor/stakeInFirm', fen: 150_000, shownBy: appointmentDocumentId };
  },
};

export const utilities: KindOfApplicant = {
  ...INCUBATOR,
  programmeId: 'community-premises-water-energy-discount',
  async write(stage) {
    const paper = papersOf(stage, INCUBATOR);
    const year = claimYear(stage);
    const paperIds = [
      await paper('lease', '租赁合同'),
      await paper('utility-bill', '电费账单'),
      await paper('other', '向在孵企业让利的证明'),
    ];
    const scan = await paper('invoice', '电费发票');
    const amountFen = 1_500_000;
    const preparer = demo(stage, INCUBATOR.owner);
    const { name, uscc } = read(await preparer.get(`/v1/companies/${INCUBATOR.organisationId}`), companyView);
    const buyer = { id: INCUBATOR.organisationId, name: name ?? '', uscc: uscc ?? '', preparer };
    const bill = await registerBill(stage, buyer, scan, amountFen);
    const line = {
      ...{ lineId: 'l1', ...bill, amountFen, paidOn: `${year}-03-12`, expense: 'energy' },
      paymentProofDocumentId: await paper('payment-proof', '电费付款凭证'),
    };
    const premises = {
      site: { divisionCode: '320583', address: '示例路 1 号' },
      areaM2: 800,
      occupiedSince: `${year - 1}-01-01`,
      occupiedYear: 2,
    };
    const good = { kind: 'utilities', year, ...premises, lines: [{ ...line, meter: 'D-0712' }], paperIds };
    return { good, wrong: { ...good, lines: [line] }, objection: 'meter-missing /lines/0/meter', fen: 150_000 };
  },
};

/** The one bill an applicant of the example data has registered. */
async function billOf(stage: Stage, { owner, organisationId }: Pick<KindOfApplicant, 'owner' | 'organisationId'>) {
  const path = `/v1/companies/${organisationId}/invoices?limit=100`;
  const [bill] = read(await demo(stage, owner).get(path), invoiceList).items;
  if (!bill) throw new Surprise(`${organisationId} 没有登记发票 has no invoice`);
  return { invoiceId: bill.id, documentId: bill.documentId, amountFen: bill.amountFen, issuedOn: bill.issuedOn as CivilDate };
}
/** A line with all of a bill, paid a few days after it. */
const lineOf = ({ issuedOn, ...bill }: Awaited<ReturnType<typeof billOf>>, paymentProofDocumentId: string) => ({
  ...{ lineId: 'l1', ...bill, paidOn: addDays(issuedOn, 3), paymentProofDocumentId },
});

const HOST = { owner: 'carrier-suzhou', organisationId: 'carrier-sip' };
export const events: KindOfApplicant = {
  ...HOST,
  programmeId: 'sip-event-subsidy',
  async write(stage) {
    const filings = read(
      await demo(stage, HOST.owner).get(`/v1/subsidies/event-filings?organisationId=${HOST.organisationId}`),
      filingList,
    );
    const [filing] = filings.items;
    if (!filing) throw new Surprise('没有备案 there is no filing');
    const heldOn = filing.plannedOn;
    const event = { filingId: filing.id, category: filing.category, heldOn, attendance: 64 };
    const papers = { attendanceDocumentId: 'attendance', photoDocumentIds: ['photos'], paperIds: ['event-plan'] };
    const lines = [lineOf(await billOf(stage, HOST), 'hall-paid')];
    const good = { kind: 'events', year: Number(heldOn.slice(0, 4)), ...event, ...papers, lines };
    const wrong = { ...good, heldOn: addMonths(heldOn, -1) };
    return { good, wrong, objection: 'event-filed-late /heldOn', fen: 1_440_000 };
  },
};

const FOUNDER = { owner: 'startup-taicang', organisationId: 'company-15' };
export const rent: KindOfApplicant = {
  ...FOUNDER,
  programmeId: 'taicang-venue-rent-subsidy',
  async write(stage) {
    const bill = await billOf(stage, FOUNDER);
    const [year, month] = bill.issuedOn.split('-');
    const lease = { leaseDocumentId: 'lease', leaseFrom: `${Number(year) - 1}-01-01`, leaseTo: `${Number(year) + 1}-12-31` };
    const site = { site: { divisionCode: '320585', address: '示例大道 8 号 3 楼' }, areaM2: 60, sharedWith: 1 };
    const person = { founder: { name: '严示例微', idNumber: '329900199105171168' } };
    const papers = { paperIds: ['licence', 'deed', 'tax', 'identity', 'form'], lines: [lineOf(bill, 'rent-paid')] };
    const months = { monthsFrom: `${year}-01`, monthsTo: `${year}-${month}` };
    const good = {
      kind: 'rent',
      year: Number(year),
      premises: 'rented',
      ...months,
      ...site,
      siteRentFen: 1_200_000,
      ...lease,
      ...person,
      ...papers,
    };
    return { good, wrong: { ...good, siteRentFen: bill.amountFen - 1 }, objection: 'site-rent /siteRentFen', fen: 250_000 };
  },
};
