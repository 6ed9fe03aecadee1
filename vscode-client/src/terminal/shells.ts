// How a shell is started so that its `m365` is the editor's, whatever the user's own files do to the path.
import type { OpenTerminalResult } from '../protocol';

/** The machine on which the shell is started. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Path of the user's shell. */
  readonly shell: string;
}

/** A shell to be started. */
export interface Launch {
  readonly shellPath: string;
  readonly shellArgs: readonly string[];
  /** Variables beside those of the editor. */
  readonly env: Readonly<Record<string, string>>;
}

/** Variable with the secret of a terminal, by which it is known again. */
export const SECRET = 'M365LS_TERMINAL_SECRET';

/** Starts the user's shell if it is one that reads the files of the server, else one that does. */
export function launchOf(opened: OpenTerminalResult, secret: string, machine: Machine): Launch {
  const windows = machine.platform === 'win32';
  const name = nameOf(machine.shell);
  const known = ['bash', 'zsh', 'pwsh', 'powershell', ...(windows ? ['cmd'] : [])].includes(name);
  const shell = known ? name : windows ? 'powershell' : 'bash';
  const path = Object.keys(machine.environment).find(each => each.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    shellPath: known ? machine.shell : windows ? 'powershell.exe' : 'bash',
    shellArgs: argumentsOf(shell, opened),
    env: {
      M365LS_TERMINAL: opened.address,
      [SECRET]: secret,
      [path]: [opened.programs, machine.environment[path] ?? ''].filter(each => each !== '').join(windows ? ';' : ':'),
      ...(shell === 'zsh' ? { ZDOTDIR: opened.zsh, M365LS_ZDOTDIR: machine.environment['ZDOTDIR'] ?? '' } : {}),
    },
  };
}

/** Name of a shell, without folder and ending. */
function nameOf(shell: string): string {
  return (shell.split(/[\\/]/).pop() ?? '').toLowerCase().replace(/\.exe$/, '');
}

function argumentsOf(shell: string, opened: OpenTerminalResult): string[] {
  switch (shell) {
    case 'bash':
      return ['--rcfile', opened.bash, '-i'];
    case 'pwsh':
      // A script is faster than a program, where scripts may run.
      return startOf(
        `if ((Get-ExecutionPolicy) -notin 'Restricted', 'AllSigned') { ${first(opened.powerShell, opened.programs)} } ` +
          `else { ${first(opened.programs)} }`,
      );
    case 'powershell':
      return startOf(first(opened.programs));
    default:
      return [];
  }
}

/** Runs behind the user's profile, in which `m365` may be something else. */
function startOf(command: string): string[] {
  return ['-NoExit', '-Command', `Remove-Item Alias:m365, Function:m365 -ErrorAction Ignore; ${command}`];
}

function first(...folders: string[]): string {
  const list = folders.map(folder => `'${folder.replace(/['\u2018-\u201b]/g, '$&$&')}'`).join(', ');
  return `$env:PATH = (@(${list}) + $env:PATH) -join [IO.Path]::PathSeparator`;
}
