// Prints the documented examples of the CLI, one JSON document a line:
//
//   {"name": "spo file add#1", "command", "words", "identity", "files": [{"place", "content"}]}
//
// Paths in words and files begin with the folder that the only argument names, in which the example is to run. A file without a
// content is a folder.

import { documentedExamples, furnished } from './documented.mjs';

const [room] = process.argv.slice(2);
for (const example of documentedExamples().flat()) {
  process.stdout.write(`${JSON.stringify({ ...example, ...furnished(example.words, room) })}\n`);
}
