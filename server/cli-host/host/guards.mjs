// What code of the CLI can not do in this process: reach the network, start programs, end the process, read its input or
// write into the pipe to the server, and write files in a run that may not.

import childProcess from 'node:child_process';
import cluster from 'node:cluster';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Readable, Writable } from 'node:stream';
import timers from 'node:timers/promises';
import { promisify } from 'node:util';
import worker from 'node:worker_threads';
import { TYPE } from './frames.mjs';
import { asNobody, currentRun, RunIsOver } from './runs.mjs';

/**
 * Puts all guards up; to be called once, before any code of the CLI is loaded.
 *
 * @param trouble is told, in a sentence, what nobody else can be told
 * @returns ends the process in fact
 */
export function guard(trouble) {
  closeNetwork();
  closePrograms();
  guardFiles();
  guardTimers();
  guardStreams(trouble);
  const exit = guardExit();
  syncBuiltinESMExports();
  return exit;
}

function closeNetwork() {
  const refuse = () => { throw new Error('The network is only reached through the server.'); };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  for (const name of ['bind', 'connect', 'send', 'addMembership']) {
    dgram.Socket.prototype[name] = refuse;
  }
  for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of ['lookup', 'lookupService', 'reverse', ...Object.keys(resolver).filter(key => key.startsWith('resolve'))]) {
      resolver[name] = refuse;
    }
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource']) {
    if (name in globalThis) {
      Object.defineProperty(globalThis, name, { value: refuse, configurable: true, writable: true });
    }
  }
}

function closePrograms() {
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
    childProcess[name] = onlyIfAllowed(childProcess[name]);
  }
  const refuse = () => { throw new Error('Other threads and processes are not started here.'); };
  worker.Worker = refuse;
  cluster.fork = refuse;
}

/** Programs find the user's own settings, such as where npm keeps what is installed for all; the CLI's code does not. */
function onlyIfAllowed(start) {
  const guarded = (command, ...words) => {
    const run = currentRun();
    run?.check();
    if (!run?.order.mayStartPrograms) {
      throw new Error('This command may not start programs.');
    }
    const env = { ...process.env, ...run.order.environment };
    const at = Array.isArray(words[0]) ? 1 : 0;
    const given = typeof words[at] === 'object' && words[at] !== null ? words[at] : undefined;
    words.splice(at, given === undefined ? 0 : 1, { ...given, env: given?.env ?? env });
    return start(command, ...words);
  };
  if (start[promisify.custom]) {
    guarded[promisify.custom] = onlyIfAllowed(start[promisify.custom]);
  }
  return guarded;
}

const WRITING = [
  'appendFile', 'chmod', 'chown', 'copyFile', 'cp', 'lchmod', 'lchown', 'link', 'lutimes', 'mkdir', 'mkdtemp', 'rename',
  'rm', 'rmdir', 'symlink', 'truncate', 'unlink', 'utimes', 'writeFile'
];

/** Where the place that is written to stands among the words of a call; first, if it is not said here. */
const TARGET = { copyFile: 1, cp: 1, link: 1, symlink: 1 };

function guardFiles() {
  const temporary = os.tmpdir();
  for (const name of WRITING) {
    for (const [owner, key] of [[fs, name], [fs, `${name}Sync`], [fs.promises, name]]) {
      if (typeof owner[key] === 'function') {
        const original = owner[key];
        owner[key] = (...words) => {
          mayWrite(words[TARGET[name] ?? 0], temporary);
          return original.apply(owner, words);
        };
      }
    }
  }
  for (const [owner, key] of [[fs, 'open'], [fs, 'openSync'], [fs.promises, 'open']]) {
    const original = owner[key];
    owner[key] = (...words) => {
      if (typeof words[1] === 'string' && /[aw+]/.test(words[1])) {
        mayWrite(words[0], temporary);
      }
      return original.apply(owner, words);
    };
  }
  const createWriteStream = fs.createWriteStream;
  fs.createWriteStream = (target, ...words) => {
    mayWrite(target, temporary);
    const whole = path.resolve(String(target));
    const existed = existsSync(whole);
    const stream = createWriteStream(target, ...words);
    const run = currentRun();
    if (run !== undefined) {
      // A run that is over leaves no half of a file that was not there before.
      const file = { giveUp: () => givenUp(stream, existed ? undefined : whole) };
      run.files.add(file);
      stream.once('finish', () => run.files.delete(file));
    }
    return stream;
  };
  const existsSync = fs.existsSync;
  // The argument list is final: no value of it is taken from a file, and none comes from a file in the folder.
  fs.existsSync = file => !(currentRun()?.readsArguments === true && !isHelpFile(file)) && existsSync(file);
}

/**
 * Closes a file and deletes it. That has to wait for the end: as long as the file is about to be opened, it would be made
 * again.
 *
 * @param file to be deleted; undefined if it is to stay
 */
function givenUp(stream, file) {
  return new Promise(resolve => {
    const closed = () => {
      try {
        if (file !== undefined) {
          // A run that is over deletes nothing.
          asNobody(() => fs.rmSync(file, { force: true }));
        }
      } finally {
        resolve();
      }
    };
    stream.on('error', () => {});
    if (stream.closed) {
      closed();
    } else {
      stream.once('close', closed);
      stream.destroy();
    }
  });
}

function mayWrite(target, temporary) {
  const run = currentRun();
  if (run === undefined) {
    return;
  }
  run.check();
  const file = path.resolve(String(target));
  if (run.order.mayWriteFiles || file.startsWith(temporary + path.sep)) {
    return;
  }
  run.send(TYPE.HELD_FILE, 0, { file });
  run.finish(1);
  throw new RunIsOver();
}

function isHelpFile(file) {
  return currentRun().helpFile === file;
}

/** A run that is over is not woken any more. */
function guardTimers() {
  const wait = timers.setTimeout;
  timers.setTimeout = (time, value, options) => {
    const run = currentRun();
    return run === undefined ? wait(time, value, options) : new Promise(resolve => {
      const timer = setTimeout(() => resolve(value), time);
      run.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  };
}

/** Console and process streams of a run belong to it; others' words are troubles. */
function guardStreams(trouble) {
  const guarded = type => {
    const stream = new Writable();
    stream.write = (chunk, encoding, done) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      const run = currentRun();
      if (run === undefined) {
        trouble(text);
      } else {
        run.tell(type, text);
      }
      const callback = typeof encoding === 'function' ? encoding : done;
      if (callback) {
        process.nextTick(callback);
      }
      return true;
    };
    return stream;
  };
  replace('stdout', guarded(TYPE.OUT));
  replace('stderr', guarded(TYPE.ERR));
  replace('stdin', Readable.from([]));
}

function replace(name, value) {
  Object.defineProperty(process, name, { value, configurable: true, enumerable: true });
}

function guardExit() {
  const exit = process.exit.bind(process);
  process.exit = code => {
    currentRun()?.finish(code ?? 0);
    throw new RunIsOver();
  };
  process.abort = process.exit;
  process.kill = () => { throw new Error('No process is ended from here.'); };
  return exit;
}
