/**
 * Whom a command asks for an access token, and as whom.
 */

const SHAREPOINT = 'SpoCommand';

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
    for (const method of ['initAction', 'commandAction']) {
      const code = Object.hasOwn(type.prototype, method) ? String(type.prototype[method]) : '';
      const kind = unconditional(code);
      if (kind) {
        return kind;
      }
    }
  }
  const refused = identity => {
    const rows = permissions.filter(row => row.identity === identity);
    return rows.length > 0 && rows.every(row => row.names.length === 0);
  };
  return refused('application') ? 'delegated' : refused('delegated') ? 'application' : 'any';
}

/** The kind of token that a method demands whatever the options are: at the level of its body or of a try in it. */
function unconditional(code) {
  const lines = code.split('\n');
  const body = /^\s*/.exec(lines.find(line => line.trim() && line !== lines[0]) ?? '')[0].length;
  for (const line of lines) {
    const [, indent, kind] = /^(\s*)accessToken\.assertAccessTokenType\('(delegated|application)'\)/.exec(line) ?? [];
    if (kind && indent.length <= body + 4) {
      return kind;
    }
  }
  return undefined;
}

function classesOf(command) {
  const types = [];
  for (let type = command.constructor; type.prototype; type = Object.getPrototypeOf(type)) {
    types.push(type);
  }
  return types;
}
