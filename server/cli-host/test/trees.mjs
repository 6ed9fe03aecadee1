import assert from 'node:assert/strict';

/** The kinds of nodes that docs/catalogue.md lists, with the least number of parts behind the name. */
const NODES = {
  id: 1, this: 0, lit: 1, re: 2, mem: 2, 'mem?': 2, chain: 1, call: 1, 'call?': 1, new: 1, fn: 2, bin: 3, log: 3,
  un: 2, upd: 3, set: 3, if: 3, seq: 1, tpl: 2, arr: 0, obj: 0, '...': 1, await: 1, block: 0, expr: 1, ret: 1, ifs: 3, var: 1,
  for: 4, forof: 3, forin: 3, while: 2, switch: 1, try: 3, throw: 1, label: 2, cont: 0, brk: 0, opat: 0, apat: 0, defpat: 2,
  rest: 1,
};

/** Parts of nodes that are not nodes themselves: from the node's name to the nodes inside. */
const INSIDE = {
  id: () => [], lit: () => [], re: () => [], upd: n => [n[3]], bin: n => [n[2], n[3]], log: n => [n[2], n[3]], un: n => [n[2]],
  set: n => [n[2], n[3]], fn: n => [...n[1], n[2]], tpl: n => n[2], mem: n => member(n), 'mem?': n => member(n),
  obj: n => n.slice(1).flatMap(p => p[0] === '...' ? [p] : Array.isArray(p[0]) ? p : [p[1]]),
  opat: n => n.slice(1).flatMap(p => p[0] === 'rest' ? [p] : Array.isArray(p[0]) ? p : [p[1]]),
  var: n => n.slice(1).flat(1), switch: n => [n[1], ...n.slice(2).flat(1)], label: n => [n[2]], cont: () => [], brk: () => [],
  try: n => [n[1], ...n[2] ?? [], n[3]],
};
const member = n => [n[1], ...typeof n[2] === 'string' ? [] : [n[2]]];

function checkNode(node, at) {
  assert.ok(Array.isArray(node) && node[0] in NODES, `${at}: ${JSON.stringify(node)?.slice(0, 80)}`);
  assert.ok(node.length > NODES[node[0]], `${at}: too few parts in ${JSON.stringify(node).slice(0, 80)}`);
  const inside = INSIDE[node[0]]?.(node) ?? node.slice(1);
  inside.filter(child => child !== null).forEach(child => checkNode(child, `${at}/${node[0]}`));
}

const VALUES = ['v', 'undefined', 'ast', 'object', 're', 'daysFromNow', 'set', 'map', 'builtin', 'outside', 'recursive', 'unresolved'];

/** Calls `each` with every closure in a command's rules, having checked its nodes and the values it captured. */
export function checkRules(rules, at, each) {
  const visit = (value, where) => {
    if (!value || typeof value !== 'object') {
      return;
    }
    if ('ast' in value) {
      assert.equal(value.ast[0], 'fn', where);
      checkNode(value.ast, where);
      each(value, where);
      for (const [name, captured] of Object.entries({ ...value.env, ...value.this })) {
        assert.ok(VALUES.some(kind => kind in captured), `${where}.${name}`);
        visit(captured, `${where}.${name}`);
      }
      return;
    }
    Object.entries(value).forEach(([key, child]) => visit(child, `${where}.${key}`));
  };
  visit(rules, at);
}
