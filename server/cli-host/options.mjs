import { checksOf, coreOf, defaultOf } from './schemas.mjs';

/**
 * The options of a command as the model has them, and the sets of options that exclude each other.
 */

const GLOBAL = new Set(['output', 'query', 'verbose', 'debug', 'help']);

/**
 * @param opened one command of openCli
 * @param rules its rules
 * @param page its page of the documentation
 * @param helpModes allowed values of --help
 */
export function optionsOf({ command, info }, rules, page, helpModes) {
  const documented = [...page.options.keys()];
  const place = name => documented.indexOf(name) + 1 || documented.length + 1;
  const urls = command.getNamesOfOptionsWithUrls?.() ?? [];
  const options = info.options.map(option => {
    const tree = rules.options?.[option.name];
    const text = page.options.get(option.name) ?? '';
    const type = typeOf(command, option);
    const coded = (option.autocomplete ?? []).map(String);
    const listed = coded.length > 0 || type === 'boolean' || GLOBAL.has(option.name) ? [] : valuesIn(text);
    const values = coded.length > 0 ? coded : listed;
    return {
      name: option.name,
      short: option.short ?? '',
      required: Boolean(option.required),
      type,
      values,
      caseInsensitive: false,
      valuesFromDocs: listed.length > 0,
      default: defaultText(tree, text, values, command, option.name),
      format: tree ? formatOfSchema(tree, text) : formatOfValidators(rules.validators, option.name, text),
      global: GLOBAL.has(option.name),
      serverRelative: urls.includes(option.name),
    };
  });
  const own = options.filter(option => !option.global).sort((a, b) => place(a.name) - place(b.name));
  const help = {
    name: 'help', short: 'h', required: false, type: 'flag', values: [...helpModes], caseInsensitive: true,
    valuesFromDocs: false, default: 'options', format: '', global: true, serverRelative: false,
  };
  return [...own, ...options.filter(option => option.global), help];
}

function typeOf(command, { name, short, type }) {
  if (command.schema) {
    return type ?? 'untyped';
  }
  const { boolean, string } = command.types;
  if (boolean.includes(name)) {
    return 'boolean';
  }
  // the parser takes what is said of a short name for all names of the option
  if (string.includes(name) || short && string.includes(short)) {
    return 'string';
  }
  const { option } = command.options.find(o => nameIn(o.option) === name);
  return /[<[]/.test(option) ? 'untyped' : 'flag';
}

/** The name by which the CLI knows an option that is written as `-u, --url <url>`. */
function nameIn(written) {
  const words = written.split(/[ ,|]+/);
  const word = words.findLast(w => w.startsWith('--')) ?? words.findLast(w => w.startsWith('-'));
  return word.replace(/^--?/, '');
}

/** The values in a text such as "Allowed values: `a`, `b`. Default `a`". */
export function valuesIn(text) {
  const [, list] = /(?:allowed|possible|valid|supported|available) (?:values|options)(?: are| is)?:?((?:\s*(?:(?:,|and|or|\||\/)\s*)*[`'*_]+[^`'*_\s]+[`'*_]+)+)/i.exec(text) ?? [];
  return list ? [...new Set([...list.matchAll(/[`'*_]+([^`'*_\s]+)[`'*_]+/g)].map(([, value]) => value))] : [];
}

/** Where the documentation says it: a text in backticks or quotation marks, a number, or a boolean. */
const DOCUMENTED_DEFAULT = /\bdefaults?(?: value)?(?: is|:| to)? (?:to )?(?:[`"]([^`"]+)[`"]|(\d+|true|false)\b)(?! if| when| for)/gi;

function defaultText(tree, text, values, command, name) {
  if (name === 'output') {
    return 'json';
  }
  const coded = tree && defaultOf(tree);
  if (coded !== undefined && coded !== null) {
    return String(coded);
  }
  const found = [...text.matchAll(DOCUMENTED_DEFAULT)]
    // the settings of a tenant are documented with what they are at first, which leaving the option out does not restore
    .filter(([, quoted]) => quoted !== undefined || !command.name.endsWith(' set'))
    .map(([, quoted, bare]) => quoted ?? bare);
  const [only] = found;
  return new Set(found).size === 1 && (values.length === 0 || values.includes(only)) ? only : '';
}

// --- formats

/** Checks of the package's own, and the format that each stands for. */
const FORMATS = {
  isValidGuid: 'guid',
  isValidGuidArray: 'guid-list',
  isValidUserPrincipalName: 'upn',
  isValidUserPrincipalNameArray: 'upn-list',
  isValidSharePointUrl: 'spo-url',
  isValidPowerPagesUrl: 'power-pages-url',
  isValidISODate: 'date',
  isValidISODateDashOnly: 'date-time',
  isValidISODateTime: 'date-time',
  isValidISODuration: 'duration',
  isValidPositiveInteger: 'positive-integer',
  isValidPositiveIntegerArray: 'number-list',
  isValidTeamsChannelId: 'teams-channel-id',
  isValidTeamsChatId: 'teams-chat-id',
  isValidMailNickname: 'mail-nickname',
  isValidTheme: 'theme',
};

const SCHEMA_FORMATS = { uuid: 'guid', guid: 'guid', url: 'url', email: 'upn', safeint: 'integer', date: 'date', datetime: 'date-time' };
const DATE = /^\^\\d\{4\}-\\d\{2\}-\\d\{2\}\$$/;

function formatOfSchema(tree, text) {
  const core = coreOf(tree);
  if (core.kind === 'enum' || core.kind === 'boolean') {
    return '';
  }
  const found = new Set(checksOf(tree).flatMap(check => {
    if (check.format && SCHEMA_FORMATS[check.format]) {
      return [SCHEMA_FORMATS[check.format]];
    }
    if (check.pattern && DATE.test(check.pattern)) {
      return ['date'];
    }
    const test = check.test ?? check.issues;
    return test ? calledChecks(test, node => node[0] === 'id' && node[1] === test.ast[1][0]?.[1]) : [];
  }));
  if (found.size === 0 && core.kind === 'number') {
    return 'number';
  }
  return found.size === 1 ? [...found][0] : found.size === 0 ? formatInText(text) : '';
}

function formatOfValidators(validators, option, text) {
  const found = new Set(validators.flatMap(validator => calledChecks(validator, argument => isOption(argument, option))));
  return found.size === 1 ? [...found][0] : found.size === 0 ? formatInText(text) : '';
}

/** A format that the documentation demands in so many words. */
function formatInText(text) {
  return /\bISO ?8601\b/i.test(text) ? 'date-time' : '';
}

/** Formats whose check a function calls on an argument; `!` and comparisons around it do not matter. */
function calledChecks({ ast }, matches) {
  const found = [];
  const visit = node => {
    if (!Array.isArray(node)) {
      return;
    }
    if (node[0] === 'call' && /^mem/.test(node[1][0]) && FORMATS[node[1][2]] && node[2] && matches(node[2])) {
      found.push(FORMATS[node[1][2]]);
    }
    if (node[0] === 'call' && node[1][1] === 'isNaN' && numbered(node[2], matches)) {
      found.push('number');
    }
    node.forEach(visit);
  };
  visit(ast);
  return found;
}

/** Whether a node is an argument, perhaps made a number first: `isNaN(Number(args.options.limit))`. */
function numbered(node, matches) {
  return matches(node) || node[0] === 'call' && ['Number', 'parseInt', 'parseFloat'].includes(node[1][1]) && matches(node[2]);
}

/** Whether a node is `args.options.NAME` or `options.NAME`, perhaps as a text. */
function isOption(node, name) {
  return node[0] === 'mem' && node[2] === name
    && (node[1][0] === 'id' && node[1][1] === 'options' || node[1][0] === 'mem' && node[1][2] === 'options')
    || node[0] === 'call' && node[1][2] === 'toString' && isOption(node[1][1], name)
    || node[0] === 'chain' && isOption(node[1], name);
}

// --- option sets

/**
 * The sets of options that exclude each other. Those of the older commands are declared; those of zod commands are
 * found by trying each check on the whole with none, one and two of the options it speaks of.
 *
 * @param tests the checks on the whole as functions, in the order of the rules' refinements
 */
export function optionSetsOf({ command }, rules, options, tests) {
  if (!command.schema) {
    return command.optionSets.map(set => ({
      options: [...set.options], conditional: Boolean(set.runsWhen), atLeastOne: true, atMostOne: true,
    }));
  }
  const sets = [];
  tests.forEach(({ test, named }, i) => {
    if (!test) {
      return;
    }
    const declared = named !== undefined;
    const own = options.filter(option => !option.global).map(option => option.name);
    const members = (named ?? optionsRead(rules.refinements[i].test)).filter(name => own.includes(name));
    if (members.length < 2 || members.length > 12) {
      return;
    }
    const found = probe(test, members, options, declared);
    if (!found) {
      return;
    }
    const same = sets.find(set => set.options.length === members.length && members.every(name => set.options.includes(name))
      && set.conditional === found.conditional);
    if (same) {
      same.atLeastOne ||= found.atLeastOne;
      same.atMostOne ||= found.atMostOne;
    }
    else {
      sets.push({ options: members, ...found });
    }
  });
  return sets;
}

/** The options that a check on the whole looks at: members of its parameter. */
function optionsRead(test) {
  const parameter = test?.ast?.[1]?.[0];
  if (parameter?.[0] !== 'id') {
    return [];
  }
  const names = new Set();
  let whole = false;
  const visit = node => {
    if (!Array.isArray(node)) {
      return;
    }
    if (/^mem/.test(node[0]) && node[1]?.[0] === 'id' && node[1][1] === parameter[1] && typeof node[2] === 'string') {
      names.add(node[2]);
      return;
    }
    if (node[0] === 'id' && node[1] === parameter[1]) {
      whole = true;
    }
    node.forEach(visit);
  };
  visit(test.ast[2]);
  return whole ? [] : [...names];
}

/** Values for each way in which a check may look at an option: its first is the usual one. */
function candidates({ type, values }) {
  if (values.length > 0) {
    return values.slice(0, 12);
  }
  switch (type) {
    case 'boolean':
    case 'flag':
      return [true, false];
    case 'number':
      return [1, 100];
    default:
      return ['x', '2020-01-01', '2030-01-01'];
  }
}

/**
 * How a check behaves for none, one and two of some options; undefined if not as a set of options does.
 *
 * @param declared whether the CLI says that it is about these options; if so, it may also depend on others, and the usual
 *     values will do; if not, it has to behave so whatever the values are
 */
function probe(test, members, options, declared) {
  const byName = new Map(options.map(option => [option.name, option]));
  const choices = name => declared ? candidates(byName.get(name)).slice(0, 1) : candidates(byName.get(name));
  const passes = given => {
    try {
      return Boolean(test(given));
    }
    catch {
      return undefined;
    }
  };
  const behaviour = base => {
    const all = (names, expected) => names.reduce(
      (given, name) => given.flatMap(g => choices(name).map(value => ({ ...g, [name]: value }))), [base])
      .every(given => passes(given) === expected);
    const singles = members.every(name => all([name], true));
    return {
      atLeastOne: singles && passes(base) === false,
      atMostOne: singles && members.every((a, i) => members.slice(i + 1).every(b => all([a, b], false))),
    };
  };
  const bare = behaviour({});
  const others = declared ? options.filter(option => !members.includes(option.name) && !option.global) : [];
  const seen = [bare, ...others.flatMap(option => candidates(option).map(value => behaviour({ [option.name]: value })))];
  const atLeastOne = seen.some(b => b.atLeastOne);
  const atMostOne = seen.some(b => b.atMostOne);
  const conditional = seen.some(b => b.atLeastOne !== bare.atLeastOne || b.atMostOne !== bare.atMostOne);
  return atLeastOne || atMostOne ? { conditional, atLeastOne, atMostOne } : undefined;
}
