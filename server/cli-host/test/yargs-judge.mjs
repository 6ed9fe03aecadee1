// Judges a port of the option parser: reads command lines with the real yargs-parser package, set up as the
// command line tool sets it up, and tells where the answers it is given differ.
//
// Usage: node yargs-judge.mjs <cases.json>
//
// The file holds {"tables": [table], "cases": [case]}. A table is {"zod": boolean, "options": [{"name", "short",
// "type"}]}. A case is {"table": index, "args": [text], "positionals": [value], "help": boolean, "refused": boolean,
// "values": {name: value}}, in which the answers of the port stand as JSON, with numbers that JSON lacks as
// {"number": "NaN"} and a value that is undefined as {"undefined": true}.
//
// Prints a line of JSON: {"judged": count, "differences": [{"case", "expected"}]}, at most 20 differences.

import fs from 'node:fs';
import yargs from 'yargs-parser';

const configuration = {
  'parse-numbers': true,
  'strip-aliased': true,
  'strip-dashed': true,
  'dot-notation': false,
  'boolean-negation': true,
  'camel-case-expansion': false
};

const truths = new Set(['1', 'true', 'yes', 'on']);
const untruths = new Set(['0', 'false', 'no', 'off']);

/** The tool's own step: words behind a boolean's name become true or false; undefined if one of them is neither. */
function rewrite(args, booleans) {
  const rewritten = [];
  for (const [index, arg] of args.entries()) {
    const before = args[index - 1];
    const isValue = index > 0 && !arg.startsWith('-') && booleans.some(b => before === `--${b}` || before === `-${b}`);
    const word = arg.toLowerCase();
    if (!isValue) {
      rewritten.push(arg);
    } else if (truths.has(word) || untruths.has(word)) {
      rewritten.push(String(truths.has(word)));
    } else {
      return undefined;
    }
  }
  return rewritten;
}

function secondPass(args, table) {
  const named = type => table.options.filter(o => o.type === type).map(o => o.name);
  const booleans = named('boolean');
  const rewritten = rewrite(args, booleans);
  if (rewritten === undefined) {
    return undefined;
  }
  const written = name => args.some(arg => arg === `--${name}` || arg === `-${name}`);
  const alias = {};
  table.options.filter(o => o.short).forEach(o => (alias[o.name] = o.short));
  const { _, ...values } = yargs(rewritten, {
    alias,
    configuration,
    string: named('string'),
    number: named('number'),
    boolean: table.zod ? booleans : booleans.filter(written)
  });
  return values;
}

/** The same text for the same value, whatever the order of names. */
function canonical(value) {
  if (value === undefined) {
    return '{"undefined":true}';
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return `{"number":"${value}"}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const names = Object.keys(value).sort();
    return `{${names.map(n => `${JSON.stringify(n)}:${canonical(value[n])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const { tables, cases } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const differences = [];
let judged = 0;
for (const oneCase of cases) {
  const first = yargs(oneCase.args);
  const values = secondPass(oneCase.args, tables[oneCase.table]);
  const expected = {
    positionals: first._,
    help: Boolean(first.h || first.help),
    refused: values === undefined,
    values: values ?? {}
  };
  const answered = {
    positionals: oneCase.positionals,
    help: oneCase.help,
    refused: oneCase.refused,
    values: oneCase.values
  };
  judged++;
  if (canonical(expected) !== canonical(answered) && differences.length < 20) {
    differences.push({ case: oneCase, expected: canonical(expected) });
  }
}
console.log(JSON.stringify({ judged, differences }));
