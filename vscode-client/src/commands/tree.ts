// All commands as a tree and as a list.
import type { CatalogNode, CatalogTree } from '../protocol';

/** A line of the tree. */
export interface TreeLine {
  readonly label: string;
  readonly tooltip: string;
  /** Name of one of the editor's icons. */
  readonly icon: string;
  readonly opens: boolean;
  /** Name of the command that the line stands for; empty if it is none. */
  readonly command: string;
}

const ICONS: Readonly<Record<string, string>> = { read: 'eye', write: 'edit', destroy: 'trash' };
const EFFECTS: Readonly<Record<string, string>> = { read: 'reads', write: 'changes something', destroy: 'deletes something' };

/** How a word of command names is shown. */
export function treeLine(node: CatalogNode): TreeLine {
  const command = node.effect === '' ? '' : node.name;
  return {
    label: node.word,
    tooltip: command === '' ? `m365 ${node.name}` : `m365 ${node.name}: ${effectOf(node)}`,
    icon: ICONS[node.effect] ?? 'symbol-namespace',
    opens: node.children.length > 0,
    command,
  };
}

/** What a command does, in words. */
export function effectOf(node: Pick<CatalogNode, 'effect'>): string {
  return EFFECTS[node.effect] ?? '';
}

/** All commands, in the order of the tree. */
export function commandsIn(tree: CatalogTree): CatalogNode[] {
  const all: CatalogNode[] = [];
  const open = [...tree.nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.effect !== '') {
      all.push(node);
    }
    open.push(...[...node.children].reverse());
  }
  return all;
}
