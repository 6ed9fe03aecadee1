// Secrets on their way to the server, so that no log or trace of the messages shows one. docs/protocol.md tells the form.
import { createCipheriv, randomBytes } from 'node:crypto';
import type { Sealed } from '../protocol';

/** Length of a key. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** Encrypts under the key that one run of the server shares with us. */
export class Seal {
  /** @param key 32 bytes */
  constructor(private readonly key: Uint8Array) {}

  /**
   * Encrypts an answer.
   *
   * @param method that asked
   * @param question its id; the answer is good for no other
   * @param nonce 12 bytes, never used before under this key
   */
  close(secret: Uint8Array, method: string, question: string, nonce: Uint8Array = randomBytes(NONCE_BYTES)): Sealed {
    const cipher = createCipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(method, question));
    const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    return { nonce: Buffer.from(nonce).toString('base64'), sealed: sealed.toString('base64') };
  }
}

/** What an encrypted answer is bound to: the form's version, who sends it, what asked, and its question. */
function boundTo(method: string, question: string): Buffer {
  return Buffer.from(['m365-sealed-1', 'client', method, question].join('\n'), 'utf8');
}
