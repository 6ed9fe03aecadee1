// The real editor.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { codePageHtml, type FromCodePage } from './codePage';
import type {
  AccountQuestion,
  Cancellation,
  Choice,
  ChoiceQuestion,
  Clock,
  CodePage,
  CodePageActions,
  Editor,
  LineQuestion,
  Message,
  OpenCodePage,
  StatusLine,
} from './editor';
import { pageOf, SIGN_IN_PAGES } from './pages';

/** The clock of this machine. */
export const thisClock: Clock = {
  now: () => Date.now(),
  eachSecond: tick => {
    const timer = setInterval(tick, 1_000);
    return { dispose: () => clearInterval(timer) };
  },
};

/** The setting with tenants where changes need more care. */
export const PRODUCTION = 'session.productionTenants';

/** VS Code. */
export class VscodeEditor implements Editor, vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('m365.session', vscode.StatusBarAlignment.Left, 0);

  constructor(private readonly context: vscode.ExtensionContext) {
    this.item.name = 'Microsoft 365';
  }

  dispose(): void {
    this.item.dispose();
  }

  get remote(): boolean {
    return vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
  }

  get trusted(): boolean {
    return vscode.workspace.isTrusted;
  }

  get workspaceFolder(): string {
    return vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? '';
  }

  get productionTenants(): readonly string[] {
    return vscode.workspace.getConfiguration('m365').get<readonly string[]>(PRODUCTION, []);
  }

  choose<T>(question: ChoiceQuestion<T>, cancel?: Cancellation): Promise<T | undefined> {
    type Line = vscode.QuickPickItem & { readonly choice?: Choice<T> };
    const lines: Line[] = [];
    let group: string | undefined;
    for (const choice of question.choices) {
      if (choice.group !== undefined && choice.group !== group) {
        lines.push({ label: choice.group, kind: vscode.QuickPickItemKind.Separator });
      }
      group = choice.group;
      lines.push({
        label: choice.label,
        ...(choice.description === undefined ? {} : { description: choice.description }),
        ...(choice.detail === undefined ? {} : { detail: choice.detail }),
        ...(choice.button === undefined
          ? {}
          : { buttons: [{ iconPath: new vscode.ThemeIcon(choice.button.icon), tooltip: choice.button.tooltip }] }),
        choice,
      });
    }
    const list = vscode.window.createQuickPick<Line>();
    list.title = question.title;
    list.placeholder = question.placeholder;
    list.matchOnDescription = true;
    list.ignoreFocusOut = true;
    list.items = lines;
    const { typed } = question;
    if (typed !== undefined) {
      // What is typed becomes a line of its own, the first.
      const withTyped = (text: string) => {
        const known = text === '' || question.choices.some(choice => choice.label === text);
        list.items = known ? lines : [{ label: text, alwaysShow: true, choice: { label: text, value: typed(text) } }, ...lines];
      };
      list.onDidChangeValue(withTyped);
      list.value = question.value ?? '';
      withTyped(list.value);
    }
    return new Promise(resolve => {
      const listening = cancel?.onCancellationRequested(() => end(undefined));
      const end = (value: T | undefined) => {
        listening?.dispose();
        resolve(value);
        list.dispose();
      };
      list.onDidAccept(() => end(list.selectedItems[0]?.choice?.value));
      list.onDidTriggerItemButton(({ item }) => end(item.choice?.button?.value));
      list.onDidHide(() => end(undefined));
      list.show();
    });
  }

  async askLine(question: LineQuestion, cancel?: Cancellation): Promise<string | undefined> {
    const options: vscode.InputBoxOptions = {
      title: question.title,
      prompt: question.prompt,
      password: question.secret ?? false,
      ignoreFocusOut: true,
      ...(question.value === undefined ? {} : { value: question.value }),
      ...(question.placeholder === undefined ? {} : { placeHolder: question.placeholder }),
      validateInput: text => question.check?.(text),
    };
    return vscode.window.showInputBox(options, cancel as vscode.CancellationToken | undefined);
  }

  async askFile(title: string): Promise<string | undefined> {
    const files = await vscode.window.showOpenDialog({ title, canSelectMany: false });
    return files?.[0]?.fsPath;
  }

  async confirm(text: string, detail: string, button: string): Promise<boolean> {
    return (await vscode.window.showWarningMessage(text, { modal: true, detail }, button)) === button;
  }

  async tell(message: Message, buttons: readonly string[]): Promise<string | undefined> {
    switch (message.level) {
      case 'information':
        return vscode.window.showInformationMessage(message.text, ...buttons);
      case 'warning':
        return vscode.window.showWarningMessage(message.text, ...buttons);
      case 'error':
        return vscode.window.showErrorMessage(message.text, ...buttons);
    }
  }

  async whileRunning<T>(title: string, work: (cancel: Cancellation, report: (message: string) => void) => Promise<T>): Promise<T> {
    const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
    return vscode.window.withProgress(options, (progress, cancel) => work(cancel, message => progress.report({ message })));
  }

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  pageOf(address: string): string {
    return pageOf(address, process.env[SIGN_IN_PAGES]);
  }

  async openAddress(address: string): Promise<boolean> {
    // VS Code writes a Uri anew, which changes what is encoded in a query; a text it opens as it is
    // (https://github.com/microsoft/vscode/issues/85930).
    return vscode.env.openExternal(address as unknown as vscode.Uri);
  }

  async openSettings(query: string): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', query);
  }

  async manageTrust(): Promise<void> {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }

  showCodePage(page: CodePage, actions: CodePageActions): OpenCodePage {
    return new CodePanel(page, actions);
  }

  showStatus(line: StatusLine | undefined): void {
    if (line === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = line.text;
    this.item.tooltip = line.tooltip;
    this.item.command = line.command;
    this.item.backgroundColor =
      line.colour === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${line.colour}Background`);
    this.item.show();
  }

  async accountToken(question: AccountQuestion): Promise<string | undefined> {
    const account = await accountNamed(question.provider, question.account);
    if (question.account !== '' && account === undefined && accountsOf !== undefined && !question.mayAsk) {
      return undefined;
    }
    const options = {
      // Without a name the user is asked which account, also if one was taken before.
      ...(question.mayAsk ? { createIfNone: true, clearSessionPreference: question.account === '' } : { silent: true }),
      ...(account === undefined ? {} : { account }),
    };
    // A challenge in place of scopes is for editors later than the one whose types are used here; earlier ones reject it.
    const wanted =
      question.challenge === ''
        ? question.scopes
        : ({ wwwAuthenticate: question.challenge, fallbackScopes: question.scopes } as unknown as readonly string[]);
    const session = await vscode.authentication.getSession(question.provider, wanted, options);
    return session?.accessToken;
  }

  readonly secrets = {
    get: async (name: string) => this.context.secrets.get(name),
    store: async (name: string, value: string) => this.context.secrets.store(name, value),
  };

  readonly memory = {
    get: (name: string) => this.context.globalState.get<string>(name),
    set: async (name: string, value: string | undefined) => this.context.globalState.update(name, value),
  };
}

type Accounts = (provider: string) => Thenable<readonly vscode.AuthenticationSessionAccountInformation[]>;

/** The editor's list of accounts, which editors have since version 1.93. */
const accountsOf: Accounts | undefined = (vscode.authentication as { getAccounts?: Accounts }).getAccounts;

async function accountNamed(provider: string, name: string): Promise<vscode.AuthenticationSessionAccountInformation | undefined> {
  if (name === '' || accountsOf === undefined) {
    return undefined;
  }
  const wanted = name.toLowerCase();
  return (await accountsOf(provider)).find(account => account.label.toLowerCase() === wanted);
}

/** A tab with a device code. The user may close it; the sign-in goes on, and the tab can be had again. */
class CodePanel implements OpenCodePage {
  private panel: vscode.WebviewPanel | undefined;

  constructor(
    private page: CodePage,
    private readonly actions: CodePageActions,
  ) {
    this.reveal();
  }

  left(text: string): void {
    this.page = { ...this.page, left: text };
    void this.panel?.webview.postMessage(text);
  }

  reveal(): void {
    if (this.panel !== undefined) {
      this.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel('m365.deviceCode', 'Sign in to Microsoft 365', vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromCodePage) => {
      if (message === 'copyAndOpen') {
        this.actions.copyAndOpen();
      } else if (message === 'cancel') {
        this.actions.cancel();
      }
    });
    panel.webview.html = codePageHtml(this.page, randomBytes(16).toString('hex'));
    this.panel = panel;
  }

  close(): void {
    this.panel?.dispose();
  }
}
