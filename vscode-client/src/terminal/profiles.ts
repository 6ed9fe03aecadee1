// The terminal profiles of VS Code.
import * as vscode from 'vscode';
import { SECRET } from './shells';
import type { Terminals } from './terminals';

/** Ids of the profiles, and whether nothing is changed from there. */
const PROFILES = { 'm365.terminal': false, 'm365.whatIfTerminal': true };

/** Offers the profiles until it is disposed of. */
export function terminalProfiles(terminals: Terminals, log: (message: string) => void): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(PROFILES).map(([id, whatIf]) =>
      vscode.window.registerTerminalProfileProvider(id, { provideTerminalProfile: () => profile(terminals, whatIf) }),
    ),
    vscode.window.onDidCloseTerminal(terminal => {
      const secret = 'env' in terminal.creationOptions ? terminal.creationOptions.env?.[SECRET] : undefined;
      if (typeof secret === 'string') {
        terminals.closed(secret).catch(error => log(`A terminal could not be closed: ${String(error)}`));
      }
    }),
  );
}

async function profile(terminals: Terminals, whatIf: boolean): Promise<vscode.TerminalProfile | undefined> {
  const opened = await terminals.open(whatIf);
  return (
    opened &&
    new vscode.TerminalProfile({
      ...opened,
      shellArgs: [...opened.shellArgs],
      iconPath: new vscode.ThemeIcon(whatIf ? 'eye' : 'cloud'),
      // Another start of the editor has another server, which does not know its secret.
      isTransient: true,
    })
  );
}
