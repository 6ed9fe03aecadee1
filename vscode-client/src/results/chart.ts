// A chart of a table that has dates or numbers.
import { lineOf } from './json';
import { type Cell, numberIn, type Table } from './table';

/** Values of one column, one for each label; undefined where there is none. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

/** A chart: lines over time, or bars of things. */
export interface Chart {
  readonly kind: 'line' | 'bar';
  /** Name of the column that the labels are of. */
  readonly by: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** What is left out, in a sentence; empty if nothing is. */
  readonly remark: string;
}

const MOST_SERIES = 6;
const MOST_BARS = 40;
const MOST_POINTS = 500;

/** The chart of a table; undefined if there is nothing to be seen in one. */
export function chartOf(table: Table): Chart | undefined {
  const { columns, rows } = table;
  if (rows.length < 2) {
    return undefined;
  }
  const filled = columns.map((_, column) => rows.map(row => row[column]).filter(cell => cell !== undefined && cell !== null && cell !== ''));
  const numbers = columns.flatMap((name, column) => (isMeasure(name, filled[column] ?? []) ? [column] : []));
  if (numbers.length === 0) {
    return undefined;
  }
  const date = columns.findIndex((_, column) => isTime(filled[column] ?? []));
  if (date >= 0) {
    return overTime(table, date, numbers);
  }
  const label = columns.findIndex((_, column) => !numbers.includes(column) && areNames(filled[column] ?? [], rows.length));
  return label >= 0 ? ofThings(table, label, numbers) : undefined;
}

/** Whether a column measures something: numbers that differ, and are no ids. */
function isMeasure(name: string, cells: readonly Cell[]): boolean {
  return (
    cells.length >= 2 &&
    !/(^|[^a-z])id$|Id$|guid|version|port$/i.test(name) &&
    cells.every(cell => numberIn(cell) !== undefined) &&
    new Set(cells.map(numberIn)).size > 1
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function isTime(cells: readonly Cell[]): boolean {
  return cells.length >= 2 && cells.every(cell => typeof cell === 'string' && DATE.test(cell)) && new Set(cells).size > 1;
}

/** Whether a column names each row by a text of its own. */
function areNames(cells: readonly Cell[], rows: number): boolean {
  return cells.length >= rows * 0.9 && cells.every(cell => typeof cell === 'string') && new Set(cells).size >= cells.length * 0.9;
}

/** Lines; rows of one time are added up. */
function overTime(table: Table, date: number, numbers: readonly number[]): Chart {
  const sums = new Map<string, (number | undefined)[]>();
  const chosen = numbers.slice(0, MOST_SERIES);
  for (const row of table.rows) {
    const time = row[date];
    if (typeof time === 'string' && time !== '') {
      const sum = sums.get(time) ?? chosen.map(() => undefined);
      chosen.forEach((column, index) => {
        const value = numberIn(row[column]);
        if (value !== undefined) {
          sum[index] = (sum[index] ?? 0) + value;
        }
      });
      sums.set(time, sum);
    }
  }
  const times = [...sums.keys()].sort((one, other) => Date.parse(one) - Date.parse(other));
  const shown = times.slice(-MOST_POINTS);
  return {
    kind: 'line',
    by: table.columns[date] ?? '',
    labels: shown,
    series: chosen.map((column, index) => ({
      name: table.columns[column] ?? '',
      values: shown.map(time => sums.get(time)?.[index]),
    })),
    remark: remarkOf(shown.length, times.length, 'times', chosen.length, numbers.length),
  };
}

/** Bars, the largest first. */
function ofThings(table: Table, label: number, numbers: readonly number[]): Chart {
  const chosen = numbers.slice(0, MOST_SERIES);
  const [first = 0] = chosen;
  const rows = [...table.rows].sort((one, other) => (numberIn(other[first]) ?? -Infinity) - (numberIn(one[first]) ?? -Infinity));
  const shown = rows.slice(0, MOST_BARS);
  return {
    kind: 'bar',
    by: table.columns[label] ?? '',
    labels: shown.map(row => lineOf(row[label])),
    series: chosen.map(column => ({ name: table.columns[column] ?? '', values: shown.map(row => numberIn(row[column])) })),
    remark: remarkOf(shown.length, rows.length, 'rows', chosen.length, numbers.length),
  };
}

function remarkOf(shown: number, all: number, what: string, series: number, columns: number): string {
  const parts = [
    shown < all ? `${shown} of ${all} ${what}` : '',
    series < columns ? `${series} of ${columns} columns with numbers` : '',
  ].filter(part => part !== '');
  return parts.length === 0 ? '' : `Shown: ${parts.join(', ')}.`;
}
