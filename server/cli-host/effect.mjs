import exceptions from './effects.json' with { type: 'json' };

/**
 * What a command does: read, write or destroy. The rules are written down in docs/catalogue.md under "Effect".
 */

const DESTROYING = new Set(['clear', 'remove', 'reset', 'revoke', 'uninstall']);
const READING = new Set(['get', 'list', 'search']);
const CHANGING = new Set(['add', 'set']);

/** Commands whose effect was decided one by one: name to {effect, why}. */
export { exceptions };

/**
 * @param command an object of the CLI
 * @returns read, write or destroy
 */
export function effectOf(command) {
  const exception = exceptions[command.name];
  if (exception) {
    return exception.effect;
  }
  const verb = command.name.split(' ').at(-1);
  if (DESTROYING.has(verb)) {
    return 'destroy';
  }
  const code = codeOf(command);
  if (READING.has(verb)) {
    return /\brequest\.(?:patch|put|delete)\(/.test(code) ? 'write' : 'read';
  }
  return !CHANGING.has(verb) && onlyAsks(code) ? 'read' : 'write';
}

/** The source of a command's class and of those it extends, but for the root of all commands. */
function codeOf(command) {
  const classes = [];
  for (let type = command.constructor; type.name && Object.getPrototypeOf(type) !== Function.prototype; type = Object.getPrototypeOf(type)) {
    classes.push(String(type));
  }
  return classes.join('\n');
}

/** Whether code sends GET requests, and nothing that could change something here or there. */
function onlyAsks(code) {
  return /\b(?:request\.get|odata\.getAllItems)\(/.test(code)
    && !/\brequest\.(?:post|patch|put|delete|execute)\(/.test(code)
    && !/\bfs\.\w*(?:write|append|mkdir|unlink|rm|copy|rename)\w*\(/i.test(code)
    && !/\bcli\.executeCommand/.test(code)
    && !/(?<!\bthis)\.(?:add|apply|assign|create|delete|ensure|grant|move|remove|set|update|upload)[A-Z]\w*\(/.test(code);
}
