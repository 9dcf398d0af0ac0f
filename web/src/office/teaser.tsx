import { TEASER_WORDS, type Teaser } from '../../../shared/domain/parties/teaser.ts';
import { useRegions } from '../account/regions.ts';
import { useWords } from '../words/use-words.ts';

const LINES = ['industry', 'stage', 'ageBand', 'staffBand', 'revenueBand'] as const;

/** What everyone who may look for companies sees of one, in a line of words. */
export function TeaserPairs({ teaser }: { readonly teaser: Teaser }) {
  const { t, of } = useWords();
  const { say } = useRegions();
  const word = (value: string | null): string => {
    if (value === null) return t('teaser.unknown');
    const found = TEASER_WORDS[value];
    return found ? of(found) : value;
  };
  return (
    <dl className="pairs">
      <div>
        <dt>{t('teaser.divisionCode')}</dt>
        <dd>{teaser.divisionCode ? say(teaser.divisionCode) : t('teaser.unknown')}</dd>
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
