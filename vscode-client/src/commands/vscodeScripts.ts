// Writes into the script that the user works on.
import * as vscode from 'vscode';
import { DOCUMENTS } from '../server';
import type { Scripts } from './catalogue';

/** The scripts of VS Code. */
export class VscodeScripts implements Scripts, vscode.Disposable {
  private last: vscode.TextEditor | undefined = vscode.window.activeTextEditor;
  private readonly listening = vscode.window.onDidChangeActiveTextEditor(editor => {
    // While a tab without text is in front, the script before it is the one that is worked on.
    if (editor !== undefined) {
      this.last = editor;
    }
  });

  dispose(): void {
    this.listening.dispose();
  }

  async current(): Promise<string | undefined> {
    const candidates = [vscode.window.activeTextEditor, this.last, ...vscode.window.visibleTextEditors];
    const open = candidates.find(editor => editor !== undefined && isScript(editor.document) && !editor.document.isClosed);
    if (open !== undefined) {
      return open.document.uri.toString();
    }
    const language = await vscode.window.showQuickPick(
      [
        { label: 'PowerShell', id: 'powershell' },
        { label: 'Shell Script', id: 'shellscript' },
      ],
      { title: 'No script is open', placeHolder: 'Open a new script in which language?' },
    );
    if (language === undefined) {
      return undefined;
    }
    const document = await vscode.workspace.openTextDocument({ language: language.id });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    return document.uri.toString();
  }

  async insert(document: string, text: string): Promise<void> {
    await this.insertSnippet(document, new vscode.SnippetString().appendText(text).value);
  }

  async insertSnippet(document: string, snippet: string): Promise<void> {
    const shown = vscode.window.visibleTextEditors.find(each => each.document.uri.toString() === document);
    const editor = await vscode.window.showTextDocument(
      shown?.document ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(document, true))),
      shown?.viewColumn ?? vscode.ViewColumn.One,
    );
    const line = editor.document.lineAt(editor.selection.active.line);
    if (line.isEmptyOrWhitespace) {
      await editor.insertSnippet(new vscode.SnippetString(snippet), editor.selection.active);
    } else {
      await editor.insertSnippet(new vscode.SnippetString(`\n${snippet}`), line.range.end);
    }
  }
}

function isScript(document: vscode.TextDocument): boolean {
  return DOCUMENTS.some(({ language }) => language === document.languageId);
}
