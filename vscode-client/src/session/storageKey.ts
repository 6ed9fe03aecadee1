// The key that sign-ins are kept under, held by the editor's store of secrets.
import { randomBytes } from 'node:crypto';
import type { Editor } from './editor';
import { KEY_BYTES } from './seal';

const SECRET = 'm365.storageKey';
/** Tells, in the editor's memory, how often a key was made that the store of secrets has lost since. */
const MADE = 'm365.storageKeysMade';
/** A store that has lost so many keys keeps none. */
const LOST_TOO_OFTEN = 3;

/** The key, or why there is none. */
export type StorageKey =
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly notice: string }
  | { readonly kind: 'none'; readonly reason: string };

/** Reads the key; makes one and keeps it if there is none and `create` says so. */
export async function storageKey(editor: Pick<Editor, 'secrets' | 'memory'>, create: boolean): Promise<StorageKey> {
  try {
    const kept = keyOf(await editor.secrets.get(SECRET));
    if (kept !== undefined) {
      return { kind: 'key', key: kept, notice: '' };
    }
    if (!create) {
      return { kind: 'none', reason: 'The editor keeps no key yet.' };
    }
    const made = Number(editor.memory.get(MADE) ?? '0');
    if (made >= LOST_TOO_OFTEN) {
      return {
        kind: 'none',
        reason: 'The editor has no store that keeps secrets from one start to the next.',
      };
    }
    const key = randomBytes(KEY_BYTES);
    await editor.secrets.store(SECRET, key.toString('base64'));
    if (keyOf(await editor.secrets.get(SECRET)) === undefined) {
      return { kind: 'none', reason: 'The editor did not keep the key.' };
    }
    await editor.memory.set(MADE, String(made + 1));
    const notice = made === 0 ? '' : 'The editor has lost the key of earlier sign-ins. You have to sign in again.';
    return { kind: 'key', key, notice };
  } catch (error) {
    return { kind: 'none', reason: `The editor's store of secrets failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function keyOf(text: string | undefined): Uint8Array | undefined {
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length === KEY_BYTES ? bytes : undefined;
}
