// The commands of the session: what the user may choose, what is asked of the server, what is told afterwards.
import type { SessionConnection, SessionNeed } from '../protocol';
import { Alone } from './alone';
import type { Choice, Editor } from './editor';
import { type Server, workspaceOf } from './server';
import { SigningIn } from './signingIn';
import { Prompts, type Turns } from './turns';

/** What the user can do. Each method is one command. */
export class SessionCommands {
  private readonly prompts: Prompts;
  private readonly alone: Alone;
  private readonly signingIn: SigningIn;

  constructor(
    private readonly editor: Editor,
    turns: Turns,
    private readonly server: Server,
    /** Called after something may have changed. */
    refresh: () => Promise<void>,
  ) {
    this.prompts = new Prompts(editor, turns);
    this.alone = new Alone(editor, refresh);
    this.signingIn = new SigningIn(editor, this.prompts, server, this.alone);
  }

  signIn(): Promise<void> {
    return this.alone.run(async () => void (await this.signingIn.ask()));
  }

  /** Tells what has to happen before a run, and does it; see {@link SigningIn.help}. */
  help(need: SessionNeed, connection: string, again: () => Promise<void>): Promise<void> {
    return this.signingIn.help(need, connection, again);
  }

  signOut(): Promise<void> {
    return this.alone.run(async () => {
      const connection = await this.chooseConnection('Sign out of Microsoft 365', 'Which connection?', true);
      if (connection !== undefined) {
        const result = await this.server.request('m365/session/signOut', { connection: connection.id });
        this.inform(`Signed out of ${result.connection}. ${result.notice}`);
      }
    });
  }

  switchConnection(): Promise<void> {
    return this.alone.run(async () => {
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
      const picked = await this.prompts.choose({ title: 'Switch connection', placeholder: 'Which connection is to be used?', choices });
      if (picked === 'signIn') {
        await this.signingIn.ask();
      } else if (picked !== undefined) {
        const params = { connection: picked.connection.id, ...(picked.here ? { workspaceFolder } : {}) };
        const used = await this.server.request('m365/session/use', params);
        this.inform(picked.here ? `In this workspace ${used.name} is used.` : `${used.name} is used.`);
      }
    });
  }

  removeConnection(): Promise<void> {
    return this.alone.run(async () => {
      const connection = await this.chooseConnection('Remove a connection', 'Which connection is to be forgotten?', false);
      if (connection === undefined) {
        return;
      }
      const question = `Remove the connection ${connection.name}?`;
      if (await this.prompts.confirm(question, 'Its sign-in is deleted from this machine.', 'Remove')) {
        const result = await this.server.request('m365/session/remove', { connection: connection.id });
        this.inform(`Removed ${result.connection}. ${result.notice}`);
      }
    });
  }

  renameConnection(): Promise<void> {
    return this.alone.run(async () => {
      const connections = await this.connections();
      const connection = await this.chooseAmong(connections, 'Rename a connection', 'Which connection?');
      if (connection === undefined) {
        return;
      }
      const others = new Set(connections.filter(other => other.id !== connection.id).map(other => other.name));
      const name = await this.prompts.askLine({
        title: 'Rename a connection',
        prompt: `New name of ${connection.name}`,
        value: connection.name,
        check: text =>
          text.trim() === '' ? 'A connection has a name.' : others.has(text.trim()) ? 'Another connection has this name.' : undefined,
      });
      if (name !== undefined) {
        await this.server.request('m365/session/rename', { connection: connection.id, name: name.trim() });
      }
    });
  }

  importCliSignIn(): Promise<void> {
    return this.alone.run(async () => {
      const { found, notices } = await this.server.request('m365/session/importCli', {});
      if (found.length === 0) {
        this.inform(['CLI for Microsoft 365 keeps no sign-in of a user on this machine.', ...notices].join(' '));
        return;
      }
      const id = await this.prompts.choose({
        title: 'Import a sign-in of CLI for Microsoft 365',
        placeholder: 'The files of the CLI are read, not changed.',
        choices: found.map(signIn => ({
          label: signIn.userName === '' ? signIn.clientId : signIn.userName,
          description: signIn.tenant,
          detail: `Application ${signIn.clientId}`,
          value: signIn.id,
        })),
      });
      if (id !== undefined) {
        const result = await this.server.request('m365/session/importCli', { signIns: [id] });
        const names = result.imported.map(connection => connection.name);
        const told = names.length === 0 ? 'Nothing was imported.' : `Imported ${names.join(', ')}.`;
        this.inform([told, ...result.notices].join(' '));
      }
    });
  }

  createApplication(): Promise<void> {
    return this.alone.run(async () => void (await this.signingIn.makeApplication()));
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
    return this.prompts.choose({ title, placeholder, choices });
  }

  private async connections(): Promise<readonly SessionConnection[]> {
    return (await this.server.request('m365/session/list', workspaceOf(this.editor))).connections;
  }

  private inform(text: string): void {
    void this.editor.tell({ level: 'information', text: text.trim() }, []);
  }
}

/** How a connection is listed. */
function shown(connection: SessionConnection): { label: string; description: string; detail: string } {
  const parts = [
    connection.kind === 'application' ? 'The application itself' : '',
    `Tenant ${connection.tenantId}`,
    connection.cloud === 'Public' ? '' : connection.cloud,
  ];
  return {
    label: `${connection.active ? '$(check)' : '$(blank)'} ${connection.name}`,
    description: connection.account === connection.name ? '' : connection.account,
    detail: parts.filter(part => part !== '').join(' · '),
  };
}
