// The page of results, in the editor's browser. All data comes from the extension, and is shown as text.
import type { Chart } from '../results/chart';
import type { Content, FromPage, Problem, TableView, ToPage, View } from '../results/messages';
import type { Node as Part, Parts, Path } from '../results/tree';
import { chartElement } from './chart';
import { button, element } from './dom';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const editor = acquireVsCodeApi();
const send = (message: FromPage) => editor.postMessage(message);

/** The parts of the page; each is filled anew when what it shows changes. */
const parts = {
  head: element('header', ''),
  query: element('section', 'query'),
  notes: element('section', 'notes'),
  content: element('section', 'content'),
};

const queryBox = element('input', 'query-box');
queryBox.type = 'text';
queryBox.spellcheck = false;
queryBox.placeholder = 'JMESPath, such as [].{Title: Title, Url: Url}';
queryBox.setAttribute('aria-label', 'Query (JMESPath)');
queryBox.addEventListener('input', () => send({ kind: 'query', text: queryBox.value }));
const problemLine = element('div', 'problem');
problemLine.setAttribute('role', 'alert');
const insertButton = button('Insert into Script', 'Write the query into the call as --query', () => send({ kind: 'insert' }));

const filterBox = element('input', 'filter-box');
filterBox.type = 'search';
filterBox.placeholder = 'Filter rows';
filterBox.setAttribute('aria-label', 'Filter rows');
filterBox.addEventListener('input', () => send({ kind: 'filter', text: filterBox.value }));

parts.query.append(queryBox, insertButton, problemLine);
document.getElementById('page')?.append(parts.head, parts.query, parts.notes, parts.content);

/** Lists of the tree that are open, by their paths. */
let lists = new Map<string, HTMLElement>();
/** What the content was made for, so that typing a query does not take the focus away. */
let treeElement: HTMLElement | undefined;

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  const message = event.data;
  if (message.kind === 'view') {
    show(message.view);
  } else {
    fill(message.parts);
  }
});

function show(view: View): void {
  head(view);
  query(view);
  parts.notes.replaceChildren(...view.notes.map(note => element('p', 'note', note)));
  const focused = document.activeElement === filterBox;
  parts.content.replaceChildren(...content(view.content));
  if (focused) {
    filterBox.focus();
  }
}

function head(view: View): void {
  const title = element('h1', '', view.title);
  const facts = element('p', 'facts', view.facts.join(' · '));
  const buttons = element(
    'div',
    'buttons',
    button('Run Again', 'Run the command once more', () => send({ kind: 'again' }), 'first'),
    button('Copy', 'Copy as JSON, CSV or Markdown', () => send({ kind: 'copy' })),
    button('Save', 'Save as JSON, CSV or Markdown', () => send({ kind: 'save' })),
  );
  const keep = button('Keep', 'Show the next results in another tab', () => {
    send({ kind: 'keep' });
    keep.disabled = true;
  });
  buttons.append(keep);
  parts.head.replaceChildren(element('div', 'title', title, facts), buttons);
  if (view.runs.length > 1) {
    const choice = element('select', '', ...view.runs.map((run, index) => option(run, index, index === view.run)));
    choice.setAttribute('aria-label', 'Which of the commands that were run');
    choice.addEventListener('change', () => send({ kind: 'run', number: choice.selectedIndex }));
    parts.head.append(choice);
  }
}

function option(text: string, value: number, selected: boolean): HTMLOptionElement {
  const made = element('option', '', text);
  made.value = String(value);
  made.selected = selected;
  return made;
}

function query(view: View): void {
  parts.query.hidden = view.query === undefined;
  // What is being typed is newer than what was answered.
  if (view.query !== undefined && document.activeElement !== queryBox) {
    queryBox.value = view.query;
  }
  queryBox.classList.toggle('wrong', view.problem !== undefined);
  problemLine.replaceChildren(...(view.problem === undefined ? [] : problem(view.problem, queryBox.value)));
  insertButton.hidden = !view.canInsert;
}

function problem(found: Problem, text: string): Node[] {
  const nodes: Node[] = [document.createTextNode(found.text)];
  if (found.start < text.length && found.end > found.start) {
    nodes.push(
      element('code', '', text.slice(0, found.start), element('mark', '', text.slice(found.start, found.end)), text.slice(found.end)),
    );
  }
  return nodes;
}

function content(shown: Content): HTMLElement[] {
  switch (shown.kind) {
    case 'text':
      return [element('pre', 'text', shown.text)];
    case 'write': {
      const { write } = shown;
      return [
        element('h2', '', 'Nothing has changed. This would be sent first:'),
        element('pre', 'text', `${write.method} ${write.address}`),
        ...(write.body === '' ? [] : [element('pre', 'text', write.body)]),
        element('p', '', write.why),
        ...(shown.message === '' ? [] : [element('p', '', shown.message)]),
      ];
    }
    case 'json': {
      treeElement = tree(shown.root, shown.parts);
      const both = element('div', 'both', section('Tree', treeElement), section('Table', table(shown.table)));
      return shown.chart === undefined ? [both] : [both, section('Chart', chart(shown.chart))];
    }
  }
}

function section(title: string, inside: HTMLElement): HTMLElement {
  const made = element('div', `part ${title.toLowerCase()}`, element('h2', '', title), inside);
  return made;
}

// ---- tree ----

function tree(root: Part, first: Parts): HTMLElement {
  lists = new Map();
  const made = element('div', 'json');
  made.setAttribute('role', 'tree');
  if (root.size === 0) {
    made.append(line(root, []));
    return made;
  }
  const list = element('ul', '');
  lists.set(keyOf([]), list);
  made.append(list);
  fill(first);
  return made;
}

const keyOf = (path: Path) => JSON.stringify(path);

/** Adds parts to the list that they belong to. */
function fill(given: Parts): void {
  const list = lists.get(keyOf(given.path));
  if (list === undefined) {
    return;
  }
  list.querySelector(':scope > .more')?.remove();
  list.append(...given.nodes.map(node => line(node, [...given.path, node.key])));
  const next = given.from + given.nodes.length;
  if (next < given.size && given.nodes.length > 0) {
    const more = button(`${given.size - next} more`, 'Show more', () => send({ kind: 'open', path: given.path, from: next }));
    list.append(element('li', 'more', more));
  }
}

function line(node: Part, path: Path): HTMLElement {
  const name = path.length === 0 ? [] : [element('span', 'key', String(node.key)), ': '];
  const value = element('span', node.kind, node.text);
  if (node.size === 0) {
    const leaf = element('li', 'leaf', ...name, value);
    leaf.setAttribute('role', 'treeitem');
    return leaf;
  }
  const list = element('ul', '');
  const closed = element('details', '', element('summary', '', ...name, value), list);
  closed.addEventListener('toggle', () => {
    if (closed.open && !lists.has(keyOf(path))) {
      lists.set(keyOf(path), list);
      send({ kind: 'open', path, from: 0 });
    }
  });
  const item = element('li', '', closed);
  item.setAttribute('role', 'treeitem');
  return item;
}

// ---- table ----

function table(view: TableView): HTMLElement {
  if (document.activeElement !== filterBox) {
    filterBox.value = view.filter;
  }
  const count = view.found === view.all ? `${view.all} rows` : `${view.found} of ${view.all} rows`;
  const bar = element('div', 'bar', filterBox, element('span', 'facts', count));
  if (view.pages > 1) {
    const turn = (to: number, text: string, tooltip: string, possible: boolean) => {
      const made = button(text, tooltip, () => send({ kind: 'page', number: to }));
      made.disabled = !possible;
      return made;
    };
    bar.append(
      turn(view.page - 1, '‹', 'Previous page', view.page > 0),
      element('span', 'facts', `${view.page + 1} / ${view.pages}`),
      turn(view.page + 1, '›', 'Next page', view.page + 1 < view.pages),
    );
  }
  const headings = view.columns.map((column, index) => {
    const mark = column.sorted === 'no' ? '' : column.sorted === 'up' ? ' ▲' : ' ▼';
    const sort = button(column.name + mark, `Sort by ${column.name}`, () => send({ kind: 'sort', number: index }), 'heading');
    const heading = element('th', column.numbers ? 'number' : '', sort);
    heading.scope = 'col';
    heading.setAttribute('aria-sort', column.sorted === 'no' ? 'none' : column.sorted === 'up' ? 'ascending' : 'descending');
    return heading;
  });
  const rows = view.rows.map(row =>
    element('tr', '', ...row.map((cell, column) => withTooltip(element('td', view.columns[column]?.numbers === true ? 'number' : '', cell), cell))),
  );
  const grid = element('table', '', element('thead', '', element('tr', '', ...headings)), element('tbody', '', ...rows));
  return element('div', '', bar, element('div', 'scroll', grid));
}

function withTooltip(cell: HTMLElement, text: string): HTMLElement {
  if (text.length > 30) {
    cell.title = text;
  }
  return cell;
}

function chart(shown: Chart): HTMLElement {
  return chartElement(shown);
}

send({ kind: 'ready' });
