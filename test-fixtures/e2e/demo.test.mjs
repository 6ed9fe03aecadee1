// The part of bin/demo that signs in and runs, as a newcomer sees it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';

const root = path.join(import.meta.dirname, '..', '..');

test('signs in, reads, previews, is refused, changes and queries in a tenant of its own', () => {
  const programs = ['m365ls', 'tenant'].map(name => path.join(root, 'bin', name));
  const demo = spawnSync(process.execPath, [path.join(root, 'test-fixtures', 'demo', 'run.mjs'), ...programs], { encoding: 'utf8' });
  assert.equal(demo.status, 0, demo.stdout + demo.stderr);
  const expected = [
    'signed in as  AdeleV@contoso.onmicrosoft.com', 'and said yes there', 'Site Pages', 'Would send:', 'Nothing was changed.', 'Confirm it with --yes',
    '"Title": "Invoices"', 'Invoices    ', '--query length(@)\n  12\n', '^ Expected ]', '"Alex Wilber"', 'Signed out: ',
  ];
  let from = 0;
  for (const text of expected) {
    const at = demo.stdout.indexOf(text, from);
    assert.ok(at >= 0, `${text} is missing behind ${from} in\n${demo.stdout}`);
    from = at + text.length;
  }
  assert.doesNotMatch(demo.stdout, /eyJ/, 'no token is printed');
});
