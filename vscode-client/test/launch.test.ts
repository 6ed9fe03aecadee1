import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createInterface } from 'node:readline';
import { Launcher } from '../src/launch';

/** A server of a few words: it answers the first line and the second, then ends with its input. */
const ECHO = `
const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('line', line => console.log(line));
`;
const DEAF = `process.stdin.resume(); process.on('SIGTERM', () => {}); console.log('here'); setInterval(() => {}, 1000);`;

function launcher(script: string, log: string[] = []): Launcher {
  return new Launcher(process.execPath, () => ['-e', script], message => log.push(message));
}

test('gives each server a key of its own as the first line, and the messages behind it', async () => {
  const keys = new Set<string>();
  const starter = launcher(ECHO);
  for (let i = 0; i < 2; i++) {
    const server = await starter.start();
    server.stdin.write('Content-Length: 2\n');
    server.stdin.end();
    const lines: string[] = [];
    for await (const line of createInterface({ input: server.stdout })) {
      lines.push(line);
    }
    const [key = '', ...rest] = lines;
    assert.match(key, /^[A-Za-z0-9+/]{43}=$/);
    assert.deepEqual(rest, ['Content-Length: 2']);
    keys.add(key);
    await starter.ended();
  }
  assert.equal(keys.size, 2);
});

test('kills a server that does not end', async () => {
  const log: string[] = [];
  const starter = launcher(DEAF, log);
  const server = await starter.start();
  await new Promise(resolve => server.stdout.once('data', resolve));
  await starter.ended(1);
  assert.equal(server.signalCode, 'SIGKILL');
  assert.deepEqual(log, ['The server has ended (SIGKILL).']);
  await starter.ended(1);
});

test('says when the program cannot be started', async () => {
  const starter = new Launcher('/nowhere/java', () => [], () => undefined);
  await assert.rejects(() => starter.start(), /ENOENT/);
  await starter.ended(1);
});

test('keeps the key out of the log and of the arguments', async () => {
  const log: string[] = [];
  const starter = launcher(ECHO, log);
  const server = await starter.start();
  const [key] = await new Promise<string[]>(resolve => createInterface({ input: server.stdout }).once('line', line => resolve([line])));
  server.stdin.end();
  await starter.ended();
  assert.ok(key);
  assert.ok(!log.join('\n').includes(key));
  assert.ok(!server.spawnargs.join('\n').includes(key));
});
