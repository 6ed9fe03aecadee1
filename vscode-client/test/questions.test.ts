import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { test } from 'node:test';
import type { EditorTokenQuestion, Sealed } from '../src/protocol';
import { DeviceCodes } from '../src/session/deviceCode';
import { Questions } from '../src/session/questions';
import { Seal } from '../src/session/seal';
import { Turns } from '../src/session/turns';
import { Cancel, CLIENT_ID, FakeClock, FakeEditor, settled } from './fakes';

const KEY = Buffer.alloc(32, 5);

function set() {
  const editor = new FakeEditor();
  const log: string[] = [];
  const codes = new DeviceCodes(editor, new FakeClock(), () => undefined);
  const turns = new Turns();
  const questions = new Questions(editor, turns, codes, () => new Seal(KEY), message => log.push(message));
  return { editor, log, turns, answers: questions.answers };
}

/** Decrypts as docs/protocol.md tells. */
function opened(sealed: Sealed | undefined, method: string, question: string): Buffer {
  const bytes = Buffer.from(sealed?.sealed ?? '', 'base64');
  const decipher = createDecipheriv('aes-256-gcm', KEY, Buffer.from(sealed?.nonce ?? '', 'base64'));
  decipher.setAAD(Buffer.from(`m365-sealed-1\nclient\n${method}\n${question}`));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
}

const SECRET = { question: 'q1', what: 'password of anna@contoso.com', reason: 'It is used once.' };

test('hands over a typed secret encrypted, for the one question', async () => {
  const { editor, answers } = set();
  editor.will(prompt => {
    assert.ok(prompt.kind === 'askLine');
    assert.equal(prompt.question.secret, true);
    assert.equal(prompt.question.prompt, 'Password of anna@contoso.com. It is used once.');
    return 'Pässwörd 1';
  });
  const answer = await answers['m365/session/secret'](SECRET, new Cancel());
  assert.equal(opened(answer.secret, 'm365/session/secret', 'q1').toString('utf8'), 'Pässwörd 1');
  assert.ok(!JSON.stringify(answer).includes('Pässwörd'));
  assert.throws(() => opened(answer.secret, 'm365/session/secret', 'q2'));
});

test('tells an empty secret, such as that of a file without one, from none', async () => {
  const { editor, answers } = set();
  editor.will(() => undefined, () => '');
  assert.deepEqual(await answers['m365/session/secret'](SECRET, new Cancel()), {});
  const { secret } = await answers['m365/session/secret'](SECRET, new Cancel());
  assert.equal(opened(secret, 'm365/session/secret', 'q1').length, 0);
});

test('shows one prompt at a time, and none that is not wanted any more', async () => {
  const { editor, answers } = set();
  let type: (text: string) => void = () => undefined;
  editor.will(
    () => new Promise(resolve => (type = resolve)),
    () => 'second',
  );
  const [unwanted, wanted] = [new Cancel(), new Cancel()];
  const first = answers['m365/session/secret'](SECRET, new Cancel());
  const cancelled = answers['m365/session/secret']({ ...SECRET, question: 'q2' }, unwanted);
  const second = answers['m365/session/secret']({ ...SECRET, question: 'q3' }, wanted);
  await settled();
  assert.equal(editor.prompts.length, 1);
  unwanted.cancel();
  type('first');
  assert.equal(opened((await first).secret, 'm365/session/secret', 'q1').toString(), 'first');
  assert.deepEqual(await cancelled, {});
  assert.equal(opened((await second).secret, 'm365/session/secret', 'q3').toString(), 'second');
  assert.equal(editor.mostOpenPrompts, 1);
  assert.equal(editor.prompts.length, 2);
});

test('makes a storage key once and gives the same ever after', async () => {
  const { editor, answers } = set();
  const ask = (create: boolean, question: string) => answers['m365/session/storageKey']({ question, create }, new Cancel());
  assert.deepEqual(await ask(false, 'q0'), { reason: 'The editor keeps no key.' });
  assert.equal(editor.kept.size, 0);
  const made = opened((await ask(true, 'q1')).key, 'm365/session/storageKey', 'q1');
  assert.equal(made.length, 32);
  assert.deepEqual(opened((await ask(false, 'q2')).key, 'm365/session/storageKey', 'q2'), made);
  assert.deepEqual(opened((await ask(true, 'q3')).key, 'm365/session/storageKey', 'q3'), made);
  assert.deepEqual(editor.messages, []);
});

test('makes a new storage key when the old one is lost or damaged, and says so once', async () => {
  const { editor, answers } = set();
  const ask = (create: boolean) => answers['m365/session/storageKey']({ question: 'q', create }, new Cancel());
  const first = opened((await ask(true)).key, 'm365/session/storageKey', 'q');
  editor.kept.set('m365.storageKey', 'AAAA');
  assert.equal((await ask(false)).key, undefined);
  assert.match(editor.messages[0]?.text ?? '', /lost the key of earlier sign-ins/);
  const second = opened((await ask(true)).key, 'm365/session/storageKey', 'q');
  assert.notDeepEqual(first, second);
  assert.equal(editor.messages.length, 1);
});

test('says that there is no store of secrets while keys are lost again and again', async () => {
  const { editor, answers } = set();
  const ask = (create: boolean) => answers['m365/session/storageKey']({ question: 'q', create }, new Cancel());
  for (let start = 0; start < 3; start++) {
    assert.ok((await ask(true)).key);
    editor.kept.clear();
  }
  const none = { reason: 'The editor has no store that keeps secrets from one start to the next.' };
  assert.deepEqual(await ask(true), none);
  editor.kept.clear();
  assert.deepEqual(await ask(true), none);
  assert.ok((await ask(false)).key, 'the last one was kept');
  editor.kept.clear();
  assert.ok((await ask(true)).key, 'a store that has kept one is tried again');
});

test('says when the store of secrets fails, or keeps nothing at all', async () => {
  const { editor, log, answers } = set();
  editor.secretsFail = true;
  const failed = await answers['m365/session/storageKey']({ question: 'q', create: true }, new Cancel());
  assert.deepEqual(failed, { reason: "The editor's store of secrets failed: the keyring is locked" });
  editor.secretsFail = false;
  editor.secretsForget = true;
  const forgotten = await answers['m365/session/storageKey']({ question: 'q', create: true }, new Cancel());
  assert.deepEqual(forgotten, { reason: 'The editor did not keep the key.' });
  assert.equal(log.length, 2);
});

const TOKEN: EditorTokenQuestion = {
  question: 'q1',
  scopes: ['https://graph.microsoft.com/.default'],
  clientId: CLIENT_ID,
  tenant: 'organizations',
  cloud: 'Public',
  account: '',
  claims: '',
  mayAsk: true,
};

test("asks the editor's account for a token of the user's application", async () => {
  const { editor, answers } = set();
  editor.will(prompt => {
    assert.deepEqual(prompt, {
      kind: 'account',
      question: {
        provider: 'microsoft',
        scopes: ['https://graph.microsoft.com/.default', `VSCODE_CLIENT_ID:${CLIENT_ID}`, 'VSCODE_TENANT:organizations'],
        account: '',
        challenge: '',
        mayAsk: true,
      },
    });
    return 'eyJ0.e30.x';
  });
  const answer = await answers['m365/session/editorToken'](TOKEN, new Cancel());
  assert.equal(opened(answer.token, 'm365/session/editorToken', 'q1').toString(), 'eyJ0.e30.x');
  assert.equal(answer.expiresInSeconds, 0);
});

test('names the sovereign clouds’ provider, the account and the challenge', async () => {
  const { editor, answers } = set();
  editor.will(prompt => {
    assert.ok(prompt.kind === 'account');
    assert.equal(prompt.question.provider, 'microsoft-sovereign-cloud');
    assert.equal(prompt.question.account, 'anna@contoso.cn');
    const claims = /claims="([^"]+)"/.exec(prompt.question.challenge)?.[1] ?? '';
    assert.equal(Buffer.from(claims, 'base64').toString(), '{"access_token":{}}');
    return 'token';
  });
  const question = { ...TOKEN, cloud: 'China', account: 'anna@contoso.cn', claims: '{"access_token":{}}', mayAsk: false };
  assert.ok((await answers['m365/session/editorToken'](question, new Cancel())).token);
});

test('gives no token if there is none, or the editor refuses', async () => {
  const { editor, log, answers } = set();
  editor.will(
    () => undefined,
    () => {
      throw new Error('User did not consent to login.');
    },
  );
  assert.deepEqual(await answers['m365/session/editorToken'](TOKEN, new Cancel()), { expiresInSeconds: 0 });
  assert.deepEqual(await answers['m365/session/editorToken'](TOKEN, new Cancel()), { expiresInSeconds: 0 });
  assert.deepEqual(log, ['The editor gave no token: User did not consent to login.']);
});

test('asks the editor at once for what shows no prompt, even behind a prompt that is open', async () => {
  const { editor, answers } = set();
  let type: (text: string | undefined) => void = () => undefined;
  editor.will(
    () => new Promise(resolve => (type = resolve)),
    () => 'token',
  );
  const secret = answers['m365/session/secret'](SECRET, new Cancel());
  await settled();
  const answer = await answers['m365/session/editorToken']({ ...TOKEN, mayAsk: false }, new Cancel());
  assert.ok(answer.token);
  type(undefined);
  await secret;
});

test('answers no to everything in a workspace that is not trusted', async () => {
  const { editor, answers } = set();
  editor.trusted = false;
  const code = { code: 'A', address: 'https://microsoft.com/devicelogin', expires: '2026-01-01T00:00:00Z', clientId: CLIENT_ID };
  assert.deepEqual(await answers['m365/session/deviceCode'](code, new Cancel()), { cancelled: true });
  assert.deepEqual(await answers['m365/session/secret'](SECRET, new Cancel()), {});
  assert.deepEqual(await answers['m365/session/editorToken'](TOKEN, new Cancel()), { expiresInSeconds: 0 });
  assert.deepEqual(await answers['m365/session/storageKey']({ question: 'q', create: true }, new Cancel()), {
    reason: 'The workspace is not trusted.',
  });
  assert.deepEqual(editor.prompts, []);
  assert.equal(editor.pages.length, 0);
});

test('shows a device code with its application', async () => {
  const { editor, answers } = set();
  const code = { code: 'A1', address: 'https://microsoft.com/devicelogin', expires: '2026-01-02T03:19:05Z', clientId: CLIENT_ID };
  const ended = new Cancel();
  const answer = answers['m365/session/deviceCode'](code, ended);
  await settled();
  assert.deepEqual(editor.pages[0]?.page, {
    code: 'A1',
    address: 'https://microsoft.com/devicelogin',
    purpose: `The application that signs in: ${CLIENT_ID}`,
    left: '15:00',
  });
  ended.cancel();
  assert.deepEqual(await answer, { cancelled: false });
});
