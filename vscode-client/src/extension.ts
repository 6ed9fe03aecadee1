// What the editor calls: the commands, views and settings of the extension.
import * as vscode from 'vscode';
import { Catalogue } from './commands/catalogue';
import { CommandTab } from './commands/panel';
import { commandIn, CommandTree } from './commands/views';
import { VscodeScripts } from './commands/vscodeScripts';
import { argumentsIn, HistoryView } from './history/view';
import { ResultTabs } from './results/panel';
import { placeOf } from './run/places';
import type { ShownRuns } from './run/runEditor';
import { VscodeRunEditor } from './run/vscodeRunEditor';
import { NAME } from './server';
import { ServerLife } from './serverLife';
import { PRODUCTION } from './session/vscodeEditor';
import { terminalProfiles } from './terminal/profiles';
import { Terminals } from './terminal/terminals';

let life: ServerLife | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel(NAME, { log: true });
  const results = new ResultTabs(context.extensionUri, () => running.server);
  const editor = new VscodeRunEditor(context, (shown: ShownRuns) => results.show(shown));
  const running = new ServerLife(context, log, editor, {
    ran: () => history.refresh(),
    catalogChanged: () => tree.refresh(),
  });
  life = running;
  const { commands, codes } = running.session;
  const { runs, server } = running;
  const scripts = new VscodeScripts();
  const tab = new CommandTab(context.extensionUri, () => catalogue, address => runs.openDocumentation(address));
  const catalogue = new Catalogue(editor, server, scripts, runs, description => tab.show(description));
  const tree = new CommandTree(catalogue);
  const history = new HistoryView(editor, server);
  const machine = () => ({ platform: process.platform, environment: process.env, shell: vscode.env.shell });
  const terminals = new Terminals(editor, server, running.seal, machine);
  // Of the tree, or one that the user looks for.
  const named = (action: (name: string) => Promise<void>) => async (given: unknown) => {
    const name = commandIn(given) ?? (await catalogue.choose());
    return name === undefined ? undefined : action(name);
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
    'm365.searchCommands': named(name => catalogue.open(name)),
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
    terminalProfiles(terminals, message => log.warn(message)),
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
  void running.restart();
}

export async function deactivate(): Promise<void> {
  await life?.stop();
}
