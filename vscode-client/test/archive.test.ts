import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { archiveArguments } from '../src/archive';

let folder: string;
let java: string;
let jar: string;
const start = () => archiveArguments(join(folder, 'start'), java, jar);
const PLACE = '-Dm365ls.archive=';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  java = join(folder, 'java');
  jar = join(folder, 'm365ls.jar');
  writeFileSync(java, 'java');
  writeFileSync(jar, 'jar');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The place that a first start is told; then an archive of five bytes lies there under a name of `size`. */
function made(size: number): { place: string; archive: string } {
  const [argument] = start();
  assert.ok(argument !== undefined && argument.startsWith(PLACE));
  const place = argument.slice(PLACE.length);
  const archive = `${place}.${size}.jsa`;
  writeFileSync(archive, '12345');
  return { place, archive };
}

test('tells the server where the archive belongs, and uses it at the next start', () => {
  const { place, archive } = made(5);
  assert.deepEqual(start(), [`-XX:SharedArchiveFile=${archive}`, PLACE + place]);
  assert.ok(existsSync(`${place}.starting`));
});

test('does not use a truncated archive', () => {
  const { place } = made(6);
  assert.deepEqual(start(), [PLACE + place]);
});

test('does not use the archive of another Java or another jar', () => {
  const { place } = made(5);
  writeFileSync(jar, 'another jar');
  const [other, ...none] = start();
  assert.ok(other !== undefined && other !== PLACE + place && none.length === 0);
  writeFileSync(java, 'another java');
  assert.notDeepEqual(start(), [other]);
});

test('goes without while another start is under way or has just crashed', () => {
  const { archive } = made(5);
  start();
  assert.deepEqual(start(), []);
  assert.ok(existsSync(archive));
});

test('deletes an archive that a start has crashed with', () => {
  const { place, archive } = made(5);
  start();
  const before = Date.now() / 1000 - 120;
  utimesSync(`${place}.starting`, before, before);
  assert.deepEqual(start(), [PLACE + place]);
  assert.ok(!existsSync(archive));
  assert.deepEqual(readdirSync(join(folder, 'start')), []);
});

test('starts without where there is no place for it', () => {
  writeFileSync(join(folder, 'start'), 'a file');
  assert.deepEqual(start(), []);
});
