// What is found of all that the extension needs, each with what to do about it.
import type { SessionStatus } from './protocol';
import { accountOf } from './session/statusLine';

/** What is known. */
export interface Found {
  readonly editor: string;
  readonly extension: string;
  readonly platform: string;
  /** The Java that runs the server, or why there is none. */
  readonly java: { readonly found: boolean; readonly text: string };
  /** Version of the server that runs; empty if none does. */
  readonly server: string;
  /** Version of the CLI whose commands count; empty if the server did not tell. */
  readonly cli: string;
  readonly trusted: boolean;
  /** Undefined if nobody has ever signed in, so that nobody was asked, or the server did not tell. */
  readonly session: SessionStatus | undefined;
  /** Variables of the environment that are set, of those that count. */
  readonly environment: readonly string[];
  readonly production: readonly string[];
}

/** The variables that count; their values may hold passwords, and are not shown. */
export const VARIABLES = [
  'JAVA_HOME',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'M365LS_CA_FILE',
  'M365LS_HOME',
  'M365LS_SIGN_IN_PAGES',
  'CLIMICROSOFT365_ENTRAAPPID',
  'CLIMICROSOFT365_TENANT',
];

/** A report in Markdown. */
export function reportOf(found: Found): string {
  const line = (good: boolean, what: string, text: string) => `| ${good ? 'ok' : '**look**'} | ${what} | ${plain(text)} |`;
  const { session } = found;
  const rows = [
    line(true, 'Editor', `${found.editor}, ${found.platform}`),
    line(true, 'Extension', found.extension),
    line(found.java.found, 'Java', found.java.text),
    line(found.server !== '', 'Server', found.server === '' ? 'It does not run. The log tells why (Microsoft 365: Show Log).' : found.server),
    line(found.cli !== '', 'Commands of the CLI', found.cli === '' ? 'Not known, since the server does not answer.' : found.cli),
    line(
      found.trusted,
      'Workspace',
      found.trusted ? 'trusted' : 'not trusted: nobody can sign in, and nothing is run (Workspaces: Manage Workspace Trust)',
    ),
    ...(session === undefined
      ? [line(true, 'Sign-in', 'Nobody has signed in here, so nothing is asked.')]
      : [
          line(true, 'Sign-in', session.connection === undefined ? 'nobody is signed in' : `${accountOf(session.connection)}, tenant ${session.connection.tenantId}`),
          line(session.storage !== 'memory', 'Kept', [session.storage, session.storageReason].filter(text => text !== '').join(': ')),
          ...session.notices.map(notice => line(false, 'Notice', notice)),
        ]),
    line(true, 'Production tenants', found.production.length === 0 ? 'none marked' : found.production.join(', ')),
    line(true, 'Environment', found.environment.length === 0 ? 'none of the variables that count is set' : `set: ${found.environment.join(', ')}`),
  ];
  return ['# Microsoft 365: what is found', '', '| | what | found |', '|---|---|---|', ...rows, ''].join('\n');
}

/** A text that is one cell of a table. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[|\\<>`*_[\]]/g, '\\$&');
}
