// What the page of results and the extension tell each other.
import type { HeldWrite } from '../protocol';
import type { Chart } from './chart';
import type { Node, Parts, Path } from './tree';

/** All that the page shows, but the open parts of the tree. */
export interface View {
  readonly title: string;
  /** What it has cost, who ran it, and the like. */
  readonly facts: readonly string[];
  readonly notes: readonly string[];
  /** Titles of what was run, one behind the other. */
  readonly runs: readonly string[];
  readonly run: number;
  /** The query; undefined if the value is not kept, so that it cannot be queried. */
  readonly query: string | undefined;
  readonly problem: Problem | undefined;
  readonly canInsert: boolean;
  readonly kept: boolean;
  readonly content: Content;
}

/** Where in a query something is wrong. */
export interface Problem {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What came of a run. */
export type Content =
  | { readonly kind: 'json'; readonly root: Node; readonly parts: Parts; readonly table: TableView; readonly chart: Chart | undefined }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'write'; readonly write: HeldWrite; readonly message: string };

/** A page of a table. */
export interface TableView {
  readonly columns: readonly { readonly name: string; readonly sorted: 'no' | 'up' | 'down'; readonly numbers: boolean }[];
  readonly rows: readonly (readonly string[])[];
  readonly filter: string;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Rows that pass the filter. */
  readonly found: number;
  readonly all: number;
}

export type ToPage = { readonly kind: 'view'; readonly view: View } | { readonly kind: 'parts'; readonly parts: Parts };

export type FromPage =
  | { readonly kind: 'ready' | 'again' | 'copy' | 'save' | 'insert' | 'keep' }
  | { readonly kind: 'query' | 'filter'; readonly text: string }
  | { readonly kind: 'sort' | 'page' | 'run'; readonly number: number }
  | { readonly kind: 'open'; readonly path: Path; readonly from: number };
