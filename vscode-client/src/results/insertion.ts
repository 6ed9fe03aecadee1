// Follows a place of a script through the user's changes.

/** A change of a document, as the editor tells it; places are offsets in UTF-16 units. */
export interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where a place is after changes of one event, which are told from the last in the text to the first, or in any order. */
export function moved(offset: number, changes: readonly Change[]): number {
  let by = 0;
  let start = offset;
  for (const change of changes) {
    if (change.rangeOffset + change.rangeLength <= offset) {
      by += change.text.length - change.rangeLength;
    } else if (change.rangeOffset < offset) {
      start = Math.min(start, change.rangeOffset);
    }
  }
  return start + by;
}
