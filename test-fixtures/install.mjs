// node install.mjs
// Installs the packages that the tests' judges, the demo and the benchmarks need, unless those of the lock file are installed already.

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const lock = path.join(folder, 'package-lock.json');
const installed = path.join(folder, 'node_modules', '.installed-lock.json');

if (!existsSync(installed) || !readFileSync(installed).equals(readFileSync(lock))) {
  console.log('Installing what tests, demo and benchmarks need from npm.');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-progress', '--loglevel=error'], {
    cwd: folder,
    stdio: 'inherit',
    // npm is a script on Windows.
    shell: process.platform === 'win32',
  });
  if (npm.error || npm.status !== 0) {
    console.error(`npm ci failed in ${folder}: ${npm.error ? npm.error.message : `exit code ${npm.status}`}`);
    process.exit(1);
  }
  copyFileSync(lock, installed);
}
