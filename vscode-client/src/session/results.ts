// What is told after a request, and which buttons help.
import type { SessionNeed } from '../protocol';

/** What a button does. */
export type Button =
  | 'Sign In'
  | 'Sign In Again'
  | 'Sign In and Consent'
  | 'Open Consent Page'
  | 'Create an Application'
  | 'Enter Its Id'
  | 'Try Again'
  | 'Open Settings'
  | 'Network Settings'
  | 'Details';

/** The buttons that help with a need, the most useful first. */
export function buttonsFor(need: SessionNeed): Button[] {
  return [...helpFor(need), ...(need.detail === '' ? [] : (['Details'] as const))];
}

function helpFor(need: SessionNeed): Button[] {
  switch (need.need) {
    case 'signIn':
      return ['Sign In Again'];
    case 'consent':
      return ['Sign In and Consent'];
    case 'checkApplication':
      return need.applicationMissing ? ['Create an Application', 'Enter Its Id'] : ['Enter Its Id', 'Open Settings'];
    case 'retryLater':
      return ['Try Again'];
    case 'offline':
      return ['Try Again', 'Network Settings'];
    default:
      return [];
  }
}

/** The reason, and how long to wait if the service told. */
export function reasonOf(need: SessionNeed): string {
  return need.retryAfterSeconds > 0 ? `${need.reason} (in ${need.retryAfterSeconds} seconds)` : need.reason;
}

/** The first address in a text; undefined if there is none. */
export function addressIn(text: string): string | undefined {
  return /https:\/\/[^\s"'<>)]+[^\s"'<>).,;:]/.exec(text)?.[0];
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What is wrong with the id of an application. */
export function checkClientId(text: string): string | undefined {
  return GUID.test(text.trim()) ? undefined : 'The id of an application looks like 00000000-0000-0000-0000-000000000000.';
}

/** What is wrong with a tenant; it may be left out. */
export function checkTenant(text: string): string | undefined {
  const tenant = text.trim();
  return tenant === '' || GUID.test(tenant) || /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(tenant)
    ? undefined
    : 'A tenant is a GUID or a domain, such as contoso.onmicrosoft.com.';
}
