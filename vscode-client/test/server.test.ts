import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Machine } from '../src/java';
import { DOCUMENTS, jarOf, javaArguments, planStart } from '../src/server';

const manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));

test('takes the packaged server, in a checkout the one just built', () => {
  const packaged = join('/ext', 'server', 'm365ls.jar');
  const built = join('/ext', '..', 'server', 'target', 'm365ls.jar');
  assert.equal(jarOf('/ext', false, () => true), packaged);
  assert.equal(jarOf('/ext', false, file => file === built), undefined);
  assert.equal(jarOf('/ext', true, () => true), built);
  assert.equal(jarOf('/ext', true, file => file === packaged), packaged);
});

test('keeps the warnings of the virtual machine off standard output', () => {
  const args = javaArguments('/x/m365ls.jar', ['-Dmore']);
  assert.ok(args.indexOf('-Xlog:disable') < args.indexOf('-Xlog:all=warning:stderr'));
  assert.ok(args.every(arg => arg.startsWith('-') || arg === args.at(-3) || arg === 'serve'), 'no comments');
  assert.deepEqual(args.slice(-5), ['-Dmore', '-jar', '/x/m365ls.jar', 'serve', '--secrets-key-on-stdin']);
});

test('activates for just the documents it serves', () => {
  assert.deepEqual(
    [...manifest.activationEvents].sort(),
    DOCUMENTS.map(document => `onLanguage:${document.language}`).sort(),
  );
});

test('lets no workspace name programs to run', () => {
  const properties = manifest.contributes.configuration.properties as Record<string, { scope: string }>;
  for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations as string[]) {
    assert.equal(properties[name]?.scope, 'machine', name);
  }
});

test('tells the user when there is no Java, no server, or starts it', async () => {
  const jar = join('/ext', 'server', 'm365ls.jar');
  const machine = (...files: string[]): Machine => ({
    platform: 'linux',
    env: { JAVA_HOME: '/jdk' },
    exists: file => files.includes(file),
    list: () => [],
    sha256: () => 'b1',
    versionOf: async () => 'openjdk version "21.0.1"',
  });
  const installation = { folder: '/ext', development: false, jarSha256: 'b1' };
  assert.deepEqual(await planStart('', installation, machine(jar)), {
    kind: 'tell',
    message: 'No Java to run the server with. The server needs Java 17 or later.',
    buttons: ['Open Settings'],
  });
  assert.equal((await planStart('', installation, machine('/jdk/bin/java'))).kind, 'tell');
  assert.deepEqual(await planStart('', installation, machine(jar, '/jdk/bin/java')), {
    kind: 'run',
    program: '/jdk/bin/java',
    jar,
    java: 21,
  });
  const brought = await planStart('', installation, machine(jar, '/jdk/bin/java', join('/ext', 'runtime', 'bin', 'java').replaceAll('\\', '/')));
  assert.equal(brought.kind === 'run' && brought.program, '/ext/runtime/bin/java');
  const other = { ...installation, jarSha256: 'c2' };
  const refused = await planStart('', other, machine(jar, '/jdk/bin/java'));
  assert.ok(refused.kind === 'tell' && refused.message.includes('not the one that belongs to it'), JSON.stringify(refused));
  assert.equal((await planStart('', { ...other, development: true }, machine(jar, '/jdk/bin/java'))).kind, 'run');
});

test('registers what the palette offers', () => {
  const source = readFileSync(join(process.cwd(), 'src', 'extension.ts'), 'utf8');
  for (const { command } of manifest.contributes.commands as Array<{ command: string }>) {
    assert.ok(source.includes(`'${command}': `), command);
  }
});

test('offers every setting of the session that the protocol page names, to the user only', () => {
  const page = readFileSync(join(process.cwd(), '..', 'docs', 'protocol.md'), 'utf8');
  const section = page.slice(page.indexOf('## Settings of the session'));
  const names = [...section.matchAll(/`((?:session|network)\.[a-zA-Z]+)`/g)].map(match => `m365.${match[1]}`);
  assert.ok(names.length >= 8);
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations as string[];
  for (const name of new Set(names)) {
    assert.ok(manifest.contributes.configuration.properties[name], name);
    assert.ok(restricted.includes(name), name);
  }
});
