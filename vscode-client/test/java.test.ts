import assert from 'node:assert/strict';
import { test } from 'node:test';
import { featureVersion, findJava, type Machine } from '../src/java';

/** A machine with these programs, each with the version it prints. */
function machine(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, programs: Record<string, string>, folders: Record<string, string[]> = {}): Machine {
  return {
    platform,
    env,
    exists: file => file in programs,
    list: folder => folders[folder] ?? [],
    sha256: () => undefined,
    versionOf: async java => (programs[java] === '' ? undefined : `openjdk version "${programs[java]}"`),
  };
}

test('reads the version of old and new naming', () => {
  assert.equal(featureVersion('java version "1.8.0_392"'), 8);
  assert.equal(featureVersion('openjdk version "17.0.15" 2025-04-15'), 17);
  assert.equal(featureVersion('openjdk version "25" 2025-09-16'), 25);
  assert.equal(featureVersion('command not found'), undefined);
});

test('takes the Java of the setting before any other', async () => {
  const found = await findJava('/ext/runtime', '/my/jdk', machine('linux', { JAVA_HOME: '/other' }, { '/my/jdk/bin/java': '21', '/other/bin/java': '17' }));
  assert.deepEqual(found, { kind: 'java', program: '/my/jdk/bin/java', version: 21 });
});

test('says what is wrong with the setting instead of looking further', async () => {
  const other = { '/other/bin/java': '17', '/old/bin/java': '1.8.0_392', '/broken/bin/java': '' };
  const env = { JAVA_HOME: '/other' };
  for (const [setting, words] of [['/nowhere', 'no bin/java'], ['/old', 'Java 8'], ['/broken', 'cannot be started']] as const) {
    const found = await findJava('/ext/runtime', setting, machine('linux', env, other));
    assert.equal(found.kind, 'none');
    assert.ok(found.kind === 'none' && found.reason.includes(words), JSON.stringify(found));
  }
});

test('passes over a JAVA_HOME that is too old', async () => {
  const found = await findJava('/ext/runtime', '', machine('linux', { JAVA_HOME: '/old', PATH: '/bin:/usr/bin' }, { '/old/bin/java': '11.0.2', '/usr/bin/java': '17.0.1' }));
  assert.deepEqual(found, { kind: 'java', program: '/usr/bin/java', version: 17 });
});

test('never takes a program from a relative entry of the path', async () => {
  const found = await findJava('/ext/runtime', '', machine('linux', { PATH: 'bin:.:' }, { 'bin/java': '17', './java': '17', java: '17' }));
  assert.equal(found.kind, 'none');
});

test('finds installations in the usual places, the newest first', async () => {
  const linux = machine('linux', {}, { '/usr/lib/jvm/java-17/bin/java': '17', '/usr/lib/jvm/java-21/bin/java': '21' }, { '/usr/lib/jvm': ['java-17', 'java-21'] });
  assert.deepEqual(await findJava('/ext/runtime', '', linux), { kind: 'java', program: '/usr/lib/jvm/java-21/bin/java', version: 21 });
  const mac = machine('darwin', {}, { '/Library/Java/JavaVirtualMachines/temurin-17.jdk/Contents/Home/bin/java': '17' }, { '/Library/Java/JavaVirtualMachines': ['temurin-17.jdk'] });
  assert.equal((await findJava('/ext/runtime', '', mac)).kind, 'java');
  const program = 'C:\\Program Files\\Eclipse Adoptium\\jdk-17\\bin\\java.exe';
  const windows = machine('win32', { ProgramFiles: 'C:\\Program Files' }, { [program]: '17' }, { 'C:\\Program Files\\Eclipse Adoptium': ['jdk-17'] });
  assert.deepEqual(await findJava('/ext/runtime', '', windows), { kind: 'java', program, version: 17 });
});

test('tells what it found when nothing fits', async () => {
  const found = await findJava('/ext/runtime', '', machine('linux', { JAVA_HOME: '/old' }, { '/old/bin/java': '1.8.0_392' }));
  assert.deepEqual(found, { kind: 'none', reason: '/old/bin/java was found, but it is Java 8. The server needs Java 17 or later.' });
});

test('takes the Java of the package first, unless it cannot be started here', async () => {
  const brought = '/ext/runtime/bin/java';
  const others = { '/my/jdk/bin/java': '21' };
  const found = await findJava('/ext/runtime', '/my/jdk', machine('linux', {}, { ...others, [brought]: '17' }));
  assert.deepEqual(found, { kind: 'java', program: brought, version: 17 });
  const passedOver = await findJava('/ext/runtime', '/my/jdk', machine('linux', {}, { ...others, [brought]: '' }));
  assert.deepEqual(passedOver, { kind: 'java', program: '/my/jdk/bin/java', version: 21 });
  const windows = 'C:\\ext\\runtime\\bin\\java.exe';
  assert.deepEqual(await findJava('C:\\ext\\runtime', '', machine('win32', {}, { [windows]: '17' })), { kind: 'java', program: windows, version: 17 });
});
