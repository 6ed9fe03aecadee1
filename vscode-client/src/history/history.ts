// What was run in this workspace.
import type { HistoryEntry } from '../protocol';
import { shownArgument, shownLines, shownName, wordsOf } from '../run/commandLine';

/** A line of the history. */
export interface HistoryLine {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** Name of one of the editor's icons. */
  readonly icon: string;
}

const ICONS: Readonly<Record<string, string>> = {
  ran: 'pass',
  failed: 'error',
  wouldWrite: 'eye',
  signInNeeded: 'account',
  refused: 'circle-slash',
  cancelled: 'circle-slash',
  unknown: 'question',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  ran: 'ran',
  failed: 'failed',
  wouldWrite: 'what-if, nothing changed',
  signInNeeded: 'a sign-in was needed',
  refused: 'refused',
  cancelled: 'cancelled',
  unknown: 'nobody knows whether something changed',
};

/** How an entry is shown. */
export function historyLine(entry: HistoryEntry, now: number): HistoryLine {
  const options = entry.arguments.slice(wordsOf(entry.arguments).length).map(shownArgument).join(' ');
  return {
    label: shownName(entry.arguments).replace(/^m365 /, ''),
    description: [agoOf(now - Date.parse(entry.time)), options].filter(part => part !== '').join(' · '),
    tooltip: [...shownLines(entry.arguments), '', `${OUTCOMES[entry.outcome] ?? entry.outcome}, ${new Date(entry.time).toLocaleString()}`].join('\n'),
    icon: ICONS[entry.outcome] ?? 'circle-outline',
  };
}

/** How long ago something was, in few words; empty if nobody knows. */
export function agoOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (Number.isNaN(minutes)) {
    return '';
  }
  if (minutes < 1) {
    return 'now';
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} d`;
}
