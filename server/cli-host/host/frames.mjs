// The frames of the pipe between the server and this process. A frame is
//   length of the payload (4 bytes), type (1), number of the run (4), number of the exchange (4), payload
// with numbers in network order. Both directions use the same types; docs/hosted-cli.md tells each one's meaning.

export const TYPE = {
  // about the process
  INSTALLATION: 1, READY: 2, TROUBLE: 3, PING: 4, PONG: 5,
  // about a run
  START: 10, CANCEL: 11, OUT: 12, ERR: 13, VALUE: 14, HELD_FILE: 15, LEARNT: 16, DONE: 17, SETTING: 18,
  // about a question within a run
  QUESTION: 20, REPLY: 21,
  // about a request within a run
  REQUEST: 30, ANSWER: 31, CHUNK: 32, END: 33, FAIL: 34, CREDIT: 35, DROP: 36
};

/** How many bytes of a body may be under way before the receiver has granted more. */
export const WINDOW = 256 * 1024;

/** The largest piece of a body, of output or of a value in one frame. */
export const PIECE = 64 * 1024;

const HEAD = 13;

/** @param payload a Buffer, a text or a value that is sent as JSON; nothing for an empty one */
export function frame(type, run, exchange, payload) {
  const bytes = payload === undefined ? Buffer.alloc(0)
    : Buffer.isBuffer(payload) ? payload
      : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload), 'utf8');
  const whole = Buffer.allocUnsafe(HEAD + bytes.length);
  whole.writeUInt32BE(bytes.length, 0);
  whole.writeUInt8(type, 4);
  whole.writeUInt32BE(run, 5);
  whole.writeUInt32BE(exchange, 9);
  bytes.copy(whole, HEAD);
  return whole;
}

/** Bytes as a payload that counts them. */
export function count(bytes) {
  const payload = Buffer.allocUnsafe(4);
  payload.writeUInt32BE(bytes, 0);
  return payload;
}

/** Cuts what arrives into frames, and hands each to `accept({type, run, exchange, payload})`. */
export class FrameReader {
  #accept;
  #pieces = [];
  #length = 0;

  constructor(accept) {
    this.#accept = accept;
  }

  push(bytes) {
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    for (let size = this.#wholeFrame(); size > 0; size = this.#wholeFrame()) {
      const whole = this.#take(size);
      this.#accept({
        type: whole.readUInt8(4), run: whole.readUInt32BE(5), exchange: whole.readUInt32BE(9), payload: whole.subarray(HEAD)
      });
    }
  }

  /** Bytes of the first frame if all of it is there, else 0. */
  #wholeFrame() {
    if (this.#length < HEAD) {
      return 0;
    }
    if (this.#pieces[0].length < HEAD) {
      this.#pieces = [Buffer.concat(this.#pieces)];
    }
    const size = HEAD + this.#pieces[0].readUInt32BE(0);
    return this.#length < size ? 0 : size;
  }

  #take(size) {
    if (this.#pieces[0].length < size) {
      this.#pieces = [Buffer.concat(this.#pieces)];
    }
    const first = this.#pieces[0];
    if (first.length === size) {
      this.#pieces.shift();
    } else {
      this.#pieces[0] = first.subarray(size);
    }
    this.#length -= size;
    return first.subarray(0, size);
  }
}
