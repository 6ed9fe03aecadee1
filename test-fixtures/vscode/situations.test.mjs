// Where something is missing: what can work does, and the rest says why.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { Setting, VERSION } from './setting.mjs';
import { until } from './workbench.mjs';

/** Lines of calls.ps1. */
const OF_THE_CLI = 9;
const USERS = 10;

async function opened(t, options) {
  const setting = await Setting.open({ ...options, log: line => t.diagnostic(line) });
  t.after(() => setting.close());
  return setting;
}

/** Writing works, whatever else does not. */
async function writes(workbench) {
  await workbench.show('faulty.ps1');
  await workbench.page.locator('.squiggly-error').first().waitFor();
  await workbench.goTo(3);
  await (await workbench.suggestion('--name --teamId')).waitFor();
  await workbench.page.keyboard.press('Escape');
}

async function signInAsApplication(setting) {
  const { workbench, tenant } = setting;
  await workbench.run('Microsoft 365: Sign In');
  await workbench.choose('With a client secret');
  await workbench.choose('Enter the id');
  await workbench.answer('client id', tenant.facts.appId);
  await workbench.answer('The tenant', tenant.facts.tenantId);
  await workbench.answer('ecret', tenant.facts.clientSecret);
  await workbench.message('Signed in as').waitFor();
  await workbench.clearMessages();
}

async function runLine(workbench, line) {
  await workbench.show('calls.ps1');
  await workbench.goTo(line, 1);
  await workbench.run('Microsoft 365: Run Command or Selection');
}

test(`writes in a workspace that is not trusted, and runs when it is, in VS Code ${VERSION}`, async t => {
  const setting = await opened(t, { name: 'restricted', asksTrust: true });
  const { workbench } = setting;
  const { page } = workbench;
  const lens = text => page.locator('.codelens-decoration a', { hasText: text }).first();
  await workbench.step('write', () => writes(workbench));
  await workbench.step('no call can be run', async () => {
    await workbench.show('calls.ps1');
    await lens('Documentation').waitFor();
    assert.equal(await page.locator('.codelens-decoration a', { hasText: 'Run' }).count(), 0);
  });
  await workbench.step('signing in says why not', async () => {
    await workbench.run('Microsoft 365: Sign In');
    await workbench.message('Signing in needs a workspace that you trust.').waitFor();
  });
  await workbench.step('trust', async () => {
    await workbench.press('Signing in needs', 'Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.show('calls.ps1');
    await lens('Run').waitFor();
  });
  assert.deepEqual(setting.asked(), [], 'nothing is asked of anybody');
});

test(`says what is the matter when the network is cut, in VS Code ${VERSION}`, async t => {
  const setting = await opened(t, { name: 'network-cut' });
  const { workbench } = setting;
  await workbench.step('sign in', () => signInAsApplication(setting));
  await workbench.step('cut the network', () => setting.cutNetwork());
  await workbench.step('run', async () => {
    await runLine(workbench, USERS);
    await workbench.message('cannot be reached').waitFor();
  });
  await workbench.step('write', () => writes(workbench));
});

test(`runs without the CLI what needs none, in VS Code ${VERSION}`, async t => {
  const setting = await opened(t, { name: 'without-cli', bare: true });
  const { workbench } = setting;
  await workbench.step('sign in', () => signInAsApplication(setting));
  await workbench.step('run what the CLI has to run', async () => {
    await runLine(workbench, OF_THE_CLI);
    await workbench.choose('Install nothing');
    await workbench.message('CLI for Microsoft 365 has to be installed').waitFor();
  });
  await workbench.step('run what needs no CLI', async () => {
    await workbench.clearMessages();
    await runLine(workbench, USERS);
    await workbench.pageWith('h1:has-text("entra user list")');
  });
  await workbench.step('write', () => writes(workbench));
});

test(`shows a terminal of zsh in which m365 is the editor's, in VS Code ${VERSION}`, async t => {
  const shell = ['/bin/zsh', '/usr/bin/zsh'].find(existsSync);
  assert.ok(shell, 'zsh is missing');
  const setting = await opened(t, { name: 'zsh', shell });
  const { workbench } = setting;
  setting.writeOtherProgram('.zshrc');
  await workbench.step('sign in', () => signInAsApplication(setting));
  await workbench.step('open a terminal', () => workbench.openTerminal('Microsoft 365', 'changes what it is told to'));
  await workbench.step('run a call', async () => {
    await workbench.enter("m365 entra user list --query 'length(@)' > users.txt; echo \"$ZSH_NAME ended: $?\"");
    await workbench.terminalShows('zsh ended: 0');
    assert.equal(setting.file('users.txt').trim(), '12');
  });
  await workbench.step('the shell is the user\'s own', async () => {
    await workbench.enter('echo "dot: ${ZDOTDIR}" > dot.txt');
    await until('the file', () => setting.file('dot.txt') !== undefined && setting.file('dot.txt') !== '');
    assert.match(setting.file('dot.txt'), /^dot: .*\/home\n$/);
  });
});

test(`opens a terminal when nobody is signed in, in VS Code ${VERSION}`, async t => {
  const setting = await opened(t, { name: 'signed-out' });
  const { workbench } = setting;
  await workbench.step('open a terminal', () => workbench.openTerminal('Microsoft 365', 'Nobody is signed in: m365 login.'));
  await workbench.step('a call says what to do', async () => {
    await workbench.enter('m365 entra user list; echo "ended: $?"');
    await workbench.terminalShows("Sign in with 'm365 login'");
    await workbench.terminalShows('ended: 1');
  });
  await workbench.step('its help works', async () => {
    await workbench.enter('m365 spo web get --help > help.txt; echo "help: $?"');
    await workbench.terminalShows('help: 0');
    assert.match(setting.file('help.txt'), /spo web get/);
  });
});
