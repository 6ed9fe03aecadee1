// The key that sign-ins are kept under, held by the editor's store of secrets.
import { randomBytes } from 'node:crypto';
import type { Editor } from './editor';
import { KEY_BYTES } from './seal';

const SECRET = 'm365.storageKey';
/** In the editor's memory: how many keys were made, those that the store of secrets has lost among them. */
const MADE = 'm365.storageKeysMade';
/** A store that has lost so many keys, one after another, keeps none. */
const LOST_TOO_OFTEN = 3;

/** The key, or why there is none; and whether one that was there is lost. */
export type StorageKey =
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly lost: boolean }
  | { readonly kind: 'none'; readonly reason: string; readonly lost: boolean };

/** Reads the key; makes one and keeps it if there is none and `create` says so. */
export async function storageKey(editor: Pick<Editor, 'secrets' | 'memory'>, create: boolean): Promise<StorageKey> {
  try {
    const made = Number(editor.memory.get(MADE) ?? '0');
    const kept = keyOf(await editor.secrets.get(SECRET));
    if (kept !== undefined) {
      if (made !== 1) {
        await editor.memory.set(MADE, '1');
      }
      return { kind: 'key', key: kept, lost: false };
    }
    const lost = made > 0;
    if (!create) {
      return { kind: 'none', reason: 'The editor keeps no key.', lost };
    }
    // Also where keys are lost again and again: the next start sees whether this one was kept.
    const key = randomBytes(KEY_BYTES);
    await editor.secrets.store(SECRET, key.toString('base64'));
    if (keyOf(await editor.secrets.get(SECRET)) === undefined) {
      return { kind: 'none', reason: 'The editor did not keep the key.', lost };
    }
    await editor.memory.set(MADE, String(made + 1));
    return made < LOST_TOO_OFTEN
      ? { kind: 'key', key, lost }
      : { kind: 'none', reason: 'The editor has no store that keeps secrets from one start to the next.', lost: false };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'none', reason: `The editor's store of secrets failed: ${why}`, lost: false };
  }
}

function keyOf(text: string | undefined): Uint8Array | undefined {
  const bytes = Buffer.from(text ?? '', 'base64');
  return bytes.length === KEY_BYTES ? bytes : undefined;
}
