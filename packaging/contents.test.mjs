// What is in the packages. Looks at those in the folder that PACKAGES names, else makes them from what is built.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { makePackages, platform } from './package.mjs';

const MEGABYTE = 1_000_000;
const EXECUTABLE = 0o111;
const root = path.join(import.meta.dirname, '..');
const version = JSON.parse(fs.readFileSync(path.join(root, 'vscode-client', 'package.json'), 'utf8')).version;
const universalName = `m365ls-${version}.vsix`;
const platformName = `m365ls-${platform}-${version}.vsix`;
let scratch;
let folder;
let universal;
let withJava;

before(async () => {
  scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-contents-'));
  folder = process.env.PACKAGES === undefined ? path.join(scratch, 'packages') : path.resolve(process.env.PACKAGES);
  if (process.env.PACKAGES === undefined) {
    await makePackages(folder);
  }
  universal = await entriesOf(fs.readFileSync(path.join(folder, universalName)));
  withJava = await entriesOf(fs.readFileSync(path.join(folder, platformName)));
});

after(() => fs.rmSync(scratch, { recursive: true, force: true }));

/** The files of an archive by name, each with its bytes, Unix permissions and time. */
async function entriesOf(archive) {
  const zip = await promisify(yauzl.fromBuffer)(archive, { lazyEntries: false });
  const open = promisify(zip.openReadStream.bind(zip));
  const found = [];
  const ended = new Promise((resolve, reject) => zip.on('end', resolve).on('error', reject));
  zip.on('entry', entry => found.push(entry));
  await ended;
  const files = new Map();
  for (const entry of found.filter(({ fileName }) => !fileName.endsWith('/'))) {
    const chunks = await (await open(entry)).toArray();
    const mode = entry.externalFileAttributes >>> 16;
    files.set(entry.fileName, { bytes: Buffer.concat(chunks), mode, time: `${entry.lastModFileDate} ${entry.lastModFileTime}` });
  }
  return files;
}

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const isOfRuntime = name => name.startsWith('extension/runtime/');
const json = (files, name) => JSON.parse(files.get(name).bytes.toString('utf8'));

test('has these files and no others', () => {
  assert.deepEqual([...universal.keys()].map(name => name.replace(/^extension\//, '')).sort(), [
    'LICENSE.txt', 'THIRD-PARTY-NOTICES.txt', '[Content_Types].xml', 'dist/command.css', 'dist/command.js', 'dist/extension.js',
    'dist/results.css', 'dist/results.js', 'extension.vsixmanifest', 'licenses/Apache-2.0.txt', 'licenses/EDL-1.0.txt',
    'licenses/MIT-microsoft.txt', 'licenses/MIT-slf4j.txt', 'licenses/cli-microsoft365.txt', 'media/m365.svg',
    ...fs.readdirSync(path.join(root, 'vscode-client', 'media', 'walkthrough')).map(name => `media/walkthrough/${name}`),
    'package.json', 'readme.md', 'sbom.cdx.json', 'schema/m365ls.schema.json', 'server/m365ls.jar',
  ].sort());
});

test('differs for this platform by the runtime only', () => {
  const others = [...withJava].filter(([name]) => !isOfRuntime(name));
  assert.deepEqual(others.map(([name]) => name).sort(), [...universal.keys()].sort());
  const changed = others.filter(([name, { bytes }]) => !bytes.equals(universal.get(name).bytes)).map(([name]) => name);
  assert.deepEqual(changed.sort(), ['[Content_Types].xml', 'extension.vsixmanifest', 'extension/sbom.cdx.json']);
  assert.match(withJava.get('extension.vsixmanifest').bytes.toString(), new RegExp(`TargetPlatform="${platform}"`));
  assert.doesNotMatch(universal.get('extension.vsixmanifest').bytes.toString(), /TargetPlatform/);
});

test('is small', () => {
  assert.ok(fs.statSync(path.join(folder, universalName)).size <= 12 * MEGABYTE);
  assert.ok(fs.statSync(path.join(folder, platformName)).size <= 40 * MEGABYTE);
  assert.ok(universal.get('extension/dist/extension.js').bytes.length <= 650_000);
});

test('has neither tests nor sources nor maps, in the server neither', async () => {
  const jar = await entriesOf(universal.get('extension/server/m365ls.jar').bytes);
  assert.ok(jar.has('m365ls/Main.class'));
  const names = [...withJava.keys(), ...jar.keys()];
  const unwanted = /\.(map|ts|tsx|java)$|(^|\/)(tests?|fixtures|node_modules)\/|(^|\/)\w*Tests?\.class$|\.test\.m?js$|^org\/junit\//;
  assert.deepEqual(names.filter(name => unwanted.test(name)), []);
  for (const [name, { bytes }] of [...universal, ...jar]) {
    assert.ok(!/\.(js|mjs|css)$/.test(name) || !bytes.includes('sourceMappingURL='), name);
  }
});

test('names no folder of the machine it was made on, and nowhere that packages come from', async () => {
  const jar = await entriesOf(universal.get('extension/server/m365ls.jar').bytes);
  const registry = new URL(execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', shell: process.platform === 'win32' }).trim()).host;
  const unwanted = [fs.realpathSync(root), path.join(os.homedir(), path.sep), path.join(os.tmpdir(), 'm365ls'), registry, '_authToken'];
  for (const [name, { bytes }] of [...withJava, ...jar]) {
    for (const text of unwanted) {
      assert.ok(!bytes.includes(text), `${name} contains ${text}`);
    }
  }
});

test('can be run as it is unpacked', { skip: process.platform === 'win32' && 'Windows knows no such permission' }, () => {
  for (const program of ['bin/java', 'lib/jspawnhelper']) {
    assert.equal(withJava.get(`extension/runtime/${program}`).mode & EXECUTABLE, EXECUTABLE, program);
  }
  for (const [name, { mode }] of universal) {
    assert.equal(mode & EXECUTABLE, 0, name);
  }
});

test('starts the server with its own Java, which finds what is wrong in a script', () => {
  const place = path.join(scratch, 'unpacked with blanks');
  for (const [name, { bytes, mode }] of withJava) {
    const file = path.join(place, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes, { mode });
  }
  const script = path.join(scratch, 'script.sh');
  fs.writeFileSync(script, 'm365 spo site get --ulr https://contoso.sharepoint.com\n');
  const java = path.join(place, 'extension', 'runtime', 'bin', process.platform === 'win32' ? 'java.exe' : 'java');
  const run = spawnSync(java, ['-jar', path.join(place, 'extension', 'server', 'm365ls.jar'), 'check', '--format', 'json', script], {
    encoding: 'utf8',
    env: { ...process.env, JAVA_HOME: '', M365LS_HOME: path.join(scratch, 'home') },
  });
  assert.equal(run.status, 1, run.stderr);
  assert.match(run.stdout, /unknown-option/);
});

test('trusts the certificate authorities that the web trusts', () => {
  assert.ok(withJava.get('extension/runtime/lib/security/cacerts').bytes.length > 50_000);
});

test('knows the checksum of its server', () => {
  const bundle = universal.get('extension/dist/extension.js').bytes;
  assert.ok(bundle.includes(sha256(universal.get('extension/server/m365ls.jar').bytes)));
});

test('has the checksums of all that was made beside it', () => {
  const lines = fs.readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n').map(line => line.split('  '));
  assert.deepEqual(lines.map(([, name]) => name), [universalName, platformName, 'sbom.cdx.json'].sort());
  for (const [checksum, name] of lines) {
    assert.equal(sha256(fs.readFileSync(path.join(folder, name))), checksum, name);
  }
});

test('is of one time, and says nothing of when it was made', () => {
  assert.equal(new Set([...withJava.values()].map(({ time }) => time)).size, 1);
  const bill = json(universal, 'extension/sbom.cdx.json');
  assert.equal(bill.metadata.timestamp, undefined);
  assert.equal(bill.serialNumber, undefined);
});

test('lists what it contains of others, with licences, in both forms', () => {
  const bundled = JSON.parse(fs.readFileSync(path.join(root, 'vscode-client', 'dist', 'bundled.json'), 'utf8'));
  const expected = [...bundled, '@pnp/cli-microsoft365', 'acorn', 'msal4j', 'org.eclipse.lsp4j', 'gson', 'picocli'];
  const notices = universal.get('extension/THIRD-PARTY-NOTICES.txt').bytes.toString('utf8');
  for (const [files, more] of [[universal, []], [withJava, ['OpenJDK']]]) {
    const bill = json(files, 'extension/sbom.cdx.json');
    assert.equal(bill.bomFormat, 'CycloneDX');
    assert.equal(bill.specVersion, '1.5');
    const names = bill.components.map(({ name }) => name);
    for (const name of [...expected, ...more]) {
      assert.ok(names.includes(name), name);
    }
    const refs = [bill.metadata.component, ...bill.components].map(component => component['bom-ref']);
    assert.equal(new Set(refs).size, refs.length);
    assert.deepEqual(bill.dependencies.map(({ ref }) => ref).sort(), [...refs].sort());
    for (const component of bill.components) {
      assert.ok(component.licenses?.length > 0, component.name);
      const isOurs = component.group === 'm365ls';
      assert.ok(isOurs || component.name === 'OpenJDK' || notices.includes(`${component.name} ${component.version}`) || notices.includes(`:${component.name}`), component.name);
    }
  }
  assert.ok([...withJava.keys()].includes('extension/runtime/legal/java.base/LICENSE'));
});
