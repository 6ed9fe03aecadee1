// Answers what the server asks while a command runs.
import type { ChooseAnswer, ChooseQuestion, ConfirmAnswer, ConfirmQuestion, ServerRequests } from '../protocol';
import type { Cancellation } from '../session/editor';
import { type Server, workspaceOf } from '../session/server';
import type { Turns } from '../session/turns';
import { shownArgument, shownLines } from './commandLine';
import { asksProduction, domainOf } from './production';
import type { RunEditor } from './runEditor';

const CONFIRM = 'm365/confirm';
const CHOOSE = 'm365/choose';

/** What the client says of itself: which questions it answers. */
export const RUN_ABILITIES = { confirm: true, choose: true };

/** More than this does not fit into a message in the middle of the window. In UTF-16 units. */
const FITS = 1_500;

/** Who answers which question. */
export type RunAnswers = {
  readonly [M in typeof CONFIRM | typeof CHOOSE]: (
    question: ServerRequests[M]['params'],
    cancel: Cancellation,
  ) => Promise<ServerRequests[M]['result']>;
};

/** Answers the questions of runs. In a workspace that is not trusted every answer is no. */
export class Dialogue {
  constructor(
    private readonly editor: RunEditor,
    private readonly turns: Turns,
    private readonly server: Server,
  ) {}

  /** Each question's answer. */
  readonly answers: RunAnswers = {
    [CONFIRM]: (question, cancel) => this.confirm(question, cancel),
    [CHOOSE]: (question, cancel) => this.choose(question, cancel),
  };

  private async confirm(question: ConfirmQuestion, cancel: Cancellation): Promise<ConfirmAnswer> {
    const production = await this.isProduction(question);
    const confirmed = await this.turns.take(async () =>
      this.editor.trusted && !cancel.isCancellationRequested
        ? (await this.read(question, production, cancel)) && (!production || (await this.named(question, cancel)))
        : false,
    );
    return { confirmed: confirmed && !cancel.isCancellationRequested };
  }

  /** Whether the user has read the question and says yes. */
  private async read(question: ConfirmQuestion, production: boolean, cancel: Cancellation): Promise<boolean> {
    const button = question.destroys ? 'Delete' : 'Run';
    const text = production ? `PRODUCTION: ${question.question}` : question.question;
    const detail = detailOf(question);
    if (detail.length <= FITS) {
      return this.editor.confirm(text, detail, button);
    }
    // What counts is what is read, so it is shown whole where it can be scrolled.
    await this.editor.showText('Command.txt', `${text}\n\n${detail}\n`);
    const answer = await this.editor.choose(
      {
        title: text,
        placeholder: 'The command is long: read it in the tab before you answer.',
        choices: [
          { label: "Don't run", value: false },
          { label: button, value: true },
        ],
      },
      cancel,
    );
    return answer ?? false;
  }

  /** Whether the user types the tenant's name. */
  private async named(question: ConfirmQuestion, cancel: Cancellation): Promise<boolean> {
    const tenant = nameOf(question);
    const is = (text: string) => text.trim().toLowerCase() === tenant.toLowerCase();
    const typed = await this.editor.askLine(
      {
        title: 'This tenant is marked as production',
        prompt: `Type ${tenant} to go on`,
        placeholder: tenant,
        check: text => (is(text) ? undefined : `Type ${tenant}, or press Escape.`),
      },
      cancel,
    );
    return typed !== undefined && is(typed);
  }

  private async isProduction(question: ConfirmQuestion): Promise<boolean> {
    const marked = this.editor.productionTenants;
    if (marked.length === 0 || question.tenant === '') {
      return false;
    }
    const { connections } = await this.server.request('m365/session/list', workspaceOf(this.editor));
    return asksProduction(question, connections, marked);
  }

  private async choose(question: ChooseQuestion, cancel: Cancellation): Promise<ChooseAnswer> {
    const choice = await this.turns.take(async () =>
      this.editor.trusted && !cancel.isCancellationRequested ? this.chosen(question, cancel) : undefined,
    );
    return choice === undefined ? {} : { choice };
  }

  private chosen(question: ChooseQuestion, cancel: Cancellation): Promise<string | undefined> {
    const title = 'Microsoft 365';
    if (question.mayType && question.choices.length === 0) {
      return this.editor.askLine(
        {
          title,
          prompt: question.what,
          value: question.proposal,
          check: text => (text === '' ? 'Type a value, or press Escape.' : undefined),
        },
        cancel,
      );
    }
    return this.editor.choose(
      {
        title,
        placeholder: question.mayType ? `${question.what}: type it, or choose one` : question.what,
        choices: question.choices.map(choice => ({ ...shownChoice(choice), value: choice })),
        ...(question.mayType ? { typed: (text: string) => text, value: question.proposal } : {}),
      },
      cancel,
    );
  }
}

/** What the tenant is called: by its domain if its name is an id that nobody wants to type. */
function nameOf(question: ConfirmQuestion): string {
  const domain = domainOf(question.account);
  return GUID.test(question.tenant) && domain !== '' ? domain : question.tenant;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** All that is known of what is about to be done, a line each. */
export function detailOf(question: ConfirmQuestion): string {
  const facts = [
    question.account === '' ? '' : `Account: ${question.account}`,
    question.tenant === '' ? '' : `Tenant: ${question.tenant}`,
    question.target === '' ? '' : `Target: ${shownArgument(question.target)}`,
  ].filter(fact => fact !== '');
  const line = question.arguments.length === 0 ? [] : shownLines(question.arguments);
  return [facts, line, question.remarks]
    .filter(part => part.length > 0)
    .map(part => part.join('\n'))
    .join('\n\n');
}

/** More than this is cut off in a line's label, and has room below it. In UTF-16 units. */
const LABEL = 70;

/** A choice in which the list sees no icon, and that stays one line; a long one is written whole below its beginning. */
function shownChoice(choice: string): { readonly label: string; readonly detail?: string } {
  const shown = choice.replace(/\$\(/g, '$\u200b(').replace(/[\r\n]+/g, ' ');
  const end = shown.lastIndexOf(' ', LABEL);
  return shown.length <= LABEL || end <= 0 ? { label: shown } : { label: `${shown.slice(0, end)} …`, detail: shown };
}
