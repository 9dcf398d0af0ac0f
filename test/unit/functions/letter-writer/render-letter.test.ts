import { beforeAll, describe, expect, it } from 'vitest';
import { type LetterFonts, readFonts } from '../../../../functions/letter-writer/render/fonts.ts';
import { chainHashOf, renderLetter } from '../../../../functions/letter-writer/render/render-letter.ts';
import { mm } from '../../../../functions/letter-writer/render/sheet.ts';
import { WORDS } from '../../../../functions/letter-writer/render/words.ts';
import { type Letter, WITHOUT_AMOUNT } from '../../../../shared/contracts/letter.ts';
import { CASE_LETTERS } from '../../../../shared/domain/cases/shown/letters.ts';
import { letterFont, longLetter, sampleLetter } from '../../../support/letters.ts';
import { type ReadPdf, readingOrder, readPdf, rowsOf, within } from '../../../support/read-pdf.ts';

let fonts: LetterFonts;
beforeAll(() => {
  fonts = readFonts(letterFont());
});

const read = async (letter: Letter): Promise<ReadPdf> => readPdf(await renderLetter(letter, fonts));
const sayings = (pdf: ReadPdf): string[] => readingOrder(pdf).map(({ text }) => text);
const roles = (pdf: ReadPdf): Set<string> => new Set(pdf.pages.flatMap(({ tree }) => within(tree).map(({ role }) => role)));

describe('a decision', () => {
  let pdf: ReadPdf;
  const letter = sampleLetter();
  beforeAll(async () => {
    pdf = await read(letter);
  });

  it('says who, what and why in reading order, paragraph by paragraph', () => {
    expect(readingOrder(pdf).filter(({ role }) => role === 'H1' || role === 'H2')).toEqual([
      { role: 'H1', text: '关于拨付众创社区初创企业宽带补助的决定' },
      { role: 'H2', text: '一、政策项目' },
      { role: 'H2', text: '二、逐条认定' },
      { role: 'H2', text: '三、金额核定' },
      { role: 'H2', text: '四、收款账户' },
      { role: 'H2', text: '五、权利救济' },
      { role: 'H2', text: '六、核验信息' },
    ]);
    const said = sayings(pdf);
    expect(said.slice(0, 10)).toEqual([
      '云栖县财政局',
      '云财补〔2026〕12号',
      '关于拨付众创社区初创企业宽带补助的决定',
      '云栖智联科技有限公司：',
      ...letter.paragraphs,
      '一、政策项目',
      '项目名称：',
      '众创社区初创企业宽带补助',
      '适用版本：',
    ]);
    const signed = said.lastIndexOf('云栖县财政局');
    const seal = said.lastIndexOf('封存凭证：');
    expect(said.slice(signed - 2, seal + 1)).toEqual([
      '五、权利救济',
      letter.remedy,
      '云栖县财政局',
      '2026年11月23日',
      '六、核验信息',
      '下列校验值（SHA-256）与案卷一并保存，持案卷的导出文件可离线核对本函与案卷是否一致。',
      ...['案件编号：', 'case-2026-000123', '版本校验值：', letter.programme.hash, '案卷链校验值：', letter.seal.chainHash],
      '封存凭证：',
    ]);
    // The last lines may stand on the next page.
    expect(said.slice(seal + 1).join('')).toBe(WORDS.zh.whereSealed);
  });

  it('judges clause by clause with source and mark, and shows how the amount came to be', () => {
    expect(rowsOf(pdf)).toEqual([
      ['序号', '条款与依据', '认定'],
      [
        '1',
        '申请企业在本县登记注册，且在众创社区内实际办公依据：《云栖县支持众创社区建设实施细则》第五条“入驻众创社区的初创企业，按实际支付的宽带费用给予补助。”〔有出处〕',
        '符合',
      ],
      [
        '2',
        '宽带费用发票在补助期内开具依据：《云栖县支持众创社区建设实施细则》第七条第（二）项“以上一年度内开具的正规发票为准。”〔通行做法，待发布机关确认〕',
        '符合',
      ],
      ['3', '同一费用未享受其他财政补助依据：无原文〔暂设，待发布机关确认〕', '未能确认'],
      ['序号', '计算步骤', '金额（元）'],
      ['1', '合规发票金额合计（6 张）', '41,200.00'],
      ['2', '补助比例 50%', '20,600.00'],
      ['3', '单个企业年度上限 2 万元', '20,000.00'],
      ['4', '按整元四舍五入', '—'],
      ['', '核定合计', '¥20,000.00'],
    ]);
    expect(sayings(pdf)).toContain('金额（大写）：人民币贰万元整');
    expect(sayings(pdf)).toContain('****6688');
  });

  it('is tagged, titled, outlined and in its language, and leaves nothing outside of the tags', () => {
    expect(pdf.marked).toBe(true);
    expect(pdf.info).toMatchObject({ Language: 'zh-CN', Author: '云栖县财政局', PDFFormatVersion: '1.7' });
    expect(pdf.info.Title).toBe('关于拨付众创社区初创企业宽带补助的决定（云财补〔2026〕12号）');
    expect(pdf.title).toBe(pdf.info.Title);
    expect(pdf.outline.map(({ title, items }) => [title, items.length])).toEqual([['关于拨付众创社区初创企业宽带补助的决定', 6]]);
    expect([...roles(pdf)].sort()).toEqual(
      ['Root', 'Document', 'H1', 'H2', 'L', 'LBody', 'LI', 'Lbl', 'P', 'TBody', 'TD', 'TH', 'THead', 'TR', 'Table'].sort(),
    );
    expect(pdf.pages.map(({ unmarked }) => unmarked.trim())).toEqual(pdf.pages.map(() => ''));
  });

  it.each(CASE_LETTERS)(
    'says of a %s that it keeps to PDF/UA-1, and what a validator asks of such a file beside its tags',
    async (kind) => {
      const bytes = await renderLetter(
        sampleLetter({ kind, ...((WITHOUT_AMOUNT as readonly string[]).includes(kind) && { amount: null }) }),
        fonts,
      );
      const text = Buffer.from(bytes).toString('latin1');
      expect(text).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/u);
      expect(text).toMatch(/<dc:title>/u);
      expect(text).toMatch(/\/DisplayDocTitle true/u);
      expect(text).toMatch(/\/MarkInfo/u);
      expect(text).toMatch(/\/Lang \(zh-CN\)/u);
      // Every font lies in it, with the letters its shapes stand for.
      const fontFiles = text.match(/\/FontFile2 /gu) ?? [];
      expect(fontFiles).toHaveLength((text.match(/\/Type \/FontDescriptor/gu) ?? []).length);
      expect(text.match(/\/ToUnicode /gu) ?? []).toHaveLength((text.match(/\/Subtype \/Type0/gu) ?? []).length);
      expect(chainHashOf(bytes)).toBe(letter.seal.chainHash);
    },
  );

  it('says of each heading cell that it is about its column', async () => {
    const text = Buffer.from(await renderLetter(letter, fonts)).toString('latin1');
    const objects = text.split('endobj');
    const headings = objects.filter((object) => object.includes('/S /TH\n'));
    expect(headings).toHaveLength(6);
    for (const object of headings) expect(object).toMatch(/\/Scope \/Column/u);
  });

  it('numbers its pages for the eye alone', () => {
    const { length } = pdf.pages;
    expect(pdf.pages.map(({ artifacts }) => /第 \d+ 页　共 \d+ 页/u.exec(artifacts)?.[0])).toEqual(
      Array.from({ length }, (_, at) => `第 ${at + 1} 页　共 ${length} 页`),
    );
    expect(sayings(pdf).join('')).not.toContain('页　共');
  });
});

describe('other letters', () => {
  it('a receipt has neither findings nor amount where there are none, and says where its seal is found, whenever it is read', async () => {
    const pdf = await read(
      sampleLetter({
        kind: 'receipt',
        clauses: [],
        amount: null,
        payee: null,
        remedy: null,
      }),
    );
    expect(pdf.outline[0]?.items.map(({ title }) => title)).toEqual(['一、政策项目', '二、核验信息']);
    expect(roles(pdf)).not.toContain('Table');
    expect(sayings(pdf).join('')).toContain('用 npm run verify-case 加 --head');
    expect(sayings(pdf).join('')).not.toContain('尚未');
  });

  it('one in English is in English, with the capitals still in Chinese', async () => {
    const pdf = await read(sampleLetter({ kind: 'payment', language: 'en', title: 'Notice of payment', addressee: 'Yunqi Ltd.' }));
    expect(pdf.info).toMatchObject({ Language: 'en' });
    expect(sayings(pdf)).toEqual(
      expect.arrayContaining([
        'To: Yunqi Ltd.',
        '1. Programme',
        '3. Amount paid',
        '23 November 2026',
        'In Chinese capitals: 人民币贰万元整',
      ]),
    );
    const text = Buffer.from(await renderLetter(sampleLetter({ language: 'en' }), fonts)).toString('latin1');
    expect(text.match(/\/Lang \(zh-CN\)/gu)?.length).toBeGreaterThan(10);
    expect(pdf.pages[0]?.artifacts).toContain(`Page 1 of ${pdf.pages.length}`);
  });
});

/** The rows of the second table. */
const amountRows = (pdf: ReadPdf): string[][] => {
  const rows = rowsOf(pdf);
  return rows.slice(rows.findIndex((cells) => cells[1] === '计算步骤'));
};

describe('long letters', () => {
  it('forty lines take five pages, each row once, with the heading row repeated for the eye', async () => {
    const pdf = await read(longLetter(40));
    expect(pdf.pages).toHaveLength(5);
    const rows = amountRows(pdf);
    expect(rows.map(([number]) => number)).toEqual(['序号', ...Array.from({ length: 40 }, (_, at) => String(at + 1)), '']);
    expect(rows.at(-1)).toEqual(['', '核定合计', '¥20,007.80']);
    const middle = pdf.pages.filter(
      ({ tree }) => within(tree).filter(({ role, text }) => role === 'P' && text.startsWith('第 ')).length > 5,
    );
    expect(middle.length).toBeGreaterThan(1);
    for (const { artifacts } of middle.slice(1)) expect(artifacts).toContain('序号计算步骤金额（元）');
  });

  it('a row higher than a page goes on over it, and loses nothing', async () => {
    const quote = Array.from({ length: 200 }, (_, at) => `第${at + 1}款内容略。`).join('');
    const [clause] = sampleLetter().clauses;
    if (clause === undefined) throw new Error('the sample has clauses');
    const long = { ...clause, text: '条'.repeat(1000), citation: { document: '细则', article: null, quote } };
    const pdf = await read(sampleLetter({ clauses: [long] }));
    const text = rowsOf(pdf)
      .slice(0, -amountRows(pdf).length)
      .map((cells) => cells[1])
      .join('');
    expect(text).toBe(`条款与依据${'条'.repeat(1000)}依据：《细则》“${quote}”〔有出处〕`);
  });

  it('paragraphs, names and words of any length stay within the margins, and whole', async () => {
    const issuer = '云栖'.repeat(60);
    const addressee = 'Unbreakable'.repeat(18);
    const paragraph = `${'很长的说明，'.repeat(600)}完。`;
    const pdf = await read(sampleLetter({ issuer, addressee, paragraphs: [paragraph] }));
    const said = sayings(pdf);
    expect(said.filter((text) => text === issuer)).toHaveLength(2);
    expect(said).toContain(`${addressee}：`);
    const whole = readingOrder(pdf)
      .filter(({ role, text }) => role === 'P' && /很长|完。/u.test(text))
      .map(({ text }) => text);
    expect(whole.join('')).toBe(paragraph);
    expect(whole.length).toBeGreaterThan(1);
    for (const { reach } of pdf.pages) {
      expect(reach.left).toBeGreaterThanOrEqual(mm(28) - 0.1);
      expect(reach.right).toBeLessThanOrEqual(mm(210 - 26) + 0.1);
      expect(reach.bottom).toBeGreaterThan(mm(20));
    }
    expect(Math.max(...pdf.pages.map(({ reach }) => reach.right))).toBeGreaterThan(mm(183));
  });
});

describe('what cannot be printed', () => {
  const note = (pdf: ReadPdf) => sayings(pdf).find((text) => text.startsWith('注：'));

  it('rare characters of the standard are printed', async () => {
    const pdf = await read(sampleLetter({ addressee: '㐂喆堃䶮龘' }));
    expect(sayings(pdf)).toContain('㐂喆堃䶮龘：');
    expect(note(pdf)).toBeUndefined();
  });

  it('what the typeface lacks is shown as 〓 and named, and no box is drawn', async () => {
    const pdf = await read(sampleLetter({ addressee: '𠮷野 😀👨‍👩‍👧 שלום' }));
    expect(sayings(pdf)).toContain('〓野 〓〓 〓〓〓〓：');
    expect(note(pdf)).toBe('注：字库未收下列字符，文中以“〓”代替：U+20BB7 U+1F600 U+1F468 U+1F469 U+1F467 U+05E9 U+05DC U+05D5 U+05DD。');
    expect(pdf.pages.flatMap(({ glyphs }) => glyphs)).not.toContain(0);
    expect(pdf.pages.flatMap(({ glyphs }) => glyphs).length).toBeGreaterThan(500);
  });

  it('marks of direction, controls and joiners are left out, so that nothing reads backwards', async () => {
    const pdf = await read(sampleLetter({ addressee: '乙\u202e司公甲\u202c\u0000\u0007\u200b\u2066\ufeff\u00ad丙\r\n丁' }));
    expect(sayings(pdf)).toContain('乙司公甲丙 丁：');
    expect(note(pdf)).toBeUndefined();
  });

  it('signs of XML and PDF are letters like others', async () => {
    const title = 'A & B <script>) endobj (\\ 决定';
    const pdf = await read(sampleLetter({ title }));
    expect(sayings(pdf)).toContain(title);
    expect(pdf.info.Title).toBe('A ＆ B ＜script＞) endobj (\\ 决定（云财补〔2026〕12号）');
    expect(pdf.title).toBe(pdf.info.Title);
  });
});

describe('its bytes', () => {
  it('are the same for the same letter, whatever was set between, and others for another', async () => {
    const first = await renderLetter(sampleLetter(), fonts);
    await renderLetter(longLetter(3), fonts);
    expect(Buffer.compare(await renderLetter(sampleLetter(), fonts), first)).toBe(0);
    expect(Buffer.compare(await renderLetter(sampleLetter(), readFonts(letterFont())), first)).toBe(0);
    expect(Buffer.compare(await renderLetter(sampleLetter({ number: '云财补〔2026〕13号' }), fonts), first)).not.toBe(0);
  });

  it('hold the shapes that are used and no more of the font', async () => {
    expect((await renderLetter(sampleLetter(), fonts)).length).toBeLessThan(100_000);
  });

  it('know no font but the letters’', async () => {
    const text = Buffer.from(await renderLetter(sampleLetter(), fonts)).toString('latin1');
    expect(text.match(/\/BaseFont \/\S+/gu)).toEqual([
      expect.stringMatching(/\+NotoSansSC-Regular$/u),
      expect.stringMatching(/\+NotoSansSC-Regular$/u),
    ]);
    expect(text).not.toContain('Helvetica');
  });
});
