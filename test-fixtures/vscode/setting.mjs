// An editor with the extension, a tenant for it, and a browser in front of it: all new, and gone afterwards.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tenant } from '../demo/tenant.mjs';
import { Editor, QUIET } from './editor.mjs';
import { installEditor } from './install.mjs';
import { until, Workbench } from './workbench.mjs';

const here = import.meta.dirname;
const root = join(here, '..', '..');

/** The version of VS Code that the tests are for. */
export const VERSION = process.env.VSCODE_VERSION ?? '1.100.3';

/** Of the tenant's secrets, the members that hold one. */
const SECRETS = ['clientSecret', 'password', 'certificatePassword'];

/** What looks like a token: the first part of a JWT, and the beginning of the second. */
const TOKEN = /eyJ[\w-]{20,}\.eyJ/;

const SETTINGS = {
  ...QUIET,
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.fontFamily': "'DejaVu Sans Mono', monospace",
  'editor.quickSuggestions': { other: false, comments: false, strings: false },
  'terminal.integrated.gpuAcceleration': 'off',
  'terminal.integrated.fontFamily': "'DejaVu Sans Mono'",
  'files.simpleDialog.enable': true,
  'm365.trace.server': 'verbose',
};

/** Makes a folder in which there is no program but Java. */
function onlyJava(folder) {
  mkdirSync(folder);
  symlinkSync(execFileSync('sh', ['-c', 'command -v java'], { encoding: 'utf8' }).trim(), join(folder, 'java'));
  return folder;
}

export class Setting {
  /**
   * @param name folder of the screenshots
   * @param asksTrust whether the workspace has to be trusted first
   * @param shell path of the user's shell
   * @param bare whether the user has no program but Java, and so no CLI
   * @param log called with a line for each step
   */
  static async open({ name, asksTrust = false, shell = '/bin/bash', bare = false, log }) {
    const installation = await installEditor(VERSION, join(root, '.cache'), log);
    const packages = process.env.PACKAGES ?? join(root, '.cache', 'packages');
    const vsix = join(packages, readdirSync(packages).find(file => /^m365ls-\d.*\.vsix$/.test(file)));
    const folder = mkdtempSync(join(tmpdir(), 'm365ls-editor-'));
    const requests = join(folder, 'requests.jsonl');
    const tenant = await Tenant.start(join(root, 'bin', 'tenant'), ['--requests', requests, '--stall', 'never-answers']);
    try {
      // A blank, umlauts, and a letter of two UTF-16 units.
      const workspace = join(folder, 'Skripte für Grüße 𝔸');
      cpSync(join(here, 'workspace'), workspace, { recursive: true });
      const { CLIMICROSOFT365_ENTRAAPPID, CLIMICROSOFT365_TENANT, M365LS_KEY_IN_FILE, ...environment } = tenant.environment;
      const editor = await Editor.start({
        installation,
        vsix,
        workspace,
        folder: join(folder, 'editor'),
        environment: {
          ...environment,
          NODE_EXTRA_CA_CERTS: tenant.facts.caFile,
          SHELL: shell,
          ...(bare ? { PATH: onlyJava(join(folder, 'programs')) } : {}),
        },
        settings: { ...SETTINGS, 'security.workspace.trust.enabled': asksTrust, 'security.workspace.trust.startupPrompt': 'never' },
        asksTrust,
      });
      try {
        const pictures = join(here, 'out', VERSION, name);
        rmSync(pictures, { recursive: true, force: true });
        const workbench = await Workbench.open({ address: editor.address, proxy: tenant.facts.proxy, pictures, log });
        return new Setting(folder, workspace, requests, tenant, editor, workbench);
      } catch (error) {
        await editor.end();
        throw error;
      }
    } catch (error) {
      tenant.end();
      throw error;
    }
  }

  constructor(folder, workspace, requests, tenant, editor, workbench) {
    this.folder = folder;
    this.workspace = workspace;
    this.requests = requests;
    this.tenant = tenant;
    this.editor = editor;
    this.workbench = workbench;
  }

  async close() {
    await this.workbench.close();
    await this.editor.end();
    this.tenant.end();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Ends the tenant, and with it all that is not on this machine. */
  async cutNetwork() {
    const { running } = this.tenant;
    const ended = new Promise(resolve => running.once('exit', resolve));
    running.stdin.end();
    await ended;
  }

  /** A file of the workspace; undefined if it is not there. */
  file(name) {
    return readdirSync(this.workspace).includes(name) ? readFileSync(join(this.workspace, name), 'utf8') : undefined;
  }

  /** What the tenant was asked so far, as method and address. */
  asked() {
    const lines = readFileSync(this.requests, 'utf8').split('\n').filter(line => line !== '');
    return lines.map(line => JSON.parse(line)).map(({ method, url }) => `${method} ${url}`);
  }

  /** A program of the user's that is called m365, in a folder that the user's shell puts first. */
  writeOtherProgram(startFile) {
    const home = join(this.folder, 'editor', 'home');
    mkdirSync(join(home, 'bin'));
    const program = join(home, 'bin', 'm365');
    writeFileSync(program, '#!/bin/sh\necho the wrong m365\n');
    chmodSync(program, 0o755);
    writeFileSync(join(home, startFile), 'PATH=$HOME/bin:$PATH\nalias m365=false\n');
  }

  /** The id of the language server's process, when there is one that is not `other`. */
  async serverProcess(other) {
    return until('the language server', () => {
      const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
      const found = lines.find(line => line.includes(this.folder) && line.includes('m365ls.jar') && !line.includes('m365ls.terminal'));
      const id = found === undefined ? undefined : Number.parseInt(found, 10);
      return id === other ? undefined : id;
    });
  }

  /** Files in which a secret or a token lies that must not. */
  leaks() {
    const files = [this.folder, this.tenant.folder].flatMap(folder =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()),
    );
    const secrets = SECRETS.map(member => this.tenant.facts[member]);
    return files
      .map(entry => join(entry.parentPath ?? entry.path, entry.name))
      .filter(file => {
        const text = readFileSync(file, 'latin1');
        return TOKEN.test(text) || secrets.some(secret => text.includes(secret));
      });
  }
}
