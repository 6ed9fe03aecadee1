// The real editor, as running sees it.
import * as vscode from 'vscode';
import { DOCUMENTS } from '../server';
import { PRODUCTION, VscodeEditor } from '../session/vscodeEditor';
import type { Place, RunEditor, ShownRuns } from './runEditor';

/** VS Code. */
export class VscodeRunEditor extends VscodeEditor implements RunEditor {
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

  async showText(text: string, language = 'plaintext'): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ content: text, language });
    await vscode.window.showTextDocument(document, { preview: true });
  }
}
