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
    // A remote window creates it later than it looks for what to show.
    vscode.window.onDidOpenTerminal(terminal => {
      if (secretOf(terminal) !== undefined) {
        terminal.show();
      }
    }),
    vscode.window.onDidCloseTerminal(terminal => {
      const secret = secretOf(terminal);
      if (secret !== undefined) {
        terminals.closed(secret).catch(error => log(`A terminal could not be closed: ${String(error)}`));
      }
    }),
  );
}

/** The secret of a terminal of ours; undefined for others. */
function secretOf({ creationOptions }: vscode.Terminal): string | undefined {
  const secret = 'env' in creationOptions ? creationOptions.env?.[SECRET] : undefined;
  return secret ?? undefined;
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
