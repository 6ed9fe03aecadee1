// The language client. It is loaded only when the server is started, since it is large.
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, State, type StaticFeature, WorkDoneProgress } from 'vscode-languageclient/node';
import type { Launcher } from './launch';
import type { ServerNotifications } from './protocol';
import { type RunAnswers, RUN_ABILITIES } from './run/dialogue';
import { DOCUMENTS, NAME } from './server';
import { type Answers, SESSION_ABILITIES } from './session/questions';
import type { Sender } from './session/server';

const CHANGED: keyof ServerNotifications = 'm365/session/changed';
const OTHER_CATALOG: keyof ServerNotifications = 'm365/catalog/changed';

/** Commands of ours that the server's lenses may name. */
const LENS_COMMANDS = ['m365.run', 'm365.whatIf', 'm365.openDocumentation'];

/** Tells the server what we can be asked. */
const abilities: StaticFeature = {
  fillClientCapabilities: capabilities => {
    capabilities.experimental = {
      ...capabilities.experimental,
      m365: { session: SESSION_ABILITIES, run: RUN_ABILITIES, commands: LENS_COMMANDS, catalogChanged: true },
    };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

/** What answers the server, and hears of it. */
export interface Listener {
  readonly answers: Answers & RunAnswers;
  /** Opens an address in the user's browser; false if that does not work. */
  openExternally(address: string): Promise<boolean>;
  sessionChanged(): void;
  catalogChanged(): void;
  started(): void;
  stopped(): void;
}

/** The connection to a server. */
export class Client implements Sender {
  private readonly client: LanguageClient;

  constructor(launcher: Launcher, log: vscode.LogOutputChannel, listener: Listener) {
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: log,
      initializationOptions: { trusted: vscode.workspace.isTrusted },
      synchronize: { configurationSection: 'm365' },
      middleware: {
        window: {
          showDocument: async (params, cancel, next) =>
            params.external === true ? { success: await listener.openExternally(params.uri) } : next(params, cancel),
        },
      },
    };
    this.client = new LanguageClient('m365', NAME, () => launcher.start(), options);
    this.client.registerFeature(abilities);
    for (const [method, answer] of Object.entries(listener.answers)) {
      this.client.onRequest<unknown, Error>(method, (question, cancel) => answer(question as never, cancel));
    }
    this.client.onNotification(OTHER_CATALOG, () => listener.catalogChanged());
    this.client.onNotification(CHANGED, () => listener.sessionChanged());
    // A server that has ended by itself is started again by the client.
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        listener.started();
      } else if (newState === State.Stopped) {
        listener.stopped();
      }
    });
  }

  /** Version of the server; empty if it does not run. */
  get version(): string {
    return this.client.isRunning() ? (this.client.initializeResult?.serverInfo?.version ?? 'unknown') : '';
  }

  start(): Promise<void> {
    return this.client.start();
  }

  stop(): Promise<void> {
    return this.client.dispose();
  }

  sendRequest<R>(method: string, ...parameters: unknown[]): Promise<R> {
    // Parameters, and behind them perhaps a token: the client tells them apart by what they are.
    return this.client.sendRequest<R>(method, ...(parameters as [unknown]));
  }

  onWorkProgress(token: string, report: (message: string) => void): vscode.Disposable {
    return this.client.onProgress(WorkDoneProgress.type, token, value => {
      if (value.kind === 'report' && value.message !== undefined) {
        report(value.message);
      }
    });
  }
}
