/**
 * Reads the zod schema of a command. The CLI used zod 3 up to its version 10 and zod 4 since; both give the same tree,
 * described in docs/catalogue.md under "Rules".
 */

/**
 * The rules of a command's schema.
 *
 * @param schema as the CLI parses with it, refinements included
 * @param closures turns the functions in it into trees
 * @param self the command
 * @returns {rules: {options, unknown, refinements}, tests}: the trees, and for each refinement {test, named}, the function
 *     itself and the options that it says it is about
 */
export function rulesOfSchema(schema, closures, self) {
  const reader = new Reader(closures, self);
  const refinements = [];
  const shape = flatten(reader.read(schema), refinements);
  return {
    rules: { options: shape.shape, unknown: shape.unknown, refinements },
    tests: refinements.map(tree => ({
      test: reader.tests.get(tree),
      named: tree.params?.customCode === 'optionSet' ? tree.params.options : undefined,
    })),
  };
}

/** The object below what is wrapped around it; gathers the checks of every layer, innermost first. */
function flatten(tree, refinements) {
  switch (tree.kind) {
    case 'object':
      refinements.push(...tree.checks ?? []);
      return tree;
    case 'refined': {
      const inner = flatten(tree.inner, refinements);
      refinements.push(...tree.checks);
      return inner;
    }
    case 'intersection': {
      const [left, right] = [flatten(tree.left, refinements), flatten(tree.right, refinements)];
      return {
        kind: 'object',
        shape: { ...left.shape, ...right.shape },
        unknown: [left, right].some(side => side.unknown === 'passed-on') ? 'passed-on' : left.unknown,
      };
    }
    case 'any':
    case 'unknown':
      return { kind: 'object', shape: {}, unknown: 'passed-on' };
    case 'pipe':
      return flatten(tree.in.kind === 'transform' ? tree.out : tree.in, refinements);
    default:
      throw new Error(`a schema of the kind ${tree.kind} describes no options`);
  }
}

/** The node that says what the values of an option are, below what makes it optional or converts it. */
export function coreOf(tree) {
  switch (tree.kind) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'refined':
      return coreOf(tree.inner);
    case 'pipe':
      return coreOf(tree.in.kind === 'transform' ? tree.out : tree.in);
    default:
      return tree;
  }
}

/** All checks of an option, in the order they run. */
export function checksOf(tree) {
  switch (tree.kind) {
    case 'pipe':
      return [...checksOf(tree.in), ...checksOf(tree.out)];
    case 'union':
      return [];
    default:
      return [...tree.inner ? checksOf(tree.inner) : [], ...tree.checks ?? []];
  }
}

/** The value used when an option is left out; undefined if none is declared. */
export function defaultOf(tree) {
  return tree.kind === 'default' ? tree.value : tree.inner ? defaultOf(tree.inner) : undefined;
}

class Reader {

  /** The functions behind the trees of checks. */
  tests = new Map();

  constructor(closures, self) {
    this.closures = closures;
    this.self = self;
  }

  read(schema) {
    return schema._zod ? this.#zod4(schema) : this.#zod3(schema._def);
  }

  #closure(fn) {
    return this.closures.of(fn, this.self);
  }

  // --- zod 4

  #zod4(schema) {
    const def = schema._zod.def;
    const tree = { kind: def.type, ...this.#message(def.error, 'error') };
    switch (def.type) {
      case 'optional':
      case 'nullable':
      case 'nonoptional':
      case 'readonly':
        tree.inner = this.read(def.innerType);
        break;
      case 'default':
      case 'prefault':
        tree.value = def.defaultValue;
        tree.inner = this.read(def.innerType);
        break;
      case 'pipe':
        tree.in = this.read(def.in);
        tree.out = this.read(def.out);
        break;
      case 'transform':
        tree.change = this.#closure(def.transform);
        break;
      case 'enum':
        tree.values = Object.values(def.entries);
        break;
      case 'literal':
        tree.values = def.values;
        break;
      case 'array':
        tree.element = this.read(def.element);
        break;
      case 'union':
        tree.anyOf = def.options.map(option => this.read(option));
        break;
      case 'intersection':
        tree.left = this.read(def.left);
        tree.right = this.read(def.right);
        break;
      case 'object':
        tree.shape = Object.fromEntries(Object.entries(def.shape).map(([name, option]) => [name, this.read(option)]));
        tree.unknown = def.catchall === undefined ? 'dropped' : def.catchall._zod.def.type === 'never' ? 'refused' : 'passed-on';
        break;
      case 'string':
      case 'number':
      case 'boolean':
      case 'any':
      case 'unknown':
        if (def.coerce) {
          tree.coerce = true;
        }
        break;
      default:
        throw new Error(`zod's ${def.type} is not known here`);
    }
    const checks = (def.checks ?? []).map(check => this.#check4(check));
    if (def.format) {
      // a format such as z.uuid() is the string's own first check
      checks.unshift({ check: def.check, ...facts(def), ...this.#message(def.error, 'message') });
    }
    if (checks.length > 0) {
      tree.checks = checks;
    }
    return tree;
  }

  #check4(check) {
    const def = check._zod.def;
    const tree = { check: def.check, ...facts(def), ...this.#message(def.error, 'message') };
    if (def.fn) {
      tree.test = this.#closure(def.fn);
      this.tests.set(tree, def.fn);
    }
    else if (def.tx) {
      tree.change = this.#closure(def.tx);
    }
    else if (def.check === 'custom') {
      const fn = this.closures.captured(check._zod.check, 'fn');
      tree.issues = this.#closure(fn ?? check._zod.check);
    }
    if (def.path?.length > 0) {
      tree.path = def.path;
    }
    if (def.params) {
      tree.params = def.params;
    }
    if (def.when && def.check === 'custom') {
      tree.when = this.#closure(def.when);
    }
    if (def.abort) {
      tree.abort = true;
    }
    return tree;
  }

  /** A constant text, or the function that makes it from the issue. */
  #message(error, name) {
    if (!error) {
      return {};
    }
    if (typeof error === 'string') {
      return { [name]: error };
    }
    if (error.length === 0) {
      const text = error();
      return { [name]: typeof text === 'string' ? text : text?.message };
    }
    return { [`${name}Tree`]: this.#closure(error) };
  }

  // --- zod 3

  #zod3(def) {
    const kind = def.typeName.replace(/^Zod/, '');
    switch (kind) {
      case 'Optional':
      case 'Nullable':
        return { kind: kind.toLowerCase(), inner: this.read(def.innerType) };
      case 'Default':
        return { kind: 'default', value: def.defaultValue(), inner: this.read(def.innerType) };
      case 'Effects':
        return this.#effect3(def);
      case 'Enum':
        return { kind: 'enum', values: [...def.values] };
      case 'NativeEnum':
        return { kind: 'enum', values: Object.values(def.values) };
      case 'Literal':
        return { kind: 'literal', values: [def.value] };
      case 'Array':
        return { kind: 'array', element: this.read(def.type) };
      case 'Union':
        return { kind: 'union', anyOf: def.options.map(option => this.read(option)) };
      case 'Intersection':
        return { kind: 'intersection', left: this.read(def.left), right: this.read(def.right) };
      case 'Pipeline':
        return { kind: 'pipe', in: this.read(def.in), out: this.read(def.out) };
      case 'Object': {
        const open = def.unknownKeys === 'passthrough' || def.catchall._def.typeName !== 'ZodNever';
        return {
          kind: 'object',
          shape: Object.fromEntries(Object.entries(def.shape()).map(([name, option]) => [name, this.read(option)])),
          unknown: open ? 'passed-on' : def.unknownKeys === 'strict' ? 'refused' : 'dropped',
        };
      }
      case 'String':
      case 'Number':
      case 'Boolean':
      case 'Any':
      case 'Unknown': {
        const tree = { kind: kind.toLowerCase() };
        if (def.coerce) {
          tree.coerce = true;
        }
        if (def.checks?.length > 0) {
          tree.checks = def.checks.map(check => check3(kind, check));
        }
        return tree;
      }
      default:
        throw new Error(`zod's ${kind} is not known here`);
    }
  }

  #effect3({ effect, schema }) {
    const inner = this.read(schema);
    switch (effect.type) {
      case 'transform':
        return { kind: 'pipe', in: inner, out: { kind: 'transform', change: this.#closure(effect.transform) } };
      case 'preprocess':
        return { kind: 'pipe', in: { kind: 'transform', change: this.#closure(effect.transform) }, out: inner };
      default: {
        const test = this.closures.captured(effect.refinement, 'check');
        const tree = { check: 'custom' };
        if (test) {
          const properties = this.closures.captured(effect.refinement, 'getIssueProperties');
          const told = properties && this.closures.captured(properties, 'message');
          if (typeof told === 'function') {
            tree.messageTree = this.#closure(told);
          }
          else {
            Object.assign(tree, typeof told === 'string' ? { message: told } : told);
          }
          tree.test = this.#closure(test);
          this.tests.set(tree, test);
        }
        else {
          tree.issues = this.#closure(effect.refinement);
        }
        return { kind: 'refined', inner, checks: [tree] };
      }
    }
  }
}

/** What a check of zod 4 compares with. */
function facts(def) {
  const tree = {};
  for (const name of ['format', 'minimum', 'maximum', 'value', 'inclusive', 'length', 'includes', 'prefix', 'suffix']) {
    if (def[name] !== undefined) {
      tree[name] = def[name];
    }
  }
  if (def.pattern) {
    tree.pattern = def.pattern.source;
    tree.flags = def.pattern.flags;
  }
  return tree;
}

/** A check of zod 3 in the words of zod 4. */
function check3(kind, check) {
  const told = check.message === undefined ? {} : { message: check.message };
  switch (check.kind) {
    case 'min':
      return kind === 'String'
        ? { check: 'min_length', minimum: check.value, ...told }
        : { check: 'greater_than', value: check.value, inclusive: check.inclusive, ...told };
    case 'max':
      return kind === 'String'
        ? { check: 'max_length', maximum: check.value, ...told }
        : { check: 'less_than', value: check.value, inclusive: check.inclusive, ...told };
    case 'length':
      return { check: 'length_equals', length: check.value, ...told };
    case 'regex':
      return { check: 'string_format', format: 'regex', pattern: check.regex.source, flags: check.regex.flags, ...told };
    case 'int':
      return { check: 'number_format', format: 'safeint', ...told };
    case 'multipleOf':
      return { check: 'multiple_of', value: check.value, ...told };
    default:
      return { check: 'string_format', format: check.kind, ...told };
  }
}
