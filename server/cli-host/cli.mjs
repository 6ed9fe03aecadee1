import fs from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Why the catalogue of an installation cannot be made, in words for the user. */
export class Unusable extends Error {}

const PACKAGE = '@pnp/cli-microsoft365';
const OLDEST_CLI = 10;
const OLDEST_NODE = 20;

/** Stands for the application the user has registered for the CLI. */
const APPLICATION = '00000000-0000-4000-8000-000000000001';

/**
 * Loads the CLI that is installed in `root`, without its command line: no command runs, nothing is sent, and nothing
 * outside a temporary folder is written. Everything this changes in the process is put back by close().
 *
 * @param root folder of the package
 * @param warn is told what of the installation cannot be read
 */
export async function openCli(root, warn) {
  const version = versionOf(root);
  const room = enterRoom();
  try {
    stubTelemetry();
    const load = file => import(pathToFileURL(path.join(root, 'dist', file)).href);
    const { cli } = await load('cli/cli.js');
    const { Auth, default: auth } = await load('Auth.js');
    const { telemetry } = await load('telemetry.js');
    const { prompt } = await load('utils/prompt.js');
    const { default: request } = await load('request.js');
    const { accessToken } = await load('utils/accessToken.js');
    telemetry.trackEvent = async () => { };
    // as after `m365 setup` and `m365 login`, with prompting off
    cli.getSettingWithDefaultValue = (name, otherwise) => ({ prompt: false, clientId: APPLICATION })[name] ?? otherwise;
    auth.connection.spoUrl = 'https://contoso.sharepoint.com';
    cli.getConfig = () => ({ get: () => undefined, all: {} });
    auth.restoreAuth = async () => { };
    auth.getAllConnections = async () => [];

    const commands = [];
    for (const { name, file, help } of JSON.parse(fs.readFileSync(path.join(root, 'allCommands.json'), 'utf8'))) {
      try {
        const { default: command } = await load(`m365/${file}`);
        commands.push({ command, help, file, info: cli.getCommandInfo(command, file, help) });
      }
      catch (e) {
        warn(`${name}: left out, its module cannot be loaded (${e.message})`);
      }
    }
    return {
      version, commands, cli, prompt,
      docs: path.join(root, 'docs', 'docs'),
      source: file => fs.readFileSync(path.join(root, 'dist', 'm365', file), 'utf8'),
      tokenResource: address => Auth.getResourceFromUrl(address),
      outside: new Map([
        [fs, 'fs'], [os, 'os'], [path, 'path'], [process, 'process'], [cli, 'cli'], [auth, 'auth'],
        [request, 'request'], [accessToken, 'accessToken'],
      ]),
      close: room.leave,
    };
  }
  catch (e) {
    room.leave();
    throw e;
  }
}

function versionOf(root) {
  if (Number.parseInt(process.versions.node) < OLDEST_NODE) {
    throw new Unusable(`Node.js ${OLDEST_NODE} or later is needed; this is ${process.versions.node}`);
  }
  let description;
  try {
    description = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  }
  catch {
    throw new Unusable(`${root} holds no readable package.json`);
  }
  if (description.name !== PACKAGE) {
    throw new Unusable(`${root} is the package ${description.name ?? 'without a name'}, not ${PACKAGE}`);
  }
  if (!(Number.parseInt(description.version) >= OLDEST_CLI)) {
    throw new Unusable(`${root} is version ${description.version} of ${PACKAGE}; ${OLDEST_CLI}.0 or later is needed`);
  }
  if (!fs.existsSync(path.join(root, 'dist', 'cli', 'cli.js'))) {
    throw new Unusable(`${root} is incomplete: it has no dist/cli/cli.js`);
  }
  return description.version;
}

/** Puts the process into an empty temporary home, without the settings that change what the CLI accepts. */
function enterRoom() {
  const environment = { ...process.env };
  const folder = process.cwd();
  const room = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-'));
  for (const name of Object.keys(process.env)) {
    if (/^(CLIMICROSOFT365|OFFICE365CLI)_/i.test(name)) {
      delete process.env[name];
    }
  }
  for (const name of ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME']) {
    process.env[name] = room;
  }
  process.chdir(room);
  return {
    leave() {
      process.chdir(folder);
      for (const name of Object.keys(process.env)) {
        if (!(name in environment)) {
          delete process.env[name];
        }
      }
      Object.assign(process.env, environment);
      fs.rmSync(room, { recursive: true, force: true });
    },
  };
}

let stubbed = false;

/** Application Insights is never loaded: it costs half a second and would send. */
function stubTelemetry() {
  if (stubbed) {
    return;
  }
  stubbed = true;
  const hook = `export async function load(url, context, next) {
    return url.endsWith('/dist/appInsights.js')
      ? { format: 'module', shortCircuit: true, source: 'export default {};' }
      : next(url, context);
  }`;
  module.register(`data:text/javascript,${encodeURIComponent(hook)}`);
}
