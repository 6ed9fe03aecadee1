// The commands that run something: what is asked of the server, and what is told and shown afterwards.
import type { ExecuteParams, RunResult } from '../protocol';
import { queryIn, valueIn } from '../results/model';
import { openExternally } from '../session/deviceCode';
import type { SessionCommands } from '../session/commands';
import { type Server, workspaceOf } from '../session/server';
import { accountOf } from '../session/statusLine';
import { shownName, wordsOf } from './commandLine';
import { hasResult, type RunButton, toldOf } from './outcomes';
import { isProduction } from './production';
import type { Place, RunEditor } from './runEditor';

/** What is to be run: the calls at a place of a script, or a command of its own. */
export type Wanted =
  | { readonly kind: 'place'; readonly place: Place; readonly whatIf: boolean }
  | {
      readonly kind: 'arguments';
      readonly arguments: readonly string[];
      readonly whatIf: boolean;
      /** URI of the working folder; that of the workspace if it is missing. */
      readonly folder?: string;
      /** The call in a script that they come from. */
      readonly place?: Place;
    };

/** Stands in an argument list for a secret that was typed. */
const MASK = '***';

/** Runs commands. */
export class Runs {
  constructor(
    private readonly editor: RunEditor,
    private readonly server: Server,
    private readonly session: Pick<SessionCommands, 'help'>,
    /** Called after each run. */
    private readonly ran: () => void,
  ) {}

  /** Runs the call at a place, or the calls of a selection; of the script in front if no place is given. */
  async runPlace(place: Place | undefined, whatIf: boolean): Promise<void> {
    const wanted = place ?? this.editor.place;
    if (wanted === undefined) {
      const text = 'Open a PowerShell or shell script, and put the cursor on a call of m365.';
      void this.editor.tell({ level: 'information', text }, []);
      return;
    }
    await this.run({ kind: 'place', place: wanted, whatIf });
  }

  /** Runs what is wanted, and shows what came of it. */
  async run(wanted: Wanted): Promise<void> {
    if (!this.editor.trusted) {
      const button = 'Manage Workspace Trust';
      const text = 'Commands run only in a workspace that you trust.';
      if ((await this.editor.tell({ level: 'warning', text }, [button])) === button) {
        await this.editor.manageTrust();
      }
      return;
    }
    const runs = await this.execute(wanted);
    if (runs === undefined) {
      return;
    }
    const results = runs.filter(run => hasResult(run) && (run.outcome !== 'failed' || runs.length > 1));
    const shown = await Promise.all(results.map(run => this.inJson(run)));
    if (shown.length > 0) {
      this.show(shown, runs, wanted);
    }
    const last = runs.at(-1);
    if (last !== undefined) {
      void this.tell(last, wanted);
    }
  }

  /** Asks the server; undefined if it was cancelled or refused, which is told. */
  private async execute(wanted: Wanted): Promise<readonly RunResult[] | undefined> {
    const title = wanted.kind === 'arguments' ? shownName(wanted.arguments) : wanted.place.end === undefined ? 'm365' : 'm365 (selection)';
    try {
      const { runs } = await this.editor.whileRunning(wanted.whatIf ? `What if: ${title}` : title, (cancel, report) =>
        this.server.request('m365/execute', this.paramsOf(wanted), cancel, report),
      );
      return runs;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === REQUEST_CANCELLED)) {
        void this.editor.tell({ level: 'error', text: error instanceof Error ? error.message : String(error) }, []);
      }
      return undefined;
    } finally {
      this.ran();
    }
  }

  /** A run whose value is in JSON, also if the call wants it printed as a table or not at all. */
  private async inJson(run: RunResult): Promise<RunResult> {
    if (run.value === '' || valueIn(run.out) !== undefined) {
      return run;
    }
    const answer = await this.server.request('m365/query', {
      value: run.value,
      query: queryIn(run.arguments),
      output: 'json',
      asCli: false,
    });
    return answer.kept && answer.problem === '' ? { ...run, out: answer.out } : run;
  }

  private paramsOf(wanted: Wanted): ExecuteParams {
    const common = { ...workspaceOf(this.editor), whatIf: wanted.whatIf, forceCounts: false, asCli: false };
    if (wanted.kind === 'place') {
      return { ...common, ...wanted.place };
    }
    return { ...common, arguments: wanted.arguments, ...(wanted.folder === undefined ? {} : { folder: wanted.folder }) };
  }

  private show(shown: readonly RunResult[], all: readonly RunResult[], wanted: Wanted): void {
    const place = wanted.kind === 'arguments' ? wanted.place : wanted.place.end === undefined ? wanted.place : undefined;
    this.editor.showRuns({
      runs: shown,
      ...(place === undefined ? {} : { place }),
      again: () => this.run(this.againOf(all, wanted)),
    });
  }

  /** The same once more: one call with the values that were found or typed, so that nothing is asked twice. */
  private againOf(runs: readonly RunResult[], wanted: Wanted): Wanted {
    const [run] = runs;
    if (wanted.kind === 'arguments' || run === undefined || runs.length > 1 || wanted.place.end !== undefined) {
      return wanted;
    }
    if (run.arguments.length === 0 || run.arguments.some(argument => argument.includes(MASK))) {
      return wanted;
    }
    const folder = this.editor.folderOf(wanted.place.document);
    return {
      kind: 'arguments',
      arguments: run.arguments,
      whatIf: wanted.whatIf,
      place: wanted.place,
      ...(folder === '' ? {} : { folder }),
    };
  }

  private async tell(run: RunResult, wanted: Wanted): Promise<void> {
    const again = () => this.run(wanted);
    if (run.outcome === 'signInNeeded' && run.need !== undefined) {
      return this.session.help(run.need, run.connection, again);
    }
    const told = toldOf(run);
    if (told === undefined) {
      return;
    }
    const button = (await this.editor.tell({ level: told.level, text: told.text }, told.buttons)) as RunButton | undefined;
    switch (button) {
      case 'Retry':
        return again();
      case 'Show Documentation':
        return this.showDocumentation(run.arguments);
      case 'Show Output':
        return this.editor.showText('Output.txt', [run.err, run.out].filter(text => text !== '').join('\n'));
      case 'Copy Request Id':
        return this.editor.copy(run.requestId);
      case undefined:
        return undefined;
    }
  }

  private async showDocumentation(args: readonly string[]): Promise<void> {
    const command = wordsOf(args).join(' ');
    const description = await this.server.request('m365/catalog/describe', { command });
    await this.openDocumentation(description?.documentation);
  }

  /** Opens a page of the documentation in the user's browser: the one given, else the first. */
  async openDocumentation(given: unknown): Promise<void> {
    const address = typeof given === 'string' ? given : DOCUMENTATION;
    if (!(await openExternally(this.editor, address))) {
      void this.editor.tell({ level: 'warning', text: `Open ${address} in a browser.` }, []);
    }
  }

  /** Marks a tenant that the user is signed in to as production: changes there need its name typed. */
  async markProduction(): Promise<void> {
    const { connections } = await this.server.request('m365/session/list', workspaceOf(this.editor));
    const marked = this.editor.productionTenants;
    const open = connections.filter(connection => connection.tenantId !== '' && !isProduction(connection, marked));
    if (open.length === 0) {
      const text =
        connections.length === 0 ? 'Nobody is signed in to Microsoft 365.' : 'All tenants that you are signed in to are marked.';
      void this.editor.tell({ level: 'information', text }, []);
      return;
    }
    const tenant = await this.editor.choose({
      title: 'Mark a tenant as production',
      placeholder: 'Before anything changes there, its name has to be typed.',
      choices: open.map(connection => ({ label: accountOf(connection), description: connection.tenantId, value: connection.tenantId })),
    });
    if (tenant !== undefined) {
      await this.editor.addProductionTenant(tenant);
      this.ran();
    }
  }
}

const DOCUMENTATION = 'https://pnp.github.io/cli-microsoft365/';

/** Of the Language Server Protocol: a request ended because we asked it to. */
const REQUEST_CANCELLED = -32800;
