// Runs the server's process, and gives each run a key of its own for what must not be read in the messages.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { KEY_BYTES, Seal } from './session/seal';

/** How long a server that was asked to end may take before it is killed, in milliseconds. */
const PATIENCE = 2_000;

/** Starts the server as often as it has to be; one process at a time. */
export class Launcher {
  private current: ChildProcessWithoutNullStreams | undefined;
  private shared = new Seal(randomBytes(KEY_BYTES));

  constructor(
    private readonly program: string,
    /** Made anew for each start: what they name may have changed. */
    private readonly args: () => readonly string[],
    private readonly log: (message: string) => void,
  ) {}

  /** The key that the running server shares with us. */
  get seal(): Seal {
    return this.shared;
  }

  /** Starts a process; its first line of standard input is a key that was never used before. */
  async start(): Promise<ChildProcessWithoutNullStreams> {
    const key = randomBytes(KEY_BYTES);
    // Not the workspace's folder: nothing is to be read from there, nor left there by a crash.
    const server = spawn(this.program, this.args(), { cwd: homedir(), shell: false, windowsHide: true });
    server.stdin.on('error', error => this.log(`The server does not read: ${error.message}`));
    await new Promise<void>((resolve, reject) => {
      server.once('spawn', resolve);
      server.once('error', reject);
    });
    server.on('error', error => this.log(`The server: ${error.message}`));
    server.once('exit', (code, signal) => {
      this.log(`The server has ended (${signal ?? code}).`);
      if (this.current === server) {
        this.current = undefined;
      }
    });
    this.shared = new Seal(key);
    server.stdin.write(`${key.toString('base64')}\n`);
    this.current = server;
    return server;
  }

  /** Waits for the server that was asked to end; kills it if it takes longer than `patience` milliseconds. */
  async ended(patience = PATIENCE): Promise<void> {
    const server = this.current;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) {
      return;
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(() => server.kill('SIGKILL'), patience);
      server.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
