import assert from 'node:assert/strict';

/**
 * The shape of the model in docs/catalogue.md, as a function for each kind of value that throws where a value has
 * another shape.
 */

const text = (value, at) => assert.equal(typeof value, 'string', at);
const flag = (value, at) => assert.equal(typeof value, 'boolean', at);
const oneOf = (...allowed) => (value, at) => assert.ok(allowed.includes(value), `${at}: ${value}`);
const filled = (value, at) => assert.ok(typeof value === 'string' && value.length > 0, `${at}: ${value}`);
const listOf = item => (value, at) => {
  assert.ok(Array.isArray(value), at);
  value.forEach((v, i) => item(v, `${at}[${i}]`));
};
const mapOf = item => (value, at) => Object.entries(value).forEach(([key, v]) => item(v, `${at}.${key}`));
const record = shape => (value, at) => {
  assert.deepEqual(Object.keys(value).sort(), Object.keys(shape).sort(), at);
  Object.entries(shape).forEach(([key, check]) => check(value[key], `${at}.${key}`));
};
const plain = (value, at) => assert.deepEqual(JSON.parse(JSON.stringify(value)), value, at);

const FORMATS = [
  '', 'date', 'date-time', 'duration', 'guid', 'guid-list', 'integer', 'list', 'mail-nickname', 'number', 'number-list',
  'positive-integer', 'power-pages-url', 'spo-url', 'teams-channel-id', 'teams-chat-id', 'theme', 'upn', 'upn-list', 'url',
];

const option = record({
  name: filled, short: (v, at) => assert.match(v, /^[a-zA-Z]?$/, at), required: flag,
  type: oneOf('string', 'number', 'boolean', 'flag', 'untyped'), values: listOf(filled), caseInsensitive: flag,
  valuesFromDocs: flag, default: text, format: oneOf(...FORMATS), global: flag, serverRelative: flag,
});

const command = record({
  name: filled, aliases: listOf(filled), service: filled,
  resource: (v, at) => assert.match(v, /^(?:|sharepoint|https:\/\/\S+)$/, at),
  identity: oneOf('any', 'delegated', 'application'), effect: oneOf('read', 'write', 'destroy'),
  schema: oneOf('zod', 'legacy'), unknownOptions: oneOf('refused', 'passed-on', 'dropped'), outputs: listOf(filled),
  contextual: flag, options: listOf(option),
  optionSets: listOf(record({ options: listOf(filled), conditional: flag, atLeastOne: flag, atMostOne: flag })),
  rules: plain,
  text: record({
    description: filled, options: mapOf(text),
    permissions: listOf(record({ identity: oneOf('delegated', 'application'), resource: text, names: listOf(filled) })),
    examples: listOf(record({ title: text, code: filled, language: oneOf('sh', 'powershell'), valid: flag })),
    responses: mapOf(text), defaultProperties: listOf(filled), remarks: text,
    documentation: (v, at) => assert.match(v, /^https:\/\/pnp\.github\.io\/cli-microsoft365\/cmd\/[\w/-]+$/, at),
  }),
});

/** Throws if a value is not a model. */
export const checkModel = record({ version: (v, at) => assert.match(v, /^\d+\.\d+\.\d+/, at), commands: listOf(command) });
