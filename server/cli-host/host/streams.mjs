// Bodies of requests and answers, piece by piece, no faster than the receiver takes them.

import { Readable } from 'node:stream';
import { PIECE, TYPE, WINDOW, count } from './frames.mjs';

/** The body of an answer, as the server sends it. */
export class AnswerBody extends Readable {
  #run;
  #number;
  #pieces = [];
  #ended = false;
  #wanted = false;

  constructor(run, number) {
    super({ highWaterMark: PIECE });
    this.#run = run;
    this.#number = number;
    // Who pipes a body often does not listen for its errors, which would end the process.
    this.on('error', () => {});
  }

  accept(piece) {
    this.#pieces.push(piece);
    this.#deliver();
  }

  end() {
    this.#ended = true;
    this.#deliver();
  }

  giveUp() {
    this.destroy();
  }

  _read() {
    this.#wanted = true;
    this.#deliver();
  }

  _destroy(error, done) {
    if (!this.#ended) {
      this.#run.send(TYPE.DROP, this.#number);
    }
    this.#pieces = [];
    this.#run.exchanges.delete(this.#number);
    done(error);
  }

  #deliver() {
    while (this.#wanted && this.#pieces.length > 0) {
      const piece = this.#pieces.shift();
      this.#wanted = this.push(piece);
      if (!this.#ended) {
        this.#run.send(TYPE.CREDIT, this.#number, count(piece.length));
      }
    }
    if (this.#ended && this.#pieces.length === 0) {
      this.push(null);
    }
  }
}

/** Sends the body of a request. */
export class RequestBody {
  #run;
  #number;
  #source;
  #credit = WINDOW;
  #moreCredit = () => {};
  #given = false;

  /** @param source a Buffer or a readable stream */
  constructor(run, number, source) {
    this.#run = run;
    this.#number = number;
    this.#source = source;
  }

  grant(bytes) {
    this.#credit += bytes;
    this.#moreCredit();
  }

  giveUp() {
    this.#given = true;
    this.#source.destroy?.();
    this.#moreCredit();
  }

  /** Ends when all of it is sent or nobody wants it any more; fails if the source does. */
  async send() {
    if (Buffer.isBuffer(this.#source)) {
      await this.#sendPiece(this.#source);
    } else {
      for await (const piece of this.#source) {
        await this.#sendPiece(Buffer.from(piece));
        if (this.#given) {
          return;
        }
      }
    }
    this.#run.send(TYPE.END, this.#number);
  }

  async #sendPiece(bytes) {
    let at = 0;
    while (at < bytes.length && !this.#given) {
      if (this.#credit === 0) {
        await new Promise(resolve => { this.#moreCredit = resolve; });
      }
      const size = Math.min(PIECE, this.#credit, bytes.length - at);
      this.#run.send(TYPE.CHUNK, this.#number, bytes.subarray(at, at + size));
      this.#credit -= size;
      at += size;
    }
  }
}
