// node npm.mjs
// Uses the server through the npm packages that most clients written in JavaScript are made of. Environment:
// SERVER_COMMAND (a JSON list), SERVER_PID_FILE, SCRIPT (the file to open). Prints a line for each step; ends with code
// 1 if one of them failed.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest, CompletionRequest, CompletionResolveRequest, ConfigurationRequest, DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, ExitNotification, HoverRequest, InitializeRequest,
  InitializedNotification, PublishDiagnosticsNotification, RegistrationRequest, ShutdownRequest, StreamMessageReader,
  StreamMessageWriter, createProtocolConnection
} from 'vscode-languageserver-protocol/node';

const uri = pathToFileURL(process.env.SCRIPT).href;
const text = readFileSync(process.env.SCRIPT, 'utf8');
let failed = 0;

function check(step, ok, more = '') {
  failed += ok ? 0 : 1;
  console.log(`${ok ? 'ok' : 'FAILED'} ${step} ${typeof more === 'string' ? more : JSON.stringify(more)}`);
}

async function start(document) {
  const [command, ...args] = JSON.parse(process.env.SERVER_COMMAND);
  const server = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const waiting = [];
  const published = [];
  connection.onNotification(PublishDiagnosticsNotification.type, params => {
    published.push(params);
    waiting.splice(0).forEach(look => look());
  });
  connection.onRequest(ConfigurationRequest.type, params => params.items.map(() => null));
  connection.onRequest(RegistrationRequest.type, () => { });
  connection.listen();
  const { capabilities } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
        hover: { contentFormat: ['markdown'] },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } } },
        publishDiagnostics: { versionSupport: true }
      },
      workspace: {
        configuration: true,
        workspaceEdit: { documentChanges: true },
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true }
      }
    }
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'shellscript', version: 1, text: document }
  });
  /** The diagnostics of a version. */
  const diagnostics = async version => {
    for (; ;) {
      const found = published.find(params => params.version === version);
      if (found) {
        return found.diagnostics;
      }
      await new Promise(resolve => waiting.push(resolve));
    }
  };
  return { connection, capabilities, diagnostics, ended };
}

const codes = diagnostics => diagnostics.map(diagnostic => diagnostic.code).join(',');

const { connection, capabilities, diagnostics, ended } = await start(text);
check('open', capabilities.completionProvider && capabilities.hoverProvider);
const findings = await diagnostics(1);
check('diagnose', codes(findings) === 'unknown-option', findings);

const end = { line: 1, character: 0 };
await connection.sendNotification(DidChangeTextDocumentNotification.type, {
  textDocument: { uri, version: 2 },
  contentChanges: [{ range: { start: end, end }, text: 'm365 spo site ge' }]
});
const found = await connection.sendRequest(CompletionRequest.type, {
  textDocument: { uri }, position: { line: 1, character: 16 }
});
const items = Array.isArray(found) ? found : found.items;
const get = items.find(item => item.label === 'get');
check('complete', get, `${items.length} items`);
check('resolve', (await connection.sendRequest(CompletionResolveRequest.type, get)).label === 'get');

const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 0, character: 12 } });
check('hover', hover.contents.value.includes('spo site get'));

const actions = await connection.sendRequest(CodeActionRequest.type, {
  textDocument: { uri }, range: findings[0].range, context: { diagnostics: findings, only: ['quickfix'] }
});
const edit = actions[0]?.edit?.documentChanges?.[0];
check('fix', edit?.textDocument.uri === uri && edit.edits[0].newText === '--url', actions[0]);
await connection.sendNotification(DidChangeTextDocumentNotification.type, {
  textDocument: { uri, version: 3 },
  contentChanges: [
    { range: { start: end, end: { line: 1, character: 16 } }, text: '' },
    { range: edit.edits[0].range, text: edit.edits[0].newText }
  ]
});
check('change', codes(await diagnostics(3)) === '', await diagnostics(3));

connection.onClose(() => connection.dispose());
process.kill(Number(readFileSync(process.env.SERVER_PID_FILE, 'utf8')), 'SIGKILL');
await ended;
check('crash', true);

const again = await start('m365 spo site gte\n');
check('restart', codes(await again.diagnostics(1)) === 'unknown-command');
await again.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
check('shut down', (await again.connection.sendRequest(ShutdownRequest.type)) === null);
await again.connection.sendNotification(ExitNotification.type);
const [code] = await again.ended;
check('close', code === 0, `code ${code}`);
process.exit(failed > 0 ? 1 : 0);
