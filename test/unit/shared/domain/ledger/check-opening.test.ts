import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import { checkOpening, openingYears } from '../../../../../shared/domain/ledger/check-opening.ts';

const { programmes } = readCatalogue();
/** At the bureau of a zone: a programme that was of 2024 alone, whenever one asks. */
const PAST = 'sip-tech-loan-interest-subsidy-2024';
const asked = (thisYear: number, fiscalYear: number) =>
  checkOpening(
    { programmeId: PAST, fiscalYear, communityId: null },
    { thisYear, programmes, adopted: [], divisionCode: '320576', community: undefined },
  ).map(({ pointer, code }) => [pointer, code]);

describe('the year of a budget that is opened', () => {
  it('is this one or the next', () => {
    expect(openingYears(2026)).toEqual([2026, 2027]);
    expect(asked(2024, 2024)).toEqual([]);
    expect(asked(2023, 2024)).toEqual([]);
  });

  it.each([
    [2025, 2024],
    [2022, 2024],
    [2024, 2020],
    [2024, 2100],
  ])('in %i it is not %i', (thisYear, fiscalYear) => expect(asked(thisYear, fiscalYear)).toEqual([['/fiscalYear', 'year-not-open']]));

  it('is one in which the programme is in force', () => {
    expect(asked(2024, 2025)).toEqual([['/fiscalYear', 'not-in-force-that-year']]);
    expect(asked(2023, 2023)).toEqual([['/fiscalYear', 'not-in-force-that-year']]);
  });
});
