// Prints the calls of the documented examples of all commands, one JSON document a line: {"name": "spo web get#1", "words"}. The
// number counts the `m365` calls of a command's page, from 1.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readPage } from '../docs.mjs';
import { callsIn } from '../examples.mjs';
import { CLI } from './host-driver.mjs';

for (const { name, help } of JSON.parse(readFileSync(path.join(CLI, 'allCommandsFull.json'), 'utf8'))) {
  readPage(path.join(CLI, 'docs', 'docs'), help).examples
    .flatMap(({ code, language }) => callsIn(code, language))
    .forEach((words, i) => process.stdout.write(`${JSON.stringify({ name: `${name}#${i + 1}`, words })}\n`));
}
