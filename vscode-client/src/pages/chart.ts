// Draws a chart.
import type { Chart } from '../results/chart';
import { startOf } from '../results/json';
import { drawing, element } from './dom';

const WIDTH = 900;
const HEIGHT = 280;
const LEFT = 70;
const BOTTOM = 60;
const TOP = 10;

/** A chart with its legend. */
export function chartElement(chart: Chart): HTMLElement {
  const values = chart.series.flatMap(series => series.values).filter((value): value is number => value !== undefined);
  const scale = scaleOf(Math.min(0, ...values), Math.max(0, ...values));
  const y = (value: number) => TOP + (HEIGHT - BOTTOM - TOP) * (1 - (value - scale.low) / (scale.high - scale.low));
  const svg = drawing('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `Chart by ${chart.by}` });
  for (const tick of scale.ticks) {
    svg.append(
      drawing('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: y(tick), y2: y(tick) }),
      drawing('text', { class: 'tick', x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, short(tick)),
    );
  }
  const step = (WIDTH - LEFT) / chart.labels.length;
  const x = (index: number) => LEFT + step * (index + 0.5);
  labels(svg, chart, x, step);
  if (chart.kind === 'line') {
    chart.series.forEach((series, number) => lines(svg, chart, series.values, number, x, y));
  } else {
    chart.series.forEach((series, number) => bars(svg, chart, number, series.values, step, y));
  }
  const legend = chart.series.map((series, number) => element('span', `legend s${number}`, series.name));
  const remark = chart.remark === '' ? [] : [element('span', 'facts', chart.remark)];
  return element('div', '', element('div', 'legends', ...legend, ...remark), svgHolder(svg));
}

function svgHolder(svg: SVGSVGElement): HTMLElement {
  const holder = element('div', 'svg');
  holder.append(svg);
  return holder;
}

/** Labels below; as many as there is room for. */
function labels(svg: SVGSVGElement, chart: Chart, x: (index: number) => number, step: number): void {
  const each = Math.max(1, Math.ceil((chart.kind === 'line' ? 90 : 40) / step));
  chart.labels.forEach((label, index) => {
    if (index % each === 0) {
      const text = startOf(label, chart.kind === 'line' ? 18 : 13);
      const at = `translate(${x(index)},${HEIGHT - BOTTOM + 14})`;
      const turned = chart.kind === 'bar' ? ' rotate(-25)' : '';
      const anchor = chart.kind === 'bar' ? 'end' : 'middle';
      svg.append(drawing('text', { class: 'tick', transform: at + turned, 'text-anchor': anchor }, text));
    }
  });
}

function lines(
  svg: SVGSVGElement,
  chart: Chart,
  values: readonly (number | undefined)[],
  number: number,
  x: (index: number) => number,
  y: (value: number) => number,
): void {
  let path = '';
  values.forEach((value, index) => {
    if (value !== undefined) {
      path += `${path === '' || values[index - 1] === undefined ? 'M' : 'L'}${x(index).toFixed(1)},${y(value).toFixed(1)}`;
    }
  });
  svg.append(drawing('path', { class: `line s${number}`, d: path }));
  values.forEach((value, index) => {
    if (value !== undefined) {
      const tooltip = drawing('title', {}, `${chart.labels[index]}: ${value} (${chart.series[number]?.name})`);
      svg.append(drawing('circle', { class: `dot s${number}`, cx: x(index), cy: y(value), r: values.length > 60 ? 1.5 : 3 }, tooltip));
    }
  });
}

function bars(
  svg: SVGSVGElement,
  chart: Chart,
  number: number,
  values: readonly (number | undefined)[],
  step: number,
  y: (value: number) => number,
): void {
  const width = (step * 0.8) / chart.series.length;
  values.forEach((value, index) => {
    if (value !== undefined) {
      const tooltip = drawing('title', {}, `${chart.labels[index]}: ${value} (${chart.series[number]?.name})`);
      const left = LEFT + step * index + step * 0.1 + width * number;
      const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
      svg.append(drawing('rect', { class: `bar s${number}`, x: left, y: top, width: Math.max(1, width - 1), height: bottom - top }, tooltip));
    }
  });
}

/** A scale from a low to a high round number, with some between. */
function scaleOf(least: number, most: number): { readonly low: number; readonly high: number; readonly ticks: readonly number[] } {
  const range = most - least || 1;
  const rough = range / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find(factor => factor * power >= rough) ?? 10) * power;
  const low = Math.floor(least / step) * step;
  const high = Math.max(low + step, Math.ceil(most / step) * step);
  const count = Math.round((high - low) / step);
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step) };
}

const NUMBERS = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });

function short(value: number): string {
  return NUMBERS.format(value);
}
