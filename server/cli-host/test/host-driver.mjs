// The other end of the pipe, for tests of the host: starts it, gives orders and answers its requests.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FrameReader, PIECE, TYPE, WINDOW, count, frame } from '../host/frames.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
export const CLI = path.join(here, '..', 'node_modules', '@pnp', 'cli-microsoft365');
export const GUID = '68be84bf-a585-4776-80b3-30aa5207aa22';

export const CLAIMS = {
  oid: GUID, upn: 'me@contoso.com', tid: GUID, appid: GUID, scp: 'User.Read Sites.FullControl.All', idtyp: 'user', exp: 4102444800
};

export const CONNECTION = {
  authType: 'browser', cloudType: 'Public', tenant: GUID, appId: GUID, name: 'me', identityName: 'me@contoso.com', identityId: GUID,
  identityTenantId: GUID, claims: CLAIMS, site: 'https://contoso.sharepoint.com'
};

export class Host {
  #process;
  #runs = new Map();
  #next = 1;
  troubles = [];

  /** @param answer takes a request `{method, address, headers, anonymous, resource, body}` and gives the answer */
  static async start(answer, { root = CLI, program = [path.join(here, '..', 'host', 'main.mjs')] } = {}) {
    const host = new Host();
    host.answer = answer;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'm365ls-host-'));
    for (const name of ['home', 'tmp', 'work']) {
      host[name] = path.join(realpathSync(folder), name);
      mkdirSync(host[name]);
    }
    host.#process = spawn(process.execPath, program, {
      cwd: host.home,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { HOME: host.home, USERPROFILE: host.home, TMPDIR: host.tmp, TEMP: host.tmp, TMP: host.tmp, SystemRoot: process.env.SystemRoot ?? '' }
    });
    host.exited = new Promise(resolve => host.#process.once('exit', resolve));
    await new Promise((resolve, reject) => {
      const reader = new FrameReader(each => {
        if (each.type === TYPE.READY) {
          resolve();
        } else if (each.type === TYPE.TROUBLE) {
          host.troubles.push(each.payload.toString('utf8'));
        } else {
          host.#accept(each).catch(error => {
            console.error(error);
            host.kill();
          });
        }
      });
      host.#process.stdout.on('data', bytes => reader.push(bytes));
      host.exited.then(code => {
        reject(new Error(`The host has ended with ${code}: ${host.troubles.join('')}`));
        for (const run of host.#runs.values()) {
          run.done({ ...run.result, crashed: true });
        }
      });
      host.send(TYPE.INSTALLATION, 0, 0, { root });
    });
    return host;
  }

  send(type, run, exchange, payload) {
    this.#process.stdin.write(frame(type, run, exchange, payload));
  }

  /** Runs a command; the answer has `exitCode`, `out`, `err`, `values`, `requests`. */
  run(words, how = {}) {
    const number = this.#next++;
    const result = { number, out: '', err: '', values: [], requests: [] };
    const pending = new Promise(resolve => {
      this.#runs.set(number, { result, done: resolve, bodies: new Map(), value: '', ...how });
    });
    this.send(TYPE.START, number, 0, {
      arguments: words, folder: this.work, settings: {}, connection: CONNECTION, mayWriteFiles: true, mayStartPrograms: false, ...how.order
    });
    return Object.assign(pending, { number });
  }

  /** Waits until the host says, for a run that is under way, that it reads what it is sent. */
  ping(number) {
    const run = this.#runs.get(number);
    const answered = new Promise(resolve => { run.pong = resolve; });
    this.send(TYPE.PING, number, 0);
    return answered;
  }

  cancel(number) {
    this.send(TYPE.CANCEL, number, 0);
  }

  /** Waits until the host has read something of the first answer of a run. */
  consumed(number) {
    const run = this.#runs.get(number);
    return new Promise(resolve => { run.grant = resolve; });
  }

  stop() {
    this.#process.stdin.end();
    return this.exited;
  }

  kill(signal) {
    this.#process.kill(signal);
  }

  async #accept({ type, run: number, exchange, payload }) {
    const run = this.#runs.get(number);
    const text = () => payload.toString('utf8');
    switch (type) {
      case TYPE.OUT: run.result.out += text(); break;
      case TYPE.ERR: run.result.err += text(); break;
      case TYPE.VALUE:
        if (payload.length === 0) {
          run.result.values.push(JSON.parse(run.value));
          run.value = '';
        } else {
          run.value += text();
        }
        break;
      case TYPE.HELD_FILE: run.result.held = JSON.parse(text()).file; break;
      case TYPE.PONG: run.pong(); break;
      case TYPE.SETTING: (run.result.settings ??= []).push(JSON.parse(text())); break;
      case TYPE.LEARNT: run.result.learnt = JSON.parse(text()); break;
      case TYPE.DONE:
        run.result.exitCode = JSON.parse(text()).exitCode;
        run.done(run.result);
        break;
      case TYPE.QUESTION:
        (run.result.questions ??= []).push(JSON.parse(text()));
        this.send(TYPE.REPLY, number, exchange, run.reply(JSON.parse(text())));
        break;
      case TYPE.REQUEST: {
        const request = { ...JSON.parse(text()), body: Buffer.alloc(0), number, exchange };
        run.result.requests.push(request);
        if (request.hasBody) {
          run.bodies.set(exchange, request);
        } else {
          await this.#answer(run, request);
        }
        break;
      }
      case TYPE.CHUNK: {
        const request = run.bodies.get(exchange);
        request.body = Buffer.concat([request.body, payload]);
        this.send(TYPE.CREDIT, number, exchange, count(payload.length));
        break;
      }
      case TYPE.END:
        await this.#answer(run, run.bodies.get(exchange));
        break;
      case TYPE.FAIL:
        run.result.bodyFailed = true;
        break;
      case TYPE.CREDIT: run.grant?.(exchange, payload.readUInt32BE(0)); break;
      case TYPE.DROP: run.dropped?.(exchange); break;
      default: throw new Error(`type ${type}`);
    }
  }

  async #answer(run, request) {
    const { status = 200, headers = { 'content-type': 'application/json' }, body = '', fail, hold } = await (run.answer ?? this.answer)(request);
    const { number, exchange } = request;
    if (fail) {
      this.cancel(number);
      return;
    }
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    let credit = WINDOW;
    let more = () => {};
    const grants = run.grants ??= new Map();
    grants.set(exchange, granted => { credit += granted; more(); });
    const told = run.grant;
    run.grant = (which, granted) => {
      told?.();
      grants.get(which)?.(granted);
    };
    this.send(TYPE.ANSWER, number, exchange, { status, headers });
    for (let at = 0; at < bytes.length;) {
      if (credit === 0) {
        await new Promise(resolve => { more = resolve; });
      }
      const size = Math.min(PIECE, credit, bytes.length - at);
      this.send(TYPE.CHUNK, number, exchange, bytes.subarray(at, at + size));
      credit -= size;
      at += size;
    }
    if (!hold) {
      this.send(TYPE.END, number, exchange);
    }
  }
}
