// Argument lists as a person reads them.

/** Characters that would be seen as something else: controls, and those that turn the direction of text or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** An argument in which everything can be seen; quoted where its ends would not be told. */
export function shownArgument(argument: string): string {
  if (argument !== '' && !/[\s"\\\p{C}\p{Z}]/u.test(argument)) {
    return argument;
  }
  const escaped = argument.replace(/["\\]/g, '\\$&').replace(UNSEEN, escapedCharacter);
  return `"${escaped}"`;
}

function escapedCharacter(character: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }
}

/** A command line: the command's words on the first line, each option with its value on one of its own. */
export function shownLines(args: readonly string[]): string[] {
  const lines: string[] = ['m365'];
  for (const argument of args) {
    const shown = shownArgument(argument);
    if (argument.startsWith('-')) {
      lines.push(`    ${shown}`);
    } else {
      lines[lines.length - 1] += ` ${shown}`;
    }
  }
  return lines;
}

/** The words in front of the first option: a command's name. */
export function wordsOf(args: readonly string[]): readonly string[] {
  const end = args.findIndex(argument => argument.startsWith('-'));
  return args.slice(0, end < 0 ? args.length : end);
}

/** A command without its options, as a title. */
export function shownName(args: readonly string[]): string {
  return ['m365', ...wordsOf(args).map(shownArgument)].join(' ');
}
