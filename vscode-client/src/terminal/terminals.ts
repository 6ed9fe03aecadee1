// Terminals in which `m365` is the editor's.
import { randomBytes, randomUUID } from 'node:crypto';
import type { ClientRequests, OpenTerminalResult, SessionConnection } from '../protocol';
import { domainOf, isProduction } from '../run/production';
import type { Editor } from '../session/editor';
import type { Seal } from '../session/seal';
import { type Server, workspaceOf } from '../session/server';
import { type Launch, launchOf, type Machine } from './shells';

const OPEN: keyof ClientRequests = 'm365/terminal/open';
const SECRET_BYTES = 32;

/** A terminal that can be shown. */
export interface Opened extends Launch {
  readonly name: string;
  /** Its first line: on whose behalf it runs what. */
  readonly message: string;
}

/** Opens terminals, and closes them behind the user. */
export class Terminals {
  /** Ids by the secrets that their shells have. */
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly editor: Editor,
    private readonly server: Server,
    private readonly seal: () => Seal,
    private readonly machine: () => Machine,
  ) {}

  /** Opens a terminal; undefined if that is not wanted after all, or not possible, which is told. */
  async open(whatIf: boolean): Promise<Opened | undefined> {
    if (!this.editor.trusted) {
      await this.editor.tell(
        { level: 'error', text: 'This workspace is not trusted, so nothing is run in it. Trust the workspace first.' },
        [],
      );
      return undefined;
    }
    const { connection } = await this.server.request('m365/session/status', workspaceOf(this.editor));
    if (connection !== undefined && !whatIf && !(await this.mayChange(connection))) {
      return undefined;
    }
    const terminal = randomUUID();
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const opened: OpenTerminalResult = await this.server.request('m365/terminal/open', {
      terminal,
      secret: this.seal().close(Buffer.from(secret, 'utf8'), OPEN, terminal),
      // The one that the user is told of, whatever is chosen meanwhile.
      ...(connection === undefined ? {} : { connection: connection.id }),
      ...workspaceOf(this.editor),
      whatIf,
    });
    this.ids.set(secret, terminal);
    return {
      ...launchOf(opened, secret, this.machine()),
      name: whatIf ? 'Microsoft 365 (What-if)' : 'Microsoft 365',
      message: messageOf(opened.connection, whatIf),
    };
  }

  /** The user has closed the terminal whose shell had this secret. */
  async closed(secret: string): Promise<void> {
    const terminal = this.ids.get(secret);
    if (terminal !== undefined) {
      this.ids.delete(secret);
      await this.server.request('m365/terminal/close', { terminal });
    }
  }

  /** In a tenant that is marked as production its name is typed, once for all that is run in the terminal. */
  private async mayChange(connection: SessionConnection): Promise<boolean> {
    if (!isProduction(connection, this.editor.productionTenants)) {
      return true;
    }
    const tenant = domainOf(connection.account) || connection.tenantId;
    const is = (text: string) => text.trim().toLowerCase() === tenant.toLowerCase();
    const typed = await this.editor.askLine({
      title: 'This tenant is marked as production',
      prompt: `Type ${tenant} to open a terminal whose commands change it without a question`,
      placeholder: tenant,
      check: text => (is(text) ? undefined : `Type ${tenant}, or press Escape.`),
    });
    return typed !== undefined && is(typed);
  }
}

/** What the user agrees to by opening a terminal. */
export function messageOf(connection: SessionConnection | undefined, whatIf: boolean): string {
  const end = 'It ends with the editor.';
  if (connection === undefined) {
    return `m365 runs in the editor. Nobody is signed in: m365 login. ${end}`;
  }
  const who = `as ${connection.account || connection.name} in tenant ${domainOf(connection.account) || connection.tenantId}`;
  return whatIf
    ? `m365 runs in the editor ${who}, and changes nothing: what would be sent is shown. ${end}`
    : `m365 runs in the editor ${who}, and changes what it is told to, as the CLI does. ${end}`;
}
