// The commands of the session: what the user may choose, what is asked of the server, what is told afterwards.
import type {
  ClientRequests,
  CreateApplicationParams,
  SessionConnection,
  SessionNeed,
  SessionStatus,
  SignInParams,
  WorkspaceParams,
} from '../protocol';
import type { Cancellation, Choice, Editor, Message } from './editor';
import { addressIn, type Button, buttonsFor, checkClientId, checkTenant, reasonOf } from './results';
import { accountOf } from './statusLine';
import type { Turns } from './turns';

const TITLE = 'Sign in to Microsoft 365';

/** The server, as the commands see it. */
export interface Server {
  /** Asks; rejects if the server refuses, or there is none. */
  request<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
    cancel?: Cancellation,
  ): Promise<ClientRequests[M]['result']>;
}

/** An application's id and tenant, or nothing: the server knows them. */
type Application = Pick<SignInParams, 'clientId' | 'tenant'>;

interface Way {
  readonly authType: string;
  readonly label: string;
  readonly detail: string;
  readonly group: 'As yourself' | 'As the application';
}

const BROWSER: Way = {
  authType: 'browser',
  label: '$(globe) In the browser',
  detail: 'A page opens in your browser and leads back here.',
  group: 'As yourself',
};
const DEVICE_CODE: Way = {
  authType: 'deviceCode',
  label: '$(device-mobile) With a code',
  detail: 'You type a code on a page, in any browser, on any device.',
  group: 'As yourself',
};
const OTHERS: readonly Way[] = [
  {
    authType: 'editor',
    label: "$(vscode) With the editor's account",
    detail: 'The Microsoft account that the editor is signed in with.',
    group: 'As yourself',
  },
  {
    authType: 'password',
    label: '$(lock) With name and password',
    detail: 'Only for accounts without a second factor.',
    group: 'As yourself',
  },
  {
    authType: 'certificate',
    label: '$(file-badge) With a certificate',
    detail: 'A PFX or PEM file with the private key.',
    group: 'As the application',
  },
  {
    authType: 'secret',
    label: '$(key) With a client secret',
    detail: 'SharePoint does not accept it.',
    group: 'As the application',
  },
  {
    authType: 'identity',
    label: '$(server) With the identity of this machine',
    detail: 'A managed identity of Azure.',
    group: 'As the application',
  },
  {
    authType: 'federatedIdentity',
    label: '$(github-action) With the token of a job',
    detail: 'GitHub Actions or Azure DevOps.',
    group: 'As the application',
  },
];

/** Ways that need no application of the user's: a machine's identity is none, and a job may name one. */
const NAME_THEIR_OWN: ReadonlySet<string> = new Set(['identity', 'federatedIdentity']);

/** The ways to sign in, the best one first: where the browser may be on another machine, a page cannot lead back. */
export function waysFor(remote: boolean): readonly Way[] {
  return remote
    ? [DEVICE_CODE, { ...BROWSER, detail: 'Works only if your browser runs on the machine of this window.' }, ...OTHERS]
    : [BROWSER, DEVICE_CODE, ...OTHERS];
}

/** What the user can do. Each method is one command; it asks nothing in a workspace that is not trusted. */
export class SessionCommands {
  private busy = false;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly editor: Editor,
    private readonly turns: Turns,
    private readonly server: Server,
    /** Called after something may have changed. */
    private readonly refresh: () => Promise<void>,
  ) {}

  signIn(): Promise<void> {
    return this.alone(() => this.askAndSignIn());
  }

  signOut(): Promise<void> {
    return this.alone(async () => {
      const connection = await this.chooseConnection('Sign out of Microsoft 365', 'Which connection?', true);
      if (connection !== undefined) {
        const result = await this.server.request('m365/session/signOut', { connection: connection.id });
        this.inform(`Signed out of ${result.connection}. ${result.notice}`);
      }
    });
  }

  switchConnection(): Promise<void> {
    return this.alone(async () => {
      const connections = await this.connections();
      const { workspaceFolder } = this.editor;
      type Picked = { readonly connection: SessionConnection; readonly here: boolean } | 'signIn';
      const choices: Choice<Picked>[] = connections.map(connection => ({
        ...shown(connection),
        value: { connection, here: false },
        ...(workspaceFolder === ''
          ? {}
          : { button: { icon: 'root-folder', tooltip: 'Use it in this workspace only', value: { connection, here: true } } }),
      }));
      choices.push({ label: '$(add) Sign in with another account', value: 'signIn' });
      const picked = await this.turns.take(() =>
        this.editor.choose({ title: 'Switch connection', placeholder: 'Which connection is to be used?', choices }),
      );
      if (picked === 'signIn') {
        await this.askAndSignIn();
      } else if (picked !== undefined) {
        const params = { connection: picked.connection.id, ...(picked.here ? { workspaceFolder } : {}) };
        const used = await this.server.request('m365/session/use', params);
        this.inform(picked.here ? `In this workspace ${used.name} is used.` : `${used.name} is used.`);
      }
    });
  }

  removeConnection(): Promise<void> {
    return this.alone(async () => {
      const connection = await this.chooseConnection('Remove a connection', 'Which connection is to be forgotten?', false);
      if (connection === undefined) {
        return;
      }
      const sure = await this.turns.take(() =>
        this.editor.confirm(`Remove the connection ${connection.name}?`, 'Its sign-in is deleted from this machine.', 'Remove'),
      );
      if (sure) {
        const result = await this.server.request('m365/session/remove', { connection: connection.id });
        this.inform(`Removed ${result.connection}. ${result.notice}`);
      }
    });
  }

  renameConnection(): Promise<void> {
    return this.alone(async () => {
      const connections = await this.connections();
      const connection = await this.chooseAmong(connections, 'Rename a connection', 'Which connection?');
      if (connection === undefined) {
        return;
      }
      const others = new Set(connections.filter(other => other.id !== connection.id).map(other => other.name));
      const name = await this.turns.take(() =>
        this.editor.askLine({
          title: 'Rename a connection',
          prompt: `New name of ${connection.name}`,
          value: connection.name,
          check: text =>
            text.trim() === '' ? 'A connection has a name.' : others.has(text.trim()) ? 'Another connection has this name.' : undefined,
        }),
      );
      if (name !== undefined) {
        await this.server.request('m365/session/rename', { connection: connection.id, name: name.trim() });
      }
    });
  }

  importCliSignIn(): Promise<void> {
    return this.alone(async () => {
      const { found, notices } = await this.server.request('m365/session/importCli', {});
      if (found.length === 0) {
        this.inform(['CLI for Microsoft 365 keeps no sign-in of a user on this machine.', ...notices].join(' '));
        return;
      }
      const id = await this.turns.take(() =>
        this.editor.choose({
          title: 'Import a sign-in of CLI for Microsoft 365',
          placeholder: 'The files of the CLI are read, not changed.',
          choices: found.map(signIn => ({
            label: signIn.userName === '' ? signIn.clientId : signIn.userName,
            description: signIn.tenant,
            detail: `Application ${signIn.clientId}`,
            value: signIn.id,
          })),
        }),
      );
      if (id !== undefined) {
        const result = await this.server.request('m365/session/importCli', { signIns: [id] });
        const names = result.imported.map(connection => connection.name);
        const told = names.length === 0 ? 'Nothing was imported.' : `Imported ${names.join(', ')}.`;
        this.inform([told, ...result.notices].join(' '));
      }
    });
  }

  createApplication(): Promise<void> {
    return this.alone(async () => void (await this.makeApplication()));
  }

  /** Runs one command; a second one meanwhile is refused, so that there is never a prompt of each. */
  private async alone(command: () => Promise<void>): Promise<void> {
    if (!this.editor.trusted) {
      const button = 'Manage Workspace Trust';
      const message: Message = { level: 'warning', text: 'Signing in needs a workspace that you trust.' };
      if ((await this.editor.tell(message, [button])) === button) {
        await this.editor.manageTrust();
      }
      return;
    }
    if (this.busy) {
      this.inform('Another command of the session is under way. Finish or cancel it first.');
      return;
    }
    this.busy = true;
    this.current = this.run(command);
    await this.current;
  }

  /** Runs a command after the one that is under way, whose message it answers. */
  private follow(command: () => Promise<void>): Promise<void> {
    return this.current.then(() => this.alone(command));
  }

  private async run(command: () => Promise<void>): Promise<void> {
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

  private async askAndSignIn(): Promise<void> {
    const status = await this.status();
    const way = await this.chooseWay(status);
    if (way === undefined) {
      return;
    }
    const known = status.application !== undefined || NAME_THEIR_OWN.has(way);
    const application = known ? {} : await this.askApplication();
    const more = application && (await this.askMore(way));
    if (application !== undefined && more !== undefined) {
      await this.finishSignIn({ authType: way, ...application, ...more });
    }
  }

  private async chooseWay(status: SessionStatus): Promise<string | undefined> {
    const available = new Set(status.ways.filter(way => way.available).map(way => way.authType));
    const choices = waysFor(this.editor.remote)
      .filter(way => available.has(way.authType))
      .map(way => ({ label: way.label, detail: way.detail, group: way.group, value: way.authType }));
    return this.turns.take(() => this.editor.choose({ title: TITLE, placeholder: 'How do you want to sign in?', choices }));
  }

  /** The application, where nobody has named one yet; undefined if the user gives none. */
  private async askApplication(): Promise<Application | undefined> {
    const choice = await this.turns.take(() =>
      this.editor.choose<'make' | 'enter'>({
        title: TITLE,
        placeholder: 'Sign-ins use an application of your own in Entra ID.',
        choices: [
          { label: '$(add) Create an application', detail: 'You sign in once for it; that sign-in is not kept.', value: 'make' },
          { label: '$(edit) Enter the id of an application', detail: 'It is remembered for the next sign-in.', value: 'enter' },
        ],
      }),
    );
    if (choice === 'make') {
      return (await this.makeApplication()) ? {} : undefined;
    }
    return choice === 'enter' ? this.enterApplication() : undefined;
  }

  private async enterApplication(): Promise<Application | undefined> {
    const clientId = await this.turns.take(() =>
      this.editor.askLine({
        title: TITLE,
        prompt: "The application's id (client id)",
        placeholder: '00000000-0000-0000-0000-000000000000',
        check: checkClientId,
      }),
    );
    if (clientId === undefined) {
      return undefined;
    }
    const tenant = await this.turns.take(() =>
      this.editor.askLine({
        title: TITLE,
        prompt: 'The tenant, by its id or domain. Leave it empty if the application is for all tenants.',
        placeholder: 'contoso.onmicrosoft.com',
        check: checkTenant,
      }),
    );
    if (tenant === undefined) {
      return undefined;
    }
    return { clientId: clientId.trim(), ...(tenant.trim() === '' ? {} : { tenant: tenant.trim() }) };
  }

  /** What a way needs besides the application; undefined if the user gives up. Secrets are asked for by the server. */
  private async askMore(way: string): Promise<Pick<SignInParams, 'userName' | 'certificateFile'> | undefined> {
    if (way === 'password') {
      const userName = await this.turns.take(() =>
        this.editor.askLine({
          title: TITLE,
          prompt: 'User name',
          placeholder: 'anna@contoso.com',
          check: text => (text.trim() === '' ? 'A user name is needed.' : undefined),
        }),
      );
      return userName === undefined ? undefined : { userName: userName.trim() };
    }
    if (way === 'identity') {
      const userName = await this.turns.take(() =>
        this.editor.askLine({ title: TITLE, prompt: "Id of a user-assigned identity. Leave it empty for the machine's own." }),
      );
      return userName === undefined ? undefined : userName.trim() === '' ? {} : { userName: userName.trim() };
    }
    if (way === 'certificate') {
      const certificateFile = await this.turns.take(() => this.editor.askFile('Certificate'));
      return certificateFile === undefined ? undefined : { certificateFile };
    }
    return {};
  }

  private async finishSignIn(params: SignInParams): Promise<void> {
    const result = await this.editor.whileRunning('Signing in to Microsoft 365', cancel =>
      this.server.request('m365/session/signIn', params, cancel),
    );
    const { need } = result;
    if (result.connection !== undefined) {
      const { storage, storageReason } = await this.status();
      const kept = storage === 'memory' ? [storageReason] : [];
      this.inform([`Signed in as ${accountOf(result.connection)}.`, ...kept, ...result.notices].join(' '));
    } else if (need !== undefined) {
      void this.tellNeed(need, {
        again: () => this.follow(() => this.finishSignIn({ ...params, ...claimsOf(need) })),
        enter: () =>
          this.follow(async () => {
            const application = await this.enterApplication();
            if (application !== undefined) {
              await this.finishSignIn({ ...params, ...application });
            }
          }),
        create: () =>
          this.follow(async () => {
            if (await this.makeApplication()) {
              await this.finishSignIn(params);
            }
          }),
      });
    }
  }

  /** Makes an application; true if there is one now. */
  private async makeApplication(): Promise<boolean> {
    const title = 'Create an application in Entra ID';
    const permissions = await this.turns.take(() =>
      this.editor.choose<string>({
        title,
        placeholder: 'What may the application do for you?',
        choices: [
          { label: 'Sign in only', detail: 'More is asked for, or added by an administrator, when a command needs it.', value: 'minimal' },
          { label: 'All that commands may need', detail: 'Needs the consent of an administrator.', value: 'all' },
        ],
      }),
    );
    if (permissions === undefined) {
      return false;
    }
    const authType = await this.turns.take(() =>
      this.editor.choose<string>({
        title,
        placeholder: 'You sign in with Microsoft\'s application "Azure CLI" to create yours. That sign-in is not kept.',
        choices: waysFor(this.editor.remote)
          .filter(way => way === DEVICE_CODE || way.authType === 'browser')
          .map(way => ({ label: way.label, detail: way.detail, value: way.authType })),
      }),
    );
    return authType === undefined ? false : this.requestApplication({ permissions, authType });
  }

  private async requestApplication(params: CreateApplicationParams): Promise<boolean> {
    const result = await this.editor.whileRunning('Creating an application in Entra ID', cancel =>
      this.server.request('m365/session/createApplication', params, cancel),
    );
    if (result.application !== undefined) {
      const address = addressIn(result.notice);
      const text = `Created the application ${result.application.clientId}. ${result.notice}`.trim();
      const level = result.consented ? 'information' : 'warning';
      void this.editor.tell({ level, text }, address === undefined ? [] : ['Open Page']).then(async button => {
        if (button === 'Open Page' && address !== undefined) {
          await this.editor.openAddress(address);
        }
      });
      return true;
    }
    if (result.need !== undefined) {
      void this.tellNeed(result.need, {
        again: () => this.follow(async () => void (await this.requestApplication(params))),
        enter: () => this.follow(() => this.askAndSignIn()),
        create: () => this.follow(async () => void (await this.makeApplication())),
      });
    }
    return false;
  }

  private async tellNeed(
    need: SessionNeed,
    help: { again(): Promise<void>; enter(): Promise<void>; create(): Promise<void> },
  ): Promise<void> {
    const level = need.need === 'retryLater' || need.need === 'offline' ? 'warning' : 'error';
    const buttons = buttonsFor(need);
    const button = (await this.editor.tell({ level, text: reasonOf(need) }, buttons)) as Button | undefined;
    switch (button) {
      case 'Sign In Again':
      case 'Sign In and Consent':
      case 'Try Again':
        return help.again();
      case 'Enter Its Id':
        return help.enter();
      case 'Create an Application':
        return help.create();
      case 'Open Settings':
        return this.editor.openSettings('m365.session');
      case 'Network Settings':
        return this.editor.openSettings('m365.network');
      case 'Details': {
        if (await this.turns.take(() => this.editor.confirm(need.reason, need.detail, 'Copy'))) {
          await this.editor.copy(need.detail);
        }
        return this.tellNeed({ ...need, detail: '' }, help);
      }
      case undefined:
        return undefined;
    }
  }

  private async chooseConnection(title: string, placeholder: string, alone: boolean): Promise<SessionConnection | undefined> {
    const connections = await this.connections();
    return alone && connections.length === 1 ? connections[0] : this.chooseAmong(connections, title, placeholder);
  }

  private async chooseAmong(
    connections: readonly SessionConnection[],
    title: string,
    placeholder: string,
  ): Promise<SessionConnection | undefined> {
    if (connections.length === 0) {
      this.inform('Nobody is signed in to Microsoft 365.');
      return undefined;
    }
    const choices = connections.map(connection => ({ ...shown(connection), value: connection }));
    return this.turns.take(() => this.editor.choose({ title, placeholder, choices }));
  }

  private async connections(): Promise<readonly SessionConnection[]> {
    return (await this.server.request('m365/session/list', this.workspace())).connections;
  }

  private status(): Promise<SessionStatus> {
    return this.server.request('m365/session/status', this.workspace());
  }

  private workspace(): WorkspaceParams {
    const { workspaceFolder } = this.editor;
    return workspaceFolder === '' ? {} : { workspaceFolder };
  }

  private inform(text: string): void {
    void this.editor.tell({ level: 'information', text: text.trim() }, []);
  }
}

function claimsOf(need: SessionNeed): Pick<SignInParams, 'claims'> {
  return need.claims === '' ? {} : { claims: need.claims };
}

/** Whether a request ended because we asked it to: code -32800 of the Language Server Protocol. */
function wasCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === -32800;
}

function shown(connection: SessionConnection): { label: string; description: string; detail: string } {
  return {
    label: `${connection.active ? '$(check)' : '$(blank)'} ${connection.name}`,
    description: connection.account === connection.name ? '' : connection.account,
    detail: [connection.kind === 'application' ? 'The application itself' : '', `Tenant ${connection.tenantId}`, connection.cloud === 'Public' ? '' : connection.cloud]
      .filter(part => part !== '')
      .join(' · '),
  };
}
