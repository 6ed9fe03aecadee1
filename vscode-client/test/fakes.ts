// An editor, a clock and a server that tests direct.
import assert from 'node:assert/strict';
import type { ClientRequests, RunResult, SessionConnection, SessionStatus } from '../src/protocol';
import type { Place, RunEditor, ShownRuns } from '../src/run/runEditor';
import { pageOf } from '../src/session/pages';
import type { Server } from '../src/session/server';
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
} from '../src/session/editor';

/** Can be cancelled. */
export class Cancel implements Cancellation {
  isCancellationRequested = false;
  private readonly listeners = new Set<() => void>();

  onCancellationRequested(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  cancel(): void {
    this.isCancellationRequested = true;
    this.listeners.forEach(listener => listener());
  }

  get listening(): number {
    return this.listeners.size;
  }
}

/** A prompt that the editor shows. */
export type Prompt =
  | { readonly kind: 'choose'; readonly question: ChoiceQuestion<unknown> }
  | { readonly kind: 'askLine'; readonly question: LineQuestion }
  | { readonly kind: 'askFile'; readonly title: string }
  | { readonly kind: 'confirm'; readonly text: string; readonly detail: string }
  | { readonly kind: 'account'; readonly question: AccountQuestion };

/** What the user does at a prompt. */
export type Reply = (prompt: Prompt) => unknown;

/** Takes the line of a list whose label, without icon, starts so; with `button`, the button at its end. */
export const takes = (label: string, end: 'line' | 'button' = 'line'): Reply => prompt => {
  assert.equal(prompt.kind, 'choose');
  const choices = prompt.kind === 'choose' ? prompt.question.choices : [];
  const choice: Choice<unknown> | undefined = choices.find(each => each.label.replace(/^\$\([a-z-]+\) ?/, '').startsWith(label));
  assert.ok(choice, `no ${label} among ${choices.map(each => each.label).join(', ')}`);
  return end === 'line' ? choice.value : choice.button?.value;
};

/** Types a line, which must not be refused. */
export const types = (text: string): Reply => prompt => {
  assert.equal(prompt.kind, 'askLine');
  assert.equal(prompt.kind === 'askLine' ? prompt.question.check?.(text) : 'no line', undefined);
  return text;
};

/** Presses Escape. */
export const dismisses: Reply = () => undefined;

/** A tab with a code. */
export class FakePage implements OpenCodePage {
  readonly lefts: string[] = [];
  reveals = 0;
  closed = false;

  constructor(
    readonly page: CodePage,
    readonly actions: CodePageActions,
  ) {}

  left(text: string): void {
    this.lefts.push(text);
  }

  reveal(): void {
    this.reveals++;
  }

  close(): void {
    this.closed = true;
  }
}

export class FakeEditor implements Editor {
  remote = false;
  trusted = true;
  workspaceFolder = 'file:///ws';
  readonly productionTenants: string[] = [];
  readonly prompts: Prompt[] = [];
  readonly messages: Array<Message & { readonly buttons: readonly string[] }> = [];
  readonly pages: FakePage[] = [];
  readonly opened: string[] = [];
  readonly copied: string[] = [];
  readonly settings: string[] = [];
  readonly running: Cancel[] = [];
  readonly titles: string[] = [];
  readonly reported: string[] = [];
  readonly statuses: Array<StatusLine | undefined> = [];
  readonly kept = new Map<string, string>();
  readonly remembered = new Map<string, string>();
  opens = true;
  standIn: string | undefined;
  trustPages = 0;
  openPrompts = 0;
  mostOpenPrompts = 0;
  secretsFail = false;
  secretsForget = false;
  private readonly replies: Reply[] = [];
  private readonly presses: string[] = [];

  /** What the user does at the next prompts. */
  will(...replies: Reply[]): this {
    this.replies.push(...replies);
    return this;
  }

  /** Buttons that the user presses on the next messages that have them. */
  press(...buttons: string[]): this {
    this.presses.push(...buttons);
    return this;
  }

  /** Whether all that was planned has happened. */
  done(): boolean {
    return this.replies.length === 0 && this.presses.length === 0;
  }

  private async prompt(prompt: Prompt): Promise<unknown> {
    this.prompts.push(prompt);
    this.openPrompts++;
    this.mostOpenPrompts = Math.max(this.mostOpenPrompts, this.openPrompts);
    const reply = this.replies.shift();
    assert.ok(reply, `nobody expected ${JSON.stringify(prompt)}`);
    try {
      return await reply(prompt);
    } finally {
      this.openPrompts--;
    }
  }

  choose<T>(question: ChoiceQuestion<T>): Promise<T | undefined> {
    return this.prompt({ kind: 'choose', question }) as Promise<T | undefined>;
  }

  askLine(question: LineQuestion): Promise<string | undefined> {
    return this.prompt({ kind: 'askLine', question }) as Promise<string | undefined>;
  }

  askFile(title: string): Promise<string | undefined> {
    return this.prompt({ kind: 'askFile', title }) as Promise<string | undefined>;
  }

  confirm(text: string, detail: string): Promise<boolean> {
    return this.prompt({ kind: 'confirm', text, detail }) as Promise<boolean>;
  }

  async tell(message: Message, buttons: readonly string[]): Promise<string | undefined> {
    this.messages.push({ ...message, buttons });
    const [next] = this.presses;
    return next !== undefined && buttons.includes(next) ? this.presses.shift() : undefined;
  }

  whileRunning<T>(title: string, work: (cancel: Cancellation, report: (message: string) => void) => Promise<T>): Promise<T> {
    const cancel = new Cancel();
    this.running.push(cancel);
    this.titles.push(title);
    return work(cancel, message => this.reported.push(message));
  }

  async copy(text: string): Promise<void> {
    this.copied.push(text);
  }

  pageOf(address: string): string {
    return pageOf(address, this.standIn);
  }

  async openAddress(address: string): Promise<boolean> {
    this.opened.push(address);
    return this.opens;
  }

  async openSettings(query: string): Promise<void> {
    this.settings.push(query);
  }

  async manageTrust(): Promise<void> {
    this.trustPages++;
  }

  showCodePage(page: CodePage, actions: CodePageActions): OpenCodePage {
    const shown = new FakePage(page, actions);
    this.pages.push(shown);
    return shown;
  }

  showStatus(line: StatusLine | undefined): void {
    this.statuses.push(line);
  }

  accountToken(question: AccountQuestion): Promise<string | undefined> {
    return this.prompt({ kind: 'account', question }) as Promise<string | undefined>;
  }

  readonly secrets = {
    get: async (name: string) => {
      if (this.secretsFail) {
        throw new Error('the keyring is locked');
      }
      return this.secretsForget ? undefined : this.kept.get(name);
    },
    store: async (name: string, value: string) => void this.kept.set(name, value),
  };

  readonly memory = {
    get: (name: string) => this.remembered.get(name),
    set: async (name: string, value: string | undefined) => {
      if (value === undefined) {
        this.remembered.delete(name);
      } else {
        this.remembered.set(name, value);
      }
    },
  };
}

/** An editor in which commands run. */
export class FakeRunEditor extends FakeEditor implements RunEditor {
  place: Place | undefined;
  readonly shown: ShownRuns[] = [];
  readonly texts: string[] = [];

  folderOf(document: string): string {
    return document.slice(0, document.lastIndexOf('/'));
  }

  async addProductionTenant(tenant: string): Promise<void> {
    this.productionTenants.push(tenant);
  }

  showRuns(shown: ShownRuns): void {
    this.shown.push(shown);
  }

  async showText(_name: string, text: string): Promise<void> {
    this.texts.push(text);
  }
}

/** A command that ran. */
export function run(more: Partial<RunResult> = {}): RunResult {
  return {
    outcome: 'ran',
    arguments: ['spo', 'site', 'list'],
    notes: [],
    out: '',
    err: '',
    exitCode: 0,
    message: '',
    value: '',
    connection: 'anna@contoso.com',
    requestId: '',
    library: 'native',
    requests: 2,
    milliseconds: 1_234,
    ...more,
  };
}

export class FakeClock implements Clock {
  time = Date.parse('2026-01-02T03:04:05Z');
  private readonly ticks = new Set<() => void>();

  now(): number {
    return this.time;
  }

  eachSecond(tick: () => void): { dispose(): void } {
    this.ticks.add(tick);
    return { dispose: () => this.ticks.delete(tick) };
  }

  pass(seconds: number): void {
    this.time += seconds * 1_000;
    this.ticks.forEach(tick => tick());
  }

  get ticking(): number {
    return this.ticks.size;
  }
}

type Handler<M extends keyof ClientRequests> = (
  params: ClientRequests[M]['params'],
  cancel?: Cancellation,
  report?: (message: string) => void,
) => ClientRequests[M]['result'] | Promise<ClientRequests[M]['result']>;

/** Answers as it is told to; a request that nobody expects fails. */
export class FakeServer implements Server {
  readonly requests: Array<{ readonly method: string; readonly params: unknown }> = [];
  private readonly handlers = new Map<string, Handler<keyof ClientRequests>>();

  on<M extends keyof ClientRequests>(method: M, handler: Handler<M>): this {
    this.handlers.set(method, handler as unknown as Handler<keyof ClientRequests>);
    return this;
  }

  async request<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
    cancel?: Cancellation,
    report?: (message: string) => void,
  ): Promise<ClientRequests[M]['result']> {
    this.requests.push({ method, params });
    const handler = this.handlers.get(method) as unknown as Handler<M> | undefined;
    assert.ok(handler, `nobody expected ${method}`);
    return handler(params, cancel, report);
  }

  /** What was asked by one method. */
  asked(method: keyof ClientRequests): unknown[] {
    return this.requests.filter(request => request.method === method).map(request => request.params);
  }
}

export const CLIENT_ID = '11111111-2222-3333-4444-555555555555';

export function connection(name: string, more: Partial<SessionConnection> = {}): SessionConnection {
  return {
    id: `id-${name}`,
    name,
    authType: 'browser',
    account: name,
    kind: 'user',
    tenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    clientId: CLIENT_ID,
    cloud: 'Public',
    scopes: ['User.Read'],
    roles: [],
    expires: '2026-01-02T04:04:05Z',
    consentPage: `https://login.microsoftonline.com/common/adminconsent?client_id=${CLIENT_ID}`,
    active: false,
    ...more,
  };
}

export const WAYS = ['deviceCode', 'browser', 'password', 'certificate', 'secret', 'identity', 'federatedIdentity', 'editor'];

export function status(more: Partial<SessionStatus> = {}): SessionStatus {
  return {
    storage: 'encrypted',
    storageReason: '',
    ways: WAYS.map(authType => ({ authType, available: true, reason: '' })),
    notices: [],
    ...more,
  };
}

/** Lets everything run that does not wait for something from outside. */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
