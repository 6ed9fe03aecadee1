// A running VS Code, to be opened in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The editor goes nowhere by itself, and shows nothing but what is worked on. */
export const QUIET = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

const NOWHERE = 'http://127.0.0.1:9/';

export class Editor {
  /**
   * Starts VS Code with an extension, and with no other files than those in `folder`.
   *
   * @param installation what `installEditor` gives
   * @param vsix the extension's package
   * @param workspace the folder that is opened
   * @param folder an empty folder for all that the editor keeps
   * @param environment variables of the editor and of what it starts
   * @param settings of the user and the machine
   * @param asksTrust whether the workspace has to be trusted first
   */
  static async start({ installation, vsix, workspace, folder, environment, settings, asksTrust }) {
    const data = join(folder, 'data');
    for (const kind of ['Machine', 'User']) {
      mkdirSync(join(data, 'data', kind), { recursive: true });
      writeFileSync(join(data, 'data', kind, 'settings.json'), JSON.stringify(settings, null, 2));
    }
    const home = join(folder, 'home');
    mkdirSync(home);
    const env = {
      ...environment,
      HOME: home,
      EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: NOWHERE, itemUrl: NOWHERE, resourceUrlTemplate: '' }),
    };
    const common = [
      installation.main, '--server-data-dir', data, '--extensions-dir', join(folder, 'extensions'), '--accept-server-license-terms',
      '--telemetry-level', 'off',
    ];
    const installed = spawnSync(installation.program, [...common, '--install-extension', vsix], { env, encoding: 'utf8' });
    if (installed.status !== 0) {
      throw new Error(`The extension was not installed: ${installed.stdout}${installed.stderr}`);
    }
    const running = spawn(installation.program, [
      ...common, '--host', '127.0.0.1', '--port', '0', '--connection-token', randomBytes(16).toString('hex'),
      ...(asksTrust ? [] : ['--disable-workspace-trust']),
      // Without its compiled log it complains at each start, which means nothing.
    ], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise((resolve, reject) => running.on('error', reject).on('exit', resolve));
    const address = await new Promise((resolve, reject) => {
      // It goes on to print, and would wait if nobody read.
      createInterface({ input: running.stdout }).on('line', line => {
        const found = /Web UI available at (\S+)/.exec(line)?.[1];
        if (found !== undefined) {
          // The name may also mean an address on which nobody listens.
          resolve(found.replace('//localhost', '//127.0.0.1'));
        }
      });
      ended.then(code => reject(new Error(`VS Code has ended with ${code}`)), reject);
    });
    // Named as its default folder, it would have addresses that are not those by which extensions know its files.
    return new Editor(running, ended, data, `${address}&${new URLSearchParams({ folder: workspace })}`);
  }

  constructor(running, ended, data, address) {
    this.running = running;
    /** Settled when it has ended, by itself or not. */
    this.ended = ended;
    /** Where it keeps what it writes. */
    this.data = data;
    /** To be opened in a browser; who knows it may use the editor. */
    this.address = address;
  }

  /** Ends it, and waits until it has ended. */
  async end() {
    this.running.kill();
    await this.ended;
  }
}
