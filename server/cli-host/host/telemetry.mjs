// Leaves out the library with which the CLI reports its use. It would also take two thirds of the time to start, and
// a third of the memory.

import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const LIBRARY = 'applicationinsights';

/**
 * Puts something that does nothing in the library's place, before anything loads it.
 *
 * @param root folder of the CLI's package
 */
export function leaveOutTelemetry(root) {
  const require = module.createRequire(pathToFileURL(path.join(root, 'package.json')));
  let file;
  try {
    file = require.resolve(LIBRARY);
  } catch {
    // A version without it.
    return;
  }
  const nothing = new module.Module(file);
  nothing.filename = file;
  nothing.exports = answersAnything();
  nothing.loaded = true;
  require.cache[file] = nothing;
}

/** Whatever is called, read or set on it, it is again what comes back; as the name of a property it is empty. */
function answersAnything() {
  const own = new Map([[Symbol.toPrimitive, () => ''], ['then', undefined], ['__esModule', undefined]]);
  const anything = new Proxy(() => {}, {
    get: (_, name) => own.has(name) ? own.get(name) : anything,
    set: () => true,
    deleteProperty: () => true,
    apply: () => anything
  });
  return anything;
}
