import inspector from 'node:inspector';
import { parse } from 'acorn';
import { treeOf, UnknownSyntax } from './tree.mjs';

/**
 * Turns functions that live in this process into trees, together with the values they captured. Node's own debugger
 * interface tells what a function captured, so constants, enumerations and functions of other modules are exact, however
 * the package came to them.
 */
export class Closures {

  #session = new inspector.Session();
  #outside;
  #known = new Map();
  #scripts = new Map();

  /** @param outside objects that stand for the world outside (files, clock, connections), each with its name */
  constructor(outside) {
    this.#outside = outside;
    this.#session.connect();
    this.#session.on('Debugger.scriptParsed', ({ params }) => this.#scripts.set(params.scriptId, params.url));
    this.#ask('Debugger.enable');
  }

  close() {
    this.#session.disconnect();
    delete globalThis[SLOT];
  }

  /**
   * The function as {ast, env, this}: its tree, the values of its free names and the members of `self` it uses; or
   * {unresolved} with the reason.
   *
   * @param self what `this` is inside of it
   */
  of(fn, self) {
    const known = this.#known.get(self) ?? this.#known.set(self, new Map()).get(self);
    if (!known.has(fn)) {
      // a function that leads back to itself refers to the one further out
      known.set(fn, { recursive: fn.name });
      known.set(fn, this.#write(fn, self));
    }
    return known.get(fn);
  }

  /** The value that `fn` captured under this name; undefined if it captured none. */
  captured(fn, name) {
    return this.#scopes(fn).find(scope => Object.hasOwn(scope, name))?.[name];
  }

  #write(fn, self) {
    let node;
    let ast;
    try {
      node = syntaxOf(fn);
      ast = treeOf(node);
    }
    catch (e) {
      if (e instanceof UnknownSyntax || e instanceof SyntaxError) {
        return lost(fn.name || 'a function', e.message);
      }
      throw e;
    }
    const closure = { ast };
    const used = namesUsed(node);
    const scopes = used.free.size > 0 ? this.#scopes(fn) : [];
    const env = {};
    for (const [name, members] of [...used.free].sort(([a], [b]) => a < b ? -1 : 1)) {
      const scope = scopes.find(s => Object.hasOwn(s, name));
      if (scope) {
        env[name] = this.#value(scope[name], members, name);
      }
      else if (WORLD.has(name)) {
        env[name] = { outside: name };
      }
      else if (!BUILT_IN.has(name)) {
        env[name] = lost(name, 'not captured');
      }
    }
    if (Object.keys(env).length > 0) {
      closure.env = env;
    }
    if (used.self.size > 0) {
      closure.this = self === undefined || used.self.has(WHOLE)
        ? lost('this', 'used as a whole')
        : this.#members(self, used.self);
    }
    return closure;
  }

  #members(object, names) {
    return Object.fromEntries([...names].sort().map(name => [name, this.#value(object[name], new Set([WHOLE]), name, object)]));
  }

  #value(value, members, name, owner) {
    if (value === undefined) {
      return { undefined: true };
    }
    if (this.#outside.has(value)) {
      return { outside: this.#outside.get(value) };
    }
    if (typeof value === 'function' && !isClass(value)) {
      const library = this.#library(value);
      return isNative(value) ? { builtin: value.name } : library ? { outside: library } : this.of(value, owner);
    }
    if (value instanceof RegExp) {
      return { re: [value.source, value.flags] };
    }
    if (value instanceof Date) {
      // a constant that was made when the module was loaded: what counts is how far from that time it is
      return { daysFromNow: Math.round((value.getTime() - Date.now()) / DAY) };
    }
    if (value instanceof Set && [...value].every(isPlain)) {
      return { set: [...value] };
    }
    if (value instanceof Map && [...value].flat().every(isPlain)) {
      return { map: [...value] };
    }
    if (isPlain(value)) {
      const some = isRecord(value) && [...members].every(member => Object.hasOwn(value, member));
      return { v: some ? Object.fromEntries([...members].sort().map(member => [member, value[member]])) : value };
    }
    if (!members.has(WHOLE)) {
      return { object: this.#members(value, members) };
    }
    if (isClass(value)) {
      return lost(name, 'a class');
    }
    if (isRecord(value) && Object.keys(value).length <= 100) {
      return { object: this.#members(value, new Set(Object.keys(value))) };
    }
    return lost(name, typeof value);
  }

  /** The npm package other than the CLI and zod from which a function comes; undefined if it comes from none. */
  #library(fn) {
    const where = this.#internals(fn).find(p => p.name === '[[FunctionLocation]]')?.value.value;
    const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(this.#scripts.get(where?.scriptId) ?? '') ?? [];
    return ['zod', '@pnp/cli-microsoft365'].includes(name) ? undefined : name;
  }

  #internals(fn) {
    globalThis[SLOT] = fn;
    const { objectId } = this.#ask('Runtime.evaluate', { expression: `globalThis.${SLOT}` }).result;
    return this.#ask('Runtime.getProperties', { objectId, ownProperties: true }).internalProperties;
  }

  /** What a function captured, innermost scope first. */
  #scopes(fn) {
    const chain = this.#internals(fn).find(p => p.name === '[[Scopes]]');
    const scopes = this.#ask('Runtime.getProperties', { objectId: chain.value.objectId, ownProperties: true }).result
      .filter(p => /^\d+$/.test(p.name) && p.value.description !== 'Global')
      .map(p => {
        this.#ask('Runtime.callFunctionOn', {
          objectId: p.value.objectId,
          functionDeclaration: `function() { globalThis.${SLOT} = this.object ?? this; }`,
        });
        return globalThis[SLOT];
      });
    globalThis[SLOT] = undefined;
    return scopes;
  }

  /** Commands to the debugger of the same thread are answered before post returns. */
  #ask(method, parameters) {
    let answer;
    this.#session.post(method, parameters, (error, result) => {
      if (error) {
        throw new Error(`${method}: ${error.message}`);
      }
      answer = result;
    });
    return answer;
  }
}

const SLOT = '__m365lsValue';
const WHOLE = '*';
const DAY = 24 * 60 * 60 * 1000;
const WORLD = new Set(['process', 'console', 'fetch', 'global', 'globalThis']);
const BUILT_IN = new Set([
  'Array', 'Boolean', 'Date', 'Error', 'Infinity', 'JSON', 'Map', 'Math', 'NaN', 'Number', 'Object', 'Promise', 'RegExp',
  'Set', 'String', 'Symbol', 'TypeError', 'URL', 'URLSearchParams', 'decodeURIComponent', 'encodeURIComponent', 'isFinite',
  'isNaN', 'parseFloat', 'parseInt', 'undefined', 'Buffer',
]);

const lost = (name, why) => ({ unresolved: `${name}: ${why}` });
const isNative = fn => /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(fn));
const isClass = value => typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
const isRecord = value => typeof value === 'object' && value !== null
  && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** Whether a value survives JSON unchanged. */
export function isPlain(value) {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null
        || (Array.isArray(value) || isRecord(value) && value[Symbol.toStringTag] !== 'Module') && Object.values(value).every(isPlain);
    default:
      return false;
  }
}

/** The syntax of a function, which may be written as a method. */
function syntaxOf(fn) {
  const source = Function.prototype.toString.call(fn);
  const options = { ecmaVersion: 'latest' };
  try {
    return parse(`(${source})`, options).body[0].expression;
  }
  catch {
    return parse(`({${source}})`, options).body[0].expression.properties[0].value;
  }
}

/**
 * The names that a function takes from outside of it, each with the members asked of it (`*` when it is used otherwise),
 * and the members it asks of `this`.
 */
function namesUsed(root) {
  const free = new Map();
  const self = new Set();
  const note = (name, member) => (free.get(name) ?? free.set(name, new Set()).get(name)).add(member);

  function walk(node, bound, ownThis) {
    switch (node.type) {
      case 'Identifier':
        if (!bound.has(node.name)) {
          note(node.name, WHOLE);
        }
        return;
      case 'ThisExpression':
        if (ownThis) {
          self.add(WHOLE);
        }
        return;
      case 'MemberExpression':
        if (!node.computed && node.object.type === 'ThisExpression' && ownThis) {
          self.add(node.property.name);
        }
        else if (!node.computed && node.object.type === 'Identifier') {
          if (!bound.has(node.object.name)) {
            note(node.object.name, node.property.name);
          }
        }
        else {
          walk(node.object, bound, ownThis);
          if (node.computed) {
            walk(node.property, bound, ownThis);
          }
        }
        return;
      case 'CallExpression':
        // the stand-in for a private method: only the method counts, and `this` as its receiver is no use as a whole
        if (node.callee.name === '__classPrivateFieldGet') {
          walk(node.arguments[3] ?? node.arguments[1], bound, ownThis);
          return;
        }
        if (node.callee.type === 'MemberExpression' && node.callee.object.callee?.name === '__classPrivateFieldGet') {
          walk(node.callee.object, bound, ownThis);
          node.arguments.slice(1).forEach(a => walk(a, bound, ownThis));
          return;
        }
        break;
      case 'Property':
        if (node.computed) {
          walk(node.key, bound, ownThis);
        }
        walk(node.value, bound, ownThis);
        return;
      case 'FunctionExpression':
      case 'FunctionDeclaration':
      case 'ArrowFunctionExpression': {
        const inner = new Set([...bound, ...declared(node)]);
        const keepsThis = node === root || node.type === 'ArrowFunctionExpression';
        [...node.params, node.body].forEach(child => walk(child, inner, ownThis && keepsThis));
        return;
      }
    }
    children(node).forEach(child => walk(child, bound, ownThis));
  }

  walk(root, new Set(), true);
  return { free, self };
}

function children(node) {
  return Object.values(node).flat().filter(child => typeof child?.type === 'string');
}

/** Names declared anywhere inside a function, apart from functions nested in it. */
function declared(fn) {
  const names = new Set(fn.id ? [fn.id.name] : []);
  const pattern = p => {
    switch (p?.type) {
      case 'Identifier': names.add(p.name); break;
      case 'ObjectPattern': p.properties.forEach(q => pattern(q.value ?? q.argument)); break;
      case 'ArrayPattern': p.elements.forEach(pattern); break;
      case 'AssignmentPattern': pattern(p.left); break;
      case 'RestElement': pattern(p.argument); break;
    }
  };
  fn.params.forEach(pattern);
  const search = node => {
    if (node.type === 'VariableDeclarator') {
      pattern(node.id);
    }
    if (node.type === 'CatchClause') {
      pattern(node.param);
    }
    if (node.type === 'FunctionDeclaration') {
      names.add(node.id.name);
    }
    if (!/Function/.test(node.type)) {
      children(node).forEach(search);
    }
    else if (node !== fn) {
      return;
    }
  };
  search(fn.body);
  return names;
}
