import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionNeed, SignInParams } from '../src/protocol';
import { SessionCommands } from '../src/session/commands';
import { addressIn, buttonsFor, checkClientId, checkTenant, reasonOf } from '../src/session/results';
import { Turns } from '../src/session/turns';
import { waysFor } from '../src/session/ways';
import { Cancel, CLIENT_ID, connection, dismisses, FakeEditor, FakeServer, settled, status, takes, types } from './fakes';

const APPLICATION = { clientId: CLIENT_ID, tenant: 'common', cloud: 'Public' };
const ANNA = connection('anna@contoso.com', { active: true });
const JOB = connection('job', { kind: 'application' });

function set() {
  const editor = new FakeEditor();
  const server = new FakeServer();
  let refreshed = 0;
  const commands = new SessionCommands(editor, new Turns(), server, async () => void refreshed++);
  server
    .on('m365/session/status', () => status({ application: APPLICATION }))
    .on('m365/session/list', () => ({ connections: [ANNA, JOB] }))
    .on('m365/session/signIn', () => ({ outcome: 'signedIn', connection: ANNA, notices: [] }));
  return { editor, server, commands, refreshed: () => refreshed };
}

function need(more: Partial<SessionNeed>): SessionNeed {
  return { need: 'signIn', reason: 'It ended.', detail: '', retryAfterSeconds: 0, claims: '', applicationMissing: false, ...more };
}

const texts = (editor: FakeEditor) => editor.messages.map(message => message.text);

test('signs in with the way that is chosen, and tells who it is', async () => {
  const { editor, server, commands, refreshed } = set();
  editor.will(takes('In the browser'));
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/signIn'), [{ authType: 'browser' }]);
  assert.deepEqual(texts(editor), ['Signed in as anna@contoso.com.']);
  assert.equal(refreshed(), 1);
  assert.ok(editor.done());
});

test('says when a sign-in is not kept', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/status', () => status({ application: APPLICATION, storage: 'memory', storageReason: 'It ends with the server.' }));
  editor.will(takes('In the browser'));
  await commands.signIn();
  assert.deepEqual(texts(editor), ['Signed in as anna@contoso.com. It ends with the server.']);
});

test('offers the browser first, in a remote window the code', () => {
  assert.deepEqual(waysFor(false).map(way => way.authType).slice(0, 2), ['browser', 'deviceCode']);
  assert.deepEqual(waysFor(true).map(way => way.authType).slice(0, 2), ['deviceCode', 'browser']);
  assert.equal(new Set(waysFor(true).map(way => way.authType)).size, 8);
});

test('offers only the ways that the server allows', async () => {
  const { editor, server, commands } = set();
  const ways = ['deviceCode', 'identity'].map(authType => ({ authType, available: authType === 'deviceCode', reason: '' }));
  server.on('m365/session/status', () => status({ application: APPLICATION, ways }));
  editor.will(prompt => {
    assert.ok(prompt.kind === 'choose');
    assert.deepEqual(prompt.question.choices.map(choice => choice.value), ['deviceCode']);
    return undefined;
  });
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/signIn'), []);
});

test('asks for what a way needs', async () => {
  const sent = async (...replies: Parameters<FakeEditor['will']>) => {
    const { editor, server, commands } = set();
    editor.will(...replies);
    await commands.signIn();
    assert.ok(editor.done());
    return server.asked('m365/session/signIn');
  };
  assert.deepEqual(await sent(takes('With name and password'), types(' anna@contoso.com ')), [
    { authType: 'password', userName: 'anna@contoso.com' },
  ]);
  assert.deepEqual(await sent(takes('With a certificate'), () => '/certs/a.pfx'), [
    { authType: 'certificate', certificateFile: '/certs/a.pfx' },
  ]);
  assert.deepEqual(await sent(takes('With the identity'), types('')), [{ authType: 'identity' }]);
  assert.deepEqual(await sent(takes('With the identity'), types(CLIENT_ID)), [{ authType: 'identity', userName: CLIENT_ID }]);
  assert.deepEqual(await sent(takes('With a client secret')), [{ authType: 'secret' }]);
  assert.deepEqual(await sent(takes('With the token of a job')), [{ authType: 'federatedIdentity' }]);
  assert.deepEqual(await sent(takes("With the editor's account")), [{ authType: 'editor' }]);
  assert.deepEqual(await sent(takes('With name and password'), dismisses), []);
  assert.deepEqual(await sent(takes('With a certificate'), dismisses), []);
});

test('asks for the application once if nobody has named one', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/status', () => status());
  editor.will(takes('With a code'), takes('Enter the id'), types(CLIENT_ID), types('contoso.onmicrosoft.com'));
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/signIn'), [
    { authType: 'deviceCode', clientId: CLIENT_ID, tenant: 'contoso.onmicrosoft.com' },
  ]);
  editor.will(takes('With a code'), takes('Enter the id'), types(CLIENT_ID), types(''));
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/signIn')[1], { authType: 'deviceCode', clientId: CLIENT_ID });
  editor.will(takes('With the identity'), types(''));
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/signIn')[2], { authType: 'identity' });
  editor.will(takes('With the token of a job'));
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/signIn')[3], { authType: 'federatedIdentity' });
});

test('gives up at any question that is dismissed', async () => {
  for (const replies of [
    [dismisses],
    [takes('With a code'), dismisses],
    [takes('With a code'), takes('Enter the id'), dismisses],
    [takes('With a code'), takes('Enter the id'), types(CLIENT_ID), dismisses],
    [takes('With a code'), takes('Create an application'), dismisses],
    [takes('With a code'), takes('Create an application'), takes('Sign in only'), dismisses],
  ]) {
    const { editor, server, commands } = set();
    server.on('m365/session/status', () => status());
    editor.will(...replies);
    await commands.signIn();
    assert.ok(editor.done());
    assert.deepEqual(server.asked('m365/session/signIn'), []);
    assert.deepEqual(texts(editor), []);
  }
});

test('creates an application and signs in with it', async () => {
  const { editor, server, commands } = set();
  server
    .on('m365/session/status', () => status())
    .on('m365/session/createApplication', () => ({ outcome: 'made', application: APPLICATION, consented: true, notice: '' }));
  editor.will(takes('In the browser'), takes('Create an application'), takes('All that commands'), takes('With a code'));
  await commands.signIn();
  assert.deepEqual(server.asked('m365/session/createApplication'), [{ permissions: 'all', authType: 'deviceCode' }]);
  assert.deepEqual(server.asked('m365/session/signIn'), [{ authType: 'browser' }]);
  assert.deepEqual(texts(editor), [`Created the application ${CLIENT_ID}.`, 'Signed in as anna@contoso.com.']);
});

test('opens the page on which an administrator consents', async () => {
  const { editor, server, commands } = set();
  const notice = 'An administrator consents at https://login.microsoftonline.com/t/adminconsent?client_id=1. Then sign in.';
  server.on('m365/session/createApplication', () => ({ outcome: 'made', application: APPLICATION, consented: false, notice }));
  editor.will(takes('Sign in only'), takes('In the browser')).press('Open Page');
  await commands.createApplication();
  await settled();
  assert.equal(editor.messages[0]?.level, 'warning');
  assert.deepEqual(editor.opened, ['https://login.microsoftonline.com/t/adminconsent?client_id=1']);
});

test('tells why there is no application, and tries again', async () => {
  const { editor, server, commands } = set();
  let tries = 0;
  server.on('m365/session/createApplication', () =>
    tries++ === 0
      ? { outcome: 'needs', need: need({ need: 'offline', reason: 'The network is away.' }), consented: false, notice: '' }
      : { outcome: 'cancelled', consented: false, notice: '' },
  );
  editor.will(takes('Sign in only'), takes('With a code')).press('Try Again');
  await commands.createApplication();
  await settled();
  assert.equal(tries, 2);
  assert.deepEqual(texts(editor), ['The network is away.']);
});

test('says nothing of a sign-in that was cancelled', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/signIn', async (_params, cancel) => {
    await new Promise<void>(resolve => cancel?.onCancellationRequested(resolve));
    throw Object.assign(new Error('Cancelled.'), { code: -32800 });
  });
  editor.will(takes('In the browser'));
  const signingIn = commands.signIn();
  await settled();
  editor.running[0]?.cancel();
  await signingIn;
  server.on('m365/session/signIn', () => ({ outcome: 'cancelled', notices: [] }));
  editor.will(takes('In the browser'));
  await commands.signIn();
  assert.deepEqual(texts(editor), []);
});

test('signs in again, with the claims that were asked for', async () => {
  const { editor, server, commands } = set();
  const answers = [
    { outcome: 'needs', need: need({ need: 'consent', reason: 'Consent is missing.', claims: '{"x":1}' }), notices: [] },
    { outcome: 'signedIn', connection: ANNA, notices: ['Mind the date.'] },
  ];
  server.on('m365/session/signIn', () => answers.shift() ?? { outcome: 'cancelled', notices: [] });
  editor.will(takes('With a code')).press('Sign In and Consent');
  await commands.signIn();
  await settled();
  assert.deepEqual(server.asked('m365/session/signIn'), [{ authType: 'deviceCode' }, { authType: 'deviceCode', claims: '{"x":1}' }]);
  assert.deepEqual(texts(editor), ['Consent is missing.', 'Signed in as anna@contoso.com. Mind the date.']);
});

test('leads to an application when the one that was named is wrong or missing', async () => {
  const { editor, server, commands } = set();
  const missing = need({ need: 'checkApplication', reason: 'No application is known.', applicationMissing: true });
  server
    .on('m365/session/signIn', params =>
      (params as SignInParams).clientId === undefined
        ? { outcome: 'needs', need: missing, notices: [] }
        : { outcome: 'signedIn', connection: ANNA, notices: [] },
    )
    .on('m365/session/createApplication', () => ({ outcome: 'cancelled', consented: false, notice: '' }));
  editor.will(takes('With a code'), types(CLIENT_ID), types('')).press('Enter Its Id');
  await commands.signIn();
  await settled();
  assert.deepEqual(server.asked('m365/session/signIn')[1], { authType: 'deviceCode', clientId: CLIENT_ID });
  editor.will(takes('With a code'), takes('Sign in only'), takes('With a code')).press('Create an Application');
  await commands.signIn();
  await settled();
  assert.ok(editor.done());
  assert.equal(server.asked('m365/session/createApplication').length, 1);
});

test('shows the service’s own words at a click, and copies them', async () => {
  const { editor, server, commands } = set();
  const detail = 'AADSTS700016: Application not found. Trace ID: 1';
  const wrong = need({ need: 'checkApplication', reason: 'There is no such application.', detail });
  server.on('m365/session/signIn', () => ({ outcome: 'needs', need: wrong, notices: [] }));
  editor
    .will(takes('With a code'), prompt => {
      assert.deepEqual(prompt, { kind: 'confirm', text: 'There is no such application.', detail });
      return true;
    })
    .press('Details', 'Open Settings');
  await commands.signIn();
  await settled();
  assert.deepEqual(editor.copied, [detail]);
  assert.deepEqual(editor.messages.map(message => message.buttons), [
    ['Enter Its Id', 'Open Settings', 'Details'],
    ['Enter Its Id', 'Open Settings'],
  ]);
  assert.deepEqual(editor.settings, ['m365.session']);
});

test('offers the buttons that fit the need', () => {
  const buttons = (name: string, more: Partial<SessionNeed> = {}) => buttonsFor(need({ need: name, ...more }));
  assert.deepEqual(buttons('signIn'), ['Sign In Again']);
  assert.deepEqual(buttons('consent', { detail: 'AADSTS65001' }), ['Sign In and Consent', 'Details']);
  assert.deepEqual(buttons('checkApplication'), ['Enter Its Id', 'Open Settings']);
  assert.deepEqual(buttons('checkApplication', { applicationMissing: true }), ['Create an Application', 'Enter Its Id']);
  assert.deepEqual(buttons('retryLater'), ['Try Again']);
  assert.deepEqual(buttons('offline'), ['Try Again', 'Network Settings']);
  assert.deepEqual(buttons('denied', { detail: 'x' }), ['Details']);
  assert.equal(reasonOf(need({ reason: 'Wait.', retryAfterSeconds: 30 })), 'Wait. (in 30 seconds)');
});

test('signs out of the only connection at once, and asks among several', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/signOut', params => ({ connection: `<${params.connection}>`, notice: 'Tokens end by themselves.' }));
  editor.will(takes('job'));
  await commands.signOut();
  server.on('m365/session/list', () => ({ connections: [ANNA] }));
  await commands.signOut();
  server.on('m365/session/list', () => ({ connections: [] }));
  await commands.signOut();
  assert.deepEqual(server.asked('m365/session/signOut'), [{ connection: 'id-job' }, { connection: 'id-anna@contoso.com' }]);
  assert.deepEqual(texts(editor), [
    'Signed out of <id-job>. Tokens end by themselves.',
    'Signed out of <id-anna@contoso.com>. Tokens end by themselves.',
    'Nobody is signed in to Microsoft 365.',
  ]);
});

test('switches the connection, for all or for this workspace', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/use', params => connection(params.connection ?? ''));
  editor.will(takes('job'), takes('job', 'button'));
  await commands.switchConnection();
  await commands.switchConnection();
  editor.workspaceFolder = '';
  editor.will(prompt => {
    assert.ok(prompt.kind === 'choose');
    assert.ok(prompt.question.choices.every(choice => choice.button === undefined));
    return undefined;
  });
  await commands.switchConnection();
  assert.deepEqual(server.asked('m365/session/use'), [{ connection: 'id-job' }, { connection: 'id-job', workspaceFolder: 'file:///ws' }]);
  assert.deepEqual(texts(editor), ['id-job is used.', 'In this workspace id-job is used.']);
});

test('signs in with another account from the list of connections', async () => {
  const { editor, server, commands } = set();
  editor.will(takes('Sign in with another'), takes('With a code'));
  await commands.switchConnection();
  assert.deepEqual(server.asked('m365/session/signIn'), [{ authType: 'deviceCode' }]);
});

test('marks the active connection in the list, and tells applications from users', async () => {
  const { editor, commands } = set();
  editor.will(prompt => {
    assert.ok(prompt.kind === 'choose');
    assert.deepEqual(
      prompt.question.choices.slice(0, 2).map(choice => [choice.label, choice.detail]),
      [
        ['$(check) anna@contoso.com', 'Tenant aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
        ['$(blank) job', 'The application itself · Tenant aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
      ],
    );
    return undefined;
  });
  await commands.switchConnection();
});

test('removes a connection only after a second question', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/remove', () => ({ connection: 'job', notice: '' }));
  editor.will(takes('job'), () => false);
  await commands.removeConnection();
  assert.deepEqual(server.asked('m365/session/remove'), []);
  editor.will(takes('job'), () => true);
  await commands.removeConnection();
  assert.deepEqual(server.asked('m365/session/remove'), [{ connection: 'id-job' }]);
  assert.deepEqual(texts(editor), ['Removed job.']);
});

test('renames a connection, but to no name that another has', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/rename', params => connection(params.name ?? ''));
  editor.will(takes('job'), prompt => {
    assert.ok(prompt.kind === 'askLine');
    assert.equal(prompt.question.check?.(' '), 'A connection has a name.');
    assert.equal(prompt.question.check?.('anna@contoso.com'), 'Another connection has this name.');
    assert.equal(prompt.question.check?.('job'), undefined);
    return ' Nightly ';
  });
  await commands.renameConnection();
  assert.deepEqual(server.asked('m365/session/rename'), [{ connection: 'id-job', name: 'Nightly' }]);
});

test('imports the sign-in of the CLI that is chosen', async () => {
  const { editor, server, commands } = set();
  const found = [
    { id: '1', userName: 'anna@contoso.com', authType: 'browser', clientId: CLIENT_ID, tenant: 'common', cloud: 'Public' },
    { id: '2', userName: '', authType: '', clientId: CLIENT_ID, tenant: 'common', cloud: 'Public' },
  ];
  server.on('m365/session/importCli', params => ({ found, imported: params.signIns === undefined ? [] : [ANNA], notices: [] }));
  editor.will(takes('anna'));
  await commands.importCliSignIn();
  assert.deepEqual(server.asked('m365/session/importCli'), [{}, { signIns: ['1'] }]);
  server.on('m365/session/importCli', () => ({ found: [], imported: [], notices: ['A file is damaged.'] }));
  await commands.importCliSignIn();
  assert.deepEqual(texts(editor), [
    'Imported anna@contoso.com.',
    'CLI for Microsoft 365 keeps no sign-in of a user on this machine. A file is damaged.',
  ]);
});

test('refuses every command in a workspace that is not trusted, and leads to trust', async () => {
  const { editor, server, commands } = set();
  editor.trusted = false;
  const all = ['signIn', 'signOut', 'switchConnection', 'removeConnection', 'renameConnection', 'importCliSignIn', 'createApplication'] as const;
  for (const name of all) {
    editor.press('Manage Workspace Trust');
    await commands[name]();
  }
  assert.deepEqual(server.requests, []);
  assert.deepEqual(editor.prompts, []);
  assert.equal(editor.trustPages, all.length);
});

test('runs one command at a time', async () => {
  const { editor, server, commands } = set();
  let finish: () => void = () => undefined;
  server.on('m365/session/signIn', async () => {
    await new Promise<void>(resolve => (finish = resolve));
    return { outcome: 'cancelled', notices: [] };
  });
  editor.will(takes('With a code'));
  const first = commands.signIn();
  await settled();
  await commands.signOut();
  assert.deepEqual(texts(editor), ['Another command of the session is under way. Finish or cancel it first.']);
  finish();
  await first;
  editor.will(dismisses);
  await commands.signIn();
  assert.equal(editor.mostOpenPrompts, 1);
});

test('shows what the server refuses, and goes on', async () => {
  const { editor, server, commands } = set();
  server.on('m365/session/status', () => {
    throw Object.assign(new Error('The store cannot be read.'), { code: -32803 });
  });
  await commands.signIn();
  assert.deepEqual(editor.messages, [{ level: 'error', text: 'The store cannot be read.', buttons: [] }]);
  server.on('m365/session/status', () => status({ application: APPLICATION }));
  editor.will(dismisses);
  await commands.signIn();
  assert.ok(editor.done());
});

test('cancels the request when the user cancels', async () => {
  const { editor, server, commands } = set();
  let given: unknown;
  server.on('m365/session/signIn', (_params, cancel) => {
    given = cancel;
    return { outcome: 'cancelled', notices: [] };
  });
  editor.will(takes('With a code'));
  await commands.signIn();
  assert.ok(given instanceof Cancel);
  assert.equal(given, editor.running[0]);
});

test('knows ids and tenants by their form', () => {
  assert.equal(checkClientId(` ${CLIENT_ID} `), undefined);
  for (const wrong of ['', 'x', CLIENT_ID.slice(1), `${CLIENT_ID}0`]) {
    assert.ok(checkClientId(wrong), wrong);
  }
  for (const right of ['', CLIENT_ID, 'contoso.onmicrosoft.com', 'organizations']) {
    assert.equal(checkTenant(right), undefined, right);
  }
  for (const wrong of ['a b', 'https://contoso.com', 'a/b', '.com']) {
    assert.ok(checkTenant(wrong), wrong);
  }
});

test('finds the address in a sentence', () => {
  assert.equal(addressIn('See https://a.b/c?d=1. Then go on.'), 'https://a.b/c?d=1');
  assert.equal(addressIn('Nothing (https://a.b/c), really'), 'https://a.b/c');
  assert.equal(addressIn('http://a.b and nothing else'), undefined);
});
