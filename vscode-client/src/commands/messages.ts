// What the page of a command and the extension tell each other.
import type { CommandDescription } from '../protocol';
import type { Filled } from './form';

export interface ToCommandPage {
  readonly description: CommandDescription;
  readonly trusted: boolean;
}

export type FromCommandPage =
  | { readonly kind: 'ready' | 'documentation' }
  | { readonly kind: 'run' | 'whatIf' | 'insert'; readonly filled: Filled }
  | { readonly kind: 'example'; readonly number: number };
