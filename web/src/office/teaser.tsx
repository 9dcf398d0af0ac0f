import { KIND_NAMES, type OrganisationKind } from '../../../shared/domain/parties/kinds.ts';
import { TEASER_WORDS, type Teaser } from '../../../shared/domain/parties/teaser.ts';
import { useRegions } from '../account/regions.ts';
import { useWords } from '../words/use-words.ts';
import { industryName } from '../words/values.ts';

/** What is told of everyone, in the order in which one compares. */
export const TEASER_LINES = ['divisionCode', 'industry', 'stage', 'ageBand', 'staffBand', 'revenueBand'] as const;
export type TeaserLine = (typeof TEASER_LINES)[number];

/** A number to tell apart by those that have no name: whole where it is short, else its end. */
const shortId = (id: string): string => (id.length <= 24 ? id : id.slice(-6));

/** What one is called whose name is not told: 企业 company-18. */
export function useUnnamed(): (company: { readonly id: string; readonly kind: OrganisationKind }) => string {
  const { t, of } = useWords();
  return ({ id, kind }) => t('companies.unnamed', { kind: of(KIND_NAMES[kind]), id: shortId(id) });
}

/** One line of a teaser in words. */
export function useTeaserWords(): (teaser: Teaser, line: TeaserLine) => string {
  const words = useWords();
  const { say } = useRegions();
  return (teaser, line) => {
    const value = teaser[line];
    if (value === null) return words.t('teaser.unknown');
    if (line === 'divisionCode') return say(value);
    if (line === 'industry') return industryName(value, words);
    const found = TEASER_WORDS[value];
    return found ? words.of(found) : value;
  };
}

/** What everyone who may look for companies sees of one, in pairs of words. */
export function TeaserPairs({ teaser }: { readonly teaser: Teaser }) {
  const { t } = useWords();
  const wordOf = useTeaserWords();
  return (
    <dl className="pairs pairs-short">
      {TEASER_LINES.map((line) => (
        <div key={line}>
          <dt>{t(`teaser.${line}`)}</dt>
          <dd>{wordOf(teaser, line)}</dd>
        </div>
      ))}
    </dl>
  );
}
