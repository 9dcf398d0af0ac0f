import { describe, expect, it } from 'vitest';
import { buildLetter } from '../../../../functions/letter-writer/use-cases/build-letter.ts';
import { inParagraphs } from '../../../../functions/letter-writer/use-cases/say.ts';
import { type Letter, letter as letterSchema } from '../../../../shared/contracts/letter.ts';
import type { CaseEvent } from '../../../../shared/domain/cases/machine.ts';
import type { CaseFile } from '../../../../shared/domain/cases/records.ts';
import { lettersFor } from '../../../../shared/domain/cases/shown/letters.ts';
import { addDays, type CivilDate } from '../../../../shared/domain/kernel/civil-date.ts';
import { aCaseIn, aDraft, conditional, DEFECTS, MONDAY, type Move, moved, REPORT } from '../../../support/case-files.ts';

const HEAD = { seq: 1, hash: 'a'.repeat(64), salt: 's' };
const AT = `${MONDAY}T02:00:00.000Z`;

/** The letters to the applicant that follow from a step, as they would be set. */
function lettersOf(file: CaseFile, event: CaseEvent | 'offered', at = AT): Letter[] {
  const { state, version } = file.record;
  return lettersFor({ id: 'm', type: `case.${event}`, caseId: 'case-1', version, state, at }, file).map((asked) => {
    const stored = { file, head: HEAD, pins: undefined, letters: [] };
    return letterSchema.parse(buildLetter({ stored, asked, office: null, today: MONDAY }));
  });
}
function taken(file: CaseFile, move: Move): { file: CaseFile; text: string; titles: string[]; letters: Letter[] } {
  const done = moved(file, move);
  const letters = lettersOf(done, move.event, `${move.today ?? MONDAY}T02:00:00.000Z`);
  return {
    file: done,
    letters,
    titles: letters.map(({ title }) => title),
    text: letters.flatMap(({ paragraphs, remedy }) => [...paragraphs, remedy ?? '']).join('\n'),
  };
}
const resubmitted: Move = {
  event: 'resubmit',
  by: 'signatory',
  detail: {},
  brought: { claim: { kind: 'broadband', year: 2026 } },
  today: '2026-05-12' as CivilDate,
};

describe('a letter about where a case stands', () => {
  it('names all that is to be corrected, the last day, and what silence does; and one says that it came back', () => {
    const returned = taken(aCaseIn('completeness_check'), {
      event: 'return',
      by: 'intake',
      detail: { defects: [...(DEFECTS.defects ?? []), { pointer: '/year', text: '年度与发票不符' }] },
    });
    expect(returned.titles).toEqual(['补正通知书']);
    // Each with the place it is about, as the page names it.
    for (const part of [
      '有 2 处',
      '1. 票据第 1 行申报金额：金额与发票不符；2. 费用年度：年度与发票不符',
      '2026年5月25日前（含当日）',
      '本件失效',
    ])
      expect(returned.text).toContain(part);
    const [open] = returned.file.corrections;
    const answers = open?.defects.map(({ id }) => ({ defectId: id, kind: 'disputed' as const, text: '无误' })) ?? [];
    const back = taken(returned.file, { ...resubmitted, detail: { answers } });
    expect(back.titles).toEqual(['补正收件回执']);
    for (const part of ['2026年5月12日', '2 处补正事项']) expect(back.text).toContain(part);
  });

  it('says why a later return names what was not named before', () => {
    const first = moved(aCaseIn('completeness_check'), { event: 'return', by: 'intake', detail: DEFECTS });
    const answers = first.corrections[0]?.defects.map(({ id }) => ({ defectId: id, kind: 'disputed' as const, text: '无误' })) ?? [];
    const again = taken(moved(first, { ...resubmitted, detail: { answers } }), {
      event: 'return',
      by: 'intake',
      today: '2026-05-13' as CivilDate,
      detail: { defects: [{ pointer: '/contractNumber', text: '合同号不清', newBecause: '复印件昨日才与原件核对完毕' }] },
    });
    expect(again.text).toContain('此前没有告知的原因：复印件昨日才与原件核对完毕');
    expect(again.text).not.toContain('金额与发票不符');
  });

  it('says what is still missing of conditions, which are met already, and by when the rest is to be reported', () => {
    const decision = aCaseIn('decision_pending');
    const approve = conditional(decision);
    const two = [
      ...(approve.detail?.conditions ?? []),
      { text: '完成住所登记', dueOn: addDays(MONDAY, 30), checkerRole: 'finance-reviewer' },
    ];
    const reported = moved(moved(decision, { ...approve, detail: { ...approve.detail, conditions: two } }), REPORT);
    const [first] = reported.record.conditions;
    const met = [{ conditionId: first?.id ?? '', evidence: ['paper-9'], source: null }];
    const told = taken(reported, { event: 'return-conditions', by: 'monitor', detail: { reason: '住所登记还没有办完', met } });
    expect(told.titles).toEqual(['条件落实情况补充通知书']);
    for (const part of [
      '还缺：住所登记还没有办完',
      '还没有落实的条件：1. 完成住所登记',
      '不必再报：1. 补交合同',
      '2026年6月23日前（含当日）',
      '本件失效',
    ])
      expect(told.text).toContain(part);
    // Written after the next report, it names no day: none is the applicant's.
    const again = moved(told.file, { ...REPORT, today: addDays(MONDAY, 1) });
    const late = lettersOf(again, 'return-conditions').flatMap(({ paragraphs }) => paragraphs);
    expect(late.join()).toContain('还缺：住所登记还没有办完');
    expect(late.join()).not.toContain('6月23日');
  });

  it.each([
    ['uphold-appeal', '撤销2026年5月11日作出的决定，案件重新办理', false],
    ['dismiss-appeal', '维持2026年5月11日作出的决定', true],
  ] as const)('tells what became of an appeal: %s', (event, outcome, remedy) => {
    const filed = moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: { reason: '请复核' } });
    const told = taken(filed, { event, by: 'appeals', detail: { reason: '复核查明的事实' } });
    expect(told.titles).toEqual(['复核决定书']);
    for (const part of [outcome, '理由：复核查明的事实']) expect(told.text).toContain(part);
    expect(told.letters[0]?.remedy === null).toBe(!remedy);
  });

  it('says that an approval is void, and why: an upheld objection, or another account', () => {
    const objected = aCaseIn('objection_review');
    const finding = { reason: '查证属实', objectionId: objected.objections[0]?.id ?? '' };
    const { letters: proposed } = taken(objected, { event: 'uphold-objection', by: 'notice', detail: finding });
    expect(proposed).toEqual([]);
    const twice = moved(objected, { event: 'uphold-objection', by: 'notice', detail: finding });
    const upheld = taken(twice, { event: 'uphold-objection', by: 'notice2', detail: finding });
    expect(upheld.titles).toEqual(['支持决定失效通知书']);
    for (const part of ['异议经核实成立', '案件重新评审', '核实情况：查证属实']) expect(upheld.text).toContain(part);
    const elsewhere = taken(aCaseIn('public_notice'), {
      event: 'change-payee-after-approval',
      by: 'signatory',
      detail: { reason: '换开户行' },
    });
    expect(elsewhere.titles).toEqual(['支持决定失效通知书']);
    expect(elsewhere.text).toContain('变更了收款信息');
  });

  it('says that nothing was done in time, and how to go on', () => {
    const on = '2026-07-20' as CivilDate;
    const lapsed = taken(aDraft({ clock: aCaseIn('returned').record.clock }), { event: 'lapse', by: 'system', today: on });
    expect(lapsed.titles).toEqual(['失效通知书']);
    for (const part of ['2026年7月20日失效', '重新申报']) expect(lapsed.text).toContain(part);
  });

  it('offers what nobody applied for, until it was confirmed', () => {
    const [offer] = lettersOf(aDraft(), 'offered');
    expect(offer?.title).toBe('免申即享告知书');
    expect(lettersOf(aCaseIn('submitted'), 'offered')).toEqual([]);
  });
});

describe('a termination', () => {
  const because = { reason: '企业已注销' };
  const proposed = moved(aCaseIn('disbursing'), { event: 'terminate', by: 'approver', detail: because });

  it('is told once it is decided by two, with the reason and until when one can appeal', () => {
    const { titles, text, file } = taken(proposed, { event: 'terminate', by: 'approver2', detail: because });
    expect(titles).toEqual(['终止办理决定书']);
    for (const part of ['终止办理，不再拨付', '理由：企业已注销', '申请复核', '行政复议']) expect(text).toContain(part);
    // The word of the first person, told late.
    const first = {
      id: 'm',
      type: 'case.terminate',
      caseId: 'case-1',
      version: proposed.record.version,
      state: 'disbursing' as const,
      at: AT,
    };
    expect(lettersFor(first, file)).toEqual([]);
    const paidInPart = { ...file, record: { ...file.record, clock: null } };
    expect(lettersOf(paidInPart, 'terminate')[0]?.remedy).toBe(
      '本案已有款项拨付，融桥不办理复核。如对本决定不服，可以依法申请行政复议或者提起行政诉讼。',
    );
  });
});

describe('a grant that is less than was claimed', () => {
  const lines = [
    { lineId: 'l1', amountFen: 100_000 },
    { lineId: 'l2', amountFen: 60_000 },
  ];
  const struck = (reason: string) => [{ lineId: 'l2', reason, by: aCaseIn('under_review').record.acts[0]?.by as never, at: AT }];
  const granted = (more: Partial<CaseFile['record']>) => {
    const file = aCaseIn('public_notice');
    const [letter] = lettersOf({ ...file, record: { ...file.record, ...more } }, 'approve');
    return letter;
  };

  it('names what was struck, by its place and amount, why, and what is open against it', () => {
    const letter = granted({ claim: { lines }, struck: struck('不是宽带费') });
    expect(letter?.paragraphs.join()).toContain('下列各项未予认可：1. 第 2 项费用（600.00元）：不是宽带费');
    expect(letter?.remedy).toContain('行政复议');
  });

  it('says nothing of the kind where all was granted', () => {
    const letter = granted({ claim: { lines } });
    expect(letter?.paragraphs.join()).not.toContain('未予认可');
    expect(letter?.remedy).toBeNull();
  });

  it('says what is open where the budget was shared out', () => {
    const approvals = aCaseIn('public_notice').record.approvals.map((one) => ({ ...one, amountFen: 1 }));
    expect(granted({ approvals })?.remedy).toContain('行政复议');
  });
});

describe('many points', () => {
  it('stand in as few paragraphs as hold them, none lost', () => {
    const points = Array.from({ length: 60 }, (_, at) => `${'某'.repeat(480)}${at}`);
    const paragraphs = inParagraphs('事项：', points);
    expect(paragraphs.length).toBeLessThanOrEqual(10);
    for (const point of points) expect(paragraphs.join('')).toContain(point);
    for (const paragraph of paragraphs) expect(paragraph.length).toBeLessThanOrEqual(4000);
    expect(inParagraphs('事项：', [])).toEqual([]);
  });
});
