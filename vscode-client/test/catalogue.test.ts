import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalogue, type Scripts } from '../src/commands/catalogue';
import { argumentsOf, fieldsOf, problemsOf, snippetOf } from '../src/commands/form';
import { commandsIn, treeLine } from '../src/commands/tree';
import { type Found, reportOf } from '../src/doctor';
import { agoOf, historyLine } from '../src/history/history';
import type { CatalogTree, CommandDescription, Option } from '../src/protocol';
import { Runs } from '../src/run/runs';
import { SessionCommands } from '../src/session/commands';
import { statusLine } from '../src/session/statusLine';
import { Turns } from '../src/session/turns';
import { connection, FakeRunEditor, FakeServer, run, status, takes } from './fakes';

function option(name: string, more: Partial<Option> = {}): Option {
  return {
    name,
    shortName: '',
    required: false,
    global: false,
    type: 'string',
    values: [],
    defaultValue: '',
    secret: false,
    description: `What ${name} is.`,
    ...more,
  };
}

const ADD: CommandDescription = {
  name: 'teams channel add',
  aliases: [],
  service: 'teams',
  effect: 'write',
  description: 'Adds a channel.',
  documentation: 'https://pnp.github.io/cli-microsoft365/cmd/teams/channel/channel-add',
  options: [
    option('teamId'),
    option('teamName'),
    option('name', { required: true }),
    option('type', { values: ['private', 'shared'], defaultValue: 'standard' }),
    option('favorite', { type: 'boolean' }),
    option('force', { type: 'flag' }),
    option('password', { secret: true, required: true }),
    option('output', { global: true, values: ['json'] }),
  ],
  optionSets: [
    { options: ['teamId', 'teamName'], conditional: false, atLeastOne: true, atMostOne: true },
    { options: ['type', 'force'], conditional: true, atLeastOne: true, atMostOne: false },
  ],
  permissions: [],
  examples: [{ title: 'Adds one', code: 'm365 teams channel add --name x' }],
};

const TREE: CatalogTree = {
  version: '11.11.0',
  nodes: [
    { word: 'status', name: 'status', effect: 'read', children: [] },
    {
      word: 'teams',
      name: 'teams',
      effect: '',
      children: [
        {
          word: 'channel',
          name: 'teams channel',
          effect: '',
          children: [{ word: 'add', name: 'teams channel add', effect: 'write', children: [] }],
        },
        { word: 'get', name: 'teams get', effect: 'read', children: [] },
      ],
    },
  ],
};

test('makes a form of the command’s own options, what it needs first', () => {
  assert.deepEqual(
    fieldsOf(ADD).map(field => [field.name, field.kind]),
    [
      ['name', 'text'],
      ['password', 'secret'],
      ['teamId', 'text'],
      ['teamName', 'text'],
      ['type', 'choice'],
      ['favorite', 'yesNo'],
      ['force', 'flag'],
    ],
  );
});

test('makes an argument list of what is filled in, in which no value is taken for an option', () => {
  const filled = { name: '-x', teamId: 'a b', type: '', favorite: 'false', force: 'true', password: 'p', unknown: 'u' };
  assert.deepEqual(argumentsOf(ADD, filled), [
    'teams', 'channel', 'add', '--name=-x', '--teamId', 'a b', '--favorite', 'false', '--force',
  ]);
  assert.deepEqual(argumentsOf(ADD, {}), ['teams', 'channel', 'add']);
});

test('says what is missing and what excludes each other', () => {
  assert.deepEqual(problemsOf(ADD, {}), ['--name is needed.', 'One of --teamId, --teamName is needed.']);
  assert.deepEqual(problemsOf(ADD, { name: 'x', teamId: '1' }), []);
  assert.deepEqual(problemsOf(ADD, { name: 'x', teamId: '1', teamName: 'y' }), ['Only one of --teamId, --teamName can be given.']);
});

test('writes a snippet with a place for each option that is needed', () => {
  assert.equal(snippetOf(ADD), 'm365 teams channel add --name ${1:name} --password ${2:password}$0');
  assert.equal(snippetOf({ ...ADD, options: [] }), 'm365 teams channel add$0');
});

test('lists all commands, and shows what each does', () => {
  assert.deepEqual(commandsIn(TREE).map(node => node.name), ['status', 'teams channel add', 'teams get']);
  const [first, teams] = TREE.nodes;
  assert.ok(first && teams);
  assert.deepEqual(treeLine(first), { label: 'status', tooltip: 'm365 status: reads', icon: 'eye', opens: false, command: 'status' });
  assert.deepEqual(treeLine(teams), { label: 'teams', tooltip: 'm365 teams', icon: 'symbol-namespace', opens: true, command: '' });
});

class FakeScripts implements Scripts {
  readonly written: string[] = [];
  document: string | undefined = 'file:///ws/a.ps1';

  async current(): Promise<string | undefined> {
    return this.document;
  }

  async insert(_document: string, text: string): Promise<void> {
    this.written.push(text);
  }

  async insertSnippet(_document: string, snippet: string): Promise<void> {
    this.written.push(`snippet ${snippet}`);
  }
}

function set() {
  const editor = new FakeRunEditor();
  const server = new FakeServer()
    .on('m365/catalog/tree', () => TREE)
    .on('m365/catalog/describe', ({ command }) => (command === ADD.name ? ADD : null))
    .on('m365/script/line', params => ({ text: `m365 ${params.arguments?.join(' ')}` }))
    .on('m365/execute', () => ({ runs: [run({ out: '{}' })] }));
  const scripts = new FakeScripts();
  const session = new SessionCommands(editor, new Turns(), server, async () => undefined);
  const runs = new Runs(editor, server, session, () => undefined);
  const shown: CommandDescription[] = [];
  const catalogue = new Catalogue(editor, server, scripts, runs, description => shown.push(description));
  return { editor, server, scripts, catalogue, shown };
}

test('searches all commands, asking the server for them once until others count', async () => {
  const { editor, server, catalogue, shown } = set();
  editor.will(takes('teams channel add'));
  await catalogue.open((await catalogue.choose()) ?? '');
  assert.deepEqual(shown, [ADD]);
  await catalogue.tree();
  assert.equal(server.asked('m365/catalog/tree').length, 1);
  catalogue.forget();
  await catalogue.tree();
  assert.equal(server.asked('m365/catalog/tree').length, 2);
});

test('asks for the tree again when the server could not tell it', async () => {
  const { server, catalogue } = set();
  server.on('m365/catalog/tree', () => Promise.reject(new Error('no server')));
  await assert.rejects(catalogue.tree(), /no server/);
  server.on('m365/catalog/tree', () => TREE);
  assert.equal(await catalogue.tree(), TREE);
});

test('writes calls into the script that is worked on', async () => {
  const { scripts, catalogue, editor } = set();
  await catalogue.insertCall(ADD.name);
  await catalogue.insertFilled(ADD, { name: 'x' });
  await catalogue.insertExample(ADD, 0);
  await catalogue.insertExample(ADD, 7);
  assert.deepEqual(scripts.written, [
    'snippet m365 teams channel add --name ${1:name} --password ${2:password}$0',
    'm365 teams channel add --name x',
    'm365 teams channel add --name x',
  ]);
  scripts.document = undefined;
  await catalogue.insertFilled(ADD, { name: 'x' });
  assert.equal(scripts.written.length, 3);
  await catalogue.insertCall('gone');
  assert.match(editor.messages[0]?.text ?? '', /no command gone/);
});

test('runs what is filled in', async () => {
  const { editor, server, catalogue } = set();
  await catalogue.run(ADD, { name: 'x', teamId: '1' }, true);
  assert.deepEqual(server.asked('m365/execute'), [
    {
      workspaceFolder: 'file:///ws',
      whatIf: true,
      forceCounts: false,
      asCli: false,
      arguments: ['teams', 'channel', 'add', '--name', 'x', '--teamId', '1'],
    },
  ]);
  assert.equal(editor.shown.length, 1);
  assert.deepEqual(editor.titles, ['What if: m365 teams channel add']);
});

test('opens the documentation of a command', async () => {
  const { editor, catalogue } = set();
  await catalogue.openDocumentation(ADD.name);
  assert.deepEqual(editor.opened, [ADD.documentation]);
});

// ---- history ----

test('shows what was run, with its outcome and how long ago', () => {
  const now = Date.parse('2026-01-02T03:05:05Z');
  const line = historyLine({ arguments: ['spo', 'site', 'get', '--url', 'https://x/a b'], outcome: 'failed', time: '2026-01-02T03:00:00Z' }, now);
  assert.equal(line.label, 'spo site get');
  assert.equal(line.description, '5 min · --url "https://x/a b"');
  assert.equal(line.icon, 'error');
  assert.match(line.tooltip, /^m365 spo site get\n {4}--url "https:\/\/x\/a b"\n\nfailed, /);
  assert.deepEqual([0, 3_600_000, 90_000_000, Number.NaN].map(agoOf), ['now', '1 h', '1 d', '']);
});

// ---- status and doctor ----

test('marks a production tenant in the status bar', () => {
  const anna = connection('anna@contoso.com');
  const line = statusLine(status({ connection: anna }), [anna.tenantId]);
  assert.equal(line?.colour, 'error');
  assert.equal(line?.text, '$(account) anna@contoso.com PRODUCTION');
  assert.match(line?.tooltip ?? '', /^PRODUCTION: /);
  assert.equal(statusLine(status({ connection: anna }), ['fabrikam.com'])?.colour, 'none');
});

test('reports what is found, and what has to be looked at', () => {
  const found: Found = {
    editor: 'Code 1.91.0',
    extension: '0.1.0',
    platform: 'linux x64',
    java: { found: true, text: '17: /jdk|x/bin/java' },
    server: '0.1.0',
    cli: '11.11.0',
    trusted: true,
    session: undefined,
    environment: ['HTTPS_PROXY'],
    production: [],
  };
  const good = reportOf(found);
  assert.ok(!good.includes('**look**'), good);
  assert.ok(good.includes('| ok | Java | 17: /jdk\\|x/bin/java |'));
  const bad = reportOf({
    ...found,
    java: { found: false, text: 'No Java.' },
    server: '',
    cli: '',
    trusted: false,
    session: status({ connection: connection('anna@contoso.com'), storage: 'memory', notices: ['A notice.'] }),
  });
  assert.equal([...bad.matchAll(/\*\*look\*\*/g)].length, 6);
});
