// Keeps the CLI for Microsoft 365 loaded, and runs its commands for the server at the other end of standard input and
// output. Ends when that end is closed.

import process from 'node:process';
import { loadCli } from './cli.mjs';
import { FrameReader, TYPE, frame } from './frames.mjs';
import { guard } from './guards.mjs';
import { currentRun, Run } from './runs.mjs';

const input = process.stdin;
const output = process.stdout;
const write = output.write.bind(output);
const send = bytes => { write(bytes); };
const exit = guard(text => send(frame(TYPE.TROUBLE, 0, 0, text)));
const runs = new Map();
let cli;

process.on('uncaughtException', survive);
process.on('unhandledRejection', survive);
output.on('error', () => exit(1));

const reader = new FrameReader(accept);
input.on('data', bytes => reader.push(bytes));
input.on('end', () => exit(0));
input.on('error', () => exit(1));

async function accept({ type, run: number, exchange, payload }) {
  if (type === TYPE.INSTALLATION) {
    await start(JSON.parse(payload.toString('utf8')).root);
    return;
  }
  if (type === TYPE.START) {
    execute(number, JSON.parse(payload.toString('utf8')));
    return;
  }
  if (type === TYPE.PING) {
    send(frame(TYPE.PONG, number, exchange));
    return;
  }
  const run = runs.get(number);
  const open = run?.exchanges.get(exchange);
  switch (type) {
    case TYPE.CANCEL:
      run?.finish(1);
      break;
    case TYPE.REPLY:
      run?.questions.get(exchange)?.(JSON.parse(payload.toString('utf8')));
      run?.questions.delete(exchange);
      break;
    case TYPE.ANSWER:
      open?.answered(JSON.parse(payload.toString('utf8')));
      break;
    case TYPE.CHUNK:
      open?.accept(payload);
      break;
    case TYPE.END:
      open?.end();
      break;
    case TYPE.CREDIT:
      open?.grant(payload.readUInt32BE(0));
      break;
    default:
      exit(1);
  }
}

async function start(root) {
  try {
    cli = await loadCli(root);
    send(frame(TYPE.READY, 0, 0, { version: cli.version, node: process.versions.node }));
  } catch (error) {
    send(frame(TYPE.TROUBLE, 0, 0, String(error?.stack ?? error)));
    exit(1);
  }
}

async function execute(number, order) {
  const run = new Run(number, order, send);
  runs.set(number, run);
  if (process.cwd() !== order.folder) {
    process.chdir(order.folder);
  }
  run.within(() => cli.execute(run)).catch(error => fail(run, error));
  await run.ended;
  runs.delete(number);
}

/** An error that the CLI did not expect ends its run, as it would end the CLI. */
function fail(run, error) {
  run.within(() => {
    if (!run.isOver) {
      run.tell(TYPE.ERR, `${error?.stack ?? error}\n`);
      run.finish(1);
    }
  });
}

/** Where the run cannot be told, the state of the process is not known any more. */
function survive(error) {
  const run = currentRun();
  if (run !== undefined) {
    fail(run, error);
  } else if (error?.name !== 'RunIsOver' && error?.name !== 'AbortError') {
    send(frame(TYPE.TROUBLE, 0, 0, String(error?.stack ?? error)));
    exit(1);
  }
}
