// Places of scripts, as commands are given them.
import type { TextPosition } from '../protocol';
import type { Place } from './runEditor';

/** The place in a command's argument; undefined if it is none, such as the address of a file that a menu hands over. */
export function placeOf(given: unknown): Place | undefined {
  if (typeof given !== 'object' || given === null || !('document' in given) || !('position' in given)) {
    return undefined;
  }
  const { document, position } = given;
  return typeof document === 'string' && isPosition(position) ? { document, position } : undefined;
}

function isPosition(given: unknown): given is TextPosition {
  return (
    typeof given === 'object' &&
    given !== null &&
    'line' in given &&
    'character' in given &&
    Number.isInteger(given.line) &&
    Number.isInteger(given.character)
  );
}
