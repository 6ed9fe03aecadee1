// Writes the JSON model of docs/catalogue.md as the three binary parts described there. Pure: the same model and stamp
// give the same bytes (as far as this Node's zlib does).

import { crc32 } from './crc32.mjs';
import { usualAddressOf } from './docs.mjs';
import { deflateRawSync } from 'node:zlib';

export const FORMAT = 2;

const PART = { hot: 1, rules: 2, cold: 3 };

// Places in these lists are the numbers in the file.
const TYPES = ['string', 'number', 'boolean', 'flag', 'untyped'];
const IDENTITIES = ['any', 'delegated', 'application'];
const EFFECTS = ['read', 'write', 'destroy'];
const UNKNOWN_OPTIONS = ['refused', 'passed-on', 'dropped'];
const SCHEMAS = ['legacy', 'zod'];

const TREE = { nothing: 0, no: 1, yes: 2, whole: 3, number: 4, text: 5, items: 6, fields: 7 };

// Commands share a block of the cold part up to this many bytes: large enough to compress well, small enough to be
// inflated for one hover.
const BLOCK_BYTES = 24 * 1024;

/**
 * @param model as in docs/catalogue.md
 * @param stamp identifies the program that made the model; a catalogue made by another one is made anew
 * @returns {{hot: Buffer, rules: Buffer, cold: Buffer}} whole files, headers included
 */
export function pack(model, stamp) {
  const hot = hotPayload(model, stamp);
  const belongsTo = crc32(hot);
  return {
    hot: withHeader(PART.hot, hot, belongsTo),
    rules: withHeader(PART.rules, rulesPayload(model), belongsTo),
    cold: withHeader(PART.cold, coldPayload(model), belongsTo)
  };
}

function withHeader(part, payload, belongsTo) {
  const header = Buffer.alloc(24);
  header.write('M365CAT', 'ascii');
  header.writeUInt8(FORMAT, 7);
  header.writeUInt8(part, 8);
  header.writeUInt32BE(payload.length, 12);
  header.writeUInt32BE(crc32(payload), 16);
  header.writeUInt32BE(belongsTo, 20);
  return Buffer.concat([header, payload]);
}

function hotPayload(model, stamp) {
  const texts = new Table(writeText);
  const textLists = new Table((out, list) => {
    out.number(list.length);
    list.forEach(text => out.number(texts.place(text)));
  });
  const options = new Table((out, option) => {
    out.number(texts.place(option.name));
    out.number(texts.place(option.short));
    out.number(flags(option.required, option.caseInsensitive, option.valuesFromDocs, option.global, option.serverRelative)
      | place(TYPES, option.type) << 5);
    out.number(textLists.place(option.values));
    out.number(texts.place(option.default));
    out.number(texts.place(option.format));
  });
  const globals = new Table((out, list) => {
    out.number(list.length);
    list.forEach(option => out.number(options.place(option)));
  });

  const commands = new Output();
  commands.number(model.commands.length);
  for (const command of model.commands) {
    about(command, () => {
      const own = command.options.filter(option => !option.global).map(optionFacts);
      const shared = command.options.filter(option => option.global).map(optionFacts);
      commands.number(texts.place(command.name));
      commands.number(textLists.place(command.aliases));
      commands.number(texts.place(command.service));
      commands.number(texts.place(command.resource));
      commands.number(place(IDENTITIES, command.identity)
        | place(EFFECTS, command.effect) << 2
        | place(UNKNOWN_OPTIONS, command.unknownOptions) << 4
        | flags(command.contextual, command.schema === 'zod') << 6);
      commands.number(textLists.place(command.outputs));
      const address = command.text.documentation;
      commands.number(texts.place(address === usualAddressOf(command.name) ? '' : address));
      commands.number(own.length);
      own.forEach(option => commands.number(options.place(option)));
      commands.number(globals.place(shared));
      commands.number(command.optionSets.length);
      for (const set of command.optionSets) {
        commands.number(flags(set.conditional, set.atLeastOne, set.atMostOne));
        commands.number(textLists.place(set.options));
      }
    });
  }
  const head = new Output();
  head.number(texts.place(model.version));
  head.number(texts.place(stamp));
  return Buffer.concat([
    texts.bytes(), head.bytes(), textLists.bytes(), options.bytes(), globals.bytes(), commands.bytes()
  ]);
}

/** The facts of an option in one order of fields, so that equal options become one entry. */
function optionFacts({ name, short, required, type, values, caseInsensitive, valuesFromDocs, default: default_, format, global, serverRelative }) {
  return { name, short, required, type, values, caseInsensitive, valuesFromDocs, default: default_, format, global, serverRelative };
}

function rulesPayload(model) {
  const texts = new Table(writeText);
  const index = new Output();
  const trees = [];
  index.number(model.commands.length);
  for (const command of model.commands) {
    about(command, () => {
      const tree = new Output();
      writeTree(tree, command.rules, texts);
      index.number(place(SCHEMAS, command.schema));
      index.number(tree.length);
      trees.push(tree.bytes());
    });
  }
  return Buffer.concat([texts.bytes(), index.bytes(), ...trees]);
}

function writeTree(out, value, texts) {
  // The kind of a node in the low three bits, above them its value, its text's place or how many nodes follow.
  const node = (kind, argument = 0) => out.number(argument * 8 + kind);
  if (value === null || value === undefined) {
    node(TREE.nothing);
  } else if (value === false) {
    node(TREE.no);
  } else if (value === true) {
    node(TREE.yes);
  } else if (typeof value === 'number') {
    // -0 is no whole number here: it would come back as 0.
    if (Number.isInteger(value) && value >= 0 && value < 2 ** 28 && !Object.is(value, -0)) {
      node(TREE.whole, value);
    } else {
      node(TREE.number);
      out.double(value);
    }
  } else if (typeof value === 'string') {
    node(TREE.text, texts.place(value));
  } else if (Array.isArray(value)) {
    node(TREE.items, value.length);
    value.forEach(item => writeTree(out, item, texts));
  } else if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    node(TREE.fields, fields.length);
    for (const [name, field] of fields) {
      out.number(texts.place(name));
      writeTree(out, field, texts);
    }
  } else {
    throw new Error(`a ${typeof value} cannot be written`);
  }
}

function coldPayload(model) {
  const blocks = [];
  const places = [];
  let block = new Output();
  const close = () => {
    const raw = block.bytes();
    blocks.push({ rawLength: raw.length, bytes: deflateRawSync(raw, { level: 9 }) });
    block = new Output();
  };
  for (const command of model.commands) {
    about(command, () => {
      if (block.length >= BLOCK_BYTES) {
        close();
      }
      places.push({ block: blocks.length, offset: block.length });
      writeCommandText(block, command.text);
    });
  }
  close();

  const index = new Output();
  index.number(blocks.length);
  for (const { rawLength, bytes } of blocks) {
    index.number(rawLength);
    index.number(bytes.length);
  }
  index.number(places.length);
  for (const { block: number, offset } of places) {
    index.number(number);
    index.number(offset);
  }
  return Buffer.concat([index.bytes(), ...blocks.map(({ bytes }) => bytes)]);
}

function writeCommandText(out, text) {
  writeText(out, text.description);
  writeTextMap(out, text.options);
  out.number(text.permissions.length);
  for (const permission of text.permissions) {
    out.number(place(IDENTITIES, permission.identity));
    writeText(out, permission.resource);
    writeTextList(out, permission.names);
  }
  out.number(text.examples.length);
  for (const example of text.examples) {
    writeText(out, example.title);
    writeText(out, example.code);
    writeText(out, example.language);
    out.number(flags(example.valid));
  }
  writeTextMap(out, text.responses);
  writeTextList(out, text.defaultProperties);
  writeText(out, text.remarks);
}

function writeTextMap(out, map) {
  const entries = Object.entries(map);
  out.number(entries.length);
  for (const [name, text] of entries) {
    writeText(out, name);
    writeText(out, text);
  }
}

function writeTextList(out, list) {
  out.number(list.length);
  list.forEach(text => writeText(out, text));
}

function writeText(out, text) {
  if (typeof text !== 'string') {
    throw new Error(`a text was expected, not ${JSON.stringify(text)}`);
  }
  const bytes = Buffer.from(text, 'utf8');
  out.number(bytes.length);
  out.append(bytes);
}

/** Bits from the lowest on. A value that is neither true nor false is a mistake of the model. */
function flags(...values) {
  return values.reduce((bits, value, i) => {
    if (typeof value !== 'boolean') {
      throw new Error(`true or false was expected, not ${JSON.stringify(value)}`);
    }
    return value ? bits | 1 << i : bits;
  }, 0);
}

function place(list, value) {
  const found = list.indexOf(value);
  if (found < 0) {
    throw new Error(`${JSON.stringify(value)} is none of ${list.join(', ')}`);
  }
  return found;
}

function about(command, write) {
  try {
    write();
  } catch (error) {
    throw new Error(`The command "${command.name}" cannot be packed: ${error.message}`, { cause: error });
  }
}

/** Distinct values, each written once, when it is first used, and referred to by its place. */
class Table {
  #places = new Map();
  #written = new Output();
  #write;

  constructor(write) {
    this.#write = write;
  }

  place(value) {
    const key = JSON.stringify(value);
    let found = this.#places.get(key);
    if (found === undefined) {
      this.#write(this.#written, value);
      found = this.#places.size;
      this.#places.set(key, found);
    }
    return found;
  }

  bytes() {
    const count = new Output();
    count.number(this.#places.size);
    return Buffer.concat([count.bytes(), this.#written.bytes()]);
  }
}

/** A growing run of bytes. */
class Output {
  #bytes = Buffer.alloc(1024);
  length = 0;

  byte(value) {
    this.#reserve(1);
    this.#bytes[this.length++] = value;
  }

  /** A whole number from 0 to 2^31-1 as unsigned LEB128. */
  number(value) {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** 31) {
      throw new Error(`${value} is no number from 0 to 2147483647`);
    }
    let rest = value;
    while (rest > 0x7f) {
      this.byte(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  double(value) {
    this.#reserve(8);
    this.length = this.#bytes.writeDoubleBE(value, this.length);
  }

  append(bytes) {
    this.#reserve(bytes.length);
    this.length += bytes.copy(this.#bytes, this.length);
  }

  bytes() {
    return this.#bytes.subarray(0, this.length);
  }

  #reserve(count) {
    if (this.length + count > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(this.length + count, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
  }
}
