// The tree of all commands in the side bar.
import * as vscode from 'vscode';
import type { CatalogNode } from '../protocol';
import type { Catalogue } from './catalogue';
import { treeLine } from './tree';

/** Shows the catalogue. */
export class CommandTree implements vscode.TreeDataProvider<CatalogNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly catalogue: Catalogue) {}

  /** Another version's commands count. */
  refresh(): void {
    this.catalogue.forget();
    this.changed.fire();
  }

  async getChildren(node?: CatalogNode): Promise<CatalogNode[]> {
    return [...(node === undefined ? (await this.catalogue.tree()).nodes : node.children)];
  }

  getTreeItem(node: CatalogNode): vscode.TreeItem {
    const line = treeLine(node);
    const state = line.opens ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(line.label, state);
    item.id = node.name;
    item.tooltip = line.tooltip;
    item.iconPath = new vscode.ThemeIcon(line.icon);
    if (line.command !== '') {
      item.contextValue = 'command';
      item.command = { command: 'm365.showCommand', title: 'Show', arguments: [node] };
    }
    return item;
  }
}

/** Name of the command that a menu or a line of the tree hands over; undefined if it is none. */
export function commandIn(given: unknown): string | undefined {
  if (typeof given === 'string') {
    return given;
  }
  return typeof given === 'object' && given !== null && 'name' in given && typeof given.name === 'string' ? given.name : undefined;
}
