// node build.mjs TARGET
// Makes the built-in catalogue below TARGET, Maven's output folder of the server: classes/m365ls/catalog/ with the three
// parts and the program that made them, classes/m365ls/run/hosted/ with the program that keeps the CLI loaded,
// classes/META-INF/licenses/ with the licence of the package, and
// catalogue/ with what the tests need: the model and the path of this Node. Does nothing when all that it depends on is
// as it was.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(process.argv[2] ?? path.join(here, '..', 'target'));
const modules = path.join(here, 'node_modules');
const cli = path.join(modules, '@pnp', 'cli-microsoft365');
const classes = path.join(target, 'classes', 'm365ls', 'catalog');
const licence = path.join(target, 'classes', 'META-INF', 'licenses', 'cli-microsoft365.txt');
const model = path.join(target, 'catalogue', 'model.json');
const node = path.join(target, 'catalogue', 'node.txt');
const extractor = path.join(classes, 'extractor.mjs');
const host = path.join(target, 'classes', 'm365ls', 'run', 'hosted', 'host.mjs');

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  stop(`Node ${OLDEST_NODE} or later is needed to make the catalogue; this is ${process.version}.`,
    'Install a newer Node from https://nodejs.org or your system\'s packages, and see that it comes first on PATH.');
}

const stampFile = path.join(target, 'catalogue', 'inputs.txt');
const stamp = inputs();
const outputs = [...['hot.bin', 'rules.bin', 'cold.bin'].map(name => path.join(classes, name)), extractor, host, licence, model, node];
if (readIfThere(stampFile) !== stamp || !outputs.every(existsSync)) {
  await make();
}

async function make() {
  install();
  rmSync(stampFile, { force: true });
  [classes, path.dirname(licence), path.dirname(model)].forEach(folder => mkdirSync(folder, { recursive: true }));

  const esbuild = await import('esbuild');
  for (const [entry, outfile] of [['make-catalogue.mjs', extractor], [path.join('host', 'main.mjs'), host]]) {
    await esbuild.build({
      entryPoints: [path.join(here, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: `node${OLDEST_NODE}`,
      logLevel: 'warning'
    });
  }
  const made = spawnSync(process.execPath, [extractor, cli, classes, model], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (made.status !== 0) {
    stop('The catalogue could not be made from the package in ' + cli + '.', 'The lines above tell why.');
  }
  copyFileSync(path.join(cli, 'LICENSE'), licence);
  writeFileSync(node, process.execPath);
  writeFileSync(stampFile, stamp);
}

/** Installs exactly what the lock file says, unless that is what is there. */
function install() {
  const lock = hash(readFileSync(path.join(here, 'package-lock.json')));
  const installed = path.join(modules, '.m365ls-lock.txt');
  if (readIfThere(installed) === lock && existsSync(path.join(cli, 'package.json'))) {
    return;
  }
  console.log('Installing the packages that the catalogue is made from (npm ci).');
  const words = ['ci', '--ignore-scripts', '--prefer-offline', '--no-progress', '--loglevel=error'];
  const how = { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] };
  // On Windows npm is a script, which only the command interpreter starts. No word comes from outside.
  const npm = process.platform === 'win32'
    ? spawnSync(`npm ${words.join(' ')}`, { ...how, shell: true })
    : spawnSync('npm', words, how);
  if (npm.error) {
    stop(`npm is needed to make the catalogue, and could not be started: ${npm.error.message}.`,
      'Install npm (it comes with Node from https://nodejs.org; on Debian it is the package "npm"), and see that it is on PATH.');
  }
  if (npm.status !== 0) {
    stop('npm could not install the packages that the catalogue is made from.',
      'Its messages are above. It needs the network, or a filled npm cache, once.');
  }
  if (!existsSync(path.join(cli, 'package.json'))) {
    stop(`npm ci has run, but ${cli} is missing.`, 'Delete ' + modules + ' and build again.');
  }
  writeFileSync(installed, lock);
}

/** A line with the hash of each file that the result depends on. */
function inputs() {
  return [...readdirSync(here), ...readdirSync(path.join(here, 'host')).map(name => `host/${name}`)]
    .filter(name => /\.(mjs|json)$/.test(name))
    .sort()
    .map(name => `${hash(readFileSync(path.join(here, name)))}  ${name}\n`)
    .join('');
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function stop(problem, remedy) {
  console.error(`\n${problem}\n${remedy}\n`);
  process.exit(1);
}
