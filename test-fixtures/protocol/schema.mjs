// node schema.mjs FILE
// Makes a JSON Schema of the protocol's messages out of the type definitions of the protocol's own npm package: what
// may be in the parameters and the result of each method. Nothing is made if FILE is newer than the packages.

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';

const PACKAGE = 'vscode-languageserver-protocol';
const OPTIONS = {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  skipLibCheck: true,
  types: []
};

/** Notifications that the package lists with no types of their own. */
const FURTHER_NOTIFICATIONS = [
  ['$/cancelRequest', '{ id: integer | string }', ['integer']],
  ['$/progress', '{ token: ProgressToken; value: LSPAny }', ['ProgressToken', 'LSPAny']],
  ['$/setTrace', "{ value: 'off' | 'messages' | 'verbose' }", []],
  ['$/logTrace', '{ message: string; verbose?: string }', []]
];

/** What JSON Schema can say and the type definitions cannot: the figures are those of the specification's base types. */
const TIGHTER = {
  integer: { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
  uinteger: { type: 'integer', minimum: 0, maximum: 2147483647 }
};

const home = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const file = path.resolve(process.argv[2]);
const inputs = [fileURLToPath(import.meta.url), path.join(home, 'node_modules', '.installed-lock.json')];
if (!existsSync(file) || inputs.some(input => statSync(input).mtimeMs > statSync(file).mtimeMs)) {
  mkdirSync(path.dirname(file), { recursive: true });
  // Written beside and moved, so that two builds at once both find a whole file.
  const whole = `${file}.${process.pid}`;
  writeFileSync(whole, JSON.stringify(schema()));
  renameSync(whole, file);
}

function schema() {
  // Within the folder: the package is looked for from there.
  const folder = mkdtempSync(path.join(home, 'node_modules', '.schema-'));
  try {
    const source = path.join(folder, 'messages.ts');
    writeFileSync(source, messages());
    const config = path.join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({
      compilerOptions: { module: 'node16', moduleResolution: 'node16', strict: true, skipLibCheck: true, types: [] },
      files: ['messages.ts']
    }));
    const made = createGenerator({
      path: source, tsconfig: config, type: 'Messages', expose: 'all', jsDoc: 'none', additionalProperties: false
    }).createSchema('Messages');
    for (const [name, tighter] of Object.entries(TIGHTER)) {
      if (!made.definitions[name]) {
        throw new Error(`The package has no type ${name} any more.`);
      }
      made.definitions[name] = tighter;
    }
    return made;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A module of one type that lists what each method takes and gives. */
function messages() {
  const entry = path.join(home, 'node_modules', PACKAGE, 'lib', 'common', 'api.d.ts');
  const program = ts.createProgram([entry], OPTIONS);
  const checker = program.getTypeChecker();
  const names = new Set(FURTHER_NOTIFICATIONS.flatMap(further => further[2]));
  const text = type => checker
    .typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
    .replace(/\bvoid\b/g, 'null')
    .replace(/\b[A-Z]\w*/g, name => names.add(name) && name);
  const requests = [];
  const notifications = FURTHER_NOTIFICATIONS.map(([method, params]) => `  '${method}': ${params};`);
  for (const symbol of checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))) {
    const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const method = declared.exports?.get('method');
    const type = declared.exports?.get('type');
    if (!method || !type) {
      continue;
    }
    const kind = checker.getTypeOfSymbol(type);
    const [first, second] = checker.getTypeArguments(kind);
    const name = checker.getTypeOfSymbol(method).value;
    switch (kind.symbol.name) {
      case 'ProtocolRequestType':
        requests.push(`  '${name}': { params: ${text(first)}; result: ${text(second)} };`);
        break;
      case 'ProtocolRequestType0':
        requests.push(`  '${name}': { params: null; result: ${text(first)} };`);
        break;
      case 'ProtocolNotificationType':
        notifications.push(`  '${name}': ${text(first)};`);
        break;
      case 'ProtocolNotificationType0':
        notifications.push(`  '${name}': null;`);
        break;
      default:
        // Only a name to register several methods under.
    }
  }
  return `import type { ${[...names].sort().join(', ')} } from '${PACKAGE}';
export interface Messages { requests: Requests; notifications: Notifications }
export interface Requests {
${requests.join('\n')}
}
export interface Notifications {
${notifications.join('\n')}
}
`;
}
