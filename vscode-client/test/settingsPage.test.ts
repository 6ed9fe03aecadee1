import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { settingsPage } from './settingsPage';

test('the page about settings tells what the manifest says; SETTINGS_WRITE=yes writes it', () => {
  const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));
  const file = join(process.cwd(), '..', 'docs', 'settings.md');
  const page = settingsPage(manifest.contributes.configuration.properties);
  if (process.env['SETTINGS_WRITE'] === 'yes') {
    writeFileSync(file, page);
  }
  assert.equal(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'), page);
});
