import type { MatchResult } from '../../../shared/domain/matching/answer.ts';
import type { Flip } from '../../../shared/domain/matching/flips.ts';
import { factLabel, type Lexicon, sayRequired } from '../words/values.ts';

function FlipLine({ flip, lexicon }: { readonly flip: Flip; readonly lexicon: Lexicon }) {
  const { t, day } = lexicon.words;
  const needs = flip.needs
    .map((need) => t('flip.need', { fact: factLabel(need.fact, lexicon), required: sayRequired(need.fact, need.op, need.value, lexicon) }))
    .join(t('flip.and'));
  return (
    <li>
      <strong>{t(`flip.${flip.kind}`)}</strong> {flip.from ? t('flip.from', { day: day(flip.from) }) : ''}
      {needs}
      {flip.until ? t('flip.until', { day: day(flip.until) }) : ''}
    </li>
  );
}

/** What would change the answer: something to tell us, something to bring about, or a day to wait for. And what time will change. */
export function Flips({ result, lexicon }: { readonly result: MatchResult; readonly lexicon: Lexicon }) {
  const { t, day } = lexicon.words;
  const turns = result.turns.filter((turn) => turn.verdict !== result.verdict);
  if (result.flips.length === 0 && turns.length === 0) {
    return result.verdict === 'ineligible' ? <p className="muted">{t('flip.never')}</p> : null;
  }
  return (
    <section>
      <h4>{t(result.verdict === 'eligible' ? 'flip.titleTime' : 'flip.title')}</h4>
      <ul className="plain-list">
        {result.verdict === 'eligible'
          ? null
          : result.flips.map((flip) => <FlipLine key={JSON.stringify(flip)} flip={flip} lexicon={lexicon} />)}
        {turns.slice(0, 2).map((turn) => (
          <li key={turn.on}>{t(`flip.turn.${turn.verdict}`, { day: day(turn.on) })}</li>
        ))}
      </ul>
    </section>
  );
}
