// What the status bar tells of the session.
import type { SessionConnection, SessionStatus } from '../protocol';
import { isProduction } from '../run/production';
import type { StatusLine } from './editor';

/** Who a connection is, in few words. */
export function accountOf(connection: SessionConnection): string {
  return connection.account === '' ? connection.name : connection.account;
}

/**
 * The line for a session; undefined, for none, while nobody is signed in.
 *
 * @param production ids and domains of tenants where changes need more care
 */
export function statusLine(status: SessionStatus, production: readonly string[] = []): StatusLine | undefined {
  const { connection } = status;
  if (connection === undefined) {
    return undefined;
  }
  const account = accountOf(connection);
  const marked = isProduction(connection, production);
  const lines = [
    marked ? 'PRODUCTION: before anything is changed, the name of the tenant has to be typed' : '',
    `Microsoft 365: ${account}`,
    connection.name === account ? '' : `Connection: ${connection.name}`,
    connection.tenantId === '' ? '' : `Tenant: ${connection.tenantId}`,
    connection.cloud === 'Public' ? '' : `Cloud: ${connection.cloud}`,
    connection.kind === 'application' ? 'Signed in as the application itself' : '',
    `Application: ${connection.clientId}`,
    status.storage === 'memory' ? status.storageReason : '',
    ...status.notices,
  ];
  const icon = connection.kind === 'application' ? 'key' : 'account';
  return {
    text: `$(${icon}) ${plain(account)}${tenantOf(connection, account)}${marked ? ' PRODUCTION' : ''}`,
    tooltip: lines.filter(line => line !== '').join('\n'),
    command: 'm365.switchConnection',
    colour: marked ? 'error' : 'none',
  };
}

/** The line while a device code waits to be typed. */
export function codeLine(code: string, address: string, left: string): StatusLine {
  return {
    text: `$(sync~spin) ${plain(code)} (${left})`,
    tooltip: `Type ${code} on ${address}`,
    command: 'm365.showDeviceCode',
    colour: 'warning',
  };
}

/** The tenant, where the account's name does not tell it. */
function tenantOf(connection: SessionConnection, account: string): string {
  return account.includes('@') || connection.tenantId === '' ? '' : ` (${connection.tenantId.slice(0, 8)})`;
}

/** A text in which the status bar sees no icon. */
function plain(text: string): string {
  return text.replace(/\$\(/g, '$\u200b(');
}
