import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { test } from 'node:test';
import type { OpenTerminalParams, OpenTerminalResult } from '../src/protocol';
import { Seal } from '../src/session/seal';
import { launchOf, type Machine } from '../src/terminal/shells';
import { messageOf, Terminals } from '../src/terminal/terminals';
import { connection, dismisses, FakeRunEditor, FakeServer, status, types } from './fakes';

const KEY = new Uint8Array(32).fill(7);
const ANNA = connection('anna@contoso.com', { active: true });
const OPENED: OpenTerminalResult = {
  connection: ANNA,
  address: '/run/m/s',
  programs: '/run/m/bin',
  powerShell: '/run/m/powershell',
  bash: '/run/m/bashrc',
  zsh: '/run/m/zsh',
};

function machine(shell: string, platform: NodeJS.Platform = 'linux', environment: Machine['environment'] = { PATH: '/usr/bin' }): Machine {
  return { platform, environment, shell };
}

function set(shell = '/bin/bash') {
  const editor = new FakeRunEditor();
  const server = new FakeServer();
  server
    .on('m365/session/status', () => status({ connection: ANNA }))
    .on('m365/terminal/open', () => OPENED)
    .on('m365/terminal/close', () => ({ wasOpen: true }));
  const terminals = new Terminals(editor, server, () => new Seal(KEY), () => machine(shell));
  return { editor, server, terminals };
}

/** The secret that a request brings, as the server opens it. */
function secretIn(params: OpenTerminalParams): string {
  const sealed = Buffer.from(params.secret?.sealed ?? '', 'base64');
  const decipher = createDecipheriv('aes-256-gcm', KEY, Buffer.from(params.secret?.nonce ?? '', 'base64'));
  decipher.setAAD(Buffer.from(`m365-sealed-1\nclient\nm365/terminal/open\n${params.terminal}`));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString();
}

test('opens a terminal for the account that it tells of', async () => {
  const { server, terminals } = set();
  const opened = await terminals.open(false);
  const [asked] = server.asked('m365/terminal/open') as OpenTerminalParams[];
  assert.ok(asked && opened);
  assert.equal(asked.connection, ANNA.id);
  assert.equal(asked.whatIf, false);
  const secret = secretIn(asked);
  assert.match(secret, /^[\w-]{43}$/);
  assert.equal(opened.env['M365LS_TERMINAL_SECRET'], secret);
  assert.equal(opened.env['M365LS_TERMINAL'], '/run/m/s');
  assert.equal(opened.env['PATH'], '/run/m/bin:/usr/bin');
  assert.deepEqual(opened.shellArgs, ['--rcfile', '/run/m/bashrc', '-i']);
  assert.equal(opened.name, 'Microsoft 365');
  assert.match(opened.message, /as anna@contoso\.com in tenant contoso\.com, and changes what it is told to/);
  assert.ok(!JSON.stringify(server.requests).includes(secret));
});

test('each terminal has a secret and an id of its own', async () => {
  const { server, terminals } = set();
  await terminals.open(false);
  await terminals.open(true);
  const asked = server.asked('m365/terminal/open') as OpenTerminalParams[];
  assert.equal(new Set(asked.map(secretIn)).size, 2);
  assert.equal(new Set(asked.map(params => params.terminal)).size, 2);
  assert.deepEqual(
    asked.map(params => params.whatIf),
    [false, true],
  );
});

test('closes what the user closes, and nothing else', async () => {
  const { server, terminals } = set();
  const opened = await terminals.open(false);
  await terminals.closed('of another terminal');
  assert.deepEqual(server.asked('m365/terminal/close'), []);
  await terminals.closed(opened?.env['M365LS_TERMINAL_SECRET'] ?? '');
  await terminals.closed(opened?.env['M365LS_TERMINAL_SECRET'] ?? '');
  const [asked] = server.asked('m365/terminal/open') as OpenTerminalParams[];
  assert.deepEqual(server.asked('m365/terminal/close'), [{ terminal: asked?.terminal }]);
});

test('opens none in a workspace that is not trusted', async () => {
  const { editor, server, terminals } = set();
  editor.trusted = false;
  assert.equal(await terminals.open(false), undefined);
  assert.deepEqual(server.requests, []);
});

test('has the name of a production tenant typed before anything can be changed there', async () => {
  const { editor, server, terminals } = set();
  editor.productionTenants.push('contoso.com');
  editor.will(dismisses);
  assert.equal(await terminals.open(false), undefined);
  assert.deepEqual(server.asked('m365/terminal/open'), []);
  editor.will(types('Contoso.com'));
  assert.ok(await terminals.open(false));
  // Nothing is changed from there, so nothing is asked.
  assert.ok(await terminals.open(true));
});

test('tells what the user agrees to', () => {
  assert.match(messageOf(ANNA, true), /changes nothing: what would be sent is shown/);
  assert.match(messageOf(undefined, false), /Nobody is signed in: m365 login/);
});

test('starts shells so that the path of their own files comes behind', () => {
  const zsh = launchOf(OPENED, 's', machine('/bin/zsh', 'darwin', { PATH: '/bin', ZDOTDIR: '/home/a/z' }));
  assert.deepEqual([zsh.env['ZDOTDIR'], zsh.env['M365LS_ZDOTDIR']], ['/run/m/zsh', '/home/a/z']);
  const pwsh = launchOf({ ...OPENED, programs: "C:\\it's\\bin" }, 's', machine('C:\\Program Files\\pwsh.exe', 'win32', { Path: 'C:\\w' }));
  assert.equal(pwsh.env['Path'], "C:\\it's\\bin;C:\\w");
  assert.equal(pwsh.env['PATH'], undefined);
  assert.match(pwsh.shellArgs[2] ?? '', /'C:\\it''s\\bin'/);
  assert.match(pwsh.shellArgs[2] ?? '', /\/run\/m\/powershell/);
  // Windows PowerShell knows no local sockets.
  const windows = launchOf(OPENED, 's', machine('powershell.exe', 'win32'));
  assert.doesNotMatch(windows.shellArgs[2] ?? '', /\/run\/m\/powershell/);
  assert.deepEqual(launchOf(OPENED, 's', machine('C:\\cmd.exe', 'win32')).shellArgs, []);
});

test('starts another shell in place of one that could find another m365', () => {
  assert.equal(launchOf(OPENED, 's', machine('/usr/bin/fish')).shellPath, 'bash');
  assert.equal(launchOf(OPENED, 's', machine('wsl.exe', 'win32')).shellPath, 'powershell.exe');
});
