import type { Letter } from '../../../shared/contracts/letter.ts';
import { codePointName } from './clean-text.ts';
import { amount, findings } from './compose-tables.ts';
import { type Desk, indented, RED, STYLES } from './desk.ts';
import {
  addElement,
  balanced,
  COLUMN,
  drawArtifact,
  type Element,
  keepTogether,
  linesOf,
  mm,
  PAGE,
  type Place,
  type Sheet,
  type Style,
  setLines,
  setParagraph,
} from './sheet.ts';
import { WORDS } from './words.ts';

/**
 * Sets a letter, from its head to what it can be checked by, and its outline. Reading order is the order of setting.
 *
 * @param letter clean: each text can be printed as it is
 * @param missing the characters of the original that the typeface lacks
 */
export function composeLetter(sheet: Sheet, root: Element, letter: Letter, missing: readonly string[]): void {
  const words = WORDS[letter.language];
  const styles = STYLES[letter.language];
  const outline = sheet.doc.outline.addItem(letter.title, { expanded: true });
  let sections = 0;
  const desk: Desk = {
    sheet,
    root,
    letter,
    words,
    styles,
    langOf: (text) => (letter.language === 'en' && /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined),
    heading: (text, needed = 4 * styles.item.leading, style = styles.heading) => {
      sections += 1;
      keepTogether(sheet, style.leading + needed);
      const said = words.section(sections, text);
      setParagraph(sheet, root, {
        role: 'H2',
        text: said,
        style,
        place: style === styles.heading ? indented(desk, 'left') : { ...COLUMN, align: 'left' },
      });
      outline.addItem(said);
    },
  };
  for (const part of [head, body, programme, findings, amount, payee, remedy, signature, check]) part(desk);
  if (missing.length > 0) setParagraph(sheet, root, { text: words.lacking(missing.map(codePointName).join(' ')), style: styles.small });
}

/** Whose letter it is above a red rule, its number below; then title and addressee. */
function head({ sheet, root, letter, words, styles, langOf }: Desk): void {
  sheet.y = mm(24);
  setParagraph(sheet, root, {
    text: letter.issuer,
    style: styles.head,
    place: balanced(sheet, letter.issuer, styles.head),
    lang: langOf(letter.issuer),
  });
  sheet.y += 5;
  drawArtifact(sheet, 'Layout', () => {
    const right = PAGE.left + PAGE.width;
    sheet.doc.lineWidth(2).moveTo(PAGE.left, sheet.y).lineTo(right, sheet.y).stroke(RED);
    sheet.doc
      .lineWidth(0.5)
      .moveTo(PAGE.left, sheet.y + 3)
      .lineTo(right, sheet.y + 3)
      .stroke(RED);
  });
  sheet.y += 10;
  setParagraph(sheet, root, { text: letter.number, style: styles.item, place: { ...COLUMN, align: 'right' }, lang: langOf(letter.number) });
  sheet.y += styles.item.leading;
  setParagraph(sheet, root, {
    role: 'H1',
    text: letter.title,
    style: styles.title,
    place: balanced(sheet, letter.title, styles.title),
    lang: langOf(letter.title),
  });
  sheet.y += styles.item.leading;
  const addressee = words.addressee(letter.addressee);
  setParagraph(sheet, root, { text: addressee, style: styles.text, lang: langOf(addressee) });
}

function body(desk: Desk): void {
  const { sheet, root, letter, styles, langOf } = desk;
  for (const text of letter.paragraphs) setParagraph(sheet, root, { text, style: styles.text, place: indented(desk), lang: langOf(text) });
}

function programme(desk: Desk): void {
  const { letter, words } = desk;
  desk.heading(words.programme);
  setList(desk, [
    [words.programmeName, letter.programme.name],
    [words.version, letter.programme.version],
  ]);
}

function payee(desk: Desk): void {
  const { letter, words } = desk;
  if (letter.payee === null) return;
  desk.heading(words.payee);
  const { name, bank, account } = letter.payee;
  setList(desk, [[words.payeeName, name], ...(bank === null ? [] : [[words.bank, bank] as const]), [words.account, account]]);
}

function remedy(desk: Desk): void {
  const { sheet, root, letter, words, styles, langOf } = desk;
  if (letter.remedy === null) return;
  desk.heading(words.remedy, 2 * styles.text.leading);
  setParagraph(sheet, root, { text: letter.remedy, style: styles.text, place: indented(desk), lang: langOf(letter.remedy) });
}

/** At the lower right: the day four characters in, whose letter it is centred above it (GB/T 9704-2012, 7.3.5.1). */
function signature({ sheet, root, letter, words, styles, langOf }: Desk): void {
  const date = words.date(letter.date);
  const edge = PAGE.width - 4 * styles.text.size;
  const [dateLine] = linesOf(sheet, date, styles.text, COLUMN);
  const issuer = linesOf(sheet, letter.issuer, styles.text, balanced(sheet, letter.issuer, styles.text));
  const widest = Math.max(...issuer.map(({ width }) => width));
  const dateWidth = dateLine?.width ?? 0;
  // Centred above the day where there is room to its right, and flush with the margin where there is none.
  const overhang = Math.min(Math.max(0, (widest - dateWidth) / 2), 4 * styles.text.size);
  const right: Place = { x: PAGE.left, width: edge + overhang, align: 'right' };
  keepTogether(sheet, (issuer.length + 2) * styles.text.leading);
  sheet.y += styles.text.leading;
  const element = addElement(sheet, root, 'P', langOf(letter.issuer) === undefined ? {} : { lang: 'zh-CN' });
  setLines(sheet, element, issuer, styles.text, widest < dateWidth ? { ...right, width: edge - (dateWidth - widest) / 2 } : right);
  setParagraph(sheet, root, { text: date, style: styles.text, place: { ...right, width: edge } });
  sheet.y += styles.text.leading / 2;
}

function check(desk: Desk): void {
  const { sheet, root, letter, words, styles } = desk;
  desk.heading(words.check, 5 * styles.small.leading, styles.cellBold);
  setParagraph(sheet, root, { text: words.checkHow, style: styles.small });
  setList(
    desk,
    [
      [words.caseId, letter.caseId],
      [words.versionHash, letter.programme.hash],
      [words.chainHash, letter.seal.chainHash],
      [words.seal, words.whereSealed],
    ],
    styles.small,
  );
}

/** What is called how: a list of labels, in a column as wide as the widest, and what they name beside them. */
function setList(
  { sheet, root, words, styles, langOf }: Desk,
  items: readonly (readonly [string, string])[],
  style: Style = styles.item,
): void {
  const colon = words.lang === 'zh-CN' ? '：' : ':';
  const labels = items.map(([label]) => linesOf(sheet, `${label}${colon}`, style, { ...COLUMN, width: PAGE.width / 3 }));
  const left = style === styles.small ? 0 : words.lang === 'zh-CN' ? 2 * styles.text.size : 0;
  const wide = Math.max(...labels.flat().map(({ width }) => width)) + style.size / 2;
  const list = addElement(sheet, root, 'L');
  for (const [at, [, text]] of items.entries()) {
    const label = labels[at] ?? [];
    const place: Place = { x: PAGE.left + left + wide, width: PAGE.width - left - wide, align: 'left' };
    keepTogether(sheet, label.length * style.leading);
    const item = addElement(sheet, list, 'LI');
    const top = sheet.y;
    setLines(sheet, addElement(sheet, item, 'Lbl'), label, style, { x: PAGE.left + left, width: wide, align: 'left' });
    const below = sheet.y;
    sheet.y = top;
    const lang = langOf(text);
    setLines(sheet, addElement(sheet, item, 'LBody', lang === undefined ? {} : { lang }), linesOf(sheet, text, style, place), style, place);
    // The longer of both; where the text has gone on to another page, it is the longer.
    if (sheet.y < below && sheet.y >= top) sheet.y = below;
  }
  sheet.y += style.leading / 2;
}
