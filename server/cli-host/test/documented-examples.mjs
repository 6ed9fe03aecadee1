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

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { readPage } from '../docs.mjs';
import { callsIn } from '../examples.mjs';
import { CLAIMS, CLI, CONNECTION, Host } from './host-driver.mjs';

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

function examplesOf(command) {
  return readPage(path.join(CLI, 'docs', 'docs'), command.help).examples
    .flatMap(({ code, language }) => callsIn(code, language))
    .map((words, i) => ({ name: `${command.name}#${i + 1}`, words, identity: identityOf(command) }));
}

/** These commands refuse the sign-in of a user. */
function identityOf(command) {
  return /^teams callrecord /.test(command.name) ? 'application' : 'delegated';
}

const PATHS = new Set([
  'path', 'filePath', 'folder', 'folderPath', 'outputFile', 'manifestPath', 'manifest', 'logFile', 'targetFolder', 'certificateFile',
  'attachment', 'schemaPath', 'templatePath', 'image', 'file', 'imagePath', 'logoPath', 'sourceFile', 'localFilePath', 'csvFilePath',
  'bodyContentsFilePath', 'photoPath', 'thumbnailPath', 'packagePath', 'idsFile', 'input', 'filePaths', 'iconPath', 'fontFile'
]);

const CONTENTS = {
  '.json': '{}', '.xml': '<?xml version="1.0" encoding="utf-8"?><Configuration/>', '.csv': 'Title,Id\nOne,1\n', '.html': '<p>Hello</p>',
  '.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>'
};

/** The words with each path below `room`, where it is made to exist. */
function furnished(words, room) {
  return words.map((word, i) => {
    const option = /^--?([A-Za-z]+)$/.exec(words[i - 1] ?? '')?.[1];
    if (word.startsWith('@') && /\.\w+$/.test(word)) {
      return CONTENTS[path.extname(word)] ?? 'text';
    }
    if (!PATHS.has(option) || /^(https?:|\$|--)/.test(word)) {
      return word;
    }
    const place = path.join(room, ...word.replace(/^~/, '').replace(/^[A-Za-z]:/, '').split(/[\\/]+/).filter(part => part && part !== '..'));
    if (path.extname(place)) {
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, CONTENTS[path.extname(place)] ?? 'text');
    }
    else {
      mkdirSync(place, { recursive: true });
    }
    return place;
  });
}

function empty(room) {
  readdirSync(room).forEach(name => rmSync(path.join(room, name), { recursive: true, force: true }));
}

const APPLICATION = { ...CLAIMS, idtyp: 'app', upn: undefined, scp: undefined, roles: ['CallRecords.Read.All'] };

const { only, except = [], every, tenant, user, userName } = await firstLine;
const host = await Host.start(answer);
const commands = JSON.parse(readFileSync(path.join(CLI, 'allCommandsFull.json'), 'utf8'));
const examples = commands.map(command => examplesOf(command)
  .filter(({ name }) => !except.includes(name) && (only?.includes(name) ?? true)));
for (const example of every ? examples.filter((_, i) => i % every === 0).flatMap(each => each.slice(0, 1)) : examples.flat()) {
  empty(host.work);
  const identity = { oid: user, tid: tenant, upn: userName };
  const claims = { ...example.identity === 'application' ? APPLICATION : CLAIMS, ...identity };
  const connection = { ...CONNECTION, claims, tenant, identityId: user, identityTenantId: tenant, identityName: userName, siteTenant: `${tenant}` };
  tell({ started: example.name, identity: example.identity });
  const run = host.run(furnished(example.words, host.work), {
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
