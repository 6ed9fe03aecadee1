// What the page of results shows, and what the user does with it.
import type { QueryResult, RunResult } from '../protocol';
import { shownName } from '../run/commandLine';
import { spentOf } from '../run/outcomes';
import { chartOf } from './chart';
import { type Json, lineOf, startOf } from './json';
import type { Content, Problem, TableView, View } from './messages';
import { filtered, numberIn, sorted, type Sorting, type Table, tableOf } from './table';
import { nodeOf, type Parts, partsOf, type Path } from './tree';

/** Rows on a page. */
const ROWS = 100;

/** Longer cells are cut in the table; the tree has more of them. In UTF-16 units. */
const LONGEST_CELL = 300;

/** Longer texts that are no JSON are cut. In UTF-16 units. */
const LONGEST_TEXT = 500_000;

/** A value and its table. */
interface Parsed {
  readonly value: Json;
  readonly table: Table;
}

/** The runs that are shown, and how. */
export class Results {
  private index = 0;
  private query = '';
  private problem: Problem | undefined;
  private kept = true;
  private out = '';
  private parsed: Parsed | undefined;
  private rows: Table['rows'] = [];
  private sorting: Sorting | undefined;
  private filter = '';
  private page = 0;

  constructor(
    private readonly runs: readonly RunResult[],
    private readonly canInsert: boolean,
  ) {
    this.choose(runs.length - 1);
  }

  /** The run that is shown. */
  get run(): RunResult {
    const run = this.runs[this.index];
    if (run === undefined) {
      throw new Error('There is no run to be shown.');
    }
    return run;
  }

  /** The query that the value shown has gone through. */
  get asked(): string {
    return this.query;
  }

  /** What is shown, as the CLI would print it in JSON. */
  get printed(): string {
    return this.out;
  }

  get title(): string {
    return shownName(this.run.arguments);
  }

  /** Shows another of the runs. */
  choose(index: number): void {
    this.index = Math.max(0, Math.min(this.runs.length - 1, index));
    this.kept = this.run.value !== '';
    this.query = queryIn(this.run.arguments);
    this.filter = '';
    this.take(this.run.out);
  }

  /** Shows what a query has answered; what it could not answer leaves the value as it is. */
  answer(query: string, result: QueryResult): void {
    this.query = query;
    if (!result.kept) {
      this.kept = false;
      this.problem = { text: result.problem, start: 0, end: 0 };
    } else if (result.problem !== '') {
      this.problem = { text: result.problem, start: result.start, end: result.end };
    } else {
      this.take(result.out);
    }
  }

  /** Sorts by a column: up, at the second time down, at the third as it came. */
  sort(column: number): void {
    if (this.sorting?.column !== column) {
      this.sorting = { column, down: false };
    } else {
      this.sorting = this.sorting.down ? undefined : { column, down: true };
    }
    this.arrange();
  }

  /** Shows only rows with a text. */
  narrow(text: string): void {
    this.filter = text;
    this.arrange();
  }

  turn(page: number): void {
    this.page = Math.max(0, Math.min(this.pages - 1, page));
  }

  /** Parts of the value. */
  parts(path: Path, from: number): Parts {
    return partsOf(this.parsed?.value ?? null, path, Math.max(0, from));
  }

  view(): View {
    const { run } = this;
    const parts = [
      spentOf(run),
      run.connection,
      run.library === '' ? '' : run.library,
      run.outcome === 'failed' ? `exit code ${run.exitCode}` : '',
    ];
    return {
      title: this.title,
      facts: parts.filter(part => part !== ''),
      notes: run.notes,
      runs: this.runs.map((each, index) => `${index + 1}. ${shownName(each.arguments)}`),
      run: this.index,
      query: run.value === '' ? undefined : this.query,
      problem: this.problem,
      canInsert: this.canInsert && this.problem === undefined,
      kept: this.kept,
      content: this.content(),
    };
  }

  private content(): Content {
    const { run } = this;
    if (run.write !== undefined) {
      return { kind: 'write', write: run.write, message: run.message };
    }
    if (this.parsed === undefined) {
      return { kind: 'text', text: startOf(this.out === '' ? run.err : this.out, LONGEST_TEXT) };
    }
    return {
      kind: 'json',
      root: nodeOf('', this.parsed.value),
      parts: this.parts([], 0),
      table: this.tableView(this.parsed.table),
      chart: chartOf({ columns: this.parsed.table.columns, rows: this.rows }),
    };
  }

  private tableView(table: Table): TableView {
    const rows = this.rows.slice(this.page * ROWS, (this.page + 1) * ROWS);
    return {
      columns: table.columns.map((name, column) => ({
        name,
        sorted: this.sorting?.column === column ? (this.sorting.down ? 'down' : 'up') : 'no',
        numbers: rows.length > 0 && rows.every(row => row[column] === undefined || row[column] === null || numberIn(row[column]) !== undefined),
      })),
      rows: rows.map(row => row.map(cell => startOf(lineOf(cell), LONGEST_CELL))),
      filter: this.filter,
      page: this.page,
      pages: this.pages,
      found: this.rows.length,
      all: table.rows.length,
    };
  }

  private get pages(): number {
    return Math.max(1, Math.ceil(this.rows.length / ROWS));
  }

  private take(out: string): void {
    this.out = out;
    this.problem = undefined;
    this.sorting = undefined;
    const value = valueIn(out);
    this.parsed = value === undefined ? undefined : { value, table: tableOf(value) };
    this.arrange();
  }

  private arrange(): void {
    const rows = filtered(this.parsed?.table.rows ?? [], this.filter);
    this.rows = this.sorting === undefined ? rows : sorted(rows, this.sorting);
    this.page = 0;
  }
}

/** The value that is printed; undefined if it is no JSON, or nothing. */
export function valueIn(out: string): Json | undefined {
  try {
    return JSON.parse(out) as Json;
  } catch {
    // Some commands print a text, whatever output is wanted.
    return undefined;
  }
}

/** The query among arguments; empty if there is none. */
export function queryIn(args: readonly string[]): string {
  for (const [index, argument] of args.entries()) {
    if (argument === '--query') {
      return args[index + 1] ?? '';
    }
    if (argument.startsWith('--query=')) {
      return argument.slice('--query='.length);
    }
  }
  return '';
}
