// The tab with results.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from '../pages/html';
import type { ShownRuns } from '../run/runEditor';
import type { Server } from '../session/server';
import { fileNameOf, type Format, formatsOf, textOf } from './exports';
import { moved } from './insertion';
import type { FromPage, ToPage } from './messages';
import { Results } from './model';
import { Queries } from './queries';

/** Shows results; each time in the same tab, unless the user keeps one. */
export class ResultTabs {
  private readonly open = new Set<ResultTab>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: () => Server,
  ) {}

  show(shown: ShownRuns): void {
    const free = [...this.open].find(tab => !tab.kept);
    if (free !== undefined) {
      free.show(shown);
      return;
    }
    const tab: ResultTab = new ResultTab(this.extension, this.server(), () => this.open.delete(tab));
    this.open.add(tab);
    tab.show(shown);
  }
}

/** A tab with the results of one execution. */
class ResultTab {
  kept = false;
  private readonly panel: vscode.WebviewPanel;
  private readonly listening: vscode.Disposable;
  private readonly queries: Queries;
  private results: Results | undefined;
  private shown: ShownRuns | undefined;
  /** Where the call is in its script now, in UTF-16 units; undefined if nobody knows. */
  private offset: number | undefined;

  constructor(
    extension: vscode.Uri,
    private readonly server: Server,
    closed: () => void,
  ) {
    const folder = vscode.Uri.joinPath(extension, 'dist');
    this.panel = vscode.window.createWebviewPanel(
      'm365.results',
      'Results',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [folder], enableFindWidget: true },
    );
    this.queries = new Queries(
      server,
      (value, query, result) => {
        if (this.results?.run.value === value) {
          this.results.answer(query, result);
          this.update();
        }
      },
      error => this.tell(error),
    );
    this.listening = vscode.workspace.onDidChangeTextDocument(event => {
      if (this.offset !== undefined && event.document.uri.toString() === this.shown?.place?.document) {
        this.offset = moved(this.offset, event.contentChanges);
      }
    });
    const { webview } = this.panel;
    webview.onDidReceiveMessage((message: FromPage) => this.received(message));
    this.panel.onDidDispose(() => {
      this.listening.dispose();
      closed();
    });
    const files = {
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'results.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'results.css')).toString(),
    };
    webview.html = pageHtml('Results', files, randomBytes(16).toString('hex'));
  }

  show(shown: ShownRuns): void {
    this.shown = shown;
    this.results = new Results(shown.runs, shown.place !== undefined);
    this.panel.title = this.results.title;
    const document = documentOf(shown.place?.document);
    this.offset =
      document === undefined || shown.place === undefined
        ? undefined
        : document.offsetAt(new vscode.Position(shown.place.position.line, shown.place.position.character));
    this.update();
    this.panel.reveal(undefined, true);
  }

  private update(): void {
    if (this.results !== undefined) {
      this.post({ kind: 'view', view: this.results.view() });
    }
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  private received(message: FromPage): void {
    const { results } = this;
    if (results === undefined) {
      return;
    }
    switch (message.kind) {
      case 'query':
        this.queries.ask(results.run.value, message.text);
        return;
      case 'open':
        this.post({ kind: 'parts', parts: results.parts(message.path, message.from) });
        return;
      case 'filter':
        results.narrow(message.text);
        break;
      case 'sort':
        results.sort(message.number);
        break;
      case 'page':
        results.turn(message.number);
        break;
      case 'run':
        results.choose(message.number);
        this.panel.title = results.title;
        break;
      case 'keep':
        this.kept = true;
        return;
      case 'ready':
        break;
      case 'again':
        void this.shown?.again();
        return;
      case 'copy':
        this.attempt(this.copy(results));
        return;
      case 'save':
        this.attempt(this.save(results));
        return;
      case 'insert':
        this.attempt(this.insert(results.asked));
        return;
    }
    this.update();
  }

  private attempt(work: Promise<void>): void {
    work.catch(error => this.tell(error));
  }

  private tell(error: unknown): void {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }

  private async copy(results: Results): Promise<void> {
    const format = await chooseFormat(results, 'Copy the result');
    if (format !== undefined) {
      await vscode.env.clipboard.writeText(await textOf(results, this.server, format));
      vscode.window.setStatusBarMessage(`Copied as ${format.label}.`, 3_000);
    }
  }

  private async save(results: Results): Promise<void> {
    const format = await chooseFormat(results, 'Save the result');
    if (format === undefined) {
      return;
    }
    const text = await textOf(results, this.server, format);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = fileNameOf(results, format);
    const file = await vscode.window.showSaveDialog({
      ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
      filters: { [format.label]: [format.extension] },
    });
    if (file !== undefined) {
      await vscode.workspace.fs.writeFile(file, Buffer.from(text, 'utf8'));
    }
  }

  /** Writes the query into the script's call. */
  private async insert(query: string): Promise<void> {
    const document = documentOf(this.shown?.place?.document);
    if (document === undefined || this.offset === undefined) {
      throw new Error('The script is not open any more.');
    }
    const { line, character } = document.positionAt(this.offset);
    const change = await this.server.request('m365/script/setOption', {
      document: document.uri.toString(),
      position: { line, character },
      option: 'query',
      value: query,
    });
    if (change === null || change.version !== document.version) {
      throw new Error('The query could not be written into the script: the call has changed, or gives --query in a way of its own.');
    }
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(change.start.line, change.start.character, change.end.line, change.end.character);
    edit.replace(document.uri, range, change.text);
    await vscode.workspace.applyEdit(edit);
  }
}

function documentOf(uri: string | undefined): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
}

async function chooseFormat(results: Results, title: string): Promise<Format | undefined> {
  const formats = formatsOf(results);
  if (formats.length === 1) {
    return formats[0];
  }
  const lines = formats.map(format => ({ label: format.label, format }));
  return (await vscode.window.showQuickPick(lines, { title, placeHolder: 'In which format?' }))?.format;
}
