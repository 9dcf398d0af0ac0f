import type { Budget } from './wire.ts';

/** Wide enough that the smallest share of a budget is still a hair's breadth. */
const WIDTH = 1_000;
const GAP = 4;
const SHARES = ['paid', 'reserved', 'available'] as const;

type Props = {
  /** One after the other, parted by a gap; each filled by what is paid, reserved and left of it. */
  readonly budgets: readonly Budget[];
  /** What the whole width stands for, and what lies before the first one, in fen. */
  readonly wholeFen: number;
  readonly beforeFen?: number;
};

/** How a budget is divided, as a bar; the figures stand beside it. */
export function PartBar({ budgets, wholeFen, beforeFen = 0 }: Props) {
  if (wholeFen <= 0) return null;
  let at = beforeFen;
  const pieces = budgets.flatMap((budget) => {
    const { budgetId, allocatedFen } = budget;
    const end = at + allocatedFen;
    const room = Math.max(0, allocatedFen - (GAP / WIDTH) * wholeFen);
    let from = at;
    const shares = SHARES.map((share) => {
      const wide = allocatedFen === 0 ? 0 : (Math.max(0, budget[`${share}Fen`]) / allocatedFen) * room;
      from += wide;
      return { key: `${budgetId} ${share}`, share, x: ((from - wide) / wholeFen) * WIDTH, width: (wide / wholeFen) * WIDTH };
    });
    at = end;
    return shares;
  });
  return (
    <svg className="part-bar" viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="bar-ground" x={0} y={0} width={WIDTH} height={10} />
      {pieces.map(({ key, share, x, width }) => (
        <rect key={key} className={`bar-${share}`} x={x} y={0} width={width} height={10} />
      ))}
    </svg>
  );
}
