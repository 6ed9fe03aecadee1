// One command of the session at a time.
import type { Editor } from './editor';

/** Runs commands, each alone, so that there are never prompts of two; none in a workspace that is not trusted. */
export class Alone {
  private busy = false;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly editor: Pick<Editor, 'trusted' | 'tell' | 'manageTrust'>,
    /** Called after each command. */
    private readonly refresh: () => Promise<void>,
  ) {}

  /** Runs a command, or says why not. What it throws is shown. */
  async run(command: () => Promise<void>): Promise<void> {
    if (!this.editor.trusted) {
      const button = 'Manage Workspace Trust';
      const text = 'Signing in needs a workspace that you trust.';
      if ((await this.editor.tell({ level: 'warning', text }, [button])) === button) {
        await this.editor.manageTrust();
      }
      return;
    }
    if (this.busy) {
      const text = 'Another command of the session is under way. Finish or cancel it first.';
      void this.editor.tell({ level: 'information', text }, []);
      return;
    }
    this.busy = true;
    this.current = this.now(command);
    await this.current;
  }

  /** Runs a command after the one that is under way, whose message it answers. */
  follow(command: () => Promise<void>): Promise<void> {
    return this.current.then(() => this.run(command));
  }

  private async now(command: () => Promise<void>): Promise<void> {
    try {
      await command();
      await this.refresh();
    } catch (error) {
      if (!wasCancelled(error)) {
        void this.editor.tell({ level: 'error', text: error instanceof Error ? error.message : String(error) }, []);
      }
    } finally {
      this.busy = false;
    }
  }
}

/** Whether a request ended because we asked it to: code -32800 of the Language Server Protocol. */
function wasCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === -32800;
}
