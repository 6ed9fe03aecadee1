// The real editor, as running sees it.
import * as vscode from 'vscode';
import { DOCUMENTS } from '../server';
import { PRODUCTION, VscodeEditor } from '../session/vscodeEditor';
import type { Place, RunEditor, ShownRuns } from './runEditor';

/** VS Code. */
export class VscodeRunEditor extends VscodeEditor implements RunEditor {
  private readonly texts = new Texts();

  constructor(
    context: vscode.ExtensionContext,
    private readonly results: (shown: ShownRuns) => void,
  ) {
    super(context);
  }

  get place(): Place | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !DOCUMENTS.some(({ language }) => language === editor.document.languageId)) {
      return undefined;
    }
    const { start, end, isEmpty } = editor.selection;
    const position = { line: start.line, character: start.character };
    const document = editor.document.uri.toString();
    return isEmpty ? { document, position } : { document, position, end: { line: end.line, character: end.character } };
  }

  folderOf(document: string): string {
    const uri = vscode.Uri.parse(document, true);
    return uri.scheme === 'file' ? vscode.Uri.joinPath(uri, '..').toString() : '';
  }

  async addProductionTenant(tenant: string): Promise<void> {
    const tenants = [...new Set([...this.productionTenants, tenant])];
    await vscode.workspace.getConfiguration('m365').update(PRODUCTION, tenants, vscode.ConfigurationTarget.Global);
  }

  showRuns(shown: ShownRuns): void {
    this.results(shown);
  }

  async showText(name: string, text: string): Promise<void> {
    const uri = this.texts.with(name, text);
    if (name.endsWith('.md')) {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } else {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }
  }

  override dispose(): void {
    super.dispose();
    this.texts.dispose();
  }
}

/** Texts that are shown and cannot be changed, so that nobody is asked to save them. */
class Texts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private static readonly SCHEME = 'm365';
  private readonly all = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(Texts.SCHEME, this);

  /** Address of a text, which takes the place of the one that had this name. */
  with(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: Texts.SCHEME, path: `/${name}` });
    this.all.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.all.get(uri.path) ?? '';
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
