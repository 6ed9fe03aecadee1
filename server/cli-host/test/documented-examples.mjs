// Runs documented examples of the CLI in the warm host, one after the other, and hands each request to the other end of
// standard input and output, one JSON document a line:
//
//   in   {"only", "except", "every", "tenant", "user", "userName"}  what to run, first of all, and for whom
//   out  {"started": "spo web get#1", "identity": "delegated"}  an example begins
//   out  {"request": 7, "method", "address", "headers", "body"} bodies are base64; "anonymous" goes without a token
//   in   {"answer": 7, "status", "headers", "body"}
//   out  {"ended": "spo web get#1", "words", "exitCode", "error", "requests"}
//
// "only" names what to run, and "except" what not; neither runs everything. With "every" only the first of the remaining
// examples of each so-manyth command runs. The number of an example counts the `m365` calls of a page, from 1. Files that an example takes are made before it runs,
// in the folder in which it runs, to which absolute paths are moved.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { documentedExamples, furnished } from './documented.mjs';
import { CLAIMS, CONNECTION, Host } from './host-driver.mjs';

/** An example that has not ended by then, in ms, waits for something that does not come. */
const LONGEST = 15_000;

const lines = readline.createInterface({ input: process.stdin });
const waiting = new Map();
let started;
const firstLine = new Promise(resolve => { started = resolve; });
lines.on('line', line => {
  const message = JSON.parse(line);
  if ('answer' in message) {
    waiting.get(message.answer)(message);
    waiting.delete(message.answer);
  }
  else {
    started(message);
  }
});

let requests = 0;

function tell(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function answer({ method, address, headers, anonymous, body }) {
  const number = ++requests;
  const pending = new Promise(resolve => waiting.set(number, resolve));
  tell({ request: number, method, address, headers, anonymous, body: body.toString('base64') });
  const { status, headers: fields, body: bytes } = await pending;
  return { status, headers: fields, body: Buffer.from(bytes, 'base64') };
}

function empty(room) {
  readdirSync(room).forEach(name => rmSync(path.join(room, name), { recursive: true, force: true }));
}

/** The words, with all that they need in the room. */
function prepared(example, room) {
  const { words, files } = furnished(example, room);
  for (const { place, content } of files) {
    mkdirSync(content === undefined ? place : path.dirname(place), { recursive: true });
    if (content !== undefined) {
      writeFileSync(place, content);
    }
  }
  return words;
}

const APPLICATION = { ...CLAIMS, idtyp: 'app', upn: undefined, scp: undefined, roles: ['CallRecords.Read.All'] };

const { only, except = [], every, tenant, user, userName } = await firstLine;
const host = await Host.start(answer);
const examples = documentedExamples()
  .map(all => all.filter(({ name }) => !except.includes(name) && (only?.includes(name) ?? true)));
for (const example of every ? examples.filter((_, i) => i % every === 0).flatMap(each => each.slice(0, 1)) : examples.flat()) {
  empty(host.work);
  const identity = { oid: user, tid: tenant, upn: userName };
  const claims = { ...example.identity === 'application' ? APPLICATION : CLAIMS, ...identity };
  const connection = { ...CONNECTION, claims, tenant, identityId: user, identityTenantId: tenant, identityName: userName, siteTenant: `${tenant}` };
  tell({ started: example.name, identity: example.identity });
  const run = host.run(prepared(example.words, host.work), {
    order: { settings: { prompt: false, showHelpOnFailure: false }, connection, mayWriteFiles: true, mayStartPrograms: false },
    reply: question => question.kind === 'choice' ? { choice: 0 } : { text: 'https://contoso.sharepoint.com' },
  });
  const timer = setTimeout(() => host.cancel(run.number), LONGEST);
  const { exitCode, crashed, err, out, requests: made } = await run;
  clearTimeout(timer);
  const error = crashed ? 'the host has ended' : exitCode === 0 ? '' : err.trim();
  tell({ ended: example.name, words: example.words, exitCode: crashed ? -1 : exitCode, error, out: out.slice(0, 2000), requests: made.length });
  if (crashed) {
    break;
  }
}
tell({ finished: true });
await host.stop();
lines.close();
