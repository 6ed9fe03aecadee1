/**
 * Whom a command asks for an access token, and as whom.
 */

const SHAREPOINT = 'SpoCommand';

/** A call of `assertAccessTokenType('delegated')`, or of `assertDelegatedAccessToken()` as it was called before 10.3. */
const DEMANDS = /\bassert(AccessTokenType\(')?(delegated|application)/i;

/** The first thing a command does is to refuse the token of an application, whatever its options are. */
const REFUSES_APPLICATIONS = /^async commandAction\([^)]*\) \{\s*(?:try \{\s*)?if \(accessToken\.isAppOnlyAccessToken\([^&|]*?\)\) \{\s*throw /;

/**
 * The service whose token a command needs most: its address, `sharepoint` for the origin of the site it works on, or
 * empty.
 *
 * @param tokenResource maps the address of an API to the resource its tokens are for, as the CLI does
 */
export function resourceOf(command, tokenResource) {
  const fixed = [() => command.resource, () => command.constructor.resource]
    .map(read => {
      try {
        return read();
      }
      catch {
        return undefined;
      }
    })
    .find(resource => typeof resource === 'string' && resource.startsWith('https://'));
  if (fixed) {
    return tokenResource(fixed);
  }
  return classesOf(command).some(type => type.name === SHAREPOINT) ? 'sharepoint' : '';
}

/** As whom a command works: what its code insists on, else what its page of the documentation rules out. */
export function identityOf(command, permissions) {
  for (const type of classesOf(command)) {
    const code = method => Object.hasOwn(type.prototype, method) ? String(type.prototype[method]) : '';
    const [, , kind] = DEMANDS.exec(code('initAction')) ?? [];
    if (kind) {
      return kind.toLowerCase();
    }
    if (REFUSES_APPLICATIONS.test(code('commandAction'))) {
      return 'delegated';
    }
  }
  const refused = identity => {
    const rows = permissions.filter(row => row.identity === identity);
    return rows.length > 0 && rows.every(row => row.names.length === 0);
  };
  return refused('application') ? 'delegated' : refused('delegated') ? 'application' : 'any';
}

function classesOf(command) {
  const types = [];
  for (let type = command.constructor; type.prototype; type = Object.getPrototypeOf(type)) {
    types.push(type);
  }
  return types;
}
