// A value as a table, sorted and filtered.
import { isArray, isObject, type Json, lineOf } from './json';

/** What is in a place of a table; undefined where a row lacks the column. */
export type Cell = Json | undefined;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How a table is sorted: by the number of a column. */
export interface Sorting {
  readonly column: number;
  readonly down: boolean;
}

/** More columns nobody reads, and an editor cannot show. */
const MOST_COLUMNS = 250;

/** The table that suits a value: a row for each element of a list, else one for each property. */
export function tableOf(value: Json): Table {
  if (isArray(value)) {
    return ofList(value);
  }
  if (isObject(value)) {
    return { columns: ['Property', 'Value'], rows: Object.entries(value) };
  }
  return { columns: ['Value'], rows: [[value]] };
}

function ofList(list: readonly Json[]): Table {
  const names = new Map<string, number>();
  let others = false;
  for (const element of list) {
    if (isArray(element) || isObject(element)) {
      for (const name of Object.keys(element)) {
        if (!names.has(name) && names.size < MOST_COLUMNS) {
          names.set(name, names.size);
        }
      }
    } else {
      others = true;
    }
  }
  const columns = telling([...names.keys()], list);
  const rows = list.map(element => {
    const object: Readonly<Record<string, Json>> = typeof element === 'object' && element !== null ? (element as never) : {};
    const row: Cell[] = columns.map(name => (Object.hasOwn(object, name) ? object[name] : undefined));
    return others ? [...row, typeof element === 'object' && element !== null ? undefined : element] : row;
  });
  return { columns: others ? [...columns, 'Value'] : columns, rows };
}

/** Names that tell something first: behind them those that services add for programs, and those that have no value. */
function telling(names: readonly string[], list: readonly Json[]): string[] {
  const filled = new Set<string>();
  for (const element of list) {
    if (isArray(element) || isObject(element)) {
      for (const [name, value] of Object.entries(element)) {
        if (value !== null && value !== '') {
          filled.add(name);
        }
      }
    }
  }
  const tells = (name: string) => filled.has(name) && !/^_|odata[.:]/i.test(name);
  return [...names.filter(tells), ...names.filter(name => !tells(name))];
}

const TEXTS = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** A number that a cell holds, or writes as a text; undefined if it is none. */
export function numberIn(cell: Cell): number | undefined {
  if (typeof cell === 'number') {
    return cell;
  }
  return typeof cell === 'string' && /^-?\d+(\.\d+)?$/.test(cell) && cell.length <= 17 ? Number(cell) : undefined;
}

function isEmpty(cell: Cell): boolean {
  return cell === undefined || cell === null || cell === '';
}

/** The rows in order; equal ones keep theirs, and those that lack a value come last. */
export function sorted(rows: Table['rows'], { column, down }: Sorting): Table['rows'] {
  const direction = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one[column], other[column]];
    if (isEmpty(a) || isEmpty(b)) {
      return Number(isEmpty(a)) - Number(isEmpty(b));
    }
    const [x, y] = [numberIn(a), numberIn(b)];
    return direction * (x !== undefined && y !== undefined ? x - y : TEXTS.compare(lineOf(a), lineOf(b)));
  });
}

/** The rows that hold a text in some column, in any case. */
export function filtered(rows: Table['rows'], text: string): Table['rows'] {
  const wanted = text.toLowerCase();
  return wanted === '' ? rows : rows.filter(row => row.some(cell => lineOf(cell).toLowerCase().includes(wanted)));
}
