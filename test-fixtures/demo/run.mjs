// Signs in to the stand-in tenant and runs commands there: on the command line, then as an editor does.
// usage: node run.mjs SERVER_PROGRAM TENANT_PROGRAM
import { spawn } from 'node:child_process';
import {
  createProtocolConnection, InitializeRequest, InitializedNotification, ShutdownRequest, ExitNotification, StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { Tenant } from './tenant.mjs';

process.stdout.on('error', () => process.exit(0));
const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = text => paint(1, text);
const dim = text => paint(2, text);
const heading = text => console.log(`\n${bold(text)}`);
const indent = text => text.trimEnd().split('\n').map(line => `  ${line}`.trimEnd()).join('\n');
const quoted = word => (/^[\w./:=-]+$/.test(word) ? word : `'${word}'`);

const [program, tenantProgram] = process.argv.slice(2);
const tenant = await Tenant.start(tenantProgram);
const { tenantUrl, approveUrl } = tenant.facts;

/** Runs m365ls; fails unless it ends with the exit code that is expected. Codes are approved as they are shown. */
async function m365ls(args, expected = 0) {
  console.log(`\n  ${dim('$')} ${bold(`m365ls ${args.map(quoted).join(' ')}`)}`);
  const child = spawn(program, args, { env: tenant.environment, cwd: tenant.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let shown = '';
  let approved;
  const show = text => {
    shown += text;
    const code = /^ {2}([A-Z0-9]{6,12})$/m.exec(shown)?.[1];
    if (code !== undefined && approved === undefined) {
      approved = tenant.approve(code);
    }
  };
  child.stdout.setEncoding('utf8').on('data', show);
  child.stderr.setEncoding('utf8').on('data', show);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  await approved;
  console.log(indent(shown));
  if (approved !== undefined) {
    console.log(dim(`\n  The code is of the demo's tenant, and means nothing on Microsoft's page. The demo has typed it into the\n  tenant's own page, ${approveUrl}, and said yes there.`));
  }
  if (code !== expected) {
    throw new Error(`m365ls has ended with ${code}`);
  }
}

const newList = ['spo', 'list', 'add', '--webUrl', tenantUrl, '--title', 'Invoices', '--baseTemplate', 'GenericList'];
const lists = ['spo', 'list', 'list', '--webUrl', tenantUrl, '--output', 'text'];

async function onTheCommandLine() {
  heading('A tenant of this demo\'s own, on this machine: sign in with a code');
  await m365ls(['login']);
  heading('Read');
  await m365ls(['run', '--', ...lists]);
  heading('What would this change?');
  await m365ls(['run', '--what-if', '--', ...newList]);
  heading('Nothing is changed without a yes, and here is nobody to give it');
  await m365ls(['run', '--', ...newList], 1);
  heading('With a yes');
  await m365ls(['run', '--yes', '--', ...newList, '--query', '{Id: Id, Title: Title}']);
  await m365ls(['run', '--', ...lists]);
}

async function inAnEditor() {
  heading('In an editor: query a result while typing, without asking the service again');
  const server = spawn(program, ['serve'], { env: tenant.environment, cwd: tenant.folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => server.on('error', reject).on('exit', resolve));
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {},
    initializationOptions: { trusted: true, settings: { session: { storage: 'file' } } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const { runs: [run] } = await connection.sendRequest('m365/execute', { arguments: ['entra', 'user', 'list'], whatIf: false, forceCounts: false, faithful: false });
  if (run.outcome !== 'ran') {
    throw new Error(`${run.outcome}: ${run.message}${run.err}`);
  }
  console.log(`  m365 entra user list   ${dim(`${run.requests} request, as ${run.connection}`)}`);
  for (const query of ['length(@)', '[0', "[?starts_with(displayName, 'A')].displayName", 'sort_by(@, &displayName)[-2:].{name: displayName, mail: mail}']) {
    const answer = await connection.sendRequest('m365/query', { value: run.value, query, output: 'json', faithful: false });
    console.log(`\n  ${dim('--query')} ${bold(query)}`);
    console.log(indent(answer.problem === '' ? answer.out : `${' '.repeat('--query '.length + answer.start)}^ ${answer.problem}`));
  }
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  await ended;
  connection.dispose();
}

try {
  await onTheCommandLine();
  await inAnEditor();
  heading('Sign out');
  await m365ls(['logout']);
} finally {
  tenant.end();
}
