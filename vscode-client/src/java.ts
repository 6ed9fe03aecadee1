// Finds a Java that can run the server.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The oldest Java that runs the server. */
export const OLDEST = 17;

/** What the search may look at, so that tests can give it another machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  exists(file: string): boolean;
  list(folder: string): string[];
  /** The SHA-256 of a file in hexadecimal digits, or undefined if it cannot be read. */
  sha256(file: string): string | undefined;
  /** What `java -version` prints, or undefined if it cannot be started. */
  versionOf(java: string): Promise<string | undefined>;
}

/** The answer: a program, or why there is none. */
export type Found =
  | { readonly kind: 'java'; readonly program: string; readonly version: number }
  | { readonly kind: 'none'; readonly reason: string };

/** The machine the editor runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  list: folder => {
    try {
      return readdirSync(folder);
    } catch {
      // A folder that is not there, or may not be read, holds no Java for us.
      return [];
    }
  },
  sha256: file => {
    try {
      return createHash('sha256').update(readFileSync(file)).digest('hex');
    } catch {
      // Whoever asked for it says what an unreadable file means.
      return undefined;
    }
  },
  versionOf: java =>
    new Promise(resolve => {
      execFile(java, ['-version'], { timeout: 10_000, windowsHide: true }, (error, stdout, stderr) =>
        resolve(error ? undefined : `${stderr}\n${stdout}`));
    }),
};

/** The feature version in the output of `java -version`: 8 for `1.8.0_392`, 17 for `17.0.15`, 25 for `25`. */
export function featureVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/**
 * Finds a Java: the `embedded` one that a package for one platform brings along, else the one of the setting, else
 * `JAVA_HOME`, the path, and the places where installers put it. An embedded one that cannot be started (the system
 * is older than the one it was made for) is passed over; a setting that does not work is an answer, not a reason to
 * look further.
 */
export async function findJava(embedded: string, setting: string, machine: Machine): Promise<Found> {
  const { join } = machine.platform === 'win32' ? path.win32 : path.posix;
  const name = machine.platform === 'win32' ? 'java.exe' : 'java';
  const brought = join(embedded, 'bin', name);
  if (machine.exists(brought)) {
    const version = await usable(brought, machine);
    if (typeof version === 'number') {
      return { kind: 'java', program: brought, version };
    }
  }
  if (setting !== '') {
    const program = join(setting, 'bin', name);
    if (!machine.exists(program)) {
      return { kind: 'none', reason: `The setting m365.java.home names ${setting}, but there is no ${join('bin', name)} in it.` };
    }
    const version = await usable(program, machine);
    return typeof version === 'number'
      ? { kind: 'java', program, version }
      : { kind: 'none', reason: `The setting m365.java.home names ${setting}, ${version}.` };
  }
  let tooOld = '';
  for (const program of candidates(machine, join, name)) {
    const version = await usable(program, machine);
    if (typeof version === 'number') {
      return { kind: 'java', program, version };
    }
    tooOld ||= `${program} was found, ${version}. `;
  }
  return { kind: 'none', reason: `${tooOld}The server needs Java ${OLDEST} or later.` };
}

async function usable(program: string, machine: Machine): Promise<number | string> {
  const output = await machine.versionOf(program);
  const version = output === undefined ? undefined : featureVersion(output);
  if (version === undefined) {
    return 'but it cannot be started';
  }
  return version >= OLDEST ? version : `but it is Java ${version}`;
}

function candidates(machine: Machine, join: (...parts: string[]) => string, name: string): string[] {
  const isWindows = machine.platform === 'win32';
  const found: string[] = [];
  const add = (home: string | undefined, ...below: string[]) => {
    if (home) {
      found.push(join(home, ...below, name));
    }
  };
  add(machine.env['JAVA_HOME'], 'bin');
  const searchPath = machine.env['PATH'] ?? machine.env['Path'] ?? '';
  for (const folder of searchPath.split(isWindows ? ';' : ':')) {
    // A relative entry would be looked up in the folder that is open.
    if (isWindows ? path.win32.isAbsolute(folder) : folder.startsWith('/')) {
      add(folder);
    }
  }
  const families: Array<[string | undefined, string[]]> = isWindows
    ? ['Java', 'Eclipse Adoptium', 'Microsoft', 'Zulu', 'Amazon Corretto'].map(vendor => [
        machine.env['ProgramFiles'] && join(machine.env['ProgramFiles'], vendor),
        ['bin'],
      ])
    : machine.platform === 'darwin'
      ? [
          ['/Library/Java/JavaVirtualMachines', ['Contents', 'Home', 'bin']],
          [machine.env['HOME'] && join(machine.env['HOME'], 'Library/Java/JavaVirtualMachines'), ['Contents', 'Home', 'bin']],
          ['/opt/homebrew/opt', ['bin']],
        ]
      : [
          ['/usr/lib/jvm', ['bin']],
          [machine.env['HOME'] && join(machine.env['HOME'], '.sdkman/candidates/java'), ['bin']],
        ];
  for (const [family, below] of families) {
    if (family) {
      const homes = machine.list(family).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
      homes.forEach(home => add(join(family, home), ...below));
    }
  }
  return [...new Set(found)].filter(program => machine.exists(program));
}
