// VS Code in the browser, with the extension and the stand-in tenant: nothing of the user's own is read or changed.
// usage: node editor.mjs TENANT_PROGRAM CACHE_FOLDER
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makePackages } from '../../packaging/package.mjs';
import { Tenant } from './tenant.mjs';

/** VS Code 1.100 as this npm package carries it; of the package only VS Code's own server is used. */
const EDITOR = {
  name: 'code-server',
  version: '4.100.3',
  integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
};

const SETTINGS = {
  'workbench.startupEditor': 'readme',
  'm365.session.storage': 'memory',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'chat.commandCenter.enabled': false,
};

const here = dirname(fileURLToPath(import.meta.url));
const [tenantProgram, cache] = process.argv.slice(2);
const say = text => console.error(`demo: ${text}`);

/** The folder of VS Code's server; installed into the cache if it is not there. No script of a package is run. */
function installEditor() {
  const place = join(cache, `${EDITOR.name}-${EDITOR.version}`);
  const editor = join(place, 'package', 'lib', 'vscode');
  if (!existsSync(place)) {
    say('installing VS Code for the browser (once, some 290 MB, from npm)');
    const partial = `${place}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    execFileSync('npm', ['pack', '--silent', `${EDITOR.name}@${EDITOR.version}`], { cwd: partial });
    const archive = join(partial, `${EDITOR.name}-${EDITOR.version}.tgz`);
    const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (found !== EDITOR.integrity) {
      throw new Error(`What npm has loaded as ${EDITOR.name} ${EDITOR.version} is not what it should be: ${found}`);
    }
    execFileSync('tar', ['xzf', archive], { cwd: partial });
    rmSync(archive);
    const inside = join(partial, 'package', 'lib', 'vscode');
    // What it lacks in its own lock file (`npm ci` refuses that) is added by npm; the rest is held to its checksums.
    execFileSync('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-progress', '--loglevel=error'], { cwd: inside, stdio: ['ignore', 2, 2] });
    // The editor looks for its modules under the name that they have in its desktop form.
    symlinkSync('node_modules', join(inside, 'node_modules.asar'));
    renameSync(partial, place);
  }
  return join(editor, 'out', 'server-main.js');
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
3. The code is typed into **[the demo's own page](${approveUrl})**: ${approveUrl}
   Choose *${user}* there, and approve. The address that the editor shows beside the code is the real one of Microsoft,
   where this code means nothing: do not open it.
4. Look at the result, and type a query above it, such as \`[].Title\`.
5. Choose **What-if** above \`m365 spo list add\`, then **Run**: it asks before it changes anything.
6. All commands, with forms, are behind the last icon at the left.
`);
}

async function main() {
  if (Number.parseInt(process.versions.node, 10) !== 20) {
    say(`this editor is made for Node.js 20; this is ${process.version}, with which it may not start`);
  }
  const serverMain = installEditor();
  const packages = join(cache, 'packages');
  const made = await makePackages(packages);
  const vsix = join(packages, made.find(name => /^m365ls-\d.*\.vsix$/.test(name)));
  const tenant = await Tenant.start(tenantProgram);
  const workspace = join(tenant.folder, 'contoso');
  fillWorkspace(workspace, tenant.facts);
  const data = join(tenant.folder, 'editor');
  for (const kind of ['Machine', 'User']) {
    mkdirSync(join(data, 'data', kind), { recursive: true });
    writeFileSync(join(data, 'data', kind, 'settings.json'), JSON.stringify(SETTINGS, null, 2));
  }
  const nowhere = 'http://127.0.0.1:9/';
  const env = {
    ...tenant.environment,
    HOME: tenant.folder,
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: nowhere, itemUrl: nowhere, resourceUrlTemplate: '' }),
  };
  const common = [
    serverMain, '--server-data-dir', data, '--extensions-dir', join(tenant.folder, 'extensions'), '--accept-server-license-terms',
    '--telemetry-level', 'off',
  ];
  // Without its compiled log it complains at each start, which means nothing.
  const installed = spawnSync(process.execPath, [...common, '--install-extension', vsix], { env, encoding: 'utf8' });
  if (installed.status !== 0) {
    tenant.end();
    throw new Error(`The extension was not installed: ${installed.stdout}${installed.stderr}`);
  }
  const editor = spawn(process.execPath, [
    ...common, '--host', '127.0.0.1', '--port', '0', '--connection-token', randomBytes(16).toString('hex'), '--disable-workspace-trust',
    '--default-folder', workspace,
  ], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve, reject) => editor.on('error', reject).on('exit', resolve));
  const stop = () => editor.kill();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  for await (const line of createInterface({ input: editor.stdout })) {
    // The name may also mean an address on which nobody listens.
    const address = /Web UI available at (\S+)/.exec(line)?.[1]?.replace('//localhost', '//127.0.0.1');
    if (address !== undefined) {
      console.log(`
Open this page in your browser:

  ${address}

When a code is shown, type it into the demo's own page, not into Microsoft's:

  ${tenant.facts.approveUrl}

Ctrl+C ends the demo, and deletes what it has made but for the editor itself, which stays in
${cache}.`);
    }
  }
  await ended;
  tenant.end();
}

await main();
