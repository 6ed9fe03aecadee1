import assert from 'node:assert/strict';
import { test } from 'node:test';
import messages from '../../test-fixtures/protocol/messages.json';
import type { Records } from '../src/protocol';
import { buttonsFor, reasonOf } from '../src/session/results';

/** An example of each record. A field that is missing, or of another type than the client's, does not compile. */
const examples: Records = messages;

test('what the server writes is understood', () => {
  const need = examples.SignInResult.need;
  assert.ok(need);
  assert.deepEqual(buttonsFor(need), ['Sign In and Consent', 'Details']);
  assert.equal(reasonOf(need), need.reason);
});
