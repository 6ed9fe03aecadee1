// The history in the side bar.
import * as vscode from 'vscode';
import type { HistoryEntry } from '../protocol';
import { type Server, workspaceOf } from '../session/server';
import type { Editor } from '../session/editor';
import { historyLine } from './history';

/** Shows what was run. The server is asked only while the view can be seen. */
export class HistoryView implements vscode.TreeDataProvider<HistoryEntry> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly editor: Pick<Editor, 'trusted' | 'workspaceFolder'>,
    private readonly server: Server,
  ) {}

  refresh(): void {
    this.changed.fire();
  }

  async getChildren(entry?: HistoryEntry): Promise<HistoryEntry[]> {
    if (entry !== undefined || !this.editor.trusted) {
      return [];
    }
    return [...(await this.server.request('m365/history', workspaceOf(this.editor))).entries];
  }

  getTreeItem(entry: HistoryEntry): vscode.TreeItem {
    const line = historyLine(entry, Date.now());
    const item = new vscode.TreeItem(line.label);
    item.description = line.description;
    item.tooltip = line.tooltip;
    item.iconPath = new vscode.ThemeIcon(line.icon);
    item.contextValue = 'run';
    return item;
  }
}

/** The arguments of an entry that a menu hands over; undefined if it is none. */
export function argumentsIn(given: unknown): readonly string[] | undefined {
  if (typeof given !== 'object' || given === null || !('arguments' in given) || !Array.isArray(given.arguments)) {
    return undefined;
  }
  return given.arguments.every(argument => typeof argument === 'string') ? given.arguments : undefined;
}
