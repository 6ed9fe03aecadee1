import path from 'node:path';
import { Closures } from './closures.mjs';
import { openCli } from './cli.mjs';
import { addressOf, readGlobalOptions, readPage } from './docs.mjs';
import { effectOf } from './effect.mjs';
import { callsIn, Judge } from './examples.mjs';
import { identityOf, resourceOf } from './identity.mjs';
import { optionSetsOf, optionsOf } from './options.mjs';
import { rulesOfSchema } from './schemas.mjs';
import { testValues } from './values.mjs';

/**
 * Makes the model of docs/catalogue.md from an installation of the CLI. Runs the modules of that installation, so it is
 * for installations the user trusts.
 *
 * @param cliRoot folder of the package @pnp/cli-microsoft365, version 10.0 or later
 * @param warn is told what is left out, in a sentence
 * @throws Unusable with words for the user
 */
export async function extract(cliRoot, warn = () => { }) {
  const opened = await openCli(path.resolve(cliRoot), warn);
  const closures = new Closures(opened.outside);
  let judge;
  try {
    const globals = readGlobalOptions(opened.docs);
    const commands = [];
    for (const one of opened.commands) {
      try {
        commands.push(describe(one, opened, closures, globals));
      }
      catch (e) {
        warn(`${one.info.name}: left out, its options cannot be read (${e.message})`);
      }
    }
    judge = new Judge(opened);
    for (const command of commands) {
      await judgeExamples(command, judge);
      await testValues(command, judge);
    }
    return { version: opened.version, commands };
  }
  finally {
    judge?.close();
    closures.close();
    opened.close();
  }
}

function describe(one, opened, closures, globals) {
  const { command, help, info } = one;
  const page = readPage(opened.docs, help);
  const { rules, tests } = command.schema
    ? rulesOfSchema(command.getSchemaToParse(), closures, command)
    : { rules: legacyRules(command, info, closures), tests: [] };
  const options = optionsOf(one, rules, page, opened.cli.helpModes);
  const addresses = command.getNamesOfOptionsWithUrls?.() ?? [];
  const outputs = command.schema && options.find(option => option.name === 'output')?.values;
  return {
    name: info.name,
    // One command of the package names itself as its alias.
    aliases: (info.aliases ?? []).filter(alias => alias !== info.name),
    service: info.name.split(' ')[0],
    resource: resourceOf(command, opened.tokenResource),
    identity: identityOf(command, page.permissions),
    effect: effectOf(command),
    schema: command.schema ? 'zod' : 'legacy',
    unknownOptions: command.schema ? rules.unknown : command.allowUnknownOptions() ? 'passed-on' : 'refused',
    outputs: [...outputs?.length > 0 ? outputs : command.allowedOutputs],
    contextual: basesOf(command).includes('AppCommand'),
    options,
    optionSets: optionSetsOf(one, rules, options, tests),
    rules: { ...rules, ...addresses.length > 0 && { addresses } },
    text: {
      description: info.description,
      options: Object.fromEntries(options.map(({ name, global }) => [name, (global ? globals : page.options).get(name) ?? ''])),
      permissions: page.permissions,
      examples: page.examples,
      responses: page.responses,
      defaultProperties: info.defaultProperties ?? [],
      remarks: page.remarks,
      documentation: addressOf(help),
    },
  };
}

/** Validators that every command has, for outputs, unknown and required options and option sets. */
const COMMON_VALIDATORS = 4;

function legacyRules(command, info, closures) {
  return {
    required: info.options.filter(option => option.required).map(option => option.name),
    types: { boolean: [...command.types.boolean], string: [...command.types.string] },
    optionSets: command.optionSets.map(({ options, runsWhen }) =>
      ({ options: [...options], ...runsWhen && { runsWhen: closures.of(runsWhen, command) } })),
    validators: command.validators.slice(COMMON_VALIDATORS).map(validator => closures.of(validator, command)),
  };
}

/** Names of the classes a command extends, nearest first. */
function basesOf(command) {
  const names = [];
  for (let type = Object.getPrototypeOf(command.constructor); type.name; type = Object.getPrototypeOf(type)) {
    names.push(type.name);
  }
  return names;
}

async function judgeExamples(command, judge) {
  for (const example of command.text.examples) {
    const calls = callsIn(example.code, example.language);
    example.valid = calls.length > 0;
    for (const words of calls) {
      example.valid &&= await judge.filesFor(words) !== undefined;
    }
  }
}
