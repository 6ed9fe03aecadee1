// The tab with a command: what it does, its form, its examples.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from '../pages/html';
import type { CommandDescription } from '../protocol';
import type { Catalogue } from './catalogue';
import type { FromCommandPage, ToCommandPage } from './messages';

/** Shows one command at a time, in one tab. */
export class CommandTab {
  private panel: vscode.WebviewPanel | undefined;
  private description: CommandDescription | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly catalogue: () => Catalogue,
    private readonly documentation: (address: string) => Promise<void>,
  ) {}

  show(description: CommandDescription): void {
    this.description = description;
    this.panel ??= this.made();
    this.panel.title = `m365 ${description.name}`;
    this.update();
    this.panel.reveal();
  }

  private made(): vscode.WebviewPanel {
    const folder = vscode.Uri.joinPath(this.extension, 'dist');
    const panel = vscode.window.createWebviewPanel('m365.command', 'Command', vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [folder],
      // What is filled in stays while another tab is in front.
      retainContextWhenHidden: true,
    });
    const { webview } = panel;
    webview.onDidReceiveMessage((message: FromCommandPage) => this.received(message));
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    const files = {
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'command.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'command.css')).toString(),
    };
    webview.html = pageHtml('Command', files, randomBytes(16).toString('hex'));
    return panel;
  }

  private update(): void {
    if (this.description !== undefined) {
      const message: ToCommandPage = { description: this.description, trusted: vscode.workspace.isTrusted };
      void this.panel?.webview.postMessage(message);
    }
  }

  private received(message: FromCommandPage): void {
    const { description } = this;
    if (description === undefined) {
      return;
    }
    this.act(description, message).catch(error => {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  }

  private async act(description: CommandDescription, message: FromCommandPage): Promise<void> {
    const catalogue = this.catalogue();
    switch (message.kind) {
      case 'ready':
        return this.update();
      case 'documentation':
        return this.documentation(description.documentation);
      case 'run':
      case 'whatIf':
        return catalogue.run(description, message.filled, message.kind === 'whatIf');
      case 'insert':
        return catalogue.insertFilled(description, message.filled);
      case 'example':
        return catalogue.insertExample(description, message.number);
    }
  }
}
