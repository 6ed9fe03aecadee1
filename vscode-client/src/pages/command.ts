// The page of a command, in the editor's browser. All data comes from the extension, and is shown as text.
import { argumentsOf, type Field, fieldsOf, type Filled, problemsOf } from '../commands/form';
import type { FromCommandPage, ToCommandPage } from '../commands/messages';
import type { CommandDescription } from '../protocol';
import { shownLines } from '../run/commandLine';
import { button, element } from './dom';

declare function acquireVsCodeApi(): { postMessage(message: FromCommandPage): void };

const editor = acquireVsCodeApi();
const send = (message: FromCommandPage) => editor.postMessage(message);
const page = document.getElementById('page');

/** What each field has, by the name of its option. */
let read = new Map<string, () => string>();

window.addEventListener('message', (event: MessageEvent<ToCommandPage>) => show(event.data));

function show({ description, trusted }: ToCommandPage): void {
  read = new Map();
  const line = element('pre', 'text');
  const problems = element('ul', 'problems');
  const actions = [
    button('Run', 'Run the command', () => send({ kind: 'run', filled: filled() }), 'first'),
    ...(description.effect === 'read' ? [] : [button('What-if', 'Show what would change', () => send({ kind: 'whatIf', filled: filled() }))]),
  ];
  const others = [
    button('Insert into Script', 'Write the call into the script', () => send({ kind: 'insert', filled: filled() })),
    button('Documentation', 'Open the page of the documentation', () => send({ kind: 'documentation' })),
  ];
  const changed = () => {
    const found = problemsOf(description, filled());
    line.textContent = shownLines(argumentsOf(description, filled())).join('\n');
    problems.replaceChildren(...found.map(text => element('li', '', text)));
    actions.forEach(action => (action.disabled = !trusted || found.length > 0));
  };
  const fields = fieldsOf(description);
  const form = element('form', '', ...fields.map(field => row(field, changed)));
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', changed);
  page?.replaceChildren(
    element('header', '', element('h1', '', `m365 ${description.name}`), element('span', `effect ${description.effect}`, effects[description.effect] ?? '')),
    element('p', '', ...inline(description.description)),
    ...(fields.length === 0 ? [] : [form]),
    line,
    problems,
    ...(trusted ? [] : [element('p', 'facts', 'Commands run only in a workspace that you trust.')]),
    element('div', 'buttons', ...actions, ...others),
    ...permissions(description),
    ...examples(description),
  );
  changed();
}

const effects: Readonly<Record<string, string>> = { read: 'reads', write: 'changes something', destroy: 'deletes something' };

function filled(): Filled {
  return Object.fromEntries([...read].map(([name, value]) => [name, value()]));
}

function row(field: Field, changed: () => void): HTMLElement {
  const id = `field-${field.name}`;
  const name = element('label', '', `--${field.name}`, ...(field.required ? [element('span', 'needed', ' needed')] : []));
  name.htmlFor = id;
  const input = control(field, changed);
  input.id = id;
  input.title = field.description;
  return element('div', 'row', name, element('div', '', input, element('p', 'facts', ...inline(field.description))));
}

/** A sentence of the documentation, in which names stand between backticks. */
function inline(text: string): (Node | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? element('code', '', part) : part));
}

function control(field: Field, changed: () => void): HTMLElement {
  switch (field.kind) {
    case 'secret':
      return element('p', 'secret', field.required ? 'Asked for when the command runs, unseen.' : 'A secret cannot be given here.');
    case 'flag': {
      const box = element('input', '');
      box.type = 'checkbox';
      read.set(field.name, () => (box.checked ? 'true' : ''));
      return box;
    }
    case 'yesNo':
      return choice(field, ['true', 'false'], changed);
    case 'choice':
      return choice(field, field.values, changed);
    case 'text': {
      const box = element('input', '');
      box.type = 'text';
      box.spellcheck = false;
      box.placeholder = field.defaultValue;
      read.set(field.name, () => box.value);
      return box;
    }
  }
}

function choice(field: Field, values: readonly string[], changed: () => void): HTMLElement {
  const none = element('option', '', field.defaultValue === '' ? '' : `(${field.defaultValue})`);
  none.value = '';
  const list = element('select', '', none, ...values.map(value => element('option', '', value)));
  list.addEventListener('change', changed);
  read.set(field.name, () => list.value);
  return list;
}

function permissions(description: CommandDescription): HTMLElement[] {
  if (description.permissions.length === 0) {
    return [];
  }
  const rows = description.permissions.map(permission =>
    element(
      'tr',
      '',
      element('td', '', permission.identity),
      element('td', '', permission.resource),
      element('td', '', permission.names.length === 0 ? 'not supported' : permission.names.join(', ')),
    ),
  );
  return [element('h2', '', 'Permissions'), element('table', '', element('tbody', '', ...rows))];
}

function examples(description: CommandDescription): HTMLElement[] {
  if (description.examples.length === 0) {
    return [];
  }
  return [
    element('h2', '', 'Examples'),
    ...description.examples.map((example, number) =>
      element(
        'div',
        'example',
        element('p', '', ...inline(example.title)),
        element('pre', 'text', example.code),
        button('Insert', 'Write the example into the script', () => send({ kind: 'example', number })),
      ),
    ),
  ];
}

send({ kind: 'ready' });
