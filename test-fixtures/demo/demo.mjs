// Starts the server as an editor does, opens two scripts, and prints what the editor would show.
// usage: node demo.mjs SERVER_PROGRAM [ARGUMENT...]
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection, InitializeRequest, InitializedNotification, DidOpenTextDocumentNotification,
  PublishDiagnosticsNotification, CompletionRequest, CompletionResolveRequest, HoverRequest, SignatureHelpRequest,
  CodeActionRequest, DocumentSymbolRequest, ShutdownRequest, ExitNotification, StreamMessageReader, StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

// Whoever reads the output may stop before its end.
process.stdout.on('error', () => process.exit(0));
const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = text => paint(1, text);
const dim = text => paint(2, text);
const SEVERITIES = { 1: paint(31, 'error'), 2: paint(33, 'warning'), 3: paint(34, 'information') };

const here = dirname(fileURLToPath(import.meta.url));
const [program, ...args] = process.argv.slice(2);
const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
server.on('error', error => {
  console.error(`The server cannot be started: ${error.message}`);
  process.exit(1);
});
const ended = new Promise(resolve => server.on('exit', resolve));
const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
const diagnostics = new Map();
const waiting = new Map();
connection.onNotification(PublishDiagnosticsNotification.type, params => {
  diagnostics.set(params.uri, params.diagnostics);
  waiting.get(params.uri)?.();
});
connection.listen();

const initialized = await connection.sendRequest(InitializeRequest.type, {
  processId: process.pid,
  clientInfo: { name: 'demo' },
  rootUri: pathToFileURL(here).href,
  workspaceFolders: null,
  capabilities: {
    textDocument: {
      completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      hover: { contentFormat: ['markdown'] },
      publishDiagnostics: { versionSupport: true },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
      signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    },
  },
});
await connection.sendNotification(InitializedNotification.type, {});
console.log(`${bold(initialized.serverInfo.name)} ${initialized.serverInfo.version}\n`);

class Document {
  constructor(file, languageId) {
    this.name = basename(file);
    this.uri = pathToFileURL(file).href;
    this.languageId = languageId;
    this.text = readFileSync(file, 'utf8');
    this.lines = this.text.split(/\r\n|\n|\r/);
  }

  async open() {
    const published = new Promise(resolve => waiting.set(this.uri, resolve));
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: this.uri, languageId: this.languageId, version: 1, text: this.text },
    });
    await published;
  }

  /** The place behind `anchor`; `within` counts from its start instead. */
  place(anchor, within = anchor.length) {
    const line = this.lines.findIndex(text => text.includes(anchor));
    if (line < 0) {
      throw new Error(`${this.name} has no ${anchor}`);
    }
    return { textDocument: { uri: this.uri }, position: { line, character: this.lines[line].indexOf(anchor) + within } };
  }

  show({ position }) {
    const line = this.lines[position.line];
    console.log(`  ${dim(String(position.line + 1).padStart(3))} ${line.slice(0, position.character)}${bold('|')}${line.slice(position.character)}`);
  }
}

const heading = text => console.log(`\n${bold(text)}`);
const indent = text => text.split('\n').map(line => `      ${line}`).join('\n');

async function findings(document) {
  heading(`${document.name}: what is wrong in it`);
  for (const found of diagnostics.get(document.uri)) {
    const { start, end } = found.range;
    const line = document.lines[start.line];
    console.log(`  ${dim(String(start.line + 1).padStart(3))} ${line}`);
    const width = Math.max(1, (end.line === start.line ? end.character : line.length) - start.character);
    console.log(`      ${' '.repeat(start.character)}${'^'.repeat(width)} ${SEVERITIES[found.severity]} ${found.code}: ${found.message}`);
    const actions = await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: document.uri }, range: found.range, context: { diagnostics: [found] },
    });
    for (const action of actions ?? []) {
      console.log(dim(`      ${' '.repeat(start.character)}fix: ${action.title}`));
    }
  }
}

async function completion(document, anchor, count = 8) {
  const place = document.place(anchor);
  heading(`${document.name}: completion`);
  document.show(place);
  const answer = await connection.sendRequest(CompletionRequest.type, place);
  const items = (Array.isArray(answer) ? answer : answer.items)
    .toSorted((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  for (const item of items.slice(0, count)) {
    console.log(`      ${item.label.padEnd(34)} ${dim(item.detail ?? item.labelDetails?.description ?? '')}`);
  }
  if (items.length > count) {
    console.log(dim(`      ... and ${items.length - count} more`));
  }
  const first = await connection.sendRequest(CompletionResolveRequest.type, items[0]);
  const text = first.documentation?.value ?? first.documentation ?? '';
  console.log(dim(`      about ${items[0].label}:`));
  console.log(dim(indent(text.split('\n').slice(0, 3).join('\n'))));
}

async function hover(document, anchor, within) {
  const place = document.place(anchor, within);
  heading(`${document.name}: hover`);
  document.show(place);
  const answer = await connection.sendRequest(HoverRequest.type, place);
  const text = answer.contents.value;
  const lines = text.split('\n');
  console.log(indent(lines.slice(0, 16).join('\n')));
  if (lines.length > 16) {
    console.log(dim(`      ... and ${lines.length - 16} lines more`));
  }
}

async function signature(document, anchor) {
  const place = document.place(anchor);
  heading(`${document.name}: what the command still needs`);
  document.show(place);
  const answer = await connection.sendRequest(SignatureHelpRequest.type, place);
  const help = answer.signatures[0];
  console.log(indent(help.label));
  console.log(indent(help.documentation?.value ?? ''));
}

async function outline(document) {
  heading(`${document.name}: outline`);
  const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: document.uri } });
  for (const symbol of symbols) {
    const start = (symbol.range ?? symbol.location.range).start;
    console.log(`  ${dim(String(start.line + 1).padStart(3))} ${symbol.name} ${dim(symbol.detail ?? '')}`);
  }
}

const powershell = new Document(join(here, 'Report-Sites.ps1'), 'powershell');
await powershell.open();
await findings(powershell);
await completion(powershell, "channel add --type private ");
await signature(powershell, "channel add --type private ");
await completion(powershell, 'spo site list --type ', 4);
await hover(powershell, 'spo site list', 10);
await outline(powershell);

const shell = new Document(join(here, 'archive-teams.sh'), 'shellscript');
await shell.open();
await findings(shell);
await completion(shell, 'm365 teams team ');
await hover(shell, '--shouldSetSpoSiteReadOnlyForMembers', 4);

await connection.sendRequest(ShutdownRequest.type);
await connection.sendNotification(ExitNotification.type);
process.exitCode = await ended;
connection.dispose();
