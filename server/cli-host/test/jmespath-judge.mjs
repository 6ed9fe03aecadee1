// Judges queries with the real jmespath package, as the command line tool calls it.
//
// Reads lines of JSON from standard input. The first is an array of documents; each further one is a case, [index of the
// document, query]. Answers each case with one line of JSON:
//
//   {"text": "..."}                 the answer, as JSON.stringify writes it, with {"undefined":true} for what is undefined within
//   {"nothing": true}               the answer is undefined
//   {"reference": true}             the answer holds a node of the package's own syntax tree
//   {"refused": "...", "parsed": b} the message of the error, and whether the query was at least read
//
// In documents, {"undefined":true} stands for what is undefined too. Some ten thousand a second.

import jmespath from 'jmespath';
import readline from 'node:readline';

/** Whether a syntax node that became a value of &expression is somewhere in the answer. */
function holdsReference(value) {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return value.jmespathType === 'Expref' || Object.values(value).some(holdsReference);
}

function isRead(query) {
  try {
    jmespath.compile(query);
    return true;
  } catch {
    return false;
  }
}

function encoded(_, value) {
  return value === undefined ? { undefined: true } : value;
}

/** The document that is meant. */
function decoded(value) {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (value.undefined === true && Object.keys(value).length === 1) {
    return undefined;
  }
  for (const [key, each] of Object.entries(value)) {
    value[key] = decoded(each);
  }
  return value;
}

function judge(document, query) {
  try {
    const answer = jmespath.search(document, query);
    if (answer === undefined) {
      return { nothing: true };
    }
    return holdsReference(answer) ? { reference: true } : { text: JSON.stringify(answer, encoded) };
  } catch (error) {
    return { refused: String(error.message), parsed: isRead(query) };
  }
}

let documents;
for await (const line of readline.createInterface({ input: process.stdin })) {
  const read = JSON.parse(line);
  if (documents === undefined) {
    documents = decoded(read);
  } else {
    process.stdout.write(`${JSON.stringify(judge(documents[read[0]], read[1]))}\n`);
  }
}
