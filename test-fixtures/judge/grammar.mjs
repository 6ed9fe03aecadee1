// tree-sitter's grammar of PowerShell.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
let library;
try {
  library = await import('web-tree-sitter');
} catch (error) {
  console.error(`The packages of the judge are missing (${error.code}): run "npm ci" in test-fixtures.`);
  process.exit(2);
}
const { Parser, Language } = library;
await Parser.init();
/** Reads PowerShell. */
export const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm')));
