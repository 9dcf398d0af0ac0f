import { useWords } from '../../words/use-words.ts';

const FEN_PER_YUAN = 100;

/** Fen as a book has them: 483200.00 → 483,200.00, every fen of it, so that columns can be added up. The unit stands in the heading. */
export function exactYuan(fen: number): string {
  const [whole = '', rest = ''] = (Math.abs(fen) / FEN_PER_YUAN).toFixed(2).split('.');
  return `${fen < 0 ? '−' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
}

/** The heading of a column of such amounts. */
export function useInYuan(): (heading: string) => string {
  const { t } = useWords();
  return (heading) => t('desk.inYuan', { heading });
}
