import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfirmQuestion, ExecuteParams, RunResult } from '../src/protocol';
import { shownArgument, shownLines, shownName } from '../src/run/commandLine';
import { detailOf, Dialogue } from '../src/run/dialogue';
import { spentOf, timeOf, toldOf } from '../src/run/outcomes';
import { placeOf } from '../src/run/places';
import { Runs } from '../src/run/runs';
import { SessionCommands } from '../src/session/commands';
import { Turns } from '../src/session/turns';
import { Cancel, connection, dismisses, FakeRunEditor, FakeServer, run, settled, status, takes, types } from './fakes';

const TENANT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const ANNA = connection('anna@contoso.com', { active: true });
const AT = { document: 'file:///ws/a.ps1', position: { line: 3, character: 2 } };
const DIRECT = { workspaceFolder: 'file:///ws', forceCounts: false, asCli: false };

function set() {
  const editor = new FakeRunEditor();
  const server = new FakeServer();
  const turns = new Turns();
  const session = new SessionCommands(editor, turns, server, async () => undefined);
  let ran = 0;
  const runs = new Runs(editor, server, session, () => void ran++);
  const dialogue = new Dialogue(editor, turns, server);
  server
    .on('m365/session/list', () => ({ connections: [ANNA] }))
    .on('m365/session/status', () => status({ application: { clientId: 'a', tenant: 'common', cloud: 'Public' } }));
  const results = (...each: RunResult[]) => server.on('m365/execute', () => ({ runs: each }));
  return { editor, server, runs, answers: dialogue.answers, results, ran: () => ran };
}

const REMOVE: ConfirmQuestion = {
  question: 'This command deletes something. Run it?',
  account: 'anna@contoso.com',
  tenant: 'contoso.onmicrosoft.com',
  target: 'https://contoso.sharepoint.com/sites/a',
  arguments: ['spo', 'site', 'remove', '--url', 'https://contoso.sharepoint.com/sites/a', '--force'],
  destroys: true,
  remarks: ['The site has subsites.'],
};

// ---- questions ----

test('asks in the middle of the window with account, tenant, target and the whole command line', async () => {
  const { editor, answers } = set();
  editor.will(prompt => {
    assert.deepEqual(prompt, {
      kind: 'confirm',
      text: 'This command deletes something. Run it?',
      detail: [
        'Account: anna@contoso.com',
        'Tenant: contoso.onmicrosoft.com',
        'Target: https://contoso.sharepoint.com/sites/a',
        '',
        'm365 spo site remove',
        '    --url https://contoso.sharepoint.com/sites/a',
        '    --force',
        '',
        'The site has subsites.',
      ].join('\n'),
    });
    return true;
  });
  assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: true });
});

test('takes a dismissed question, and one that was taken back, for a no', async () => {
  const { editor, answers } = set();
  editor.will(() => false);
  assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: false });
  const cancel = new Cancel();
  cancel.cancel();
  assert.deepEqual(await answers['m365/confirm'](REMOVE, cancel), { confirmed: false });
  const late = new Cancel();
  editor.will(() => {
    late.cancel();
    return true;
  });
  assert.deepEqual(await answers['m365/confirm'](REMOVE, late), { confirmed: false });
  editor.trusted = false;
  assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: false });
  assert.ok(editor.done());
});

test('wants the name of a production tenant typed, by whatever name it was marked', async () => {
  for (const marked of [TENANT.toUpperCase(), 'contoso.onmicrosoft.com', ' Contoso.com ']) {
    const { editor, answers } = set();
    editor.productionTenants.push(marked);
    editor.will(
      prompt => {
        assert.match(prompt.kind === 'confirm' ? prompt.text : '', /^PRODUCTION: /);
        return true;
      },
      types('Contoso.onmicrosoft.com'),
    );
    assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: true }, marked);
    assert.ok(editor.done());
  }
});

test('does not go on in a production tenant without its name', async () => {
  const { editor, answers } = set();
  editor.productionTenants.push('contoso.com');
  editor.will(() => true, dismisses);
  assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: false });
  editor.will(() => false);
  assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: false });
  editor.will(
    () => true,
    prompt => {
      assert.ok(prompt.kind === 'askLine');
      assert.match(prompt.question.check?.('fabrikam.com') ?? '', /Type contoso.onmicrosoft.com/);
      return 'fabrikam.com';
    },
  );
  assert.deepEqual(await answers['m365/confirm'](REMOVE, new Cancel()), { confirmed: false });
});

test('asks for a domain where the tenant is known by its id only, and leaves other tenants alone', async () => {
  const { editor, answers } = set();
  editor.productionTenants.push(TENANT);
  editor.will(() => true, types('contoso.com'));
  assert.deepEqual(await answers['m365/confirm']({ ...REMOVE, tenant: TENANT }, new Cancel()), { confirmed: true });
  const other = { ...REMOVE, account: 'bob@fabrikam.com', tenant: 'fabrikam.com' };
  editor.will(() => true);
  assert.deepEqual(await answers['m365/confirm'](other, new Cancel()), { confirmed: true });
  assert.ok(editor.done());
});

test('shows a command that does not fit whole in a tab, and asks beside it', async () => {
  const { editor, answers } = set();
  const body = 'x'.repeat(5_000);
  const question = { ...REMOVE, destroys: false, arguments: ['outlook', 'mail', 'send', '--bodyContents', body] };
  editor.will(takes('Run'));
  assert.deepEqual(await answers['m365/confirm'](question, new Cancel()), { confirmed: true });
  assert.ok(editor.texts[0]?.includes(body));
  editor.will(takes("Don't run"));
  assert.deepEqual(await answers['m365/confirm'](question, new Cancel()), { confirmed: false });
  editor.will(dismisses);
  assert.deepEqual(await answers['m365/confirm'](question, new Cancel()), { confirmed: false });
});

test('lets nothing in a command line pass for something else', () => {
  assert.equal(shownArgument('--url'), '--url');
  assert.equal(shownArgument(''), '""');
  assert.equal(shownArgument('a b'), '"a b"');
  assert.equal(shownArgument('a"b\\'), '"a\\"b\\\\"');
  assert.equal(shownArgument('a\nAccount: bob'), '"a\\nAccount: bob"');
  assert.equal(shownArgument('a\u202eb'), '"a\\u{202e}b"');
  assert.equal(shownArgument('\u{e0041}'), '"\\u{e0041}"');
  assert.equal(shownArgument('größe'), 'größe');
  assert.deepEqual(shownLines(['status']), ['m365 status']);
  assert.equal(shownName(['spo', 'site', 'get', '--url', 'x']), 'm365 spo site get');
  assert.ok(!detailOf({ ...REMOVE, target: 'a\nTenant: other' }).includes('\nTenant: other'));
});

test('asks for one of several, for a text, and for one that may be either', async () => {
  const { editor, answers } = set();
  const choose = answers['m365/choose'];
  editor.will(takes('b'));
  const several = { what: 'Which group?', choices: ['a', 'b'], mayType: false, proposal: '' };
  assert.deepEqual(await choose(several, new Cancel()), { choice: 'b' });
  editor.will(prompt => {
    assert.ok(prompt.kind === 'askLine');
    assert.equal(prompt.question.value, 'https://x');
    assert.equal(prompt.question.check?.(''), 'Type a value, or press Escape.');
    return 'https://y';
  });
  const text = { what: 'Value of $url (--url)', choices: [], mayType: true, proposal: 'https://x' };
  assert.deepEqual(await choose(text, new Cancel()), { choice: 'https://y' });
  editor.will(prompt => {
    assert.ok(prompt.kind === 'choose');
    assert.equal(prompt.question.placeholder, 'Value of $url (--url): type it, or choose one');
    assert.equal(prompt.question.value, '');
    return prompt.question.typed?.('https://z');
  });
  assert.deepEqual(await choose({ ...text, choices: ['https://a'], proposal: '' }, new Cancel()), { choice: 'https://z' });
  const long = `Install version 11.11.0 with npm in a folder of its own, ${'which takes room '.repeat(5)}`;
  editor.will(prompt => {
    assert.ok(prompt.kind === 'choose');
    const [choice] = prompt.question.choices;
    assert.equal(choice?.detail, long);
    assert.ok((choice?.label.length ?? 0) < 80);
    return choice?.value;
  });
  assert.deepEqual(await choose({ ...several, choices: [long, 'Install nothing'] }, new Cancel()), { choice: long });
  editor.will(dismisses);
  assert.deepEqual(await choose(several, new Cancel()), {});
  editor.trusted = false;
  assert.deepEqual(await choose(several, new Cancel()), {});
});

// ---- running ----

test('runs the call at the cursor, that of a lens, or a selection', async () => {
  const { editor, server, runs, results, ran } = set();
  results(run());
  await runs.runPlace(undefined, false);
  assert.match(editor.messages[0]?.text ?? '', /put the cursor on a call/);
  editor.place = { ...AT, end: { line: 9, character: 0 } };
  await runs.runPlace(undefined, false);
  await runs.runPlace(placeOf(AT), true);
  assert.deepEqual(server.asked('m365/execute'), [
    { ...DIRECT, ...AT, end: { line: 9, character: 0 }, whatIf: false },
    { ...DIRECT, ...AT, whatIf: true },
  ]);
  assert.equal(ran(), 2);
  assert.deepEqual(editor.titles, ['m365 (selection)', 'What if: m365']);
});

test('takes nothing but a place of a script for one', () => {
  assert.deepEqual(placeOf(AT), AT);
  const none = [undefined, null, 'x', { scheme: 'file' }, { document: 'file:///a' }, { document: 1, position: AT.position }];
  for (const given of [...none, { ...AT, position: { line: '1', character: 0 } }, { ...AT, position: null }]) {
    assert.equal(placeOf(given), undefined);
  }
});

test('runs nothing in a workspace that is not trusted', async () => {
  const { editor, server, runs } = set();
  editor.trusted = false;
  editor.press('Manage Workspace Trust');
  await runs.runPlace(AT, false);
  assert.equal(editor.trustPages, 1);
  assert.deepEqual(server.requests, []);
});

test('tells how far a run has come, and ends it when the user cancels', async () => {
  const { editor, server, runs } = set();
  server.on('m365/execute', (_params, cancel, report) => {
    report?.('GET https://graph.microsoft.com/v1.0/sites');
    return new Promise((_resolve, reject) => {
      cancel?.onCancellationRequested(() => reject(Object.assign(new Error('cancelled'), { code: -32800 })));
    });
  });
  const running = runs.runPlace(AT, false);
  await settled();
  assert.deepEqual(editor.reported, ['GET https://graph.microsoft.com/v1.0/sites']);
  editor.running[0]?.cancel();
  await running;
  assert.deepEqual(editor.messages, []);
});

test('shows what was printed, and tells of what printed nothing', async () => {
  const { editor, runs, results } = set();
  results(run({ out: '[]\n', value: 'v1' }));
  await runs.runPlace(AT, false);
  assert.equal(editor.shown[0]?.runs[0]?.value, 'v1');
  assert.deepEqual(editor.shown[0]?.place, AT);
  assert.equal(editor.messages.length, 0);
  results(run({ arguments: ['spo', 'site', 'set', '--url', 'x'], notes: ["The call's redirections are left out."] }));
  await runs.runPlace(AT, false);
  assert.equal(editor.messages[0]?.text, "m365 spo site set: done (2 requests, 1.2 s). The call's redirections are left out.");
  assert.equal(editor.shown.length, 1);
});

test('shows the value also of a call that prints a table', async () => {
  const { editor, server, runs, results } = set();
  server.on('m365/query', () => ({ kept: true, out: '["HR"]', problem: '', start: 0, end: 0 }));
  results(run({ arguments: ['spo', 'site', 'list', '--output', 'csv', '--query', '[].Title'], out: 'HR\n', value: 'v1' }));
  await runs.runPlace(AT, false);
  assert.equal(editor.shown[0]?.runs[0]?.out, '["HR"]');
  assert.deepEqual(server.asked('m365/query'), [{ value: 'v1', query: '[].Title', output: 'json', asCli: false }]);
  server.on('m365/query', () => ({ kept: false, out: '', problem: 'Not kept.', start: 0, end: 0 }));
  await runs.runPlace(AT, false);
  assert.equal(editor.shown[1]?.runs[0]?.out, 'HR\n');
});

test('runs again with the values that were typed, unless one was a secret', async () => {
  const { editor, server, runs, results } = set();
  results(run({ arguments: ['spo', 'site', 'get', '--url', 'https://x'], out: '{}' }));
  await runs.runPlace(AT, false);
  await editor.shown[0]?.again();
  assert.deepEqual(server.asked('m365/execute')[1], {
    ...DIRECT,
    whatIf: false,
    arguments: ['spo', 'site', 'get', '--url', 'https://x'],
    folder: 'file:///ws',
  });
  results(run({ arguments: ['spo', 'site', 'get', '--password', '***'], out: '{}' }));
  await runs.runPlace(AT, false);
  await editor.shown[2]?.again();
  assert.deepEqual((server.asked('m365/execute')[3] as ExecuteParams).position, AT.position);
});

test('offers what helps when a command fails', async () => {
  const { editor, server, runs, results } = set();
  server.on('m365/catalog/describe', () => null);
  results(run({ outcome: 'failed', exitCode: 1, err: 'Error: Access denied.\n' }));
  editor.press('Show Documentation');
  await runs.runPlace(AT, false);
  await settled();
  assert.deepEqual(editor.messages[0], {
    level: 'error',
    text: 'm365 spo site list: Error: Access denied.',
    buttons: ['Retry', 'Show Documentation'],
  });
  assert.deepEqual(server.asked('m365/catalog/describe'), [{ command: 'spo site list' }]);
  assert.deepEqual(editor.opened, ['https://pnp.github.io/cli-microsoft365/']);
  editor.press('Retry');
  results(run({ outcome: 'failed', err: `Error: ${'long '.repeat(200)}` }));
  await runs.runPlace(AT, false);
  await settled();
  assert.equal(server.asked('m365/execute').length, 3);
  assert.ok(editor.messages[1]?.buttons.includes('Show Output'));
});

test('signs in and runs again when a run needs it', async () => {
  const { editor, server, runs, results } = set();
  const need = { need: 'consent', reason: 'Nobody has consented.', detail: '', retryAfterSeconds: 0, claims: 'c', applicationMissing: false };
  results(run({ outcome: 'signInNeeded', need, connection: 'job' }));
  server.on('m365/session/signIn', () => {
    results(run({ out: '[]' }));
    return { outcome: 'signedIn', connection: ANNA, notices: [] };
  });
  editor.press('Sign In and Consent');
  await runs.runPlace(AT, false);
  await settled();
  await settled();
  assert.deepEqual(editor.messages[0]?.buttons, ['Sign In and Consent', 'Open Consent Page']);
  assert.deepEqual(server.asked('m365/session/signIn'), [{ connection: 'job', claims: 'c' }]);
  assert.equal(server.asked('m365/execute').length, 2);
  assert.equal(editor.shown.length, 1);
});

test("opens the page of an administrator's consent to the application that was used", async () => {
  const { editor, runs, results } = set();
  const need = { need: 'consent', reason: 'Nobody has consented.', detail: 'AADSTS65001', retryAfterSeconds: 0, claims: '', applicationMissing: false };
  results(run({ outcome: 'signInNeeded', need, connection: ANNA.name }));
  editor.press('Open Consent Page');
  await runs.runPlace(AT, false);
  await settled();
  assert.deepEqual(editor.messages[0]?.buttons, ['Sign In and Consent', 'Open Consent Page', 'Details']);
  assert.deepEqual(editor.opened, [ANNA.consentPage]);
});

test('asks how to sign in if nobody is', async () => {
  const { editor, server, runs, results } = set();
  const need = { need: 'signIn', reason: 'Nobody is signed in.', detail: '', retryAfterSeconds: 0, claims: '', applicationMissing: false };
  results(run({ outcome: 'signInNeeded', need, connection: '' }));
  server.on('m365/session/signIn', () => {
    results(run({ out: '[]' }));
    return { outcome: 'signedIn', connection: ANNA, notices: [] };
  });
  editor.press('Sign In').will(takes('In the browser'));
  await runs.runPlace(AT, false);
  await settled();
  await settled();
  assert.deepEqual(server.asked('m365/session/signIn'), [{ authType: 'browser' }]);
  assert.equal(editor.shown.length, 1);
});

test('tells what became of a run in a sentence', () => {
  assert.equal(toldOf(run({ out: '[]' })), undefined);
  assert.equal(toldOf(run({ outcome: 'wouldWrite', message: 'Only reads.' }))?.text, 'm365 spo site list: Only reads.');
  assert.equal(toldOf(run({ outcome: 'refused', message: 'No.', arguments: [] }))?.text, 'No.');
  assert.deepEqual(toldOf(run({ outcome: 'unknown', message: 'Nobody knows.', requestId: 'r1' }))?.buttons, ['Copy Request Id']);
  assert.equal(toldOf(run({ outcome: 'failed', exitCode: 3 }))?.text, 'm365 spo site list: it ended with exit code 3.');
  assert.equal(toldOf(run({ outcome: 'cancelled' })), undefined);
  assert.equal(spentOf({ requests: 1, milliseconds: 12 }), '1 request, 12 ms');
  assert.equal(timeOf(65_000), '1 min 5 s');
});

test('tells what the server refuses', async () => {
  const { editor, server, runs } = set();
  server.on('m365/execute', () => Promise.reject(new Error('There is no call of m365 here.')));
  await runs.runPlace(AT, false);
  assert.deepEqual(editor.messages, [{ level: 'error', text: 'There is no call of m365 here.', buttons: [] }]);
});

test('marks a tenant as production once', async () => {
  const { editor, runs } = set();
  editor.will(takes('anna@contoso.com'));
  await runs.markProduction();
  assert.deepEqual(editor.productionTenants, [TENANT]);
  await runs.markProduction();
  assert.match(editor.messages[0]?.text ?? '', /All tenants/);
});
