import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, AriaComponent, CanvasRenderer]);

export type Option = EChartsCoreOption;
export type Chart = EChartsType;

/**
 * A chart in an element, drawn on a canvas. Before it draws, the library empties the element by writing text of no length to `innerHTML`,
 * which our page policy forbids whatever is written (Trusted Types); the element is empty already, so that write comes to nothing here. No
 * component that writes HTML is loaded: tooltips are left out, and a table with the same figures stands beside each chart.
 */
export function drawChart(element: HTMLElement, option: Option): Chart {
  Object.defineProperty(element, 'innerHTML', { configurable: true, get: () => '', set: () => undefined });
  const chart = init(element, null, { renderer: 'canvas' });
  chart.setOption(option);
  return chart;
}
