// The ways to sign in, in the user's words.
/** A way to sign in, as it is offered. */
export interface Way {
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
export const NAME_THEIR_OWN: ReadonlySet<string> = new Set(['identity', 'federatedIdentity']);

/** The ways to sign in, the best one first: where the browser may be on another machine, a page cannot lead back. */
export function waysFor(remote: boolean): readonly Way[] {
  return remote
    ? [DEVICE_CODE, { ...BROWSER, detail: 'Works only if your browser runs on the machine of this window.' }, ...OTHERS]
    : [BROWSER, DEVICE_CODE, ...OTHERS];
}

/** The ways in which an application is made: as a person. */
export function waysToCreate(remote: boolean): readonly Way[] {
  return waysFor(remote).filter(way => way === DEVICE_CODE || way.authType === BROWSER.authType);
}
