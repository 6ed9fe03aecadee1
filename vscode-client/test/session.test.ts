import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Seal } from '../src/session/seal';
import { serverBehind } from '../src/session/server';
import { Session } from '../src/session/session';
import { codeLine, statusLine } from '../src/session/statusLine';
import { Cancel, CLIENT_ID, connection, FakeClock, FakeEditor, FakeServer, settled, status } from './fakes';

function set() {
  const editor = new FakeEditor();
  const clock = new FakeClock();
  const server = new FakeServer();
  const log: string[] = [];
  const session = new Session(editor, clock, server, () => new Seal(Buffer.alloc(32)), message => log.push(message));
  return { editor, clock, server, log, session };
}

test('asks nothing at a start before anybody has ever signed in', async () => {
  const { editor, server, session } = set();
  await session.started();
  assert.deepEqual(server.requests, []);
  assert.deepEqual(editor.prompts, []);
  assert.deepEqual(editor.statuses, [undefined]);
});

test('tells who is signed in at each start after the first sign-in', async () => {
  const { editor, server, session } = set();
  server.on('m365/session/status', () => status({ connection: connection('anna@contoso.com') }));
  await session.refresh();
  await session.started();
  assert.deepEqual(server.asked('m365/session/status'), [{ workspaceFolder: 'file:///ws' }, { workspaceFolder: 'file:///ws' }]);
  assert.equal(editor.statuses.at(-1)?.text, '$(account) anna@contoso.com');
});

test('shows the code in place of the account while it waits', async () => {
  const { editor, clock, server, session } = set();
  server.on('m365/session/status', () => status({ connection: connection('anna@contoso.com') }));
  await session.refresh();
  const ended = new Cancel();
  const code = { code: 'A1', address: 'https://microsoft.com/devicelogin', expires: new Date(clock.now() + 60_000).toISOString(), clientId: CLIENT_ID };
  const answer = session.questions.answers['m365/session/deviceCode'](code, ended);
  await settled();
  assert.equal(editor.statuses.at(-1)?.text, '$(sync~spin) A1 (1:00)');
  assert.equal(editor.statuses.at(-1)?.tooltip, 'Type A1 on https://microsoft.com/devicelogin');
  assert.equal(editor.statuses.at(-1)?.command, 'm365.showDeviceCode');
  ended.cancel();
  await answer;
  assert.equal(editor.statuses.at(-1)?.text, '$(account) anna@contoso.com');
});

test('shows the last answer, whichever comes last', async () => {
  const { editor, server, session } = set();
  const waiting: Array<(name: string) => void> = [];
  server.on('m365/session/status', async () => {
    const name = await new Promise<string>(resolve => waiting.push(resolve));
    return status({ connection: connection(name) });
  });
  const [first, second] = [session.refresh(), session.refresh()];
  await settled();
  waiting[1]?.('second');
  await second;
  waiting[0]?.('first');
  await first;
  assert.equal(editor.statuses.at(-1)?.text, '$(account) second (aaaaaaaa)');
});

test('shows nobody, and logs why, when the server cannot tell', async () => {
  const { editor, server, log, session } = set();
  server.on('m365/session/status', () => {
    throw new Error('The store cannot be read.');
  });
  await session.refresh();
  assert.equal(editor.statuses.at(-1), undefined);
  assert.deepEqual(log, ['Who is signed in is not known: The store cannot be read.']);
  assert.deepEqual(editor.messages, []);
});

test('asks nothing in a workspace that is not trusted', async () => {
  const { editor, server, session } = set();
  editor.trusted = false;
  editor.remembered.set('m365.session.used', 'yes');
  await session.started();
  await session.refresh();
  assert.deepEqual(server.requests, []);
});

test('takes code and account away when the server has ended', async () => {
  const { editor, clock, server, session } = set();
  server.on('m365/session/status', () => status({ connection: connection('anna@contoso.com') }));
  await session.refresh();
  const code = { code: 'A1', address: 'https://microsoft.com/devicelogin', expires: new Date(clock.now() + 60_000).toISOString(), clientId: CLIENT_ID };
  const answer = session.questions.answers['m365/session/deviceCode'](code, new Cancel());
  await settled();
  session.stopped();
  assert.deepEqual(await answer, { cancelled: false });
  assert.ok(editor.pages[0]?.closed);
  assert.equal(editor.statuses.at(-1), undefined);
});

test('writes account, tenant, application and storage into the tooltip', () => {
  const anna = connection('Contoso', { account: 'anna@contoso.com', cloud: 'China' });
  const line = statusLine(status({ connection: anna, storage: 'memory', storageReason: 'Sign-ins last as long as the server runs.', notices: ['Use the new name.'] }));
  assert.deepEqual(line?.tooltip.split('\n'), [
    'Microsoft 365: anna@contoso.com',
    'Connection: Contoso',
    'Tenant: aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'Cloud: China',
    `Application: ${CLIENT_ID}`,
    'Sign-ins last as long as the server runs.',
    'Use the new name.',
  ]);
});

test('marks an application, and lets no name draw icons', () => {
  const job = connection('x', { account: '$(flame) job', kind: 'application' });
  assert.equal(statusLine(status({ connection: job }))?.text, '$(key) $\u200b(flame) job (aaaaaaaa)');
  assert.equal(codeLine('$(flame)', 'https://microsoft.com/devicelogin', '0:01').text, '$(sync~spin) $\u200b(flame) (0:01)');
  assert.equal(statusLine(status()), undefined);
});

test('sends parameters as an object, with a token only if there is one', async () => {
  const sent: unknown[][] = [];
  const listened: string[] = [];
  const server = serverBehind(async () => ({
    sendRequest: async <R>(...args: unknown[]) => {
      sent.push(args);
      return undefined as R;
    },
    onWorkProgress: (token, report) => {
      listened.push(token);
      report('GET https://graph.microsoft.com/v1.0/me');
      return { dispose: () => listened.push('gone') };
    },
  }));
  const cancel = new Cancel();
  await server.request('m365/session/list', {});
  await server.request('m365/session/signIn', { authType: 'browser' }, cancel);
  assert.deepEqual(sent, [
    ['m365/session/list', {}],
    ['m365/session/signIn', { authType: 'browser' }, cancel],
  ]);
  assert.equal(sent[0]?.length, 2);
  assert.deepEqual(listened, []);
  const reported: string[] = [];
  await server.request('m365/history', {}, cancel, message => reported.push(message));
  assert.deepEqual(sent[2], ['m365/history', { workDoneToken: listened[0] }, cancel]);
  assert.deepEqual(reported, ['GET https://graph.microsoft.com/v1.0/me']);
  assert.equal(listened[1], 'gone');
});
