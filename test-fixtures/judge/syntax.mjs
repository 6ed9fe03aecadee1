// node syntax.mjs FILE
// Reads a PowerShell script with tree-sitter's grammar. Prints the line of each error; exits with 1 if there is one.

import { readFileSync } from 'node:fs';
import { parser } from './grammar.mjs';

const script = readFileSync(process.argv[2], 'utf8');
const open = [parser.parse(script).rootNode];
let errors = 0;
while (open.length > 0) {
  const node = open.pop();
  if (node.isError || node.isMissing) {
    errors++;
    console.log(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
  } else {
    for (let i = node.childCount - 1; i >= 0; i--) {
      open.push(node.child(i));
    }
  }
}
process.exit(errors === 0 ? 0 : 1);
