import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeInWords } from '../../../../../shared/domain/instruments/place-in-words.ts';
import { FIELD_WORDS, LIST_WORDS } from '../../../../../shared/domain/subsidies/place-words.ts';
import { aCaseIn } from '../../../../support/case-files.ts';

const BOOK = fileURLToPath(new URL('../../../../../web/src/locales/desk.zh.json', import.meta.url));

describe('a place of a claim in words', () => {
  it('is called in letters as it is on the pages of the desk', () => {
    const { desk } = JSON.parse(readFileSync(BOOK, 'utf8'));
    expect({ field: FIELD_WORDS, list: LIST_WORDS }).toEqual({ field: desk.field, list: desk.list });
  });

  it.each([
    ['/year', '费用年度'],
    ['/lines/0/amountFen', '票据第 1 行申报金额'],
    ['/claim/trainees/2/certificateDocumentId', '学员第 3 行证书'],
    ['/mentor/name', '导师名称或姓名'],
    ['/lines/1', '票据第 2 行'],
    ['/payee', '收款账户'],
    ['', undefined],
    ['/no-such-field', undefined],
    ['/clauses/no-such-clause', undefined],
  ] as const)('%s: %s', (pointer, words) => expect(placeInWords({ appraisal: null, instrument: 'rent_subsidy' }, pointer)).toBe(words));

  it('is the text of a clause where that is what is wrong', () => {
    const { record } = aCaseIn('under_review');
    const [clause] = record.appraisal?.clauses ?? [];
    expect(clause).toBeDefined();
    expect(placeInWords(record, `/clauses/${clause?.id}`)).toBe(`“${clause?.text.zh}”`);
  });
});
