// Sends the requests of the CLI's HTTP library through the server.

import { TYPE } from './frames.mjs';
import { currentRun, RunIsOver } from './runs.mjs';
import { resourceOf } from './claims.mjs';
import { AnswerBody, RequestBody } from './streams.mjs';

/**
 * What the CLI sees instead of 429 and 503: it would wait and try again without an end, and forget on the way that a
 * request is meant to go without a token. Waiting is the server's business, and is over when such an answer comes here.
 */
const STAYS_BUSY = 529;

/** Headers that describe the connection, which is the server's. */
const NOT_PASSED_ON = new Set(['authorization', 'content-length', 'host', 'connection', 'transfer-encoding']);

/**
 * An adapter for axios.
 *
 * @param axios the instance it is for
 */
export function adapterOf(axios) {
  return async config => {
    const run = currentRun();
    if (run === undefined) {
      throw new RunIsOver();
    }
    run.check();
    const answer = await exchange(run, requestOf(axios, config), bodyOf(config.data));
    const data = config.responseType === 'stream' ? answer.body : await whole(answer.body, config);
    return settled({ ...answer, config, data });
  };
}

function requestOf(axios, config) {
  const headers = {};
  let authorization = '';
  for (const [name, value] of Object.entries(config.headers.toJSON())) {
    if (name.toLowerCase() === 'authorization') {
      authorization = String(value);
    }
    if (!NOT_PASSED_ON.has(name.toLowerCase())) {
      headers[name] = Array.isArray(value) ? value.join(', ') : String(value);
    }
  }
  const resource = resourceOf(authorization);
  if (resource === undefined && authorization !== '') {
    headers.Authorization = authorization;
  }
  return {
    method: config.method.toUpperCase(),
    address: axios.getUri(config),
    headers,
    anonymous: resource === undefined,
    resource: resource ?? ''
  };
}

function bodyOf(data) {
  if (data === undefined || data === null) {
    return undefined;
  }
  if (typeof data === 'string') {
    return Buffer.from(data, 'utf8');
  }
  if (data instanceof ArrayBuffer) {
    return Buffer.from(data);
  }
  if (Buffer.isBuffer(data) || typeof data.pipe === 'function') {
    return data;
  }
  throw new TypeError('A request with such a body cannot be sent.');
}

/** Sends a request; what comes back is the head of the answer and its body. */
async function exchange(run, request, source) {
  const number = run.newExchange();
  const isWhole = Buffer.isBuffer(source);
  const sending = source === undefined ? undefined : new RequestBody(run, number, source);
  const answer = new Promise(resolve => {
    run.exchanges.set(number, {
      answered: head => {
        const body = new AnswerBody(run, number);
        run.exchanges.set(number, {
          answered: () => {},
          accept: piece => body.accept(piece),
          end: () => body.end(),
          grant: bytes => sending?.grant(bytes),
          giveUp: () => {
            sending?.giveUp();
            body.giveUp();
          }
        });
        resolve({ ...head, body });
      },
      accept: () => {},
      end: () => {},
      grant: bytes => sending?.grant(bytes),
      giveUp: () => sending?.giveUp()
    });
  });
  const length = source === undefined ? 0 : isWhole ? source.length : -1;
  run.send(TYPE.REQUEST, number, { ...request, hasBody: source !== undefined, isWhole, length });
  const failure = sending?.send().then(() => new Promise(() => {}), error => {
    run.send(TYPE.FAIL, number);
    throw error;
  });
  return failure === undefined ? answer : Promise.race([answer, failure]);
}

async function whole(body, config) {
  const pieces = [];
  for await (const piece of body) {
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  return config.responseType === 'arraybuffer' ? bytes : bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function settled({ status, headers, config, data }) {
  const response = { status, statusText: '', headers, config, request: {}, data };
  if (!config.validateStatus || config.validateStatus(status)) {
    return response;
  }
  if (status === 429 || status === 503) {
    response.status = STAYS_BUSY;
  }
  const code = status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE';
  const error = Object.assign(new Error(`Request failed with status code ${status}`), {
    name: 'AxiosError', isAxiosError: true, code, config, request: {}, response, status: response.status
  });
  throw error;
}
