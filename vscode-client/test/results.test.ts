import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QueryResult } from '../src/protocol';
import { pageHtml } from '../src/pages/html';
import { chartOf } from '../src/results/chart';
import { fileNameOf, formatsOf, textOf } from '../src/results/exports';
import { moved } from '../src/results/insertion';
import type { Json } from '../src/results/json';
import { lineOf, startOf } from '../src/results/json';
import type { Content } from '../src/results/messages';
import { queryIn, Results, valueIn } from '../src/results/model';
import { Queries } from '../src/results/queries';
import { filtered, sorted, tableOf } from '../src/results/table';
import { partAt, partsOf } from '../src/results/tree';
import { FakeServer, run, settled } from './fakes';

const SITES: Json = [
  { Title: 'HR', Size: 10, Owner: { mail: 'a@x' } },
  { Title: 'IT', Size: 9, Locked: true },
  { Title: 'Äpfel', Size: null },
];

function shown(value: Json, more: Parameters<typeof run>[0] = {}) {
  return new Results([run({ out: `${JSON.stringify(value)}\n`, value: 'v1', ...more })], true);
}

function json(results: Results): Extract<Content, { kind: 'json' }> {
  const { content } = results.view();
  assert.ok(content.kind === 'json');
  return content;
}

const answer = (value: Json): QueryResult => ({ kept: true, out: JSON.stringify(value), problem: '', start: 0, end: 0 });

test('makes a table of lists, with a column for each property that some element has', () => {
  assert.deepEqual(tableOf(SITES), {
    columns: ['Title', 'Size', 'Owner', 'Locked'],
    rows: [
      ['HR', 10, { mail: 'a@x' }, undefined],
      ['IT', 9, undefined, true],
      ['Äpfel', null, undefined, undefined],
    ],
  });
  assert.deepEqual(tableOf(['a', { b: 1 }]), { columns: ['b', 'Value'], rows: [[undefined, 'a'], [1, undefined]] });
  assert.deepEqual(tableOf([[1, 2], [3]]), { columns: ['0', '1'], rows: [[1, 2], [3, undefined]] });
  assert.deepEqual(tableOf({ a: 1, b: null }), { columns: ['Property', 'Value'], rows: [['a', 1], ['b', null]] });
  assert.deepEqual(tableOf('x'), { columns: ['Value'], rows: [['x']] });
  assert.deepEqual(tableOf([]), { columns: [], rows: [] });
  assert.deepEqual(tableOf(JSON.parse('[{"__proto__":1,"constructor":2}]') as Json).rows, [[2, 1]]);
});

test('puts columns that nobody reads behind the others', () => {
  const { columns, rows } = tableOf([{ _ObjectType_: 'SP', 'odata.id': 'x', Empty: null, Title: 'HR', 'Owner@odata.type': 'y' }]);
  assert.deepEqual(columns, ['Title', '_ObjectType_', 'odata.id', 'Empty', 'Owner@odata.type']);
  assert.deepEqual(rows, [['HR', 'SP', 'x', null, 'y']]);
});

test('sorts numbers as numbers, texts as people do, and what is missing last', () => {
  const rows = [['b', '10'], ['A', '9'], ['', undefined], ['c', '-1.5']] as const;
  const titles = (column: number, down: boolean) => sorted(rows, { column, down }).map(row => row[0]);
  assert.deepEqual(titles(0, false), ['A', 'b', 'c', '']);
  assert.deepEqual(titles(1, false), ['c', 'A', 'b', '']);
  assert.deepEqual(titles(1, true), ['b', 'A', 'c', '']);
});

test('finds rows by a text in any column and any case', () => {
  const { rows } = tableOf(SITES);
  assert.equal(filtered(rows, '').length, 3);
  assert.deepEqual(filtered(rows, 'äP').map(row => row[0]), ['Äpfel']);
  assert.deepEqual(filtered(rows, 'A@X').map(row => row[0]), ['HR']);
});

test('sorts up, down and as it came, and pages long tables', () => {
  const results = shown(Array.from({ length: 250 }, (_, index) => ({ n: 250 - index })));
  const first = () => json(results).table.rows[0]?.[0];
  assert.equal(first(), '250');
  results.sort(0);
  assert.equal(first(), '1');
  assert.equal(json(results).table.columns[0]?.sorted, 'up');
  results.sort(0);
  assert.equal(first(), '250');
  results.sort(0);
  assert.equal(json(results).table.columns[0]?.sorted, 'no');
  results.turn(2);
  const { table } = json(results);
  assert.deepEqual([table.page, table.pages, table.rows.length, table.rows[0]?.[0]], [2, 3, 50, '50']);
  results.turn(99);
  assert.equal(json(results).table.page, 2);
  results.narrow('25');
  assert.deepEqual([json(results).table.found, json(results).table.all, json(results).table.page], [4, 250, 0]);
});

test('shows the parts of a value a hundred at a time', () => {
  const value = { list: Array.from({ length: 250 }, (_, index) => index), text: 'x'.repeat(5_000), user: { displayName: 'Anna', id: 1 } };
  const results = shown(value);
  const root = json(results);
  assert.deepEqual([root.root.kind, root.root.size], ['object', 3]);
  assert.deepEqual(root.parts.nodes.map(node => node.key), ['list', 'text', 'user']);
  assert.equal(root.parts.nodes[2]?.text, 'Anna');
  assert.ok((root.parts.nodes[1]?.text.length ?? 0) < 2_100);
  const parts = results.parts(['list'], 200);
  assert.deepEqual([parts.from, parts.nodes.length, parts.size, parts.nodes[0]?.key], [200, 50, 250, 200]);
  assert.deepEqual(partsOf(value, ['list', 7], 0).nodes, []);
  assert.deepEqual(partsOf(value, ['no', 'such'], 0).nodes, []);
  assert.equal(partAt({ a: [1] }, ['constructor']), undefined);
});

test('draws lines over time, adding up what is of one time, and bars of things', () => {
  const report = ['2026-01-02', '2026-01-01', '2026-01-01'].map((day, index) => ({
    'Report Refresh Date': '2026-01-05',
    'Report Date': day,
    Period: '7',
    Total: String(index + 1),
    siteId: index,
  }));
  assert.deepEqual(chartOf(tableOf(report)), {
    kind: 'line',
    by: 'Report Date',
    labels: ['2026-01-01', '2026-01-02'],
    series: [{ name: 'Total', values: [5, 1] }],
    remark: '',
  });
  assert.deepEqual(chartOf(tableOf([{ Title: 'a', Size: 1 }, { Title: 'b', Size: 5 }, { Title: 'c' }])), {
    kind: 'bar',
    by: 'Title',
    labels: ['b', 'a', 'c'],
    series: [{ name: 'Size', values: [5, 1, undefined] }],
    remark: '',
  });
  for (const none of [[], [{ a: 1 }], [{ a: 'x' }, { a: 'y' }], { a: 1 }, 5, [{ t: 'a', n: 1 }, { t: 'a', n: 2 }, { t: 'a', n: 3 }]]) {
    assert.equal(chartOf(tableOf(none as Json)), undefined, JSON.stringify(none));
  }
  const many = chartOf(tableOf(Array.from({ length: 60 }, (_, index) => ({ name: `n${index}`, size: index }))));
  assert.deepEqual([many?.labels.length, many?.labels[0], many?.remark], [40, 'n59', 'Shown: 40 of 60 rows.']);
});

test('takes what a query answers, and keeps the value while a query is wrong', () => {
  const results = shown(SITES);
  results.answer('[].Title', answer(['HR', 'IT']));
  assert.deepEqual(json(results).table.rows, [['HR'], ['IT']]);
  assert.equal(results.asked, '[].Title');
  results.answer('[', { kept: true, out: '', problem: 'It ends too early.', start: 1, end: 1 });
  assert.deepEqual(results.view().problem, { text: 'It ends too early.', start: 1, end: 1 });
  assert.equal(results.view().canInsert, false);
  assert.deepEqual(json(results).table.rows, [['HR'], ['IT']]);
  results.answer('a', { kept: false, out: '', problem: 'Not kept.', start: 0, end: 0 });
  assert.equal(results.view().kept, false);
});

test("begins with the call's own query, and has none where no value is kept", () => {
  assert.equal(shown(SITES, { arguments: ['spo', 'site', 'list', '--query', '[0]'] }).view().query, '[0]');
  assert.equal(queryIn(['a', '--query=[1]']), '[1]');
  assert.equal(queryIn(['a', '--query']), '');
  assert.equal(shown(SITES, { value: '' }).view().query, undefined);
});

test('shows what is no JSON as text, and what would change as a request', () => {
  assert.deepEqual(new Results([run({ out: 'v11.11.0\n' })], false).view().content, { kind: 'text', text: 'v11.11.0\n' });
  const write = { method: 'POST', address: 'https://x', body: '{}', why: 'It is a POST.' };
  const would = new Results([run({ outcome: 'wouldWrite', write, message: 'More may follow.' })], false).view().content;
  assert.deepEqual(would, { kind: 'write', write, message: 'More may follow.' });
  assert.equal(valueIn(''), undefined);
});

test('goes from one run of a selection to another', () => {
  const results = new Results([run({ out: '[1]', value: 'a' }), run({ out: '[2]', value: 'b', arguments: ['status'] })], false);
  assert.deepEqual(results.view().runs, ['1. m365 spo site list', '2. m365 status']);
  assert.equal(results.run.value, 'b');
  results.choose(0);
  assert.equal(json(results).table.rows[0]?.[0], '1');
  assert.deepEqual(results.view().facts, ['2 requests, 1.2 s', 'anna@contoso.com', 'native']);
});

test('copies as the CLI prints: JSON as shown, other formats from the server', async () => {
  const results = shown(SITES);
  const server = new FakeServer().on('m365/query', () => ({ kept: true, out: 'Title\nHR\n', problem: '', start: 0, end: 0 }));
  const [jsonFormat, csv] = formatsOf(results);
  assert.ok(jsonFormat !== undefined && csv !== undefined);
  assert.equal(await textOf(results, server, jsonFormat), `${JSON.stringify(SITES)}\n`);
  assert.equal(await textOf(results, server, csv), 'Title\nHR\n');
  assert.deepEqual(server.asked('m365/query'), [{ value: 'v1', query: '', output: 'csv', asCli: false }]);
  server.on('m365/query', () => ({ kept: false, out: '', problem: 'Not kept any more.', start: 0, end: 0 }));
  await assert.rejects(textOf(results, server, csv), /Not kept any more/);
  assert.deepEqual(formatsOf(shown(SITES, { value: '' })).map(format => format.output), ['json']);
  assert.equal(fileNameOf(results, csv), 'spo-site-list.csv');
});

test('asks one query at a time, and of those typed meanwhile the last', async () => {
  const asked: string[] = [];
  const waiting: Array<(result: QueryResult) => void> = [];
  const server = new FakeServer().on('m365/query', params => {
    asked.push(params.query ?? '');
    return new Promise<QueryResult>(resolve => waiting.push(resolve));
  });
  const answered: string[] = [];
  const failures: unknown[] = [];
  const queries = new Queries(server, (_value, query) => answered.push(query), error => failures.push(error));
  for (const query of ['[', '[]', '[].', '[].T']) {
    queries.ask('v1', query);
  }
  await settled();
  assert.deepEqual(asked, ['[']);
  waiting.shift()?.(answer(1));
  await settled();
  waiting.shift()?.(answer(2));
  await settled();
  assert.deepEqual([asked, answered], [['[', '[].T'], ['[].T']]);
  server.on('m365/query', () => Promise.reject(new Error('gone')));
  queries.ask('v1', 'x');
  await settled();
  assert.equal(failures.length, 1);
});

test('follows the place of a call through changes of its script', () => {
  const change = (rangeOffset: number, rangeLength: number, text: string) => ({ rangeOffset, rangeLength, text });
  assert.equal(moved(10, [change(0, 0, 'abc')]), 13);
  assert.equal(moved(10, [change(11, 2, '')]), 10);
  assert.equal(moved(10, [change(8, 4, 'x')]), 8);
  assert.equal(moved(10, [change(20, 1, ''), change(2, 3, '')]), 7);
});

test('cuts texts never through a character', () => {
  assert.equal(startOf('ab😀', 3), 'ab…');
  assert.equal(startOf('abc', 3), 'abc');
  assert.equal(lineOf({ a: [1] }), '{"a":[1]}');
});

test('has pages that run and load nothing but their own', () => {
  const html = pageHtml('Results', { script: 'vscode://s.js', style: 'vscode://s.css' }, 'n0nce');
  const policy = /content="(default-src[^"]+)"/.exec(html)?.[1];
  assert.equal(policy, "default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'; base-uri 'none'; form-action 'none'");
  assert.equal([...html.matchAll(/<script/g)].length, 1);
});
