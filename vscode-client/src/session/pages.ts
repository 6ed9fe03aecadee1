// The pages of Microsoft's sign-in, and what stands in for them on this machine where a stand-in tenant is used.
/** Variable of the environment with the root of the pages that stand in, such as `http://127.0.0.1:8080`. */
export const SIGN_IN_PAGES = 'M365LS_SIGN_IN_PAGES';

/** Hosts on which people sign in: of the clouds, and the short one for codes. */
const SIGN_IN_HOST = /^(login\.(partner\.)?(microsoftonline|chinacloudapi|microsoft|windows)\.(com|us|cn|net)|(www\.)?microsoft\.com)$/;

/**
 * Where a page is: a page of the sign-in under the same path of what stands in, any other where it says.
 *
 * @param standIn root of the pages that stand in; what is not on this machine is left out of account, so that no variable
 *     of the environment can lead a user elsewhere
 */
export function pageOf(address: string, standIn: string | undefined): string {
  try {
    const page = new URL(address);
    const root = new URL(standIn ?? '');
    const isHere = root.protocol === 'http:' && root.hostname === '127.0.0.1';
    return isHere && SIGN_IN_HOST.test(page.hostname) ? `${root.origin}${page.pathname}${page.search}` : address;
  } catch {
    // Nothing stands in, or the address is none.
    return address;
  }
}
