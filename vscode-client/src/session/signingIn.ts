// Signing in, and the application that it needs.
import type { CreateApplicationParams, SessionNeed, SessionStatus, SignInParams } from '../protocol';
import type { Alone } from './alone';
import { openExternally } from './deviceCode';
import type { Editor } from './editor';
import { addressIn, type Button, buttonsFor, checkClientId, checkTenant, reasonOf } from './results';
import { type Server, workspaceOf } from './server';
import { accountOf } from './statusLine';
import type { Prompts } from './turns';
import { NAME_THEIR_OWN, waysFor, waysToCreate } from './ways';

const TITLE = 'Sign in to Microsoft 365';

/** An application's id and tenant, or nothing: the server knows them. */
type Application = Pick<SignInParams, 'clientId' | 'tenant'>;

/** Leads the user through a sign-in. */
export class SigningIn {
  constructor(
    private readonly editor: Editor,
    private readonly prompts: Prompts,
    private readonly server: Server,
    private readonly alone: Alone,
  ) {}

  /** Asks how, and what is needed for it, then signs in; true if somebody is signed in now. */
  async ask(): Promise<boolean> {
    const status = await this.status();
    const way = await this.chooseWay(status);
    if (way === undefined) {
      return false;
    }
    const known = status.application !== undefined || NAME_THEIR_OWN.has(way);
    const application = known ? {} : await this.askApplication();
    const more = application && (await this.askMore(way));
    return application !== undefined && more !== undefined && this.finishSignIn({ authType: way, ...application, ...more });
  }

  /**
   * Tells what has to happen before a run, with the buttons that do it.
   *
   * @param connection name of the connection that was used; empty if there was none
   * @param again runs once more
   */
  async help(need: SessionNeed, connection: string, again: () => Promise<void>): Promise<void> {
    const signIn = async (work: () => Promise<boolean>) => {
      let signedIn = false;
      await this.alone.follow(async () => {
        signedIn = await work();
      });
      if (signedIn) {
        await again();
      }
    };
    const first = need.need === 'signIn' && connection === '';
    const consent = need.need === 'consent' && connection !== '';
    const buttons: Button[] = first ? ['Sign In'] : consent ? ['Sign In and Consent', 'Open Consent Page'] : buttonsFor(need);
    const details = need.detail === '' || buttons.includes('Details') ? [] : (['Details'] as const);
    await this.tellNeed(need, [...buttons, ...details], {
      again: () =>
        need.need === 'retryLater' || need.need === 'offline'
          ? again()
          : signIn(() => (connection === '' ? this.ask() : this.finishSignIn({ connection, ...claimsOf(need) }))),
      enter: () =>
        signIn(async () => {
          const application = await this.enterApplication();
          return application !== undefined && this.finishSignIn({ ...application });
        }),
      create: () => signIn(async () => (await this.makeApplication()) && this.ask()),
      consent: () => this.openConsentPage(connection),
    });
  }

  /** The page where an administrator consents for everyone. */
  private async openConsentPage(name: string): Promise<void> {
    const { connections } = await this.server.request('m365/session/list', workspaceOf(this.editor));
    const page = connections.find(connection => connection.name === name)?.consentPage ?? '';
    if (!(await openExternally(this.editor, page))) {
      const text = page === '' ? `The connection ${name} is not there any more.` : `Open ${page} in a browser.`;
      void this.editor.tell({ level: 'warning', text }, []);
    }
  }

  private async chooseWay(status: SessionStatus): Promise<string | undefined> {
    const available = new Set(status.ways.filter(way => way.available).map(way => way.authType));
    const choices = waysFor(this.editor.remote)
      .filter(way => available.has(way.authType))
      .map(way => ({ label: way.label, detail: way.detail, group: way.group, value: way.authType }));
    return this.prompts.choose({ title: TITLE, placeholder: 'How do you want to sign in?', choices });
  }

  /** The application, where nobody has named one yet; undefined if the user gives none. */
  private async askApplication(): Promise<Application | undefined> {
    const choice = await this.prompts.choose<'make' | 'enter'>({
      title: TITLE,
      placeholder: 'Sign-ins use an application of your own in Entra ID.',
      choices: [
        { label: '$(add) Create an application', detail: 'You sign in once for it; that sign-in is not kept.', value: 'make' },
        { label: '$(edit) Enter the id of an application', detail: 'It is remembered for the next sign-in.', value: 'enter' },
      ],
    });
    if (choice === 'make') {
      return (await this.makeApplication()) ? {} : undefined;
    }
    return choice === 'enter' ? this.enterApplication() : undefined;
  }

  private async enterApplication(): Promise<Application | undefined> {
    const clientId = await this.prompts.askLine({
      title: TITLE,
      prompt: "The application's id (client id)",
      placeholder: '00000000-0000-0000-0000-000000000000',
      check: checkClientId,
    });
    if (clientId === undefined) {
      return undefined;
    }
    const tenant = await this.prompts.askLine({
      title: TITLE,
      prompt: 'The tenant, by its id or domain. Leave it empty if the application is for all tenants.',
      placeholder: 'contoso.onmicrosoft.com',
      check: checkTenant,
    });
    if (tenant === undefined) {
      return undefined;
    }
    return { clientId: clientId.trim(), ...(tenant.trim() === '' ? {} : { tenant: tenant.trim() }) };
  }

  /** What a way needs besides the application; undefined if the user gives up. Secrets are asked for by the server. */
  private async askMore(way: string): Promise<Pick<SignInParams, 'userName' | 'certificateFile'> | undefined> {
    if (way === 'password') {
      const userName = await this.prompts.askLine({
        title: TITLE,
        prompt: 'User name',
        placeholder: 'anna@contoso.com',
        check: text => (text.trim() === '' ? 'A user name is needed.' : undefined),
      });
      return userName === undefined ? undefined : { userName: userName.trim() };
    }
    if (way === 'identity') {
      const prompt = "Id of a user-assigned identity. Leave it empty for the machine's own.";
      const userName = await this.prompts.askLine({ title: TITLE, prompt });
      return userName === undefined ? undefined : userName.trim() === '' ? {} : { userName: userName.trim() };
    }
    if (way === 'certificate') {
      const certificateFile = await this.prompts.askFile('Certificate');
      return certificateFile === undefined ? undefined : { certificateFile };
    }
    return {};
  }

  private async finishSignIn(params: SignInParams): Promise<boolean> {
    const result = await this.editor.whileRunning('Signing in to Microsoft 365', cancel =>
      this.server.request('m365/session/signIn', params, cancel),
    );
    const { need } = result;
    if (result.connection !== undefined) {
      const { storage, storageReason } = await this.status();
      const kept = storage === 'memory' ? [storageReason] : [];
      this.inform([`Signed in as ${accountOf(result.connection)}.`, ...kept, ...result.notices].join(' '));
      return true;
    }
    if (need !== undefined) {
      void this.tellNeed(need, buttonsFor(need), {
        again: () => this.alone.follow(async () => void (await this.finishSignIn({ ...params, ...claimsOf(need) }))),
        enter: () =>
          this.alone.follow(async () => {
            const application = await this.enterApplication();
            if (application !== undefined) {
              await this.finishSignIn({ ...params, ...application });
            }
          }),
        create: () =>
          this.alone.follow(async () => {
            if (await this.makeApplication()) {
              await this.finishSignIn(params);
            }
          }),
        consent: async () => undefined,
      });
    }
    return false;
  }

  /** Makes an application; true if there is one now. */
  async makeApplication(): Promise<boolean> {
    const title = 'Create an application in Entra ID';
    const permissions = await this.prompts.choose<string>({
      title,
      placeholder: 'What may the application do for you?',
      choices: [
        { label: 'Sign in only', detail: 'More is asked for, or added by an administrator, when a command needs it.', value: 'minimal' },
        { label: 'All that commands may need', detail: 'Needs the consent of an administrator.', value: 'all' },
      ],
    });
    if (permissions === undefined) {
      return false;
    }
    const authType = await this.prompts.choose<string>({
      title,
      placeholder: 'You sign in with Microsoft\'s application "Azure CLI" to create yours. That sign-in is not kept.',
      choices: waysToCreate(this.editor.remote).map(way => ({ label: way.label, detail: way.detail, value: way.authType })),
    });
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
          await openExternally(this.editor, address);
        }
      });
      return true;
    }
    if (result.need !== undefined) {
      void this.tellNeed(result.need, buttonsFor(result.need), {
        again: () => this.alone.follow(async () => void (await this.requestApplication(params))),
        enter: () => this.alone.follow(async () => void (await this.ask())),
        create: () => this.alone.follow(async () => void (await this.makeApplication())),
        consent: async () => undefined,
      });
    }
    return false;
  }

  private async tellNeed(
    need: SessionNeed,
    buttons: readonly Button[],
    help: { again(): Promise<void>; enter(): Promise<void>; create(): Promise<void>; consent(): Promise<void> },
  ): Promise<void> {
    const level = need.need === 'retryLater' || need.need === 'offline' ? 'warning' : 'error';
    const button = (await this.editor.tell({ level, text: reasonOf(need) }, buttons)) as Button | undefined;
    switch (button) {
      case 'Sign In':
      case 'Sign In Again':
      case 'Sign In and Consent':
      case 'Try Again':
        return help.again();
      case 'Open Consent Page':
        return help.consent();
      case 'Enter Its Id':
        return help.enter();
      case 'Create an Application':
        return help.create();
      case 'Open Settings':
        return this.editor.openSettings('m365.session');
      case 'Network Settings':
        return this.editor.openSettings('m365.network');
      case 'Details': {
        if (await this.prompts.confirm(need.reason, need.detail, 'Copy')) {
          await this.editor.copy(need.detail);
        }
        return this.tellNeed({ ...need, detail: '' }, buttons.filter(each => each !== 'Details'), help);
      }
      case undefined:
        return undefined;
    }
  }

  private status(): Promise<SessionStatus> {
    return this.server.request('m365/session/status', workspaceOf(this.editor));
  }

  private inform(text: string): void {
    void this.editor.tell({ level: 'information', text: text.trim() }, []);
  }
}

function claimsOf(need: SessionNeed): Pick<SignInParams, 'claims'> {
  return need.claims === '' ? {} : { claims: need.claims };
}
