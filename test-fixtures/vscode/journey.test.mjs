// What a user does in a day, in a real VS Code against the stand-in tenant; each step leaves a screenshot in out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Setting, VERSION } from './setting.mjs';
import { until } from './workbench.mjs';

/** The lines of calls.ps1 with their calls. */
const LINES = { list: 2, add: 3, remove: 4, silent: 5, report: 6, asking: 8 };

test(`writes, signs in, previews, runs and looks, in VS Code ${VERSION}`, async t => {
  const setting = await Setting.open({ name: 'journey', log: line => t.diagnostic(line) });
  t.after(() => setting.close());
  const { workbench, tenant } = setting;
  const { facts } = tenant;
  const { page } = workbench;
  const step = (name, action) => workbench.step(name, action);
  const runLine = async line => {
    await workbench.show('calls.ps1');
    await workbench.goTo(line, 1);
    await workbench.run('Microsoft 365: Run Command or Selection');
  };
  const approveCode = async () => {
    const shown = await workbench.pageWith('#code');
    const code = (await shown.locator('#code').textContent()).trim();
    const person = await workbench.context.newPage();
    await person.goto(facts.approveUrl);
    assert.equal(await person.locator('input[name=code]').inputValue(), code);
    await person.getByRole('button', { name: 'Approve' }).click();
    await person.getByText('You are signed in as').waitFor();
    await person.close();
  };

  // Write.
  await step('open a script', async () => {
    await workbench.show('faulty.ps1');
    await page.locator('.squiggly-error').first().waitFor();
  });
  await step('complete', async () => {
    await workbench.goTo(3);
    await (await workbench.suggestion('--name --teamId')).waitFor();
  });
  await step('accept', async () => {
    await (await workbench.suggestion('--name --teamId')).click();
    await workbench.written('--type private --name');
    await page.keyboard.press('Escape');
  });
  await step('hover', async () => {
    await workbench.goTo(3, 8);
    await workbench.run('Show or Focus Hover');
    await page.locator('.monaco-hover:visible', { hasText: 'Adds a channel' }).waitFor();
  });
  await step('see fixes', async () => {
    await workbench.goTo(2, 8);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: "Change to 'entra group list'" }).first().waitFor();
  });
  await step('fix', async () => {
    await page.keyboard.press('Enter');
    await workbench.written('m365 entra group list');
  });

  // Sign in.
  await step('run while nobody is signed in', async () => {
    await workbench.show('calls.ps1');
    await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
    await workbench.message('sign').waitFor();
  });
  await step('name the application', async () => {
    await workbench.press('sign', 'Sign In');
    await workbench.choose('With a code');
    await workbench.choose('Enter the id');
    await workbench.answer('client id', facts.appId);
    await workbench.answer('The tenant', facts.tenantId);
    await workbench.pageWith('#code');
  });
  await step('sign in with a code', async () => {
    await approveCode();
    await workbench.message('Signed in as').waitFor();
    await workbench.statusItem(facts.user).waitFor();
  });
  await step('what was to be run runs', async () => {
    const result = await workbench.pageWith('table tbody tr');
    assert.match(await result.locator('h1').textContent(), /spo site list/);
    await workbench.tab('Sign in').waitFor({ state: 'hidden' });
  });
  await step('sign in by browser', async () => {
    await workbench.clearMessages();
    await workbench.run('Microsoft 365: Sign In');
    const opened = await workbench.opened(() => workbench.choose('In the browser'));
    await workbench.message('Signed in as').waitFor();
    await opened.close();
  });

  // Look.
  await step('sort and filter', async () => {
    const result = await workbench.pageWith('table');
    const titles = () => result.locator('tbody tr td:first-child').allTextContents();
    const before = await titles();
    const rising = [...before].sort((a, b) => a.localeCompare(b, 'en'));
    for (const [sign, expected] of [['▲', rising], ['▼', [...rising].reverse()]]) {
      await result.locator('th button').first().click();
      await result.locator('th', { hasText: sign }).waitFor();
      assert.deepEqual(await titles(), expected);
    }
    await result.locator('.filter-box').fill(before[0]);
    await until('the filtered table', async () => (await titles()).length < before.length);
  });
  await step('query while typing', async () => {
    const requests = setting.asked().length;
    const result = await workbench.pageWith('.query-box');
    await result.locator('.filter-box').fill('');
    await result.locator('.query-box').pressSequentially('[].{Name: Title, Address: Url}');
    await until('the columns', async () => /Name\s*Address/.test(await result.locator('thead').innerText()));
    assert.equal(setting.asked().length, requests, 'the service is not asked again');
  });
  await step('insert the query', async () => {
    const result = await workbench.pageWith('.query-box');
    await result.getByRole('button', { name: 'Insert into Script' }).click();
    await workbench.show('calls.ps1');
    await workbench.written("--query '[].{Name: Title, Address: Url}'");
  });
  await step('chart of a report', async () => {
    await runLine(LINES.report);
    const result = await workbench.pageWith('h1:has-text("mailactivitycounts")');
    await result.locator('svg').first().scrollIntoViewIfNeeded();
  });
  await step('value that only the script knows', async () => {
    await runLine(LINES.asking);
    await workbench.answer('Value of $site', facts.tenantUrl);
    await workbench.pageWith('h1:has-text("spo web get")');
  });

  // Change.
  await step('preview a change', async () => {
    await workbench.show('calls.ps1');
    await workbench.goTo(LINES.add, 1);
    await workbench.run('Microsoft 365: Show What Would Change');
    const result = await workbench.pageWith('h2:has-text("Nothing has changed")');
    assert.match(await result.locator('pre').first().textContent(), /POST https:\/\/contoso\.sharepoint\.com\/_api\/web\/lists/);
    assert.ok(!setting.asked().includes('POST https://contoso.sharepoint.com/_api/web/lists'));
  });
  await step('question before a deletion', async () => {
    await runLine(LINES.remove);
    await workbench.dialogue(facts.user).waitFor();
  });
  await step('say no', async () => {
    await workbench.reply(facts.user, 'Cancel');
    assert.ok(!setting.asked().some(request => /DELETE|RemoveSite/i.test(request)));
  });
  await step('say yes to a change', async () => {
    await runLine(LINES.add);
    await workbench.reply(facts.user, 'Run');
    await workbench.pageWith('h1:has-text("spo list add")');
    assert.ok(setting.asked().includes('POST https://contoso.sharepoint.com/_api/web/lists'));
  });
  await step('run what does not end', async () => {
    await workbench.clearMessages();
    await runLine(LINES.silent);
    await workbench.message('m365').waitFor();
    await until('its request', () => setting.asked().some(request => request.includes('never-answers')));
  });
  await step('cancel it', async () => {
    await workbench.press('m365', 'Cancel');
    await workbench.message('m365').waitFor({ state: 'hidden' });
  });

  // The terminal.
  setting.writeOtherProgram('.bashrc');
  await step('open a terminal', () => workbench.openTerminal('Microsoft 365', `as ${facts.user} in tenant`));
  await step('run fifty calls', async () => {
    await workbench.enter('bash fifty.sh Fifty > fifty.txt; echo "ended: $?"');
    await workbench.terminalShows('ended: 0');
    const expected = ['"Fifty"', ...Array.from({ length: 48 }, (_, i) => `"Documents ${i + 1}"`), '1'];
    assert.deepEqual(setting.file('fifty.txt').trimEnd().split('\n'), expected);
  });
  await step('open a terminal that changes nothing', () => workbench.openTerminal('Microsoft 365 (What-if)', 'and changes nothing'));
  await step('run them there', async () => {
    await workbench.enter('bash fifty.sh Again > again.txt; echo "ended: $?"');
    await workbench.terminalShows('would send POST');
    await workbench.terminalShows('ended: 0');
    assert.equal(setting.file('again.txt').trimEnd().split('\n').at(-1), '0');
    await workbench.run('Terminal: Kill All Terminals');
  });

  // Other accounts.
  await step('sign in as the application', async () => {
    await workbench.clearMessages();
    await workbench.run('Microsoft 365: Sign In');
    await workbench.choose('With a client secret');
    await workbench.answer('ecret', facts.clientSecret);
    await workbench.message('Signed in as').waitFor();
    await workbench.statusItem(facts.user).waitFor({ state: 'hidden' });
  });
  await step('switch the connection', async () => {
    await workbench.clearMessages();
    await workbench.run('Microsoft 365: Switch Connection');
    await workbench.choose(facts.user);
    await workbench.message('is used').waitFor();
    await workbench.statusItem(facts.user).waitFor();
  });

  // A server that falls.
  await step('the server falls and comes back', async () => {
    const fallen = await setting.serverProcess();
    process.kill(fallen, 'SIGKILL');
    await setting.serverProcess(fallen);
    await workbench.show('faulty.ps1');
    await workbench.goTo(2);
    await workbench.type(' --nonsense');
    await page.locator('.squiggly-error').first().waitFor();
  });
  await step('run as before', async () => {
    await runLine(LINES.list);
    await workbench.pageWith('h1:has-text("spo site list")');
  });
  await step('sign out', async () => {
    await workbench.clearMessages();
    await workbench.run('Microsoft 365: Sign Out');
    await workbench.choose(facts.user);
    await workbench.statusItem(facts.user).waitFor({ state: 'hidden' });
  });

  assert.deepEqual(setting.leaks(), [], 'no secret and no token lies in a file');
  // The last is a name for files of extensions, which the editor answers itself within the browser.
  const here = /^$|^(127\.0\.0\.1|localhost)(:\d+)?$|^login\.microsoftonline\.com$|\.vscode-resource\.vscode-cdn\.net$/;
  const elsewhere = [...workbench.hosts].filter(host => !here.test(host));
  assert.deepEqual(elsewhere, [], 'the editor has gone nowhere else');
});
