import { TEASER_WORDS, type Teaser } from '../../../shared/domain/parties/teaser.ts';
import { useRegions } from '../account/regions.ts';
import { useWords } from '../words/use-words.ts';
import { industryName } from '../words/values.ts';

const LINES = ['stage', 'ageBand', 'staffBand', 'revenueBand'] as const;

/** A number to tell apart by those that have no name: whole where it is short, else its end. */
export const shortId = (id: string): string => (id.length <= 24 ? id : id.slice(-6));

/** What everyone who may look for companies sees of one, in a line of words. */
export function TeaserPairs({ teaser }: { readonly teaser: Teaser }) {
  const words = useWords();
  const { t, of } = words;
  const { reference, say } = useRegions();
  const word = (value: string | null): string => {
    if (value === null) return t('teaser.unknown');
    const found = TEASER_WORDS[value];
    return found ? of(found) : value;
  };
  return (
    <dl className="pairs pairs-short">
      <div>
        <dt>{t('teaser.divisionCode')}</dt>
        <dd>{teaser.divisionCode ? say(teaser.divisionCode) : t('teaser.unknown')}</dd>
      </div>
      <div>
        <dt>{t('teaser.industry')}</dt>
        <dd>
          {teaser.industry === null
            ? t('teaser.unknown')
            : reference
              ? industryName(teaser.industry, { reference, words })
              : teaser.industry}
        </dd>
      </div>
      {LINES.map((line) => (
        <div key={line}>
          <dt>{t(`teaser.${line}`)}</dt>
          <dd>{word(teaser[line])}</dd>
        </div>
      ))}
    </dl>
  );
}
