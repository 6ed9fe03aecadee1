// Tells which options the real command line tool names in the heading of Markdown, for every valid example of the
// documentation that calls a command with a zod schema.
//
// Usage: node heading-judge.mjs <model.json>
//
// The model is the catalogue's (docs/catalogue.md). Prints a line of JSON for each call: {"command": name, "given":
// [[name, value]], "final": [[name, value]]}, the options before and after the command's schema has checked them.

import fs from 'node:fs';
import path from 'node:path';
import { openCli } from '../cli.mjs';
import { callsIn, Judge } from '../examples.mjs';

const root = path.join(import.meta.dirname, '..', 'node_modules', '@pnp', 'cli-microsoft365');
const model = JSON.parse(fs.readFileSync(path.resolve(process.argv[2]), 'utf8'));
const opened = await openCli(root, () => { });
const judge = new Judge(opened);
const { cli } = opened;

let calls = [];
const decide = cli.executeCommand;
cli.executeCommand = async (command, { options }) => {
  calls.push({ command: command.name, given: Object.entries(cli.optionsFromArgs.options), final: Object.entries(options) });
  return decide();
};

let lines = '';
for (const { schema, text } of model.commands) {
  for (const { code, language } of text.examples.filter(example => schema === 'zod' && example.valid)) {
    for (const words of callsIn(code, language)) {
      const files = new Set(await judge.filesFor(words));
      calls = [];
      await judge.judge(words, files);
      lines += calls.map(call => JSON.stringify(call) + '\n').join('');
    }
  }
}
judge.close();
opened.close();
process.stdout.write(lines);
