// A value as a tree, of which only what is open is shown.
import { isArray, isObject, type Json, lineOf, startOf } from './json';

/** Steps from the whole value to a part of it. */
export type Path = readonly (string | number)[];

/** A part of a value, in a line. */
export interface Node {
  /** Name in its object or place in its list. */
  readonly key: string | number;
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** The value, or its beginning; of what can be opened, how much is in it. */
  readonly text: string;
  /** How many parts it has. */
  readonly size: number;
}

/** Some of the parts of a value. */
export interface Parts {
  readonly path: Path;
  readonly from: number;
  readonly nodes: readonly Node[];
  /** How many parts there are in all. */
  readonly size: number;
}

/** Parts that are shown at a time. */
export const AT_A_TIME = 100;

/** Longer texts are cut. In UTF-16 units. */
const LONGEST = 2_000;

/** The part at a path; undefined if there is none. */
export function partAt(value: Json, path: Path): Json | undefined {
  let part: Json | undefined = value;
  for (const step of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, step)) {
      return undefined;
    }
    part = (part as Readonly<Record<string | number, Json>>)[step];
  }
  return part;
}

/** Parts of the value at a path, from the given one on. */
export function partsOf(value: Json, path: Path, from: number): Parts {
  const whole = partAt(value, path);
  if (whole === undefined || typeof whole !== 'object' || whole === null) {
    return { path, from: 0, nodes: [], size: 0 };
  }
  if (isArray(whole)) {
    const nodes = whole.slice(from, from + AT_A_TIME).map((part, index) => nodeOf(from + index, part));
    return { path, from, nodes, size: whole.length };
  }
  const all = Object.entries(whole);
  return { path, from, nodes: all.slice(from, from + AT_A_TIME).map(([key, part]) => nodeOf(key, part)), size: all.length };
}

/** A part in a line. */
export function nodeOf(key: string | number, value: Json): Node {
  if (isArray(value)) {
    return { key, kind: 'array', text: value.length === 1 ? '1 element' : `${value.length} elements`, size: value.length };
  }
  if (isObject(value)) {
    const size = Object.keys(value).length;
    return { key, kind: 'object', text: telling(value, size), size };
  }
  if (value === null) {
    return { key, kind: 'null', text: 'null', size: 0 };
  }
  const text = typeof value === 'string' ? JSON.stringify(startOf(value, LONGEST)) : String(value);
  return { key, kind: typeof value as 'string' | 'number' | 'boolean', text, size: 0 };
}

/** What tells an object from others of its kind: its name or title, else how much is in it. */
function telling(value: Readonly<Record<string, Json>>, size: number): string {
  for (const [name, part] of Object.entries(value)) {
    if (/^(display ?name|title|name|userprincipalname|mail)$/i.test(name) && typeof part === 'string' && part !== '') {
      return startOf(lineOf(part), 80);
    }
  }
  return size === 1 ? '1 property' : `${size} properties`;
}
