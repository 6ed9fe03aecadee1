// Tenants in which changes need more care.
import type { ConfirmQuestion, SessionConnection } from '../protocol';

/** What tenants are called: their ids and the domains of those who sign in. */
function namesOf(connection: SessionConnection): string[] {
  return [connection.tenantId, domainOf(connection.account)];
}

/** The domain of an account; empty if its name has none. */
export function domainOf(account: string): string {
  return account.includes('@') ? account.slice(account.lastIndexOf('@') + 1) : '';
}

/** Whether a tenant of any of these names is marked. */
function isMarked(names: readonly string[], marked: readonly string[]): boolean {
  const wanted = new Set(marked.map(name => name.trim().toLowerCase()).filter(name => name !== ''));
  return names.some(name => wanted.has(name.toLowerCase()));
}

/** Whether a connection leads to a tenant that is marked as production. */
export function isProduction(connection: SessionConnection, marked: readonly string[]): boolean {
  return isMarked(namesOf(connection), marked);
}

/** Whether a question is about a tenant that is marked as production, by whatever name it has for it. */
export function asksProduction(
  question: ConfirmQuestion,
  connections: readonly SessionConnection[],
  marked: readonly string[],
): boolean {
  const names = new Set([question.tenant, domainOf(question.account)].filter(name => name !== '').map(name => name.toLowerCase()));
  const same = connections.filter(
    connection =>
      namesOf(connection).some(name => name !== '' && names.has(name.toLowerCase())) ||
      (question.account !== '' && connection.account === question.account),
  );
  return isMarked([...names, ...same.flatMap(namesOf)], marked);
}
