// Tells what the real CLI makes of command lines, without running any command.
//
// Reads one command line a line from standard input, as a JSON array of arguments, and answers each with one line of
// JSON: {"verdict": "valid" | "invalid" | "help" | "threw", "message": "..."}. "help" is also the answer to unknown
// commands, which the CLI meets with its help. The message is what the CLI would print first, if it would.
//
// Prompting is off, nobody is signed in, the folder is empty and the settings are the CLI's own defaults, so that the
// answers depend on nothing but the arguments. Several thousand a second.
//
// With --frozen, what the checks themselves ask of the world outside is the same everywhere too: it is noon of 1 June
// 2026 (UTC) on Linux, and in the working folder /room there are a few files.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..', 'node_modules', '@pnp', 'cli-microsoft365');

/** Ends the CLI's work at the point where it has decided. */
class Decided extends Error {
  constructor(verdict, message = '') {
    super(message);
    this.verdict = verdict;
  }
}

function enterEmptyRoom() {
  const room = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-oracle-'));
  for (const name of Object.keys(process.env)) {
    if (/^(CLIMICROSOFT365|OFFICE365CLI)_/i.test(name)) {
      delete process.env[name];
    }
  }
  for (const name of ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME']) {
    process.env[name] = room;
  }
  process.chdir(room);
  process.on('exit', () => {
    process.chdir(os.tmpdir());
    fs.rmSync(room, { recursive: true, force: true });
  });
}

const NOON = Date.UTC(2026, 5, 1, 12);

const FILES = new Map([
  ['/room/present.txt', 'some text'],
  ['/room/data.json', '{"name":"x","a":[1,2]}'],
  ['/room/guid.txt', '1caf7dcd-7e83-4c3a-94f7-932a1299c844'],
]);
const FOLDERS = new Set(['/room', '/room/folder']);

function freeze() {
  process.env.TZ = 'UTC';
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      super(...parts.length === 0 ? [NOON] : parts);
    }
    static now() {
      return NOON;
    }
  };
  Object.defineProperty(process, 'platform', { value: 'linux' });
  process.cwd = () => '/room';
  const whole = file => path.posix.resolve('/room', String(file));
  const ours = file => typeof file === 'string' && (!path.isAbsolute(file) || file.startsWith('/room'));
  const stat = file => {
    if (!FILES.has(whole(file)) && !FOLDERS.has(whole(file))) {
      throw new Error(`ENOENT: no such file or directory, lstat '${file}'`);
    }
    return { isDirectory: () => FOLDERS.has(whole(file)), isFile: () => FILES.has(whole(file)) };
  };
  const { existsSync, lstatSync, statSync, readFileSync } = fs;
  fs.existsSync = file => ours(file) ? file !== '' && (FILES.has(whole(file)) || FOLDERS.has(whole(file))) : existsSync(file);
  fs.lstatSync = (file, ...how) => ours(file) ? stat(file) : lstatSync(file, ...how);
  fs.statSync = (file, ...how) => ours(file) ? stat(file) : statSync(file, ...how);
  fs.readFileSync = (file, ...how) => ours(file) && FILES.has(whole(file)) ? FILES.get(whole(file)) : readFileSync(file, ...how);
}

async function load(file) {
  return import(pathToFileURL(path.join(root, 'dist', file)).href);
}

async function prepare() {
  const { cli } = await load('cli/cli.js');
  const { telemetry } = await load('telemetry.js');
  const { timings } = await load('cli/timings.js');
  const { prompt } = await load('utils/prompt.js');
  const { default: auth } = await load('Auth.js');
  let printed = [];

  telemetry.trackEvent = async () => { };
  auth.restoreAuth = async () => { };
  auth.getAllConnections = async () => [];
  cli.getSettingWithDefaultValue = (name, otherwise) => name === 'prompt' ? false : otherwise;
  cli.getConfig = () => ({ get: () => undefined, all: {} });
  cli.log = () => { };
  cli.error = async text => { printed.push(String(text)); };
  cli.closeWithError = async error => {
    if (error instanceof Decided) {
      throw error;
    }
    throw new Decided('invalid', messageOf(error));
  };
  cli.executeCommand = async () => { throw new Decided('valid'); };
  for (const kind of Object.keys(prompt)) {
    prompt[kind] = async () => { throw new Decided('threw', 'asks the user'); };
  }
  const leave = process.exit.bind(process);
  process.exit = () => { throw new Decided('help', printed[0] ?? ''); };

  // Command modules, and what the CLI reads out of them at each run, stay the same; only reading them takes long.
  cli.loadAllCommandsInfo();
  cli.loadAllCommandsInfo = () => { };
  const byFile = new Map();
  const loadFile = cli.loadCommandFromFile;
  cli.loadCommandFromFile = async file => {
    if (!byFile.has(file)) {
      await loadFile(file);
      const info = cli.commandToExecute;
      if (info?.command.schema) {
        const schema = info.command.schema;
        const refined = info.command.getSchemaToParse();
        Object.defineProperty(info.command, 'schema', { value: schema });
        info.command.getSchemaToParse = () => refined;
      }
      byFile.set(file, info);
    }
    cli.commandToExecute = byFile.get(file);
  };

  async function judge(args) {
    printed = [];
    cli.commandToExecute = undefined;
    cli.currentCommandName = undefined;
    cli.optionsFromArgs = undefined;
    for (const name of Object.keys(timings)) {
      timings[name].length = 0;
    }
    try {
      await cli.execute([...args]);
      return { verdict: 'help', message: printed[0] ?? '' };
    }
    catch (e) {
      return e instanceof Decided
        ? { verdict: e.verdict, message: e.message }
        : { verdict: 'threw', message: String(e?.message ?? e) };
    }
  }
  return { judge, leave };
}

function messageOf(error) {
  if (error?.issues) {
    return error.issues.map(i => i.path.length > 0 ? `${i.path.join('.')}: ${i.message}` : i.message).join('\n');
  }
  return String(error?.message ?? error);
}

enterEmptyRoom();
const { judge, leave } = await prepare();
if (process.argv.includes('--frozen')) {
  freeze();
}
for await (const line of readline.createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await judge(JSON.parse(line))) + '\n');
}
leave(0);
