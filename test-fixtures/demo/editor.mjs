// VS Code in the browser, with the extension and the stand-in tenant: nothing of the user's own is read or changed.
// usage: node editor.mjs
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Editor, QUIET } from '../vscode/editor.mjs';
import { installEditor } from '../vscode/install.mjs';
import { Tenant } from './tenant.mjs';

const VERSION = '1.100.3';
const here = import.meta.dirname;
const root = join(here, '..', '..');
const cache = join(root, '.cache');
const run = promisify(execFile);
const say = text => console.error(`demo: ${text}`);

/** All that is needed, made side by side; gives what starts the editor, and the path of the extension. */
async function prepare() {
  const npmCi = folder =>
    run('npm', ['ci', '--ignore-scripts', '--no-progress', '--loglevel=error'], { cwd: join(root, folder), shell: process.platform === 'win32' });
  const buildJava = async () => {
    await run(join(root, 'bin', 'm365ls'), ['--version']);
    const tenant = run(join(root, 'bin', 'tenant'), []);
    // It builds itself, and ends with its input.
    tenant.child.stdin.end();
    await tenant;
  };
  say('building the server, the extension and the tenant');
  const [installation] = await Promise.all([installEditor(VERSION, cache, say), npmCi('vscode-client'), npmCi('packaging'), buildJava()]);
  const { makePackages } = await import('../../packaging/package.mjs');
  const packages = join(cache, 'packages');
  const made = await makePackages(packages, true);
  return { installation, vsix: join(packages, made.find(name => name.endsWith('.vsix'))) };
}

/** What the user finds: scripts, and a page that tells what to do. */
function fillWorkspace(folder, { approveUrl, user }) {
  mkdirSync(folder);
  for (const name of ['try.ps1', 'Report-Sites.ps1', 'archive-teams.sh']) {
    copyFileSync(join(here, name), join(folder, name));
  }
  writeFileSync(join(folder, 'README.md'), `# Start here

Nothing here is real: the tenant *contoso* runs on this machine, and ends with the demo.

1. Open \`Report-Sites.ps1\`: mistakes are underlined, with fixes. Type \`m365 \` on a new line, or press Ctrl+Space.
2. Open \`try.ps1\`, and choose **Run** above a call. You are asked to sign in: take *With a code*.
3. *Copy and Open* leads to the demo's own page, ${approveUrl}. Choose *${user}* there, and approve. Nobody is sent to
   Microsoft's sign-in from here.
4. Look at the result, and type a query above it, such as \`[].Title\`.
5. Choose **What-if** above \`m365 spo list add\`, then **Run**: it asks before it changes anything.
6. In the terminal panel, choose *Microsoft 365* beside **+**, and type \`m365 spo list list --webUrl
   https://contoso.sharepoint.com --output text\`.
7. All commands, with forms, are behind the last icon at the left.
`);
}

const { installation, vsix } = await prepare();
const tenant = await Tenant.start(join(root, 'bin', 'tenant'));
const workspace = join(tenant.folder, 'contoso');
fillWorkspace(workspace, tenant.facts);
const editor = await Editor.start({
  installation,
  vsix,
  workspace,
  folder: join(tenant.folder, 'editor'),
  environment: { ...tenant.environment, M365LS_SIGN_IN_PAGES: new URL(tenant.facts.approveUrl).origin },
  settings: { ...QUIET, 'workbench.startupEditor': 'readme', 'm365.session.storage': 'memory' },
  asksTrust: false,
});
process.on('SIGINT', () => editor.end()).on('SIGTERM', () => editor.end());
console.log(`
Open this page in your browser:

  ${editor.address}

When a code is shown, it is typed into the demo's own page, not into Microsoft's; the editor leads you there:

  ${tenant.facts.approveUrl}

Ctrl+C ends the demo, and deletes what it has made but for the editor itself, which stays in
${cache}.`);
await editor.ended;
tenant.end();
rmSync(tenant.folder, { recursive: true, force: true, maxRetries: 5 });
