import type { Option } from './chart-engine.ts';
import type { Budget, Statement } from './wire.ts';

/** Colours of `tokens.css`, which a canvas cannot read by itself; told apart by pattern as well. */
const COLOURS = { paid: '#17653a', reserved: '#c9932e', available: '#9fc5b8', line: '#0b5d50', ink: '#1c2622' } as const;
const YUAN = 100;
const inYuan = (fen: number): number => fen / YUAN;

type Words = { readonly paid: string; readonly reserved: string; readonly available: string; readonly yuan: string };
const LABEL = { color: COLOURS.ink, hideOverlap: true } as const;
const AXIS = { axisLabel: LABEL, nameTextStyle: { color: COLOURS.ink } } as const;

/** A page with room for few marks, in pixels. */
const NARROW = 600;
/** Of the names beside the bars, in pixels; the table has them whole. */
const WIDEST_NAME = 280;

/** What of each budget is paid, reserved and left, side by side, in a page of this width. */
export function budgetsOption(
  budgets: readonly (Budget & { readonly name: string })[],
  words: Words,
  { width, language }: { readonly width: number; readonly language: string },
): Option {
  const labelWidth = Math.min(WIDEST_NAME, width * 0.35);
  // Marks beside each other have room for their figures only in short; the table has them whole.
  const inShort = new Intl.NumberFormat(language, { notation: 'compact' });
  const series = (['paid', 'reserved', 'available'] as const).map((part) => ({
    type: 'bar',
    stack: 'budget',
    name: words[part],
    itemStyle: { color: COLOURS[part] },
    data: budgets.map((budget) => inYuan(budget[`${part}Fen`])),
  }));
  return {
    aria: { enabled: true, decal: { show: true } },
    legend: { top: 8, data: series.map(({ name }) => name), textStyle: { color: COLOURS.ink } },
    grid: { left: 16, right: 32, top: 44, bottom: 40, containLabel: true },
    // Its name below it: at its end there is no room where the page is narrow.
    xAxis: {
      type: 'value',
      name: words.yuan,
      nameLocation: 'middle',
      nameGap: 28,
      splitNumber: width < NARROW ? 3 : 6,
      ...AXIS,
      axisLabel: { ...LABEL, formatter: (value: number) => inShort.format(value) },
    },
    yAxis: {
      type: 'category',
      data: budgets.map(({ name }) => name),
      inverse: true,
      axisLabel: { ...LABEL, hideOverlap: false, width: labelWidth, overflow: 'truncate' },
    },
    series,
  };
}

/** What stood in an account after each line of the books. */
export function balanceOption(lines: Statement['items'], name: string, yuan: string): Option {
  return {
    grid: { left: 16, right: 24, top: 36, bottom: 24, containLabel: true },
    xAxis: { type: 'time', ...AXIS },
    yAxis: { type: 'value', name: yuan, ...AXIS },
    series: [
      {
        type: 'line',
        step: 'end',
        name,
        itemStyle: { color: COLOURS.line },
        data: lines.map(({ at, balanceFen }) => [at, inYuan(balanceFen)]),
      },
    ],
  };
}
