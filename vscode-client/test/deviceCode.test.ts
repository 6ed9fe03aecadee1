import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePageHtml } from '../src/session/codePage';
import { type Code, DeviceCodes, mayOpen, timeLeft } from '../src/session/deviceCode';
import { pageOf } from '../src/session/pages';
import { Cancel, FakeClock, FakeEditor, settled } from './fakes';

function set() {
  const editor = new FakeEditor();
  const clock = new FakeClock();
  const shown: Array<string | undefined> = [];
  const codes = new DeviceCodes(editor, clock, code => shown.push(code && `${code.code} ${code.left}`));
  const code: Code = {
    code: 'ABCD1234',
    address: 'https://microsoft.com/devicelogin',
    purpose: '',
    expires: clock.now() + 900_000,
  };
  const page = () => {
    const last = editor.pages.at(-1);
    assert.ok(last);
    return last;
  };
  return { editor, clock, shown, codes, code, page };
}

test('shows the time left until the server says that the sign-in has ended', async () => {
  const { clock, shown, codes, code, page } = set();
  const ended = new Cancel();
  const answer = codes.show(code, ended);
  assert.equal(page().page.left, '15:00');
  clock.pass(1);
  clock.pass(61);
  assert.deepEqual(page().lefts, ['15:00', '14:59', '13:58']);
  assert.deepEqual(shown, ['ABCD1234 15:00', 'ABCD1234 14:59', 'ABCD1234 13:58']);
  ended.cancel();
  assert.equal(await answer, false);
  assert.ok(page().closed);
  assert.equal(shown.at(-1), undefined);
  assert.equal(clock.ticking, 0);
  assert.equal(ended.listening, 0);
});

test('copies the code and opens the page, and keeps showing the code', async () => {
  const { editor, codes, code, page } = set();
  const ended = new Cancel();
  const answer = codes.show(code, ended);
  page().actions.copyAndOpen();
  await settled();
  assert.deepEqual(editor.copied, ['ABCD1234']);
  assert.deepEqual(editor.opened, ['https://microsoft.com/devicelogin']);
  assert.equal(page().closed, false);
  assert.deepEqual(editor.messages, []);
  codes.reveal();
  assert.equal(page().reveals, 1);
  ended.cancel();
  await answer;
});

test('names the address when it cannot be opened, or must not be', async () => {
  const { editor, codes, code, page } = set();
  editor.opens = false;
  void codes.show(code, new Cancel());
  page().actions.copyAndOpen();
  await settled();
  assert.match(editor.messages[0]?.text ?? '', /Open https:\/\/microsoft\.com\/devicelogin in a browser/);
  void codes.show({ ...code, address: 'file:///etc/passwd' }, new Cancel());
  page().actions.copyAndOpen();
  await settled();
  assert.equal(editor.opened.length, 1);
  assert.equal(editor.messages.length, 2);
});

test('leads to the page that stands in for the one of the sign-in, and says so', async () => {
  const { editor, codes, code, page } = set();
  editor.standIn = 'http://127.0.0.1:8080';
  void codes.show(code, new Cancel());
  assert.equal(page().page.address, 'http://127.0.0.1:8080/devicelogin');
  page().actions.copyAndOpen();
  await settled();
  assert.deepEqual(editor.opened, ['http://127.0.0.1:8080/devicelogin']);
});

test('lets only a program of this machine stand in, and only for pages of the sign-in', () => {
  const login = 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize?a=%26';
  assert.equal(pageOf(login, 'http://127.0.0.1:8080/'), 'http://127.0.0.1:8080/common/oauth2/v2.0/authorize?a=%26');
  for (const standIn of [undefined, '', 'x', 'https://127.0.0.1', 'http://127.0.0.1.evil.example', 'http://evil.example', 'file:///x']) {
    assert.equal(pageOf(login, standIn), login);
  }
  for (const address of ['https://pnp.github.io/login', 'https://login.evil/', 'https://a.microsoft.com/devicelogin', 'x']) {
    assert.equal(pageOf(address, 'http://127.0.0.1:8080'), address);
  }
});

test('gives the sign-in up at a click', async () => {
  const { codes, code, page } = set();
  const answer = codes.show(code, new Cancel());
  page().actions.cancel();
  assert.equal(await answer, true);
  assert.ok(page().closed);
});

test('shows nothing for a sign-in that has ended already, and takes the code away with the server', async () => {
  const { editor, codes, code, page } = set();
  const ended = new Cancel();
  ended.cancel();
  assert.equal(await codes.show(code, ended), false);
  assert.equal(editor.pages.length, 0);
  const answer = codes.show(code, new Cancel());
  codes.end();
  assert.equal(await answer, false);
  assert.ok(page().closed);
});

test('writes time as minutes and seconds', () => {
  assert.deepEqual([900_000, 61_000, 59_001, 1, 0, -5_000].map(timeLeft), ['15:00', '1:01', '1:00', '0:01', '0:00', '0:00']);
});

test('opens pages of the web only', () => {
  assert.ok(mayOpen('https://login.microsoftonline.com/common/oauth2/v2.0/authorize?x=%26&redirect_uri=http%3A%2F%2Flocalhost%3A1'));
  for (const address of ['http://a.b/', 'file:///etc/passwd', 'command:x', 'vscode://a', 'https://microsoft.com@evil.example/', 'x', '']) {
    assert.equal(mayOpen(address), false, address);
  }
});

test('writes texts into the page as texts', () => {
  const html = codePageHtml(
    { code: '<img src=x onerror=a>', address: 'https://a/"><script>', purpose: "'&", left: '<b>' },
    'abc',
  );
  assert.ok(html.includes('&lt;img src=x onerror=a&gt;'));
  assert.ok(html.includes('https://a/&quot;&gt;&lt;script&gt;'));
  assert.ok(html.includes('&#39;&amp;'));
  assert.ok(html.includes('&lt;b&gt;'));
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'/);
});
