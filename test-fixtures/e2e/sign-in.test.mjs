// The program as a user has it: bin/m365ls, an empty folder for its files, and the stand-in tenant of bin/tenant.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { after, afterEach, before, beforeEach, test } from 'node:test';

const root = path.join(import.meta.dirname, '..', '..');
const program = path.join(root, 'bin', 'm365ls');
let tenant;
let facts;
let home;

before(async () => {
  tenant = spawn(path.join(root, 'bin', 'tenant'), { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of readline.createInterface({ input: tenant.stdout })) {
    facts = JSON.parse(line);
    return;
  }
  assert.fail('the tenant did not start');
});

after(() => tenant.stdin.end());

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-e2e-'));
});

afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

function environment() {
  const own = { ...process.env };
  for (const name of Object.keys(own)) {
    if (/_proxy$/i.test(name) || /^(M365LS|CLIMICROSOFT365|OFFICE365CLI)_/.test(name)) {
      delete own[name];
    }
  }
  return {
    ...own,
    HTTPS_PROXY: facts.proxy,
    M365LS_CA_FILE: facts.caFile,
    M365LS_HOME: home,
    M365LS_KEY_IN_FILE: '1',
    CLIMICROSOFT365_ENTRAAPPID: facts.appId,
    CLIMICROSOFT365_TENANT: facts.tenantId
  };
}

/** Runs a command; `reacts` sees all that was written so far, at each piece. */
async function run(command, args, { input = '', interactive = false, reacts = () => { } } = {}) {
  const child = spawn(command, args, { env: environment(), cwd: home });
  const result = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', text => { result.out += text; reacts(result, child); });
  child.stderr.setEncoding('utf8').on('data', text => { result.err += text; reacts(result, child); });
  if (!interactive) {
    child.stdin.end(input);
  }
  result.code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return result;
}

const m365ls = (...args) => run(program, args);

/** Approves the code that is shown, once. */
function person() {
  let approval;
  return {
    reacts: result => {
      const code = /^ {2}([A-Z0-9]{6,12})$/m.exec(result.err)?.[1];
      if (code && !approval) {
        approval = fetch(facts.approveUrl, {
          method: 'POST',
          body: new URLSearchParams({ code, user: facts.user, decision: 'approve' })
        });
      }
    },
    answer: () => approval
  };
}

test('signs in by device code, is signed in, and signs out', async () => {
  assert.equal((await m365ls('status')).code, 1);
  const somebody = person();
  const login = await run(program, ['login', '--output', 'json'], { reacts: somebody.reacts });
  assert.equal(login.code, 0, login.err);
  assert.equal((await somebody.answer()).status, 200);
  assert.equal(JSON.parse(login.out).connectedAs, facts.user);
  const status = await m365ls('status', '--output', 'json');
  assert.deepEqual(JSON.parse(status.out), JSON.parse(login.out));
  assert.ok(!/eyJ/.test(login.out + login.err + status.out + status.err), 'no token is printed');
  assert.equal((await m365ls('logout')).code, 0);
  assert.equal((await m365ls('status')).code, 1);
});

test('takes a secret from standard input, and says why another one is refused', async () => {
  const right = await run(program, ['login', '-t', 'secret', '-s', '-'], { input: facts.clientSecret });
  assert.equal(right.code, 0, right.err);
  assert.equal(right.err, '');
  const wrong = await run(program, ['login', '-t', 'secret', '-s', '-'], { input: 'wrong' });
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /AADSTS7000215/);
  assert.equal((await m365ls('logout', '--all')).code, 0);
});

// util-linux's program gives a terminal to the one it starts; that of macOS has other options.
test('asks for a password at the terminal without showing it', { skip: process.platform !== 'linux' && 'Linux only' }, async () => {
  let typed = false;
  const command = `'${program}' login --authType password --userName '${facts.user}'`;
  const login = await run('script', ['-qec', command, '/dev/null'], {
    interactive: true,
    reacts: (result, child) => {
      if (!typed && result.out.includes(`Password of ${facts.user}:`)) {
        typed = true;
        child.stdin.write(`${facts.password}\n`);
      }
    }
  });
  assert.equal(login.code, 0, login.out);
  assert.ok(typed, login.out);
  assert.match(login.out, /signed in as/);
  assert.ok(!login.out.includes(facts.password), 'the password is shown');
});

test('tells wrong use in a sentence', async () => {
  const wrong = await m365ls('login', '--authType', 'magic');
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /--authType is one of/);
});
