import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Unusable } from '../cli.mjs';
import { usualAddressOf } from '../docs.mjs';
import { exceptions } from '../effect.mjs';
import { extract } from '../extract.mjs';
import { checkModel } from './schema.mjs';
import { checkRules } from './trees.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..', 'node_modules', '@pnp', 'cli-microsoft365');
const program = path.join(here, '..', 'make-catalogue.mjs');

let model;
const warnings = [];
const stateNow = () => ({ folder: process.cwd(), environment: { ...process.env }, platform: process.platform, exit: process.exit, date: Date });
let stateBefore;
let stateAfter;

before(async () => {
  stateBefore = stateNow();
  model = await extract(root, warning => warnings.push(warning));
  stateAfter = stateNow();
});

const command = name => model.commands.find(c => c.name === name) ?? assert.fail(`no ${name}`);
const option = (name, long) => command(name).options.find(o => o.name === long) ?? assert.fail(`no ${name} --${long}`);
const own = () => model.commands.flatMap(c => c.options.filter(o => !o.global).map(o => ({ ...o, schema: c.schema })));
const count = (items, test) => items.filter(test).length;

test('gives the documented model for all commands', () => {
  checkModel(model, 'model');
  assert.equal(model.version, '11.11.0');
  assert.equal(model.commands.length, 878);
  assert.deepEqual(warnings, []);
});

test('gives no command an alias that names it already, or another one', () => {
  const names = new Set(model.commands.map(c => c.name));
  const aliases = model.commands.flatMap(c => c.aliases);
  assert.deepEqual(aliases.filter(alias => names.has(alias)), []);
  assert.equal(new Set(aliases).size, aliases.length);
  assert.deepEqual(command('spo site list').aliases, []);
});

test('leaves the process as it was', () => {
  assert.deepEqual(stateAfter, stateBefore);
});

test('knows every option', () => {
  assert.equal(own().length, 3838);
  assert.equal(count(own(), o => o.schema === 'zod'), 1538);
  assert.equal(count(own(), o => o.short), 1815);
  assert.equal(count(own(), o => o.required && o.schema === 'zod'), 341);
  assert.equal(count(own(), o => o.required && o.schema === 'legacy'), 551);
});

test('knows the types of options', () => {
  const types = {};
  own().forEach(o => types[`${o.schema} ${o.type}`] = (types[`${o.schema} ${o.type}`] ?? 0) + 1);
  assert.deepEqual(types, {
    'zod string': 1248, 'zod boolean': 273, 'zod number': 17,
    'legacy string': 467, 'legacy boolean': 237, 'legacy flag': 186, 'legacy untyped': 1410,
  });
});

test('gives every command the global options', () => {
  for (const c of model.commands) {
    assert.deepEqual(c.options.filter(o => o.global).map(o => o.name).sort(), ['debug', 'help', 'output', 'query', 'verbose'], c.name);
    assert.deepEqual(c.options.find(o => o.name === 'output').values, c.outputs, c.name);
  }
  assert.deepEqual(option('spo web get', 'help').values, ['options', 'examples', 'remarks', 'permissions', 'response', 'full']);
});

test('knows allowed values and whether the tool insists on them', () => {
  const withValues = own().filter(o => o.values.length > 0);
  assert.ok(count(withValues, o => o.schema === 'zod' && !o.valuesFromDocs) >= 129);
  assert.ok(count(withValues, o => o.schema === 'legacy' && !o.valuesFromDocs) >= 320);
  assert.deepEqual(option('spo site add', 'type').values, ['TeamSite', 'CommunicationSite', 'ClassicSite', 'BrandCenter']);
  assert.equal(option('spo site add', 'type').valuesFromDocs, false);
  assert.deepEqual(option('teams report useractivitycounts', 'period').values, ['D7', 'D30', 'D90', 'D180']);
  assert.equal(option('cli app add', 'scopes').valuesFromDocs, true);
  assert.equal(option('graph subscription add', 'changeTypes').format, 'list');
  assert.equal(option('login', 'authType').caseInsensitive, true);
  assert.equal(option('teams report useractivitycounts', 'period').caseInsensitive, false);
  assert.equal(option('app permission list', 'appId').format, 'guid');
  assert.equal(count(withValues, o => o.caseInsensitive) > 200, true);
});

test('knows defaults', () => {
  assert.equal(option('request', 'method').default, 'get');
  assert.equal(option('spo site add', 'type').default, 'TeamSite');
  assert.equal(option('search', 'pageSize').default, '25');
  assert.equal(option('spo tenant settings set', 'IPAddressEnforcement').default, '');
});

test('knows formats', () => {
  assert.equal(option('entra user get', 'id').format, 'guid');
  assert.equal(option('entra user get', 'userName').format, 'upn');
  assert.equal(option('spo site get', 'url').format, 'spo-url');
  assert.equal(option('spo list view add', 'webUrl').format, 'spo-url');
  assert.equal(option('tenant report activeuserdetail', 'date').format, 'date');
  assert.equal(option('planner task add', 'dueDateTime').format, 'date-time');
  assert.equal(option('planner task add', 'priority').format, '');
  assert.ok(count(own(), o => o.format === 'guid' && o.schema === 'zod') >= 154);
  assert.ok(count(own(), o => o.format === 'spo-url') >= 300);
});

test('knows which options take server-relative addresses', () => {
  assert.equal(option('spo site get', 'url').serverRelative, true);
  assert.equal(option('spo file get', 'url').serverRelative, false);
  assert.equal(count(own(), o => o.serverRelative), 320);
});

test('finds the sets of options that exclude each other', () => {
  const sets = model.commands.flatMap(c => c.optionSets.map(s => ({ ...s, schema: c.schema })));
  assert.equal(count(sets, s => s.schema === 'legacy'), 277);
  assert.equal(count(sets, s => s.schema === 'legacy' && s.conditional), 23);
  assert.ok(count(sets, s => s.schema === 'zod' && s.atLeastOne && s.atMostOne) >= 189);
  const exactlyOne = { conditional: false, atLeastOne: true, atMostOne: true };
  assert.deepEqual(command('entra user get').optionSets, [{ options: ['id', 'userName', 'email'], ...exactlyOne }]);
  // two checks of the schema, one for none and one for both
  assert.deepEqual(command('tenant report activeuserdetail').optionSets, [{ options: ['period', 'date'], ...exactlyOne }]);
  assert.deepEqual(command('planner task add').optionSets.find(s => s.options.includes('ownerGroupId')),
    { options: ['ownerGroupId', 'ownerGroupName'], conditional: true, atLeastOne: true, atMostOne: true });
  assert.deepEqual(command('planner task add').optionSets.find(s => s.options.includes('assignedToUserIds')),
    { options: ['assignedToUserIds', 'assignedToUserNames'], conditional: false, atLeastOne: false, atMostOne: true });
  assert.deepEqual(command('app permission add').optionSets[0],
    { options: ['applicationPermissions', 'delegatedPermissions'], conditional: false, atLeastOne: true, atMostOne: false });
  // start and end of a period are no set, though equal ones are refused
  assert.deepEqual(command('purview auditlog list').optionSets, []);
});

test('knows what becomes of unknown options', () => {
  const names = kind => model.commands.filter(c => c.unknownOptions === kind).map(c => c.name);
  assert.deepEqual(names('dropped').sort(), ['app get', 'app permission list']);
  assert.equal(names('passed-on').length, 28);
  assert.ok(names('passed-on').includes('request'));
});

test('knows who may sign in and for which service', () => {
  const names = kind => model.commands.filter(c => c.identity === kind).map(c => c.name);
  assert.equal(names('delegated').length, 93);
  assert.deepEqual(names('application').sort(), ['teams callrecord get', 'teams callrecord list']);
  assert.ok(names('delegated').includes('purview threatassessment add'));
  assert.ok(names('delegated').includes('planner tenant settings set'));
  assert.equal(command('spo site get').resource, 'sharepoint');
  assert.equal(command('entra user get').resource, 'https://graph.microsoft.com');
  assert.equal(command('flow list').resource, 'https://management.azure.com/');
  assert.equal(command('pp environment list').resource, 'https://service.powerapps.com/');
  assert.equal(command('version').resource, '');
  assert.deepEqual(model.commands.filter(c => c.contextual).map(c => c.name).sort(),
    ['app get', 'app open', 'app permission add', 'app permission list']);
});

test('decides the effect of every command', () => {
  const effect = name => command(name).effect;
  for (const name of ['spo site list', 'spo search', 'search', 'teams report pstncalls', 'entra user hibp', 'spo theme get', 'status']) {
    assert.equal(effect(name), 'read', name);
  }
  for (const name of ['spo file checkout', 'flow export', 'request', 'login', 'logout', 'connection use', 'teams team archive',
    'spo app retract', 'cli completion sh setup', 'spo listitem set', 'spo web reindex', 'purview auditlog list']) {
    assert.equal(effect(name), 'write', name);
  }
  for (const name of ['flow run cancel', 'entra user recyclebinitem clear', 'spo list remove', 'spo web roleinheritance reset']) {
    assert.equal(effect(name), 'destroy', name);
  }
  assert.ok(model.commands.filter(c => / report \w+$/.test(c.name)).every(c => c.effect === 'read'));
  assert.ok(model.commands.filter(c => / remove$/.test(c.name)).every(c => c.effect === 'destroy'));
});

test('has a reason and a command for each exception of the effects', () => {
  for (const [name, { effect, why }] of Object.entries(exceptions)) {
    assert.equal(command(name).effect, effect);
    assert.ok(why.length > 10, name);
  }
  assert.deepEqual(Object.keys(exceptions), Object.keys(exceptions).sort());
});

test('expresses every rule as a tree', () => {
  let closures = 0;
  const unresolved = [];
  for (const c of model.commands) {
    checkRules(c.rules, c.name, closure => {
      closures++;
      const captured = Object.values({ ...closure.env, ...closure.this });
      captured.filter(value => value.unresolved).forEach(value => unresolved.push(`${c.name}: ${value.unresolved}`));
      assert.ok(captured.every(value => !('recursive' in value)), c.name);
    });
  }
  assert.ok(closures >= 2450, String(closures));
  assert.deepEqual(unresolved, []);
  assert.equal(count(model.commands, c => c.rules.validators?.length > 0), 415);
  const refinements = model.commands.flatMap(c => c.rules.refinements ?? []);
  assert.ok(refinements.length >= 444, String(refinements.length));
  assert.ok(refinements.every(r => r.test && ('message' in r || 'messageTree' in r)));
});

test('takes the captured values of rules along', () => {
  const { options } = command('entra user get').rules;
  assert.deepEqual(options.id, {
    kind: 'optional',
    inner: {
      kind: 'string',
      checks: [{ check: 'string_format', format: 'uuid', pattern: options.id.inner.checks[0].pattern, flags: '' }],
    },
  });
  const { object } = options.userName.inner.checks[0].test.env.validation;
  assert.equal(object.isValidUserPrincipalName.ast[0], 'fn');
  const issues = command('planner task add').rules.options.assignedToUserIds.inner.checks[0].issues;
  assert.deepEqual(issues.env.z.object.ZodIssueCode.v.custom, 'custom');
});

test('reads the documentation', () => {
  const examples = model.commands.flatMap(c => c.text.examples);
  assert.ok(examples.length >= 2580, String(examples.length));
  assert.ok(count(examples, e => e.valid) >= 2440, String(count(examples, e => e.valid)));
  assert.ok(model.commands.every(c => c.text.examples.length > 0));
  assert.equal(count(model.commands, c => c.text.permissions.length > 0), 367);
  assert.equal(count(model.commands, c => c.text.defaultProperties.length > 0), 158);
  assert.equal(count(model.commands, c => c.aliases.length > 0), 21);
  const responses = output => count(model.commands, c => output in c.text.responses);
  assert.deepEqual(['json', 'text', 'csv', 'md'].map(responses), [525, 523, 521, 515]);
  assert.equal(model.commands.reduce((sum, c) => sum + count(c.options, o => !o.global && c.text.options[o.name]), 0), 3820);
  assert.deepEqual(model.commands.filter(c => c.text.documentation !== usualAddressOf(c.name)).map(c => c.name), []);
  assert.equal(command('spo site get').text.documentation, 'https://pnp.github.io/cli-microsoft365/cmd/spo/site/site-get');
  assert.deepEqual(command('teams callrecord list').text.permissions.find(p => p.identity === 'delegated'),
    { identity: 'delegated', resource: '', names: [] });
});

test('makes plain Markdown of the documentation', () => {
  for (const c of model.commands) {
    for (const text of [c.text.remarks, ...Object.values(c.text.options), ...c.text.examples.map(e => e.title)]) {
      const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, '').replace(/`[^`]*`/g, '');
      assert.doesNotMatch(prose, /<\/?[A-Za-z][^>]*>|^\s*:::|^import /m, c.name);
      assert.doesNotMatch(prose, /\]\((?!https?:)/, c.name);
    }
  }
});

test('tells examples that the tool refuses', () => {
  const invalid = command('tenant report activeusercounts').text.examples.filter(e => !e.valid);
  assert.match(invalid[0].code, /--output text/);
  assert.ok(command('teams app publish').text.examples.every(e => e.valid), 'only the file is missing');
  assert.ok(command('pa connector export').text.examples.every(e => e.valid), 'one folder exists, another does not');
});

test('gives the same model each time and writes nothing into the home folder', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-home-'));
  const result = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-result-'));
  const file = path.join(result, 'model.json');
  const environment = { ...process.env, HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: '' };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--no-warnings', program, root, result, file],
    { env: environment, cwd: home });
  assert.equal(stdout + stderr, '');
  assert.ok(fs.readFileSync(file, 'utf8') === JSON.stringify(model), 'another process gives another model');
  assert.deepEqual(fs.readdirSync(home), []);
  [home, result].forEach(folder => fs.rmSync(folder, { recursive: true }));
});

test('says what is wrong with a folder that is no usable installation', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'm365ls-root-'));
  const refuses = (told, description) => {
    if (description) {
      fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(description));
    }
    return assert.rejects(extract(folder), error => error instanceof Unusable && told.test(error.message));
  };
  await refuses(/holds no readable package\.json/);
  await refuses(/is the package left-pad, not @pnp\/cli-microsoft365/, { name: 'left-pad', version: '1.0.0' });
  await refuses(/10\.0 or later is needed/, { name: '@pnp/cli-microsoft365', version: '9.1.0' });
  await refuses(/is incomplete/, { name: '@pnp/cli-microsoft365', version: '11.0.0' });
  assert.deepEqual(stateNow(), stateBefore);
  fs.rmSync(folder, { recursive: true });
});
