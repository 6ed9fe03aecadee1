// How the server is started.
import { join } from 'node:path';
import options from '../../server/java.options';
import { findJava, type Machine } from './java';

/** What the extension is called. */
export const NAME = 'CLI for Microsoft 365 scripts';

/** Places of a script that belong to the server. */
export const DOCUMENTS = ['powershell', 'shellscript'].map(language => ({ language }));

/** The jar: the one packaged with the extension; in a checkout, the one Maven has just built. */
export function jarOf(extension: string, development: boolean, exists: (file: string) => boolean): string | undefined {
  const packaged = join(extension, 'server', 'm365ls.jar');
  const built = join(extension, '..', 'server', 'target', 'm365ls.jar');
  return (development ? [built, packaged] : [packaged]).find(exists);
}

/** The options in the text of an argument file of `java`; none of them holds a blank. */
function optionsIn(text: string): string[] {
  return text.split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'));
}

/**
 * The arguments of `java`: those that the server is started with everywhere, and `more` of them. The first line of
 * standard input is a key for secrets.
 */
export function javaArguments(jar: string, more: readonly string[]): string[] {
  return [...optionsIn(options), ...more, '-jar', jar, 'serve', '--secrets-key-on-stdin'];
}

/** What to do at a start: run a program, or tell the user why not, with buttons. */
export type Start =
  | { readonly kind: 'run'; readonly program: string; readonly jar: string; readonly java: number }
  | { readonly kind: 'tell'; readonly message: string; readonly buttons: readonly Button[] };

/** Buttons of a message. */
export type Button = 'Open Settings' | 'Show Log';

/** Where the extension is, and what is known of it. */
export interface Installation {
  /** The extension's folder. */
  readonly folder: string;
  /** Whether it runs from a checkout. */
  readonly development: boolean;
  /** The SHA-256 of the jar that it was built with. */
  readonly jarSha256: string;
}

/**
 * Decides how the server is started: with the Java of the package, else that of the setting, else one of the machine. A
 * packaged jar must be the one that the extension was built with; in a checkout it is built anew all the time.
 */
export async function planStart(setting: string, installation: Installation, machine: Machine): Promise<Start> {
  const { folder, development, jarSha256 } = installation;
  const jar = jarOf(folder, development, file => machine.exists(file));
  if (jar === undefined) {
    return { kind: 'tell', message: 'The server is missing from this extension. Install the extension again.', buttons: [] };
  }
  if (!development && machine.sha256(jar) !== jarSha256) {
    return {
      kind: 'tell',
      message: 'The server in this extension is not the one that belongs to it, and is not started. Install the extension again.',
      buttons: ['Show Log'],
    };
  }
  const java = await findJava(join(folder, 'runtime'), setting, machine);
  if (java.kind === 'none') {
    return { kind: 'tell', message: `No Java to run the server with. ${java.reason}`, buttons: ['Open Settings'] };
  }
  return { kind: 'run', program: java.program, jar, java: java.version };
}
