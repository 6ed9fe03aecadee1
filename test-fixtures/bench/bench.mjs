// Measures this server beside bash-language-server on the same files, interleaved, and prints medians, 99th percentiles and ratios.
// usage: node bench.mjs [--write] [--rounds N]
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem, type, release } from 'node:os';
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
/** Lines of the files, and what part of the requests is made in them: half a second each in the other server. */
const SIZES = [[300, 1], [10_000, 1], [50_000, 0.1]];
/** The file that memory is measured with. */
const LINES = 10_000;

const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const jar = join(root, 'server', 'target', 'm365ls.jar');

// As the extension starts it from the second time on: see docs/start.md.
const folder = mkdtempSync(join(tmpdir(), 'm365ls-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const archive = join(folder, 'start.jsa');
execFileSync(java, ['-Xlog:disable', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx128m', `-XX:ArchiveClassesAtExit=${archive}`, '-jar', jar, '--rehearse-start']);

const SERVERS = {
  'm365ls': {
    warmUp: 300,
    counted: 1000,
    command: [java, `@${join(root, 'server', 'java.options')}`, `-XX:SharedArchiveFile=${archive}`, '-jar', jar, 'serve'],
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
async function start(name, textDocument = {}) {
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
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: { contentFormat: ['markdown'] }, synchronization: {}, ...textDocument } },
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

/** Diagnoses after the first one; half of them warm the server up. */
const VALIDATIONS = 40;

const TYPED = 'm365 spo site list --type TeamSite ';

/** One character is typed at the end of a line in the middle of the file, then completion is asked for; and a hover. */
async function latencies(session, languageId, lines, { warmUp, counted }) {
  const uri = `file:///bench/${lines}.${languageId === 'powershell' ? 'ps1' : 'sh'}`;
  const text = script(languageId, lines).split('\n');
  const line = text.indexOf('', lines / 2);
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
  const resident = memory(session.child);
  await session.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return { completion, hover, resident };
}

/** Files are opened one after the other, and their diagnostics asked for: each is validated from scratch. */
async function validations(session, languageId, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const uri = `file:///bench/validation${i}.${languageId === 'powershell' ? 'ps1' : 'sh'}`;
    const text = script(languageId, LINES);
    const began = now();
    await open(session, uri, languageId, text);
    const report = await session.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    times.push(now() - began);
    if (!Array.isArray(report?.items)) {
      throw new Error('no diagnostics');
    }
    await session.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  return times;
}

/** How long a server is still there after its input has ended, or after it was told to leave. */
async function leave(session, polite) {
  const ended = new Promise(resolve => session.child.on('exit', resolve));
  const began = now();
  if (polite) {
    await session.connection.sendRequest('shutdown');
    await session.connection.sendNotification('exit');
  } else {
    session.child.stdin.end();
  }
  await ended;
  session.connection.dispose();
  return now() - began;
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
    add('shutdown and exit to the end of the process', name, [await leave(cold, true)]);
    if (name === 'm365ls') {
      add('end of input to the end of the process', name, [await leave(await start(name), false)]);
      for (const languageId of ['shellscript', 'powershell']) {
        const session = await start(name, { diagnostic: {} });
        const [first, ...warm] = await validations(session, languageId, 1 + VALIDATIONS);
        add(`open + first diagnosis after the start, ${LINES} lines of ${languageId}`, name, [first]);
        add(`open + diagnosis, warm, ${LINES} lines of ${languageId}`, name, warm.slice(VALIDATIONS / 2));
        await stop(session);
      }
    }
  }
}
for (const [lines, part] of SIZES) {
  for (const [name, languages] of [['m365ls', ['shellscript', 'powershell']], ['bash-language-server', ['shellscript']]]) {
    for (const languageId of languages) {
      process.stderr.write(`\rtyping in ${lines} lines: ${name}          `);
      const session = await start(name);
      session.expectsAnswers = name === 'm365ls';
      const { warmUp, counted } = SERVERS[name];
      const less = name === 'm365ls' ? 1 : part;
      const measured = await latencies(session, languageId, lines, { warmUp: Math.ceil(warmUp * less), counted: Math.ceil(counted * less) });
      add(`change + completion, ${lines} lines of ${languageId}`, name, measured.completion);
      add(`hover, ${lines} lines of ${languageId}`, name, measured.hover);
      if (lines === LINES) {
        add(`resident memory after that, ${lines} lines of ${languageId} open (MB)`, name, [measured.resident]);
      }
      await stop(session);
    }
  }
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

Made by \`bin/bench --write\` on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}; Node ${process.version}; load ${loadavg()[0].toFixed(1)} at the end. Both servers are measured in one run; times are whole-process, over standard input and output. \`m365ls\` is started as the extension starts it from the second time on, with the archive of [classes](start.md). Starts are medians of ${rounds}; the other times are of ${Object.values(SERVERS).map(s => s.counted).join(' and ')} requests after ${Object.values(SERVERS).map(s => s.warmUp).join(' and ')} that warm the server up.

${table}
${others ?? ''}`);
}
