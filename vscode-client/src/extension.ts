import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { thisMachine } from './java';
import { type Button, DOCUMENTS, planStart } from './server';

const NAME = 'CLI for Microsoft 365 scripts';

/** What runs for the life of the extension. */
class Extension {
  private client: LanguageClient | undefined;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Starts the server anew, after what is under way. */
  restart(): Promise<void> {
    this.starting = this.starting.then(() => this.stop()).then(() => this.start());
    return this.starting;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private async start(): Promise<void> {
    const development = this.context.extensionMode !== vscode.ExtensionMode.Production;
    const setting = vscode.workspace.getConfiguration('m365').get('java.home', '');
    const plan = await planStart(setting, this.context.extensionPath, development, thisMachine);
    if (plan.kind === 'tell') {
      this.tell(plan.message, plan.buttons);
      return;
    }
    this.log.info(`Starting the server with ${plan.program} (Java ${plan.java})`);
    const server: ServerOptions = { command: plan.program, args: plan.args, options: { shell: false } };
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      initializationOptions: { trusted: vscode.workspace.isTrusted },
      synchronize: { configurationSection: 'm365' },
    };
    const client = new LanguageClient('m365', NAME, server, options);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      this.tell('The server could not be started.', ['Show Log']);
    }
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

let extension: Extension | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel(NAME, { log: true });
  const running = new Extension(context, log);
  extension = running;
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('m365.restartServer', () => running.restart()),
    vscode.commands.registerCommand('m365.showLog', () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('m365.java.home')) {
        void running.restart();
      }
    }),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
