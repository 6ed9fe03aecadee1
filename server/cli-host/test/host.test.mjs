// What the host makes of the real package, and of one that does all it must not. The other end of the pipe is the
// driver's.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resourceOf, standInFor } from '../host/claims.mjs';
import { FrameReader, TYPE, frame } from '../host/frames.mjs';
import { leaveOutTelemetry } from '../host/telemetry.mjs';
import { CLAIMS, CLI, CONNECTION, GUID, Host } from './host-driver.mjs';

const FAKE = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'src', 'test', 'resources', 'm365ls', 'run', 'hosted', 'fake-cli');
const SITE = 'https://contoso.sharepoint.com';

/** Runs the CLI as a program, without its telemetry. */
function programOutput(words, home) {
  const telemetry = new URL('../host/telemetry.mjs', import.meta.url).href;
  const first = `import { leaveOutTelemetry } from '${telemetry}'; leaveOutTelemetry(${JSON.stringify(CLI)});`;
  const flags = ['--no-warnings', `--import=data:text/javascript,${encodeURIComponent(first)}`, path.join(CLI, 'dist', 'index.js')];
  return new Promise(resolve => {
    execFile(process.execPath, [...flags, ...words], { cwd: home, env: { HOME: home, USERPROFILE: home, PATH: process.env.PATH, CLIMICROSOFT365_NOUPDATE: '1' } },
      (error, out, err) => resolve({ out, err, exitCode: error?.code ?? 0 }));
  });
}

describe('frames', () => {
  test('are read however they are cut', () => {
    const sent = [frame(TYPE.OUT, 1, 0, 'grüße'), frame(TYPE.END, 2, 3), frame(TYPE.CHUNK, 4, 5, Buffer.alloc(70_000, 1))];
    const bytes = Buffer.concat(sent);
    for (const size of [1, 2, 13, 14, 1000, bytes.length]) {
      const read = [];
      const reader = new FrameReader(each => read.push(each));
      for (let at = 0; at < bytes.length; at += size) {
        reader.push(bytes.subarray(at, at + size));
      }
      assert.deepEqual(read.map(each => [each.type, each.run, each.exchange, each.payload.length]),
        [[TYPE.OUT, 1, 0, 7], [TYPE.END, 2, 3, 0], [TYPE.CHUNK, 4, 5, 70_000]]);
    }
  });
});

describe('stand-ins', () => {
  test('tell their resource, and are told from tokens', () => {
    const standIn = standInFor('https://graph.microsoft.com', CLAIMS);
    assert.equal(resourceOf(`Bearer ${standIn}`), 'https://graph.microsoft.com');
    assert.ok(standIn.endsWith('.'), 'has no signature');
    assert.equal(resourceOf('Bearer eyJ0.eyJh.c2ln'), undefined);
    assert.equal(resourceOf('Basic abc'), undefined);
    assert.equal(resourceOf(''), undefined);
  });
});

describe('telemetry', () => {
  test('is not loaded', async () => {
    leaveOutTelemetry(CLI);
    const { default: client } = await import(pathToFileURL(path.join(CLI, 'dist', 'appInsights.js')).href);
    client.trackEvent({ name: 'x' });
    const loaded = Object.values(createRequire(import.meta.url).cache)
      .filter(each => each.loaded && /applicationinsights|opentelemetry/.test(each.filename))
      .map(each => each.filename);
    assert.equal(loaded.length, 1, loaded.join('\n'));
  });
});

describe('a package that does what it must not', () => {
  let host;
  before(async () => { host = await Host.start(() => ({ body: 'x' }), { root: FAKE }); });
  after(() => host.stop());

  for (const way of ['fetch', 'net', 'socket', 'tls', 'https', 'http2', 'listen', 'udp', 'lookup', 'resolve', 'resolver',
    'spawn', 'exec', 'fork', 'worker']) {
    test(`finds no way out by ${way}`, async () => {
      assert.match((await host.run(['wayOut', way])).out, /^closed: /);
    });
  }

  test('starts programs where it may, which find what is the user\'s', async () => {
    const order = { mayStartPrograms: true, environment: { HOME: '/of/the/user' } };
    assert.equal((await host.run(['childHome', 'exec'], { order })).out, '/of/the/user\n');
    assert.equal((await host.run(['childHome', 'execFile'], { order })).out, '/of/the/user\n');
    assert.equal(JSON.parse((await host.run(['home'], { order })).out).home, host.home);
  });

  test('starts programs where it may', async () => {
    assert.equal((await host.run(['wayOut', 'exec'], { order: { mayStartPrograms: true } })).out, 'open\n');
  });

  test('prints into its run and not into the pipe', async () => {
    const [first, second] = await Promise.all([host.run(['out', 'a\u0000ü']), host.run(['err', 'b'])]);
    assert.deepEqual([first.out, first.err, second.out, second.err], ['a\u0000ü', '', '', 'b']);
  });

  test('ends its run when it wants to end the process', async () => {
    assert.equal((await host.run(['leave', '3'])).exitCode, 3);
    assert.equal((await host.run(['hello'])).out, 'hello\n');
  });

  test('fails in its own run alone', async () => {
    const other = host.run(['hang']);
    const [thrown, rejected] = await Promise.all([host.run(['throwLater']), host.run(['rejectAside'])]);
    assert.match(thrown.err, /thrown later/);
    assert.match(rejected.err, /rejected aside/);
    host.cancel(other.number);
    assert.equal((await other).exitCode, 1);
  });

  test('answers while a run waits', async () => {
    const waiting = host.run(['hang']);
    await host.ping(waiting.number);
    host.cancel(waiting.number);
    assert.equal((await waiting).exitCode, 1);
  });

  test('is stopped for good', async () => {
    const file = path.join(host.work, 'afterwards.txt');
    const run = await host.run(['writeAfterwards', 'https://a', file], { answer: () => ({ fail: true }) });
    assert.equal(run.exitCode, 1);
    assert.equal(run.requests.length, 1);
    await host.run(['hello']);
    assert.ok(!existsSync(file));
  });

  test('does not ask again and again when it was stopped', async () => {
    const run = await host.run(['askAgainAndAgain', 'https://a'], { answer: () => ({ fail: true }) });
    assert.equal(run.requests.length, 1);
    assert.equal((await host.run(['hello'])).out, 'hello\n');
  });

  test('writes no file where it may not', async () => {
    const file = path.join(host.work, 'held.txt');
    assert.equal((await host.run(['write', file], { order: { mayWriteFiles: false } })).held, file);
    assert.ok(!existsSync(file));
    await host.run(['write', file]);
    assert.ok(existsSync(file));
  });
});

describe('the real package', () => {
  let host;
  before(async () => { host = await Host.start(() => ({ body: { id: GUID, Title: 'Team' } })); });
  after(() => host.stop());

  test('writes nothing into the home folder', async () => {
    await host.run(['entra', 'user', 'get', '--id', GUID]);
    await host.run(['cli', 'doctor']);
    assert.deepEqual(readdirSync(host.home), []);
  });

  test('does not run the command before again when there is none of a name', async () => {
    await host.run(['version']);
    const run = await host.run(['no', 'such', 'command']);
    assert.match(run.err, /'no such command' was not found/);
    assert.doesNotMatch(run.out, /^"v/);
    assert.equal(run.exitCode, 0);
  });

  test('keeps nothing of a site for the next run', async () => {
    const answer = request => request.address.includes('contextinfo')
      ? { body: { FormDigestValue: request.address, FormDigestTimeoutSeconds: 1800, WebFullUrl: SITE } }
      : request.address.includes('ProcessQuery')
        ? { body: '[{"SchemaVersion":"15.0.0.0","ErrorInfo":null},2,{"Name":"f"}]' }
        : { body: { Hidden: false, Id: request.address.includes('/sites/a') ? 'aaaaaaaa' : 'bbbbbbbb' } };
    const words = site => ['spo', 'contenttype', 'field', 'set', '--webUrl', `${SITE}/sites/${site}`, '--contentTypeId', '0x0100', '--id', GUID,
      '--hidden', 'true'];
    await host.run(words('a'), { answer });
    const second = await host.run(words('b'), { answer });
    const xml = second.requests.map(request => request.body.toString()).join('');
    assert.match(xml, /bbbbbbbb/);
    assert.doesNotMatch(xml, /aaaaaaaa/);
    assert.ok(second.requests.every(request => request.address.includes('/sites/b')), 'every request is for the second site');
  });

  test('keeps nothing of a site in a command that another one runs', async () => {
    const answer = request => {
      if (request.address.includes('contextinfo')) {
        return { body: { FormDigestValue: 'd', FormDigestTimeoutSeconds: 1800, WebFullUrl: request.address.replace('/_api/contextinfo', '') } };
      }
      return { body: { Id: 'bbbbbbbb', value: [{ Id: 7 }], UniqueId: 'x', odata: {} } };
    };
    for (const site of ['a', 'b']) {
      const url = `${SITE}/sites/${site}`;
      const run = await host.run(['spo', 'file', 'rename', '--webUrl', url, '--sourceUrl', `/sites/${site}/Docs/old.txt`, '--targetFileName', 'new.txt', '--force'], { answer });
      assert.ok(run.requests.length > 1 && run.requests.every(request => request.address.startsWith(`${url}/`)), JSON.stringify(run.requests.map(request => request.address)));
    }
  });

  test('leaves the faithful form to those who ask for it', async () => {
    const answer = () => ({ body: { id: GUID, displayName: 'a\nb\n\nc', jobTitle: '=1+1' } });
    const words = ['entra', 'user', 'get', '--id', GUID];
    const [own, faithful] = [await host.run(words, { answer }), await host.run(words, { answer, order: { faithful: true } })];
    assert.ok(own.out.includes(String.raw`"a\\\nb\\\n`), own.out);
    assert.equal(JSON.parse(faithful.out).displayName, 'a\nb\n\nc');
    assert.deepEqual(own.values, faithful.values);
    const csv = [...words, '--output', 'csv', '--query', '{t: jobTitle, n: `-5`}'];
    assert.equal((await host.run(csv, { answer })).out.trim(), 't,n\n=1+1,-5');
    assert.equal((await host.run(csv, { answer, order: { faithful: true } })).out.trim(), "t,n\n'=1+1,-5");
  });

  test('has the server keep the settings that a command changes', async () => {
    const graph = { id: 'g', appId: 'g', servicePrincipalNames: ['https://graph.microsoft.com'], appRoles: [], oauth2PermissionScopes: [{ id: 's', value: 'User.Read' }] };
    const answer = ({ address }) => ({ body: address.includes('servicePrincipals?') ? { value: [graph] } : { id: '1', appId: 'made', value: [] } });
    const run = await host.run(['cli', 'app', 'add', '--saveToConfig', '--scopes', 'https://graph.microsoft.com/User.Read, https://graph.microsoft.com/User.Read'], { answer });
    assert.deepEqual(run.settings, [{ name: 'clientId', value: 'made' }, { name: 'tenantId', value: GUID }], run.err);
  });

  test('shows requests under --debug in that run alone, and no stand-in for a token', async () => {
    const words = ['entra', 'user', 'get', '--id', GUID];
    const [loud, beside] = await Promise.all([host.run([...words, '--debug']), host.run(words)]);
    const quiet = await host.run(words);
    assert.match(loud.err, /"authorization": "\*\*\*"/i);
    assert.doesNotMatch(loud.err, /eyJ/);
    assert.equal(beside.err, '');
    assert.equal(quiet.err, '');
  });

  test('keeps runs at the same time apart', async () => {
    const answer = async ({ address }) => {
      await new Promise(resolve => { setImmediate(resolve); });
      return { body: { id: address.split('/').at(-1), displayName: 'x' } };
    };
    const ids = Array.from({ length: 30 }, (_, i) => GUID.slice(0, -2) + String(i + 10));
    const outputs = ['json', 'text', 'csv', 'md'];
    const runs = await Promise.all(ids.map((id, i) =>
      host.run(['entra', 'user', 'get', '--id', id, '--output', outputs[i % 4]], { answer })));
    runs.forEach((run, i) => {
      assert.equal(run.values[0].id, ids[i]);
      assert.ok(run.out.includes(ids[i]), run.out);
    });
  });

  test('leaves no half of a file, and no run that hangs, when it is stopped in the middle of a download', async () => {
    const words = ['spo', 'file', 'get', '--webUrl', SITE, '--id', GUID, '--asFile', '--path', 'stalled.bin'];
    const run = host.run(words, { answer: () => ({ body: Buffer.alloc(100_000), headers: {}, hold: true }) });
    await host.consumed(run.number);
    host.cancel(run.number);
    assert.equal((await run).exitCode, 1);
    assert.ok(!existsSync(path.join(host.work, 'stalled.bin')));
  });

  test('leaves no file that it was about to open when it was stopped', async () => {
    const words = ['spo', 'file', 'get', '--webUrl', SITE, '--id', GUID, '--asFile', '--path', 'opened.bin'];
    const run = host.run(words, { answer: () => { setImmediate(() => host.cancel(run.number)); return { body: Buffer.alloc(10), headers: {}, hold: true }; } });
    assert.equal((await run).exitCode, 1);
    assert.ok(!existsSync(path.join(host.work, 'opened.bin')));
  });

  test('takes a busy service for an error, and does not try again', async () => {
    for (const status of [429, 503]) {
      const run = await host.run(['entra', 'user', 'get', '--id', GUID],
        { answer: () => ({ status, headers: { 'retry-after': '0', 'content-type': 'application/json' }, body: { error: { code: 'busy', message: 'come back' } } }) });
      assert.equal(run.requests.length, 1);
      assert.equal(run.err, 'Error: come back\n');
      assert.equal(run.exitCode, 1);
    }
  });

  test('says which requests are to go without a token', async () => {
    const run = await host.run(['tenant', 'id', 'get', '--domainName', 'contoso.com'], { answer: () => ({ body: { token_endpoint: 'https://a/b' } }) });
    assert.deepEqual(run.requests.map(request => [request.anonymous, request.resource]), [[true, '']]);
  });

  test('passes addresses on as the command wrote them', async () => {
    const run = await host.run(['spo', 'list', 'get', '--webUrl', SITE, '--title', "Bob's {list} | \"1\""]);
    assert.match(run.requests[0].address, /getByTitle\(/i);
    assert.ok(run.requests.every(request => Object.keys(request.headers).every(name => !/^(content-length|host|authorization)$/i.test(name))));
  });

  test('fits into claims of applications and of people', async () => {
    const teams = ['teams', 'callrecord', 'list'];
    const person = await host.run(teams);
    assert.match(person.err, /requires application-only permissions/);
    const claims = { ...CLAIMS, idtyp: 'app', upn: undefined, app_displayname: 'Robot', scp: undefined };
    const application = await host.run(teams, { order: { connection: { ...CONNECTION, claims } }, answer: () => ({ body: { value: [] } }) });
    assert.equal(application.err, '');
    assert.equal(application.exitCode, 0);
  });

  test('needs a sign-in without a connection', async () => {
    const run = await host.run(['entra', 'user', 'get', '--id', GUID], { order: { connection: undefined } });
    assert.equal(run.err, 'Error: Log in to Microsoft 365 first\n');
  });

  test('takes settings from the order alone', async () => {
    mkdirSync(path.join(host.home, '.config', 'configstore'), { recursive: true });
    writeFileSync(path.join(host.home, '.config', 'configstore', 'cli-m365-config.json'), '{"output":"text"}');
    const words = ['entra', 'user', 'get', '--id', GUID];
    assert.match((await host.run(words)).out, /^\{/);
    assert.match((await host.run(words, { order: { settings: { output: 'text' } } })).out, /^Title: Team/);
  });

  test('asks the server which of several is meant', async () => {
    const answer = ({ address }) => ({
      body: address.includes('$filter') ? { value: [{ id: 'first', displayName: 'A' }, { id: 'second', displayName: 'A' }] } : { id: 'second' }
    });
    const run = await host.run(['entra', 'group', 'get', '--displayName', 'A'], { answer, reply: () => ({ choice: 1 }) });
    assert.deepEqual(run.questions.map(question => question.choices), [['first', 'second']]);
    assert.equal(run.exitCode, 0, run.err);
    assert.match(run.out, /second/);
  });

  test('tells what it has learnt of the tenant', async () => {
    const run = await host.run(['spo', 'get'], { order: { connection: { ...CONNECTION, site: '' } }, answer: () => ({ body: { webUrl: SITE } }) });
    assert.equal(run.learnt?.site ?? '', '', run.err);
    const found = await host.run(['spo', 'site', 'list'], { order: { connection: { ...CONNECTION, site: '' } }, answer: () => ({ body: { webUrl: SITE, value: [] } }) });
    assert.equal(found.learnt.site, SITE, found.err);
  });
});

/** A project of the SharePoint Framework, as far as commands look at it. */
function makeProject(folder) {
  const files = {
    'package.json': { name: 'parts', version: '0.0.1', dependencies: { '@microsoft/sp-core-library': '1.18.2' }, scripts: {} },
    '.yo-rc.json': { '@microsoft/generator-sharepoint': { version: '1.18.2', libraryName: 'parts', libraryId: GUID, environment: 'spo', solutionName: 'parts' } },
    'config/package-solution.json': { solution: { name: 'parts', id: GUID }, paths: { zippedPackage: 'solution/parts.sppkg' } },
    'src/index.ts': {}
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  }
}

describe('commands on projects', () => {
  let host;
  let project;
  before(async () => {
    host = await Host.start(() => ({}));
    project = path.join(host.work, 'parts');
    makeProject(project);
  });
  after(() => host.stop());

  const name = () => JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')).name;
  const run = (words, order) => host.run(words, { order: { folder: project, connection: undefined, ...order } });

  test('change them in the folder of the run, and not where nothing may be written', async () => {
    const words = ['spfx', 'project', 'rename', '--newName', 'pieces'];
    const held = await run(words, { mayWriteFiles: false });
    assert.equal(path.relative(project, held.held), 'package.json');
    assert.equal(name(), 'parts');
    assert.equal((await run(words)).exitCode, 0);
    assert.equal(name(), 'pieces');
  });

  for (const [words, file] of [
    [['spfx', 'project', 'github', 'workflow', 'add'], '.github/workflows/deploy-spfx-solution.yml'],
    [['spfx', 'project', 'azuredevops', 'pipeline', 'add'], '.azuredevops/pipelines/deploy-spfx-solution.yml'],
    [['spfx', 'project', 'doctor', '--output', 'tour'], '.tours/validation.tour'],
    [['spfx', 'project', 'upgrade', '--toVersion', '1.19.0', '--output', 'tour'], '.tours/upgrade.tour'],
    [['spfx', 'package', 'generate', '--name', 'made', '--webPartTitle', 'A', '--webPartDescription', 'b', '--html', '<p/>'], 'made.sppkg'],
    [['cli', 'completion', 'pwsh', 'setup', '--profile', 'profile/x.ps1'], 'profile/x.ps1']
  ]) {
    test(`write what they make there: ${words.slice(0, -1).join(' ')}`, async () => {
      const made = await run(words);
      assert.equal(made.exitCode, 0, made.err);
      assert.ok(existsSync(path.join(project, file)));
    });
  }
});

describe('what is printed, and the exit code,', { concurrency: true }, () => {
  let host;
  before(async () => { host = await Host.start(() => ({})); });
  after(() => host.stop());

  for (const words of [
    ['version', '--output', 'text'], ['help', 'spo', 'web', 'get'], ['spo', 'web', 'get', 'extra'], ['spo', 'web', 'get', '--url', 'x'],
    ['entra', 'user', 'get', '--id', 'x', '--no', 'y'], ['spo', 'list', 'get', '--webUrl', '/sites/a', '--id', 'x'], ['version', '--query', '!!']
  ]) {
    test(`of "${words.join(' ')}" are the CLI's own`, async () => {
      const home = path.join(host.tmp, words.join('-').replace(/\W/g, '-'));
      mkdirSync(path.join(home, '.config', 'configstore'), { recursive: true });
      writeFileSync(path.join(home, '.config', 'configstore', 'cli-m365-config.json'), '{"disableTelemetry":true,"prompt":false}');
      const own = await programOutput(words, home);
      const run = await host.run(words, { order: { connection: undefined, settings: { prompt: false } } });
      assert.deepEqual([run.out, run.err, run.exitCode], [own.out, own.err, own.exitCode]);
    });
  }
});

test('the process ends when the other end of its pipe does', async () => {
  const host = await Host.start(() => ({}), { root: FAKE });
  host.run(['hang']).catch(() => {});
  assert.equal(await host.stop(), 0);
});

test('the frames have the numbers that the server knows', () => {
  const java = readFileSync(path.join(FAKE, '..', '..', '..', '..', '..', '..', 'main', 'java', 'm365ls', 'run', 'hosted', 'Frame.java'), 'utf8');
  for (const [name, code] of Object.entries(TYPE)) {
    assert.match(java, new RegExp(`\\b${name}\\(${code}\\)`));
  }
});
