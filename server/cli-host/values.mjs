import { callsIn } from './examples.mjs';

/**
 * Tries on the real CLI whether the values that an option is said to take are all it takes, and whether case counts.
 * Older commands often list values only as suggestions.
 */

/** Values that no list has; some options take a number instead of a name. */
const OTHERS = ['no-such-value-7f3a', '7'];

/** Corrects what is said of the values of a command's options, with its valid examples as the ground. */
export async function testValues(command, judge) {
  const options = command.options.filter(option => !option.global && option.values.length > 0);
  if (options.length === 0) {
    return;
  }
  const grounds = await groundsOf(command, judge);
  for (const option of options) {
    const accepts = async ({ words, files }, value) =>
      (await judge.judge([...without(words, option), `--${option.name}`, value], files)).result === 'valid';
    let ground;
    let good;
    for (const candidate of grounds) {
      good = await firstAccepted(option.values, value => accepts(candidate, value));
      if (good !== undefined) {
        ground = candidate;
        break;
      }
    }
    if (ground === undefined) {
      // nothing tells whether an older command insists on its list
      option.valuesFromDocs ||= command.schema === 'legacy';
    }
    else if (await firstAccepted(OTHERS.filter(other => !option.values.includes(other)), value => accepts(ground, value)) !== undefined) {
      option.valuesFromDocs = true;
    }
    else if (option.values.length > 1 && await accepts(ground, option.values.slice(0, 2).join(','))) {
      option.valuesFromDocs = true;
      option.format ||= 'list';
    }
    else {
      const other = swapCase(good);
      option.caseInsensitive = other !== good && !option.values.includes(other) && await accepts(ground, other);
      const coded = option.valuesFromDocs && listIn(rulesFor(command, option), option.values);
      if (coded) {
        option.values = coded;
        option.valuesFromDocs = false;
      }
    }
  }
}

/** The rules that speak of an option; an older command's validators speak of all. */
function rulesFor({ rules }, { name }) {
  return rules.options?.[name] ?? rules.validators;
}

/** The shortest list of texts among the rules that has all of these values, in any case; as the option would be given. */
function listIn(rules, values) {
  const wanted = values.map(value => value.toLowerCase());
  const lists = [];
  const visit = node => {
    if (!node || typeof node !== 'object') {
      return;
    }
    const list = Array.isArray(node) && node[0] === 'arr' ? node.slice(1).map(n => n?.[0] === 'lit' ? n[1] : undefined) : node;
    if (Array.isArray(list) && list.length > 1 && list.every(item => typeof item === 'string')) {
      const lower = list.map(item => item.toLowerCase());
      if (wanted.every(value => lower.includes(value))) {
        lists.push(list);
      }
    }
    Object.values(node).forEach(visit);
  };
  visit(rules);
  const [shortest] = lists.sort((a, b) => a.length - b.length);
  // the documentation's spelling, where it names the value
  return shortest?.map(item => values.find(value => value.toLowerCase() === item.toLowerCase()) ?? item);
}

async function firstAccepted(values, accepts) {
  for (const value of values) {
    if (await accepts(value)) {
      return value;
    }
  }
  return undefined;
}

/** The examples that are one call, with the files they need. */
async function groundsOf(command, judge) {
  const grounds = [];
  for (const example of command.text.examples.filter(e => e.valid)) {
    const [words, ...more] = callsIn(example.code, example.language);
    if (more.length === 0) {
      grounds.push({ words, files: new Set(await judge.filesFor(words)) });
    }
  }
  return grounds;
}

/** An argument list without one option and its value. */
function without(words, { name, short }) {
  const kept = [];
  for (let i = 0; i < words.length; i++) {
    const [written] = words[i].split('=');
    if (written === `--${name}` || short && written === `-${short}`) {
      if (!words[i].includes('=') && i + 1 < words.length && !words[i + 1].startsWith('-')) {
        i++;
      }
    }
    else {
      kept.push(words[i]);
    }
  }
  return kept;
}

function swapCase(text) {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}
