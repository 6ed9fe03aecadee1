import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'acorn';
import { Closures, isPlain } from '../closures.mjs';
import { plain } from '../docs.mjs';
import { callsIn } from '../examples.mjs';
import { valuesIn } from '../options.mjs';
import { treeOf, UnknownSyntax } from '../tree.mjs';

const expression = code => treeOf(parse(code, { ecmaVersion: 'latest' }).body[0].expression);

test('writes syntax as trees', () => {
  assert.deepEqual(expression('(a, { b = 1, ...c }) => a?.b[0] ?? `x${c}y`'), ['fn',
    [['id', 'a'], ['opat', ['b', ['defpat', ['id', 'b'], ['lit', 1]]], ['rest', ['id', 'c']]]],
    ['log', '??', ['chain', ['mem', ['mem?', ['id', 'a'], 'b'], ['lit', 0]]], ['tpl', ['x', 'y'], [['id', 'c']]]]]);
  assert.deepEqual(expression('/^a/i.test(x)'), ['call', ['mem', ['re', '^a', 'i'], 'test'], ['id', 'x']]);
  assert.throws(() => expression('(class {})'), UnknownSyntax);
});

test('captures what a function uses, wherever it comes from', () => {
  const closures = new Closures(new Map([[process, 'process']]));
  const shadowed = 'outer';
  const limits = { least: 1, helper: n => n > limits.least, unused: () => 0 };
  const make = text => value => limits.helper(value) && text.length > 0 && [1].every(shadowed => shadowed === 1) && process.env.X;
  const closure = closures.of(make('given'));
  assert.deepEqual(Object.keys(closure.env).sort(), ['limits', 'process', 'text']);
  assert.deepEqual(closure.env.text, { v: 'given' });
  assert.deepEqual(closure.env.process, { outside: 'process' });
  assert.deepEqual(Object.keys(closure.env.limits.object), ['helper']);
  assert.deepEqual(closure.env.limits.object.helper.env, { limits: { object: { least: { v: 1 } } } });
  assert.equal(shadowed, 'outer');
  closures.close();
});

test('captures the members of this', () => {
  class Command {

    most = 3;

    allows(n) {
      return n < this.most;
    }
  }
  const command = new Command();
  const validator = (function () {
    return args => this.allows(args.n);
  }).call(command);
  const closures = new Closures(new Map());
  const closure = closures.of(validator, command);
  assert.deepEqual(Object.keys(closure.this), ['allows']);
  assert.deepEqual(closure.this.allows.this, { most: { v: 3 } });
  closures.close();
});

test('tells how far a date is from now', () => {
  const closures = new Closures(new Map());
  const when = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000);
  assert.deepEqual(closures.of(() => when).env.when, { daysFromNow: 3 });
  closures.close();
});

test('says what cannot be expressed', () => {
  const closures = new Closures(new Map());
  const when = new WeakSet();
  assert.deepEqual(closures.of(() => when).env.when, { unresolved: 'when: object' });
  assert.match(closures.of(class {}).unresolved, /no tree for ClassExpression/);
  closures.close();
});

test('refers to a function further out instead of going round for ever', () => {
  const even = n => n === 0 || odd(n - 1);
  const odd = n => n !== 0 && even(n - 1);
  const closures = new Closures(new Map());
  assert.deepEqual(closures.of(even).env.odd.env.even, { recursive: 'even' });
  closures.close();
});

test('knows what survives JSON', () => {
  assert.ok(isPlain({ a: [1, 'x', null, true] }));
  assert.ok(![NaN, undefined, new Date(), [() => 0], new Map()].some(isPlain));
});

test('splits shell examples into calls', () => {
  assert.deepEqual(callsIn(`m365 spo site add --title "a \\"b\\"" \\\n  --url 'x y' # note\nm365 status | jq .`, 'sh'),
    [['spo', 'site', 'add', '--title', 'a "b"', '--url', 'x y'], ['status']]);
  assert.deepEqual(callsIn('m365 spo web get --webUrl https://x/#a > out.json 2>&1', 'sh'), [['spo', 'web', 'get', '--webUrl', 'https://x/#a']]);
  assert.deepEqual(callsIn('m365 a --x=""', 'sh'), [['a', '--x=']]);
});

test('splits PowerShell examples into calls', () => {
  assert.deepEqual(callsIn("m365 spo site add `\n  --title 'it''s' --json '{\\\"a\\\": 1}'", 'powershell'),
    [['spo', 'site', 'add', '--title', "it's", '--json', '{\\"a\\": 1}']]);
  assert.deepEqual(callsIn('m365 a --b "x `"y`" ""z"""', 'powershell'), [['a', '--b', 'x "y" "z"']]);
});

test('finds the values that a text lists', () => {
  assert.deepEqual(valuesIn('Type. Allowed values: `a`, `b-c` or `d`. Default `a`.'), ['a', 'b-c', 'd']);
  assert.deepEqual(valuesIn('The `id` of it.'), []);
});

test('turns MDX into Markdown', () => {
  assert.equal(plain(`import X from 'x';

:::warning[Mind]

One
two.

:::

<Tabs><TabItem value="A">

See [the page](../site/site-get.mdx#x) and [that](https://x.example/y.mdx).<br />End

</TabItem></Tabs>`, 'cmd/spo/web/web-get.mdx'), `> **Mind**
>
> One
> two.

**A**

See [the page](https://pnp.github.io/cli-microsoft365/cmd/spo/site/site-get#x) and [that](https://x.example/y.mdx). End`);
});
