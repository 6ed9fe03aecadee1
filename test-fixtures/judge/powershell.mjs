// node powershell.mjs FILE
// Holds the calls that the server found in PowerShell scripts against those that tree-sitter's grammar finds. FILE is
// JSON: [{name, script, calls: [{start, words: [[start, end], ...]}, ...]}, ...], offsets in UTF-16 units. Prints each
// difference; exits with 1 if there is one. Statements that the grammar has an error in are left out.

import { readFileSync } from 'node:fs';
import { parser } from './grammar.mjs';

const program = /^(?:.*[\\/])?(?:m365|microsoft365)(?:\.cmd|\.ps1)?$/i;

/** The nodes of a tree, each before those in it, without recursion. */
function* nodes(root) {
  const open = [root];
  while (open.length > 0) {
    const node = open.pop();
    yield node;
    for (let i = node.childCount - 1; i >= 0; i--) {
      open.push(node.child(i));
    }
  }
}

/** The smallest part of a script around a node that has a meaning of its own. */
function statementOf(node) {
  let around = node;
  while (around.parent && !['statement_list', 'program', 'script_block_body'].includes(around.parent.type)) {
    around = around.parent;
  }
  return around;
}

/** Where the grammar, by its own bounds, reads something else than PowerShell does. */
function isBlind(element, behind, joint) {
  // It knows neither a comma between bare words, nor the end of --%, nor a method called in an argument ($x.Trim()),
  // and parts a parameter with a colon from its value (-a:b), which PowerShell passes on as one argument.
  return (
    element.type === 'stop_parsing' ||
    element.text === '--%' ||
    element.text.includes(',') ||
    element.startIndex === behind ||
    (element.startIndex === behind + 1 && joint === ':')
  );
}

function callsOf(root) {
  const calls = new Map();
  const errors = [];
  for (const node of nodes(root)) {
    if (node.isError || node.isMissing) {
      const statement = statementOf(node);
      errors.push([statement.startIndex, statement.endIndex]);
    }
    if (node.type !== 'command') {
      continue;
    }
    const name = node.childForFieldName('command_name');
    if (!name || !program.test(name.text.replace(/^["'](.*)["']$/, '$1'))) {
      continue;
    }
    const elements = node.childForFieldName('command_elements');
    const words = [];
    let blind = false;
    for (const element of elements ? elements.children : []) {
      if (element.type !== 'command_argument_sep' && element.type !== 'redirection' && element.type !== 'comment') {
        const behind = words.at(-1)?.[1];
        blind ||= isBlind(element, behind, root.text[behind - root.startIndex]);
        words.push([element.startIndex, element.endIndex]);
      }
    }
    calls.set(name.startIndex, { words, blind });
  }
  return { calls, errors };
}

let compared = 0;
let scripts = 0;
let left = 0;
let differences = 0;

function differ(name, script, offset, message) {
  differences++;
  if (differences <= 20) {
    const line = script.slice(0, offset).split(/\r\n|\r|\n/).length;
    console.log(`${name}, line ${line}: ${message}\n    ${script.slice(offset, offset + 120).split(/[\r\n]/)[0]}`);
  }
}

for (const { name, script, calls } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  scripts++;
  const tree = parser.parse(script);
  const judged = callsOf(tree.rootNode);
  const inError = offset => judged.errors.some(([start, end]) => start <= offset && offset <= end);
  const ours = new Map(calls.map(call => [call.start, call.words]));
  for (const [start, { words, blind }] of judged.calls) {
    if (inError(start)) {
      left++;
      continue;
    }
    const found = ours.get(start);
    if (!found) {
      differ(name, script, start, 'a call that the server did not find');
    } else if (!blind) {
      compared++;
      if (JSON.stringify(found) !== JSON.stringify(words)) {
        const shown = spans => spans.map(([from, to]) => JSON.stringify(script.slice(from, to))).join(' ');
        differ(name, script, start, `other words: the server's ${shown(found)}; the grammar's ${shown(words)}`);
      }
    }
  }
  for (const start of ours.keys()) {
    if (!judged.calls.has(start) && !inError(start)) {
      differ(name, script, start, 'no call for the grammar');
    }
  }
  tree.delete();
}

console.log(`${scripts} scripts, ${compared} calls compared, ${left} left out in statements with errors, ${differences} differences`);
process.exit(differences > 0 ? 1 : 0);
