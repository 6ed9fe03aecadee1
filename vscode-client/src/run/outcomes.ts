// What is told of a run that has ended.
import type { RunResult } from '../protocol';
import type { Message } from '../session/editor';
import { shownName } from './commandLine';

/** What a button does. */
export type RunButton = 'Retry' | 'Show Documentation' | 'Show Output' | 'Copy Request Id';

/** A message about a run. */
export interface Told extends Message {
  readonly buttons: readonly RunButton[];
}

/** Whether there is something to look at. */
export function hasResult(run: RunResult): boolean {
  return run.out.trim() !== '' || run.value !== '' || run.write !== undefined;
}

/** What it has cost, in few words. */
export function spentOf(run: Pick<RunResult, 'requests' | 'milliseconds'>): string {
  const requests = run.requests === 1 ? '1 request' : `${run.requests} requests`;
  return `${requests}, ${timeOf(run.milliseconds)}`;
}

/** A time in the unit that fits. */
export function timeOf(milliseconds: number): string {
  if (milliseconds < 1_000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1_000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Longer messages cannot be read in a corner of the window. In UTF-16 units. */
const LONGEST = 400;

/**
 * The message about a run; undefined if what is shown of it says enough, or it needs a sign-in, which the session tells.
 */
export function toldOf(run: RunResult): Told | undefined {
  const name = shownName(run.arguments);
  switch (run.outcome) {
    case 'ran':
      return hasResult(run)
        ? undefined
        : { level: 'information', text: [`${name}: done (${spentOf(run)}).`, ...run.notes].join(' '), buttons: [] };
    case 'wouldWrite':
      return run.write === undefined
        ? { level: 'information', text: `${name}: ${run.message === '' ? 'nothing would change.' : run.message}`, buttons: [] }
        : undefined;
    case 'failed': {
      const text = run.err.trim() === '' ? `it ended with exit code ${run.exitCode}.` : shortened(run.err.trim());
      const output = hasResult(run) || text.endsWith('...') ? (['Show Output'] as const) : [];
      return { level: 'error', text: `${name}: ${text}`, buttons: ['Retry', 'Show Documentation', ...output] };
    }
    case 'refused':
      return { level: 'warning', text: run.message, buttons: run.arguments.length === 0 ? [] : ['Show Documentation'] };
    case 'unknown':
      return {
        level: 'warning',
        text: `${name}: ${run.message}`,
        buttons: run.requestId === '' ? [] : ['Copy Request Id'],
      };
    default:
      return undefined;
  }
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST)}...`;
}
