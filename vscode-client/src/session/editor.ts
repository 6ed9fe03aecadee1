// What the session needs of the editor. The real one is in vscodeEditor.ts; tests have another.

/** Tells that an answer is not wanted any more; the language client's tokens are of this shape. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** One line to choose. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Heading above this line and those after it, if it differs from the one before. */
  readonly group?: string;
  readonly value: T;
  /** A small button at the end of the line that chooses something else. */
  readonly button?: { readonly icon: string; readonly tooltip: string; readonly value: T };
}

/** A question with a list of answers. */
export interface ChoiceQuestion<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** What a typed text that is none of the lines means; without it only lines can be chosen. */
  typed?(text: string): T;
  /** What stands in the box at first. */
  readonly value?: string;
}

/** A question with a line to type. */
export interface LineQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly secret?: boolean;
  /** What is wrong with a text; undefined if nothing is. */
  check?(text: string): string | undefined;
}

/** A message at the edge of the window. */
export interface Message {
  readonly level: 'information' | 'warning' | 'error';
  readonly text: string;
}

/** What a page with a device code shows. */
export interface CodePage {
  readonly code: string;
  readonly address: string;
  /** What the code is for, in a sentence; empty if that is not told. */
  readonly purpose: string;
  /** Time left, such as `14:32`. */
  readonly left: string;
}

/** What the user does on a page with a device code. */
export interface CodePageActions {
  copyAndOpen(): void;
  cancel(): void;
}

/** A page with a device code that is open, or was closed by the user. */
export interface OpenCodePage {
  /** Shows another time left. */
  left(text: string): void;
  /** Brings the page back to the front, also after the user has closed it. */
  reveal(): void;
  /** Takes the page away. */
  close(): void;
}

/** The line in the status bar. */
export interface StatusLine {
  readonly text: string;
  /** Lines of plain text. */
  readonly tooltip: string;
  readonly command: string;
  /** How much it has to be noticed. */
  readonly colour: 'none' | 'warning' | 'error';
}

/** What is wanted of the account that the editor is signed in with. */
export interface AccountQuestion {
  /** Id of the editor's authentication provider. */
  readonly provider: string;
  readonly scopes: readonly string[];
  /** Name of the account; empty for the editor's choice. */
  readonly account: string;
  /** A challenge as in the header `WWW-Authenticate`; empty if there was none. */
  readonly challenge: string;
  readonly mayAsk: boolean;
}

/** The editor, as the session sees it. Questions answer undefined if the user dismisses them. */
export interface Editor {
  /** Whether the server runs on another machine than the user's browser, or may do so. */
  readonly remote: boolean;
  readonly trusted: boolean;
  choose<T>(question: ChoiceQuestion<T>, cancel?: Cancellation): Promise<T | undefined>;
  askLine(question: LineQuestion, cancel?: Cancellation): Promise<string | undefined>;
  /** Path of a file that the user picks. */
  askFile(title: string): Promise<string | undefined>;
  /** Asks in the middle of the window; true if the user takes the button. */
  confirm(text: string, detail: string, button: string): Promise<boolean>;
  /** Shows a message; the button that the user takes. */
  tell(message: Message, buttons: readonly string[]): Promise<string | undefined>;
  /** Shows that something runs, how far it has come, and a way to stop it. */
  whileRunning<T>(title: string, work: (cancel: Cancellation, report: (message: string) => void) => Promise<T>): Promise<T>;
  copy(text: string): Promise<void>;
  /** Where a page is: the page itself, or, for one of the sign-in, what stands in for it on this machine. */
  pageOf(address: string): string;
  /** Opens an address in the user's browser, letter for letter; false if that does not work. */
  openAddress(address: string): Promise<boolean>;
  openSettings(query: string): Promise<void>;
  manageTrust(): Promise<void>;
  showCodePage(page: CodePage, actions: CodePageActions): OpenCodePage;
  showStatus(line: StatusLine | undefined): void;
  /** Token of the editor's account; undefined if there is none. Rejects with the editor's reason. */
  accountToken(question: AccountQuestion): Promise<string | undefined>;
  /** The editor's store of secrets. */
  readonly secrets: { get(name: string): Promise<string | undefined>; store(name: string, value: string): Promise<void> };
  /** What the editor remembers from one start to the next; nothing secret. */
  readonly memory: { get(name: string): string | undefined; set(name: string, value: string | undefined): Promise<void> };
  /** Ids and domains of tenants where changes need more care. */
  readonly productionTenants: readonly string[];
  /** URI of the workspace's first folder; empty if no folder is open. */
  readonly workspaceFolder: string;
}

/** Time, so that tests have their own. */
export interface Clock {
  now(): number;
  /** Does something once a second until it is disposed of. */
  eachSecond(tick: () => void): { dispose(): void };
}
