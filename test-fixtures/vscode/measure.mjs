// How long a user waits in a cold VS Code: from opening a script to the first completion, and for the extension itself.
// usage: VSCODE_VERSION=... node measure.mjs TIMES
import { cpus, loadavg } from 'node:os';
import { Setting, VERSION } from './setting.mjs';

const times = Number(process.argv[2] ?? 7);
const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rows = { editor: [], completion: [], activation: [] };

for (let i = 0; i < times; i++) {
  const started = performance.now();
  const setting = await Setting.open({ name: 'measured', log: () => undefined });
  try {
    const { workbench } = setting;
    const { page } = workbench;
    rows.editor.push(performance.now() - started);
    const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'faulty.ps1' }).first();
    await file.waitFor();
    const begun = performance.now();
    await file.dblclick();
    await workbench.tab('faulty.ps1').waitFor();
    await workbench.goTo(3);
    // Asked for at once and again, as somebody does who is in a hurry.
    const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: '--name --teamId' }).first();
    do {
      await page.keyboard.press('Control+Space');
    } while (!(await row.waitFor({ timeout: 200 }).then(() => true, () => false)));
    rows.completion.push(performance.now() - begun);
    await page.keyboard.press('Escape');
    await workbench.run('Developer: Show Running Extensions');
    const extension = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'CLI for Microsoft 365' }).first();
    await extension.waitFor();
    rows.activation.push(Number(/Activation: (\d+)ms/.exec(await extension.innerText())[1]));
  } finally {
    await setting.close();
  }
}

console.log(`VS Code ${VERSION}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}; ${times} times, each with everything new, in ms:`);
for (const [name, what] of [
  ['editor', 'start of the tenant, the editor and the browser'],
  ['completion', 'from the click on a script to its first completion'],
  ['activation', 'activation of the extension, as the editor tells'],
]) {
  console.log(`| ${what} | ${Math.round(median(rows[name]))} | ${rows[name].map(Math.round).join(', ')} |`);
}
