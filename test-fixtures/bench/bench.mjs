// Measures this server beside bash-language-server on the same files, interleaved, and prints medians, 99th percentiles and ratios.
// usage: node bench.mjs [--write] [--rounds N]
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type, release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createProtocolConnection, StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { script } from './files.mjs';

const { values: options } = parseArgs({
  options: { write: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } },
});
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const rounds = Number(options.rounds);
const LINES = 10_000;

const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const jar = join(root, 'server', 'target', 'm365ls.jar');
const SERVERS = {
  'm365ls': {
    warmUp: 300,
    counted: 1000,
    command: [java, '-Xlog:disable', '-Xlog:all=warning:stderr', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx128m', '-Xss1m', '-jar', jar, 'serve'],
  },
  'bash-language-server': {
    // Half a second each: more of them would tell nothing new.
    warmUp: 20,
    counted: 100,
    command: [process.execPath, join(root, 'test-fixtures', 'node_modules', 'bash-language-server', 'out', 'cli.js'), 'start'],
  },
};

const now = () => performance.now();

/** Starts a server; the time is from the start of the process to the answer of `initialize`. */
async function start(name) {
  const began = now();
  const [program, ...args] = SERVERS[name].command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.onRequest('workspace/configuration', params => params.items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid, rootUri: null, workspaceFolders: null,
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: { contentFormat: ['markdown'] }, synchronization: {} } },
  });
  const initialized = now() - began;
  await connection.sendNotification('initialized', {});
  return { child, connection, began, initialized };
}

async function stop({ child, connection }) {
  const ended = new Promise(resolve => child.on('exit', resolve));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
}

function open(session, uri, languageId, text) {
  return session.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
}

const TYPED = 'm365 spo site list --type TeamSite ';

/** One character is typed at the end of a line in the middle of the file, then completion is asked for; and a hover. */
async function latencies(session, languageId, { warmUp, counted }) {
  const uri = `file:///bench/${languageId}.${languageId === 'powershell' ? 'ps1' : 'sh'}`;
  const text = script(languageId, LINES).split('\n');
  const line = text.indexOf('', LINES / 2);
  text[line] = TYPED;
  await open(session, uri, languageId, text.join('\n'));
  const places = [];
  text.forEach((one, number) => {
    const column = one.indexOf('m365 ');
    if (column >= 0) {
      places.push({ line: number, character: column + 8 });
    }
  });
  const completion = [];
  const hover = [];
  let version = 1;
  for (let i = 0; i < warmUp + counted; i++) {
    const typing = i % 2 === 0;
    const range = typing
      ? { start: { line, character: TYPED.length }, end: { line, character: TYPED.length } }
      : { start: { line, character: TYPED.length }, end: { line, character: TYPED.length + 1 } };
    let began = now();
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version }, contentChanges: [{ range, text: typing ? '-' : '' }],
    });
    const answer = await session.connection.sendRequest('textDocument/completion', {
      textDocument: { uri }, position: { line, character: TYPED.length + (typing ? 1 : 0) },
    });
    if (i >= warmUp) {
      completion.push(now() - began);
    }
    if (session.expectsAnswers && (answer?.items ?? answer ?? []).length === 0) {
      throw new Error('no completion');
    }
    began = now();
    const found = await session.connection.sendRequest('textDocument/hover', {
      textDocument: { uri }, position: places[(i * 7919) % places.length],
    });
    if (i >= warmUp) {
      hover.push(now() - began);
    }
    if (session.expectsAnswers && !found) {
      throw new Error('no hover');
    }
  }
  await session.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return { completion, hover };
}

function memory(child) {
  const file = `/proc/${child.pid}/status`;
  if (existsSync(file)) {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))[1]) / 1024;
  }
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024;
}

const samples = new Map();
function add(measure, name, values) {
  const key = `${measure}\t${name}`;
  samples.set(key, [...(samples.get(key) ?? []), ...values]);
}

for (let round = 0; round < rounds; round++) {
  for (const name of Object.keys(SERVERS)) {
    process.stderr.write(`\rround ${round + 1} of ${rounds}: ${name}          `);
    const cold = await start(name);
    add('start to initialize', name, [cold.initialized]);
    await open(cold, 'file:///bench/first.sh', 'shellscript', 'm365 spo site \n');
    await cold.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: 'file:///bench/first.sh' }, position: { line: 0, character: 14 },
    });
    add('start to first completion', name, [now() - cold.began]);
    await stop(cold);
  }
}
for (const [name, languages] of [['m365ls', ['shellscript', 'powershell']], ['bash-language-server', ['shellscript']]]) {
  process.stderr.write(`\rtyping in ${LINES} lines: ${name}          `);
  const session = await start(name);
  session.expectsAnswers = name === 'm365ls';
  for (const languageId of languages) {
    const measured = await latencies(session, languageId, SERVERS[name]);
    add(`change + completion, ${LINES} lines of ${languageId}`, name, measured.completion);
    add(`hover, ${LINES} lines of ${languageId}`, name, measured.hover);
  }
  add('resident memory after that (MB)', name, [memory(session.child)]);
  await stop(session);
}
process.stderr.write('\r                                                  \r');

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}
const shown = value => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const measures = [...new Set([...samples.keys()].map(key => key.split('\t')[0]))];
const rows = measures.map(measure => {
  const [ours, theirs] = Object.keys(SERVERS).map(name => samples.get(`${measure}\t${name}`));
  const cell = values => (values === undefined ? '' : values.length < 20
    ? shown(quantile(values, 0.5))
    : `${shown(quantile(values, 0.5))} / ${shown(quantile(values, 0.99))}`);
  const ratio = ours && theirs ? (quantile(ours, 0.5) / quantile(theirs, 0.5)).toPrecision(2) : '';
  return [measure, cell(ours), cell(theirs), ratio];
});
const header = ['measure (ms; median, or median / 99th percentile)', ...Object.keys(SERVERS), 'ratio'];
const table = [header, header.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
console.log(table);
if (options.write) {
  const machine = `${cpus().length} x ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}`;
  const page = join(root, 'docs', 'benchmarks.md');
  const [, others] = /(\n## .*)?$/s.exec(readFileSync(page, 'utf8'));
  writeFileSync(page, `# Benchmarks

Made by \`bin/bench --write\` on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}; Node ${process.version}. Both servers are measured in one run; times are whole-process, over standard input and output. Starts are medians of ${rounds}; the other times are of ${Object.values(SERVERS).map(s => s.counted).join(' and ')} requests after ${Object.values(SERVERS).map(s => s.warmUp).join(' and ')} that warm the server up.

${table}
${others ?? ''}`);
}
