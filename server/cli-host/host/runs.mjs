// What belongs to one run, and how the code of a command finds its own.

import { AsyncLocalStorage } from 'node:async_hooks';
import { PIECE, TYPE, frame } from './frames.mjs';

const runs = new AsyncLocalStorage();

/** The run on whose behalf the calling code works; undefined if it is nobody's. */
export function currentRun() {
  return runs.getStore();
}

/** Does work on this process's own behalf. */
export function asNobody(work) {
  return runs.exit(work);
}

/** Is thrown into the code of a command whose run is over. What the command makes of it does not matter any more. */
export class RunIsOver extends Error {
  constructor() {
    super('The run is over.');
    this.name = 'RunIsOver';
  }
}

/**
 * A run. Once it is over it stays over: nothing is printed, asked, sent or written any more, whatever the code of the
 * command still does.
 */
export class Run {
  /** The CLI's own variables, which are global there, by the object that has them. */
  fields = new Map();
  /** Readable bodies and the like, to be given up with the run: each has `giveUp()`. */
  exchanges = new Map();
  /** Calls back with the answer to a question. */
  questions = new Map();
  /** Files that are being written; each has `giveUp()`, which waits for its end. */
  files = new Set();
  /** Commands whose output is shown as it is to be faithful; empty if the CLI's own form is wanted. */
  printed = new Set();
  /** Whether the CLI is still reading its arguments. */
  readsArguments = false;
  isOver = false;

  #send;
  #end;
  #nextExchange = 1;
  #abort = new AbortController();

  /**
   * @param number of the run, the server's
   * @param order what to run, see START in docs/hosted-cli.md
   * @param send sends a frame
   */
  constructor(number, order, send) {
    this.number = number;
    this.order = order;
    this.#send = send;
    this.ended = new Promise(resolve => { this.#end = resolve; });
  }

  /** Aborts when the run is over. */
  get signal() {
    return this.#abort.signal;
  }

  /** Runs `work` so that everything it starts belongs to this run. */
  within(work) {
    return runs.run(this, work);
  }

  /** Throws if the run is over. */
  check() {
    if (this.isOver) {
      throw new RunIsOver();
    }
  }

  /** Goes on if the run does. Code of a run that is over waits here for ever: an error could be caught, and tried again. */
  goOn() {
    return this.isOver ? new Promise(() => {}) : undefined;
  }

  send(type, exchange, payload) {
    if (!this.isOver) {
      this.#send(frame(type, this.number, exchange, payload));
    }
  }

  /** Sends text in pieces. */
  tell(type, text) {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length; at += PIECE) {
      this.send(type, 0, bytes.subarray(at, at + PIECE));
    }
  }

  /** A value that a command printed, before it was formatted. */
  tellValue(value) {
    let text;
    try {
      text = JSON.stringify(value instanceof Error ? { message: value.message } : value);
    } catch {
      // Values that refer to themselves have no JSON; the CLI fails on them as well.
    }
    if (text !== undefined) {
      this.tell(TYPE.VALUE, text);
      this.send(TYPE.VALUE, 0);
    }
  }

  newExchange() {
    return this.#nextExchange++;
  }

  /** Asks the server; there is no end to it without an answer, since the run is over then. */
  async ask(question) {
    await this.goOn();
    const number = this.newExchange();
    return new Promise(resolve => {
      this.questions.set(number, resolve);
      this.send(TYPE.QUESTION, number, question);
    });
  }

  /** Ends the run with an exit code, which the server is told once no file is open any more. The first end counts. */
  finish(exitCode) {
    if (this.isOver) {
      return;
    }
    const exchanges = [...this.exchanges.values()];
    exchanges.forEach(each => each.giveUp());
    const files = [...this.files].map(each => each.giveUp());
    this.isOver = true;
    Promise.all(files).then(() => this.#send(frame(TYPE.DONE, this.number, 0, { exitCode })));
    this.#abort.abort(new RunIsOver());
    this.#end();
  }
}
