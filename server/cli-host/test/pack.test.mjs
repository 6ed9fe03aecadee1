import assert from 'node:assert/strict';
import test from 'node:test';
import { crc32 } from '../crc32.mjs';
import { pack } from '../pack.mjs';

const STAMP = '0123456789abcdef';

function option(changes = {}) {
  return {
    name: 'url', short: 'u', required: true, type: 'string', values: [], caseInsensitive: false, valuesFromDocs: false,
    default: '', format: 'spo-url', global: false, serverRelative: true, ...changes
  };
}

function command(changes = {}) {
  return {
    name: 'spo site get', aliases: [], service: 'spo', resource: 'sharepoint', identity: 'any', effect: 'read',
    schema: 'zod', unknownOptions: 'refused', outputs: ['json', 'text'], contextual: false,
    options: [option(), option({ name: 'output', short: 'o', global: true })],
    optionSets: [], rules: {},
    text: {
      description: '', options: {}, permissions: [], examples: [], responses: {}, defaultProperties: [], remarks: '',
      documentation: 'https://pnp.github.io/cli-microsoft365/cmd/spo/site/site-get'
    },
    ...changes
  };
}

function packed(...commands) {
  return pack({ version: '11.11.0', commands }, STAMP);
}

test('computes the checksum of zip files', () => {
  assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
  assert.equal(crc32(Buffer.alloc(0)), 0);
});

test('begins each part with the header of the format', () => {
  const { hot, rules, cold } = packed(command());
  [hot, rules, cold].forEach((bytes, i) => {
    assert.equal(bytes.toString('latin1', 0, 8), 'M365CAT\x02');
    assert.equal(bytes.readUInt32BE(8), i + 1 << 24);
    assert.equal(bytes.readUInt32BE(12), bytes.length - 24);
    assert.equal(bytes.readUInt32BE(16), crc32(bytes.subarray(24)));
    assert.equal(bytes.readUInt32BE(20), hot.readUInt32BE(16));
  });
});

test('gives the same bytes for the same model', () => {
  assert.deepEqual(packed(command(), command({ name: 'spo site list' })), packed(command(), command({ name: 'spo site list' })));
});

test('writes an option that commands share once', () => {
  const one = packed(command()).hot.length;
  const two = packed(command(), command()).hot.length;
  assert.ok(two - one < 20, `${two - one} bytes more`);
});

test('keeps own options before global ones', () => {
  const sorted = packed(command());
  const mixed = packed(command({ options: command().options.toReversed() }));
  assert.deepEqual(mixed.hot, sorted.hot);
});

for (const [what, wrong] of Object.entries({
  'an unknown effect': { effect: 'none' },
  'an unknown identity': { identity: 'User' },
  'an unknown schema': { schema: 'joi' },
  'an unknown way with unknown options': { unknownOptions: undefined },
  'a missing flag': { contextual: undefined },
  'an unknown type': { options: [option({ type: 'guid' })] },
  'a default that is no text': { options: [option({ default: 5 })] },
  'an allowed value that is no text': { options: [option({ values: [5] })] },
  'a function among the rules': { rules: { test: () => true } },
  'a description that is missing': { text: { ...command().text, description: undefined } }
})) {
  test(`refuses ${what} and names the command`, () => {
    assert.throws(() => packed(command(wrong)), /The command "spo site get" cannot be packed: /);
  });
}
