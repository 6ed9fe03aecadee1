// The session's side of the editor: puts questions, commands and the status bar together.
import type { SessionStatus } from '../protocol';
import { SessionCommands } from './commands';
import { DeviceCodes, type ShownCode } from './deviceCode';
import type { Clock, Editor } from './editor';
import { Questions } from './questions';
import type { Seal } from './seal';
import { type Server, workspaceOf } from './server';
import { codeLine, statusLine } from './statusLine';
import { Turns } from './turns';

/** In the editor's memory: somebody has signed in here, so that a start may ask the server who it is. */
const USED = 'm365.session.used';

/** The session as the user sees it. */
export class Session {
  readonly questions: Questions;
  readonly commands: SessionCommands;
  readonly codes: DeviceCodes;
  /** Prompts of whoever asks the user, one at a time. */
  readonly turns = new Turns();
  private status: SessionStatus | undefined;
  private code: ShownCode | undefined;
  private asked = 0;

  constructor(
    private readonly editor: Editor,
    clock: Clock,
    private readonly server: Server,
    seal: () => Seal,
    private readonly log: (message: string) => void,
  ) {
    this.codes = new DeviceCodes(editor, clock, code => {
      this.code = code;
      this.show();
    });
    this.questions = new Questions(editor, this.turns, this.codes, seal, log);
    this.commands = new SessionCommands(editor, this.turns, server, () => this.refresh());
  }

  /** The server has started: tells who is signed in, if anybody ever was; else nothing is asked. */
  async started(): Promise<void> {
    this.status = undefined;
    this.show();
    if (this.used) {
      await this.refresh();
    }
  }

  /** Whether anybody has signed in here. */
  get used(): boolean {
    return this.editor.memory.get(USED) !== undefined;
  }

  /** The server has ended: what it asked for is not wanted any more. */
  stopped(): void {
    this.codes.end();
    this.status = undefined;
    this.show();
  }

  /** Asks the server who is signed in, and shows it. */
  async refresh(): Promise<void> {
    if (!this.editor.trusted) {
      return;
    }
    const mine = ++this.asked;
    try {
      const status = await this.server.request('m365/session/status', workspaceOf(this.editor));
      if (mine !== this.asked) {
        return;
      }
      this.status = status;
      if (status.connection !== undefined) {
        await this.editor.memory.set(USED, 'yes');
      }
    } catch (error) {
      this.log(`Who is signed in is not known: ${error instanceof Error ? error.message : String(error)}`);
      this.status = undefined;
    }
    this.show();
  }

  /** Shows in the status bar what is known. */
  show(): void {
    if (this.code !== undefined) {
      this.editor.showStatus(codeLine(this.code.code, this.code.address, this.code.left));
    } else {
      this.editor.showStatus(this.status && statusLine(this.status, this.editor.productionTenants));
    }
  }
}
