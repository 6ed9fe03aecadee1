// A code that the user types on a page of Microsoft's.
import type { Cancellation, Clock, Editor, OpenCodePage } from './editor';

/** A code that is shown, and the time it has left. */
export interface ShownCode {
  readonly code: string;
  readonly address: string;
  readonly left: string;
}

/** A code to show. */
export interface Code {
  readonly code: string;
  readonly address: string;
  readonly purpose: string;
  /** When it ends, in milliseconds since 1970. */
  readonly expires: number;
}

/** Time left, as minutes and seconds; `0:00` when it is over. */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whether an address may be opened: a page on the web, encrypted, without a name and password in front of its host. */
export function mayOpen(address: string): boolean {
  try {
    const { protocol, username, password } = new URL(address);
    return protocol === 'https:' && username === '' && password === '';
  } catch {
    // What is no address cannot be opened.
    return false;
  }
}

/** Opens a page in the user's browser; false if it may not be opened, or the editor does not. */
export async function openExternally(editor: Pick<Editor, 'openAddress' | 'pageOf'>, address: string): Promise<boolean> {
  return mayOpen(address) && editor.openAddress(editor.pageOf(address));
}

/** Shows codes. */
export class DeviceCodes {
  private open: { readonly page: OpenCodePage; end(): void } | undefined;

  constructor(
    private readonly editor: Editor,
    private readonly clock: Clock,
    /** Called each second with what is shown, and with undefined when it is gone. */
    private readonly onChange: (shown: ShownCode | undefined) => void,
  ) {}

  /** Shows a code until the sign-in has ended, which is told by `ended`; true if the user gives up. */
  async show(code: Code, ended: Cancellation): Promise<boolean> {
    if (ended.isCancellationRequested) {
      return false;
    }
    const left = () => timeLeft(code.expires - this.clock.now());
    const address = this.editor.pageOf(code.address);
    return new Promise<boolean>(resolve => {
      const page = this.editor.showCodePage(
        { code: code.code, address, purpose: code.purpose, left: left() },
        { copyAndOpen: () => void this.copyAndOpen(code), cancel: () => finish(true) },
      );
      const tick = () => {
        page.left(left());
        this.onChange({ code: code.code, address, left: left() });
      };
      const ticking = this.clock.eachSecond(tick);
      const listening = ended.onCancellationRequested(() => finish(false));
      const finish = (byUser: boolean) => {
        ticking.dispose();
        listening.dispose();
        page.close();
        this.open = undefined;
        this.onChange(undefined);
        resolve(byUser);
      };
      this.open = { page, end: () => finish(false) };
      tick();
    });
  }

  /** Brings the code back to the front. */
  reveal(): void {
    this.open?.page.reveal();
  }

  /** Takes the code away, since the server that asked has ended. */
  end(): void {
    this.open?.end();
  }

  private async copyAndOpen(code: Code): Promise<void> {
    await this.editor.copy(code.code);
    if (!(await openExternally(this.editor, code.address))) {
      await this.editor.tell({ level: 'warning', text: `The code is copied. Open ${this.editor.pageOf(code.address)} in a browser.` }, []);
    }
  }
}
