import { callsIn } from './examples.mjs';

/**
 * Tries on the real CLI whether the values that an option is said to take are all it takes, and whether case counts.
 * Older commands often list values only as suggestions.
 */

const BOGUS = 'no-such-value-7f3a';

/** Corrects valuesFromDocs and caseInsensitive of the options of a command, with its valid examples as the ground. */
export async function testValues(command, judge) {
  const options = command.options.filter(option => !option.global && option.values.length > 0);
  if (options.length === 0) {
    return;
  }
  const grounds = await groundsOf(command, judge);
  for (const option of options) {
    const accepts = async (ground, value) => (await judge.judge([...without(ground, option), `--${option.name}`, value])).result === 'valid';
    for (const ground of grounds) {
      const good = await firstAccepted(option.values, value => accepts(ground, value));
      if (good === undefined) {
        continue;
      }
      if (await accepts(ground, BOGUS)) {
        option.valuesFromDocs = true;
      }
      else {
        const other = swapCase(good);
        option.caseInsensitive = other !== good && !option.values.includes(other) && await accepts(ground, other);
      }
      break;
    }
  }
}

async function firstAccepted(values, accepts) {
  for (const value of values) {
    if (await accepts(value)) {
      return value;
    }
  }
  return undefined;
}

async function groundsOf(command, judge) {
  const grounds = [];
  for (const example of command.text.examples.filter(e => e.valid)) {
    const [words, ...more] = callsIn(example.code, example.language);
    if (more.length === 0 && (await judge.judge(words)).result === 'valid') {
      grounds.push(words);
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
