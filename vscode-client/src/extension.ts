import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, State, type StaticFeature, WorkDoneProgress } from 'vscode-languageclient/node';
import { thisMachine } from './java';
import { Launcher } from './launch';
import type { ServerNotifications } from './protocol';
import { Catalogue } from './commands/catalogue';
import { CommandTab } from './commands/panel';
import { commandIn, CommandTree } from './commands/views';
import { VscodeScripts } from './commands/vscodeScripts';
import { reportOf, VARIABLES } from './doctor';
import { argumentsIn, HistoryView } from './history/view';
import { Dialogue, RUN_ABILITIES } from './run/dialogue';
import { placeOf } from './run/places';
import { ResultTabs } from './results/panel';
import { Runs } from './run/runs';
import type { ShownRuns } from './run/runEditor';
import { VscodeRunEditor } from './run/vscodeRunEditor';
import { type Button, DOCUMENTS, planStart, type Start } from './server';
import { openExternally } from './session/deviceCode';
import { SESSION_ABILITIES } from './session/questions';
import type { Seal } from './session/seal';
import { type Server, serverBehind } from './session/server';
import { Session } from './session/session';
import { PRODUCTION, thisClock } from './session/vscodeEditor';

const NAME = 'CLI for Microsoft 365 scripts';
const CHANGED: keyof ServerNotifications = 'm365/session/changed';
const OTHER_CATALOG: keyof ServerNotifications = 'm365/catalog/changed';

/** Commands of ours that the server's lenses may name. */
const LENS_COMMANDS = ['m365.run', 'm365.whatIf', 'm365.openDocumentation'];

/** Tells the server what we can be asked. */
const abilities: StaticFeature = {
  fillClientCapabilities: capabilities => {
    capabilities.experimental = { ...capabilities.experimental, m365: { session: SESSION_ABILITIES, run: RUN_ABILITIES, commands: LENS_COMMANDS, catalogChanged: true } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** A server that runs. */
interface Running {
  readonly client: LanguageClient;
  readonly launcher: Launcher;
}

/** What runs for the life of the extension. */
class Extension {
  readonly session: Session;
  readonly runs: Runs;
  readonly server: Server;
  private readonly dialogue: Dialogue;
  private running: Running | undefined;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
    private readonly editor: VscodeRunEditor,
    /** Called after each run. */
    ran: () => void,
    /** Called when the server has started, or another version's commands count. */
    private readonly catalogChanged: () => void,
  ) {
    const server: Server = serverBehind(async () => {
      const { client } = await this.started();
      return {
        // Parameters, and behind them perhaps a token: the client tells them apart by what they are.
        sendRequest: <R>(method: string, ...parameters: unknown[]) => client.sendRequest<R>(method, ...(parameters as [unknown])),
        onWorkProgress: (token, report) =>
          client.onProgress(WorkDoneProgress.type, token, value => {
            if (value.kind === 'report' && value.message !== undefined) {
              report(value.message);
            }
          }),
      };
    });
    const seal = (): Seal => {
      if (this.running === undefined) {
        throw new Error('There is no server to answer.');
      }
      return this.running.launcher.seal;
    };
    this.session = new Session(editor, thisClock, server, seal, message => log.info(message));
    this.server = server;
    this.dialogue = new Dialogue(editor, this.session.turns, server);
    this.runs = new Runs(editor, server, this.session.commands, () => {
      void this.session.refresh();
      ran();
    });
  }

  /** Starts the server anew, after what is under way. */
  restart(): Promise<void> {
    this.starting = this.starting.then(() => this.stop()).then(() => this.start());
    return this.starting;
  }

  /** What is found of all that is needed, in Markdown. */
  async examine(): Promise<string> {
    const plan = await this.plan();
    await this.starting;
    const client = this.running?.client;
    const ask = async <T>(answer: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await answer();
      } catch (error) {
        this.log.warn(error instanceof Error ? error.message : String(error));
        return undefined;
      }
    };
    const { packageJSON } = this.context.extension as { packageJSON: { version: string } };
    const tree = await ask(() => this.server.request('m365/catalog/tree', undefined));
    return reportOf({
      editor: `${vscode.env.appName} ${vscode.version}`,
      extension: packageJSON.version,
      platform: `${process.platform} ${process.arch}`,
      java: plan.kind === 'run' ? { found: true, text: `${plan.java}: ${plan.program}` } : { found: false, text: plan.message },
      server: client?.isRunning() === true ? (client.initializeResult?.serverInfo?.version ?? 'running') : '',
      cli: tree?.version ?? '',
      trusted: this.editor.trusted,
      session: this.session.used ? await ask(() => this.server.request('m365/session/status', {})) : undefined,
      environment: VARIABLES.filter(name => (process.env[name] ?? '') !== ''),
      production: this.editor.productionTenants,
    });
  }

  private plan(): Promise<Start> {
    const development = this.context.extensionMode !== vscode.ExtensionMode.Production;
    const setting = vscode.workspace.getConfiguration('m365').get('java.home', '');
    return planStart(setting, this.context.extensionPath, development, thisMachine);
  }

  async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    await running?.client.dispose();
    await running?.launcher.ended();
  }

  /** The running server; rejects if it could not be started. */
  private async started(): Promise<Running> {
    await this.starting;
    if (this.running === undefined) {
      throw new Error('The server is not running. The log tells why.');
    }
    return this.running;
  }

  private async start(): Promise<void> {
    const plan = await this.plan();
    if (plan.kind === 'tell') {
      this.tell(plan.message, plan.buttons);
      return;
    }
    this.log.info(`Starting the server with ${plan.program} (Java ${plan.java})`);
    const launcher = new Launcher(plan.program, plan.args, message => this.log.info(message));
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      initializationOptions: { trusted: vscode.workspace.isTrusted },
      synchronize: { configurationSection: 'm365' },
      middleware: {
        window: {
          showDocument: async (params, cancel, next) =>
            params.external === true ? { success: await openExternally(this.editor, params.uri) } : next(params, cancel),
        },
      },
    };
    const client = new LanguageClient('m365', NAME, () => launcher.start(), options);
    client.registerFeature(abilities);
    for (const [method, answer] of Object.entries({ ...this.session.questions.answers, ...this.dialogue.answers })) {
      client.onRequest<unknown, Error>(method, (question, cancel) => answer(question as never, cancel));
    }
    client.onNotification(OTHER_CATALOG, () => this.catalogChanged());
    client.onNotification(CHANGED, () => void this.session.refresh());
    // A server that has ended by itself is started again by the client.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        void this.session.started();
        this.catalogChanged();
      } else if (newState === State.Stopped) {
        this.session.stopped();
      }
    });
    this.running = { client, launcher };
    try {
      await client.start();
    } catch (error) {
      this.running = undefined;
      this.log.error(error instanceof Error ? error : String(error));
      this.tell('The server could not be started.', ['Show Log']);
      await launcher.ended();
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

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel(NAME, { log: true });
  const results = new ResultTabs(context.extensionUri, () => running.server);
  const editor = new VscodeRunEditor(context, (shown: ShownRuns) => results.show(shown));
  const running = new Extension(context, log, editor, () => history.refresh(), () => tree.refresh());
  extension = running;
  const { commands, codes } = running.session;
  const { runs, server } = running;
  const scripts = new VscodeScripts();
  const tab = new CommandTab(context.extensionUri, () => catalogue, address => runs.openDocumentation(address));
  const catalogue = new Catalogue(editor, server, scripts, runs, description => tab.show(description));
  const tree = new CommandTree(catalogue);
  const history = new HistoryView(editor, server);
  const named = (action: (name: string) => Promise<void>) => (given: unknown) => {
    const name = commandIn(given);
    return name === undefined ? catalogue.search() : action(name);
  };
  const past = (action: (args: readonly string[]) => unknown) => (given: unknown) => {
    const args = argumentsIn(given);
    return args === undefined ? undefined : action(args);
  };
  const registered: Record<string, (given: unknown) => unknown> = {
    'm365.run': given => runs.runPlace(placeOf(given), false),
    'm365.whatIf': given => runs.runPlace(placeOf(given), true),
    'm365.openDocumentation': given => runs.openDocumentation(given),
    'm365.markProduction': () => runs.markProduction(),
    'm365.searchCommands': () => catalogue.search(),
    'm365.showCommand': named(name => catalogue.open(name)),
    'm365.insertCommand': named(name => catalogue.insertCall(name)),
    'm365.showCommandDocumentation': named(name => catalogue.openDocumentation(name)),
    'm365.refreshHistory': () => history.refresh(),
    'm365.runAgain': past(args => runs.run({ kind: 'arguments', arguments: args, whatIf: false })),
    'm365.whatIfAgain': past(args => runs.run({ kind: 'arguments', arguments: args, whatIf: true })),
    'm365.insertRun': past(args => catalogue.insertArguments(args)),
    'm365.doctor': async () => editor.showText('Doctor.md', await running.examine()),
    'm365.restartServer': () => running.restart(),
    'm365.showLog': () => log.show(),
    'm365.signIn': () => commands.signIn(),
    'm365.signOut': () => commands.signOut(),
    'm365.switchConnection': () => commands.switchConnection(),
    'm365.removeConnection': () => commands.removeConnection(),
    'm365.renameConnection': () => commands.renameConnection(),
    'm365.importCliSignIn': () => commands.importCliSignIn(),
    'm365.createApplication': () => commands.createApplication(),
    'm365.showDeviceCode': () => codes.reveal(),
  };
  context.subscriptions.push(
    log,
    editor,
    scripts,
    vscode.window.registerTreeDataProvider('m365.commands', tree),
    vscode.window.registerTreeDataProvider('m365.history', history),
    ...Object.entries(registered).map(([id, command]) => vscode.commands.registerCommand(id, command)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('m365.java.home')) {
        void running.restart();
      }
      if (change.affectsConfiguration(`m365.${PRODUCTION}`)) {
        running.session.show();
      }
    }),
  );
  // The editor need not wait for the server.
  running.restart().catch(error => log.error(error instanceof Error ? error : String(error)));
}

export async function deactivate(): Promise<void> {
  await extension?.stop();
}
