// Does what the first word says: all that a command of the real package never should.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import tls from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import request from '../request.js';

const WAYS_OUT = {
  fetch: () => fetch('http://127.0.0.1:9'),
  net: () => net.connect(9, '127.0.0.1'),
  socket: () => new net.Socket().connect({ path: '/nowhere' }),
  tls: () => tls.connect(9, '127.0.0.1'),
  https: () => https.get('https://127.0.0.1:9'),
  http2: () => http2.connect('https://127.0.0.1:9'),
  listen: () => net.createServer().listen(0),
  udp: () => dgram.createSocket('udp4').send('x', 9, '127.0.0.1'),
  lookup: () => dns.lookup('localhost', () => {}),
  resolve: () => dns.promises.resolve4('localhost'),
  resolver: () => new dns.Resolver().resolve4('localhost', () => {}),
  spawn: () => childProcess.spawn(process.execPath, ['--version']),
  exec: () => childProcess.execSync('echo'),
  fork: () => childProcess.fork('x.js'),
  worker: () => new Worker('1', { eval: true })
};

const DEEDS = {
  hello: () => console.log('hello'),
  out: ([, text]) => process.stdout.write(text),
  err: ([, text]) => process.stderr.write(text),
  home: () => console.log(JSON.stringify({ home: os.homedir(), names: Object.keys(process.env), words: process.argv.concat(process.execArgv) })),
  childHome: ([, way]) => new Promise(resolve => {
    const print = 'process.stdout.write(process.env.HOME)';
    const done = (error, out) => resolve(console.log(error?.message ?? out));
    if (way === 'exec') {
      childProcess.exec(`"${process.execPath}" -e "${print}"`, done);
    } else {
      childProcess.execFile(process.execPath, ['-e', print], { encoding: 'utf8' }, done);
    }
  }),
  folder: () => console.log(process.cwd()),
  leave: ([, code]) => process.exit(Number(code)),
  throwLater: () => {
    setTimeout(() => { throw new Error('thrown later'); }, 1);
    return new Promise(() => {});
  },
  rejectAside: async () => {
    Promise.reject(new Error('rejected aside'));
    await pause(60_000);
  },
  spin: () => {
    console.log('spinning');
    for (;;);
  },
  leaveThenSpin: () => {
    setImmediate(() => { for (;;); });
    console.log('left');
  },
  hang: () => pause(600_000),
  askThenHang: async ([, address]) => {
    await request.req.get(address);
    await pause(600_000);
  },
  askThenDie: async ([, address]) => {
    await request.req.get(address);
    process.reallyExit(7);
  },
  grow: () => {
    const all = [];
    for (;;) {
      all.push(new Array(100_000).fill(all.length));
    }
  },
  die: () => process.reallyExit(7),
  wayOut: async ([, name]) => {
    try {
      await WAYS_OUT[name]();
      console.log('open');
    } catch (error) {
      console.log(`closed: ${error.message}`);
    }
  },
  ask: async ([, address, times]) => {
    for (let i = 0; i < Number(times ?? 1); i++) {
      const answer = await request.req.get(address);
      console.log(`${answer.status} ${answer.data.length}`);
    }
  },
  askAgainAndAgain: async ([, address]) => {
    for (;;) {
      try {
        await request.req.get(address);
      } catch {
        // A command that does not care.
      }
    }
  },
  writeAfterwards: async ([, address, file]) => {
    try {
      await request.req.get(address);
    } catch {
      // A command that does not care.
    }
    fs.writeFileSync(file, 'x');
  },
  write: ([, file]) => fs.writeFileSync(file, 'x')
};

export const cli = {
  commands: [],
  execute: async words => {
    await DEEDS[words[0]](words);
  },
  executeCommand: async () => {},
  executeCommandWithOutput: async () => {},
  closeWithError: async error => {
    console.error(`Error: ${error.message}`);
    process.exit(1);
  }
};
