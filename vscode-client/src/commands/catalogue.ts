// What the user can do with the catalogue: search it, read about a command, insert it, run it.
import type { CatalogTree, CommandDescription } from '../protocol';
import type { RunEditor } from '../run/runEditor';
import type { Runs } from '../run/runs';
import type { Server } from '../session/server';
import { argumentsOf, type Filled, snippetOf } from './form';
import { commandsIn, effectOf } from './tree';

/** Where calls are written: the script that the user works on, or a new one. */
export interface Scripts {
  /** URI of the script in front, or of a new one; undefined if the user wants none. */
  current(): Promise<string | undefined>;
  /** Writes text at the cursor, on a line of its own. */
  insert(document: string, text: string): Promise<void>;
  /** Writes a snippet there. */
  insertSnippet(document: string, snippet: string): Promise<void>;
}

/** The commands about the catalogue. */
export class Catalogue {
  private known: Promise<CatalogTree> | undefined;

  constructor(
    private readonly editor: RunEditor,
    private readonly server: Server,
    private readonly scripts: Scripts,
    private readonly runs: Runs,
    private readonly show: (description: CommandDescription) => void,
  ) {}

  /** All commands of the version that counts. */
  tree(): Promise<CatalogTree> {
    if (this.known === undefined) {
      const asked = this.server.request('m365/catalog/tree', undefined);
      this.known = asked;
      asked.catch(() => {
        this.known = undefined;
      });
    }
    return this.known;
  }

  /** Another version may count now. */
  forget(): void {
    this.known = undefined;
  }

  /** Lets the user search all commands; undefined if none is chosen. */
  async choose(): Promise<string | undefined> {
    const commands = commandsIn(await this.tree());
    return this.editor.choose({
      title: 'Commands of CLI for Microsoft 365',
      placeholder: `Search ${commands.length} commands`,
      choices: commands.map(node => ({ label: node.name, description: effectOf(node), value: node.name })),
    });
  }

  /** Shows a command with its form. */
  async open(name: string): Promise<void> {
    const description = await this.describe(name);
    if (description !== undefined) {
      this.show(description);
    }
  }

  /** Writes a call of a command into the script, with a place for each option that it needs. */
  async insertCall(name: string): Promise<void> {
    const description = await this.describe(name);
    const document = description && (await this.scripts.current());
    if (description !== undefined && document !== undefined) {
      await this.scripts.insertSnippet(document, snippetOf(description));
    }
  }

  /** Writes a call with what is filled in into the script. */
  async insertFilled(description: CommandDescription, filled: Filled): Promise<void> {
    await this.insertArguments(argumentsOf(description, filled));
  }

  /** Writes a call with these arguments into the script. */
  async insertArguments(args: readonly string[]): Promise<void> {
    const document = await this.scripts.current();
    if (document !== undefined) {
      const { text } = await this.server.request('m365/script/line', { document, arguments: args });
      await this.scripts.insert(document, text);
    }
  }

  /** Writes an example into the script as it is. */
  async insertExample(description: CommandDescription, number: number): Promise<void> {
    const example = description.examples[number];
    const document = example && (await this.scripts.current());
    if (example !== undefined && document !== undefined) {
      await this.scripts.insert(document, example.code);
    }
  }

  /** Runs a command with what is filled in. */
  run(description: CommandDescription, filled: Filled, whatIf: boolean): Promise<void> {
    return this.runs.run({ kind: 'arguments', arguments: argumentsOf(description, filled), whatIf });
  }

  async openDocumentation(name: string): Promise<void> {
    const description = await this.describe(name);
    if (description !== undefined) {
      await this.runs.openDocumentation(description.documentation);
    }
  }

  private async describe(name: string): Promise<CommandDescription | undefined> {
    const description = await this.server.request('m365/catalog/describe', { command: name });
    if (description === null) {
      void this.editor.tell({ level: 'warning', text: `There is no command ${name} any more.` }, []);
      return undefined;
    }
    return description;
  }
}
