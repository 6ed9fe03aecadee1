// What running needs of the editor, beside what the session needs. The real one is in vscodeRunEditor.ts.
import type { RunResult, TextPosition } from '../protocol';
import type { Editor } from '../session/editor';

/** A call in an open script, or with an end all calls of a selection. */
export interface Place {
  /** URI of the script. */
  readonly document: string;
  readonly position: TextPosition;
  readonly end?: TextPosition;
}

/** Runs that are to be looked at, and how to have them anew. */
export interface ShownRuns {
  readonly runs: readonly RunResult[];
  /** The call in a script that was run; missing if it was none, or several. */
  readonly place?: Place;
  again(): Promise<void>;
}

/** The editor, as running sees it. */
export interface RunEditor extends Editor {
  /** The cursor or selection in the script in front; undefined if there is no script that belongs to the server. */
  readonly place: Place | undefined;
  /** URI of the folder that a file lies in; empty if it lies in none. */
  folderOf(document: string): string;
  addProductionTenant(tenant: string): Promise<void>;
  /** Shows results beside the script. */
  showRuns(shown: ShownRuns): void;
  /** Shows text that cannot be changed in a tab; as a page if its name ends in `.md`. */
  showText(name: string, text: string): Promise<void>;
}
