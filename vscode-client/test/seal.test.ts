import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Seal } from '../src/session/seal';

interface Example {
  readonly name: string;
  readonly method: string;
  readonly question: string;
  readonly nonce: string;
  readonly sealed: string;
  readonly secret?: string;
}

const golden: { key: string; examples: Example[] } = JSON.parse(
  readFileSync(join(process.cwd(), '..', 'test-fixtures', 'protocol', 'sealed.json'), 'utf8'),
);
const seal = new Seal(Buffer.from(golden.key, 'base64'));

test('encrypts as the examples of the protocol do', () => {
  const good = golden.examples.filter(example => example.secret !== undefined);
  assert.ok(good.length >= 4);
  for (const { name, method, question, nonce, sealed, secret } of good) {
    const made = seal.close(Buffer.from(secret ?? '', 'base64'), method, question, Buffer.from(nonce, 'base64'));
    assert.deepEqual(made, { nonce, sealed }, name);
  }
});

test('binds what it encrypts to method and question, and takes another nonce each time', () => {
  const secret = Buffer.from('Hannah');
  const nonce = Buffer.alloc(12, 7);
  const one = seal.close(secret, 'm365/session/secret', 'a', nonce).sealed;
  assert.notEqual(seal.close(secret, 'm365/session/secret', 'b', nonce).sealed, one);
  assert.notEqual(seal.close(secret, 'm365/session/storageKey', 'a', nonce).sealed, one);
  const nonces = new Set(Array.from({ length: 100 }, () => seal.close(secret, 'm', 'q').nonce));
  assert.equal(nonces.size, 100);
});
