// Starts and ends the server, and puts together what talks to it.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { archiveArguments } from './archive';
import type { Client, Listener } from './client';
import { reportOf, VARIABLES } from './doctor';
import { thisMachine } from './java';
import { Launcher } from './launch';
import { Dialogue } from './run/dialogue';
import { Runs } from './run/runs';
import type { VscodeRunEditor } from './run/vscodeRunEditor';
import { type Button, javaArguments, NAME, planStart, type Start } from './server';
import { openExternally } from './session/deviceCode';
import type { Seal } from './session/seal';
import { type Server, serverBehind } from './session/server';
import { Session } from './session/session';
import { thisClock } from './session/vscodeEditor';

/** Written in by the build: the SHA-256 of the server's jar, in hexadecimal digits. */
declare const SERVER_SHA256: string;

/** A server that runs. */
interface Running {
  readonly client: Client;
  readonly launcher: Launcher;
}

/** What the views want to hear of. */
export interface Views {
  /** A run has ended. */
  ran(): void;
  /** The server has started, or another version's commands count. */
  catalogChanged(): void;
}

/** The server, as long as the extension lives. */
export class ServerLife {
  readonly session: Session;
  readonly runs: Runs;
  readonly server: Server;
  /** Encrypts for the server that runs; throws if there is none. */
  readonly seal: () => Seal;
  private readonly dialogue: Dialogue;
  private running: Running | undefined;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly editor: VscodeRunEditor,
    private readonly views: Views,
  ) {
    this.server = serverBehind(async () => (await this.started()).client);
    this.seal = () => {
      if (this.running === undefined) {
        throw new Error('There is no server to answer.');
      }
      return this.running.launcher.seal;
    };
    this.session = new Session(editor, thisClock, this.server, this.seal, message => log.info(message));
    this.dialogue = new Dialogue(editor, this.session.turns, this.server);
    this.runs = new Runs(editor, this.server, this.session.commands, () => {
      void this.session.refresh();
      views.ran();
    });
  }

  /** Starts the server anew, after what is under way. What goes wrong is told. */
  restart(): Promise<void> {
    this.starting = this.starting
      .then(() => this.stop())
      .then(() => this.start())
      .catch(error => {
        this.log.error(error instanceof Error ? error : String(error));
        this.tell('The server could not be started.', ['Show Log']);
      });
    return this.starting;
  }

  async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    await running?.client.stop();
    await running?.launcher.ended();
  }

  /** What is found of all that is needed, in Markdown. */
  async examine(): Promise<string> {
    const plan = await this.plan();
    await this.starting;
    const { packageJSON } = this.context.extension as { packageJSON: { version: string } };
    const tree = await this.asked(() => this.server.request('m365/catalog/tree', undefined));
    return reportOf({
      editor: `${vscode.env.appName} ${vscode.version}`,
      extension: packageJSON.version,
      platform: `${process.platform} ${process.arch}`,
      java: plan.kind === 'run' ? { found: true, text: `${plan.java}: ${plan.program}` } : { found: false, text: plan.message },
      server: this.running?.client.version ?? '',
      cli: tree?.version ?? '',
      trusted: this.editor.trusted,
      session: this.session.used ? await this.asked(() => this.server.request('m365/session/status', {})) : undefined,
      environment: VARIABLES.filter(name => (process.env[name] ?? '') !== ''),
      production: this.editor.productionTenants,
    });
  }

  /** An answer; undefined if there is none, and the log tells why. */
  private async asked<T>(answer: () => Promise<T>): Promise<T | undefined> {
    try {
      return await answer();
    } catch (error) {
      this.log.warn(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** The running server; rejects if it could not be started. */
  private async started(): Promise<Running> {
    await this.starting;
    if (this.running === undefined) {
      throw new Error('The server is not running. The log tells why.');
    }
    return this.running;
  }

  private plan(): Promise<Start> {
    const development = this.context.extensionMode !== vscode.ExtensionMode.Production;
    const setting = vscode.workspace.getConfiguration('m365').get('java.home', '');
    const installation = { folder: this.context.extensionPath, development, jarSha256: SERVER_SHA256 };
    return planStart(setting, installation, thisMachine);
  }

  private async start(): Promise<void> {
    const plan = await this.plan();
    if (plan.kind === 'tell') {
      this.tell(plan.message, plan.buttons);
      return;
    }
    this.log.info(`Starting the server with ${plan.program} (Java ${plan.java})`);
    const archives = join(this.context.globalStorageUri.fsPath, 'start');
    const args = () => javaArguments(plan.jar, archiveArguments(archives, plan.program, plan.jar));
    const launcher = new Launcher(plan.program, args, message => this.log.info(message));
    const { Client } = await import('./client.js');
    const client = new Client(launcher, this.log, this.listener());
    this.running = { client, launcher };
    try {
      await client.start();
    } catch (error) {
      this.running = undefined;
      await launcher.ended();
      throw error;
    }
  }

  private listener(): Listener {
    return {
      answers: { ...this.session.questions.answers, ...this.dialogue.answers },
      openExternally: address => openExternally(this.editor, address),
      sessionChanged: () => void this.session.refresh(),
      catalogChanged: () => this.views.catalogChanged(),
      started: () => {
        void this.session.started();
        this.views.catalogChanged();
      },
      stopped: () => this.session.stopped(),
    };
  }

  /** Tells the user; the start goes on without waiting for the message to be closed. */
  private tell(message: string, buttons: readonly Button[]): void {
    this.log.error(message);
    void vscode.window.showErrorMessage(`${NAME}: ${message}`, ...buttons).then(async chosen => {
      if (chosen === 'Open Settings') {
        await vscode.commands.executeCommand('workbench.action.openSettings', 'm365.java.home');
      } else if (chosen === 'Show Log') {
        this.log.show();
      }
    });
  }
}
