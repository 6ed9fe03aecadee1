// Judges a port of the printing of results: prints each with the real package, as the command line tool does, and tells
// where the answers it is given differ.
//
// Usage: node output-judge.mjs <cases.json>
//
// The file holds {"prints": [case], "errors": [case]}. A case of printing is {"command": name, "options": {name: value},
// "raw": value, "settings": {name: value}, "date": text, "text": text} or, in place of the text, "message": what the
// tool fails with. The options hold output and, if there is one, query. A case of an error is {"command": name,
// "message": value, "output": mode, "call": boolean, "settings": {name: value}, "coloured": boolean, "text": text}.
// A value that is undefined stands as {"undefined": true}.
//
// Prints a line of JSON: {"judged": count, "failed": count of cases the tool fails with, "differences":
// [{"case", "expected"}]}, at most 10 differences.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openCli } from '../cli.mjs';

const MOST_DIFFERENCES = 10;

const root = path.join(import.meta.dirname, '..', 'node_modules', '@pnp', 'cli-microsoft365');
const cases = JSON.parse(fs.readFileSync(path.resolve(process.argv[2]), 'utf8'));
const write = process.stdout.write.bind(process.stdout);

const defaults = (await import(pathToFileURL(path.join(root, 'dist', 'cli', 'cli.js')).href)).cli.getSettingWithDefaultValue;
const opened = await openCli(root, () => { });
const { CommandError } = await import(pathToFileURL(path.join(root, 'dist', 'Command.js')).href);
const { default: chalk } = await import('chalk');
const { cli } = opened;
const commands = new Map(opened.commands.map(({ info }) => [info.name, info]));

/** Ends the tool's work where it would end the process. */
class Ended extends Error {}

let settings = {};
let printed = '';
cli.getSettingWithDefaultValue = defaults;
cli.getConfig = () => ({ get: name => settings[name] });
process.exit = () => { throw new Ended(); };
console.log = (...texts) => { printed += texts.join(' ') + '\n'; };
console.error = console.log;

/** The value that is meant, with its undefined ones. */
function decode(value) {
  if (Array.isArray(value)) {
    return value.map(decode);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if (value.undefined === true) {
    return undefined;
  }
  for (const key of Object.keys(value)) {
    value[key] = decode(value[key]);
  }
  return value;
}

async function print({ command, options, raw, date }) {
  const info = commands.get(command);
  Date.prototype.toLocaleDateString = () => date;
  cli.commandToExecute = info;
  if (options.output !== 'none') {
    cli.log(await cli.formatOutput(info.command, decode(raw), decode(options)));
  }
}

async function fail({ command, message, output, call, coloured }) {
  cli.commandToExecute = commands.get(command);
  chalk.level = coloured ? 1 : 0;
  const error = decode(message);
  try {
    await cli.closeWithError(call ? error : new CommandError(error), { options: { output } }, call);
  }
  catch (e) {
    if (!(e instanceof Ended)) {
      throw e;
    }
  }
}

const differences = [];
let failed = 0;
for (const [kind, work] of [['prints', print], ['errors', fail]]) {
  for (const one of cases[kind]) {
    settings = one.settings;
    printed = '';
    const { text, message, ...given } = structuredClone(one);
    let expected;
    try {
      await work(kind === 'errors' ? { ...given, message } : given);
      expected = { text: printed };
    }
    catch (e) {
      failed++;
      expected = { message: e.message };
    }
    const same = 'text' in expected ? expected.text === text : 'message' in one && expected.message === message;
    if (!same && differences.length < MOST_DIFFERENCES) {
      differences.push({ case: one, expected });
    }
  }
}
opened.close();
write(JSON.stringify({ judged: cases.prints.length + cases.errors.length, failed, differences }) + '\n');
