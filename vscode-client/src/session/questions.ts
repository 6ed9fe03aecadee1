// Answers what the server asks.
import type {
  DeviceCodeAnswer,
  DeviceCodeQuestion,
  EditorTokenAnswer,
  EditorTokenQuestion,
  SecretAnswer,
  SecretQuestion,
  ServerRequests,
  StorageKeyAnswer,
  StorageKeyQuestion,
} from '../protocol';
import { accountQuestion } from './account';
import type { DeviceCodes } from './deviceCode';
import type { Cancellation, Editor } from './editor';
import type { Seal } from './seal';
import { storageKey } from './storageKey';
import type { Turns } from './turns';

const DEVICE_CODE = 'm365/session/deviceCode';
const SECRET = 'm365/session/secret';
const STORAGE_KEY = 'm365/session/storageKey';
const EDITOR_TOKEN = 'm365/session/editorToken';

/** Questions about signing in. */
type SessionQuestion = Extract<keyof ServerRequests, `m365/session/${string}`>;

/** Who answers which question. */
export type Answers = {
  readonly [M in SessionQuestion]: (
    question: ServerRequests[M]['params'],
    cancel: Cancellation,
  ) => Promise<ServerRequests[M]['result']>;
};

/** What the client says of itself: which questions it answers, and that it wants to hear of changes. */
export const SESSION_ABILITIES = { deviceCode: true, secret: true, storageKey: true, editorToken: true, changed: true };

/** Answers the questions of one server. In a workspace that is not trusted every answer is no. */
export class Questions {
  private lossTold = false;

  constructor(
    private readonly editor: Editor,
    private readonly turns: Turns,
    private readonly codes: DeviceCodes,
    /** The key of the running server. */
    private readonly seal: () => Seal,
    private readonly log: (message: string) => void,
  ) {}

  /** Each question's answer. */
  readonly answers: Answers = {
    [DEVICE_CODE]: (question, ended) => this.deviceCode(question, ended),
    [SECRET]: (question, cancel) => this.secret(question, cancel),
    [STORAGE_KEY]: question => this.storageKey(question),
    [EDITOR_TOKEN]: (question, cancel) => this.editorToken(question, cancel),
  };

  private async deviceCode(question: DeviceCodeQuestion, ended: Cancellation): Promise<DeviceCodeAnswer> {
    if (!this.editor.trusted) {
      return { cancelled: true };
    }
    const purpose = question.clientId === '' ? '' : `The application that signs in: ${question.clientId}`;
    const expires = Date.parse(question.expires);
    return {
      cancelled: await this.codes.show({ code: question.code, address: question.address, purpose, expires }, ended),
    };
  }

  private async secret(question: SecretQuestion, cancel: Cancellation): Promise<SecretAnswer> {
    const seal = this.seal();
    const text = await this.turns.take(async () =>
      this.editor.trusted && !cancel.isCancellationRequested
        ? this.editor.askLine({ title: 'Sign in to Microsoft 365', prompt: secretPrompt(question), secret: true }, cancel)
        : undefined,
    );
    return text === undefined
      ? {}
      : { secret: seal.close(Buffer.from(text, 'utf8'), SECRET, question.question) };
  }

  private async storageKey(question: StorageKeyQuestion): Promise<StorageKeyAnswer> {
    const seal = this.seal();
    if (!this.editor.trusted) {
      return { reason: 'The workspace is not trusted.' };
    }
    const answer = await this.turns.take(() => storageKey(this.editor, question.create));
    if (answer.lost && !this.lossTold) {
      this.lossTold = true;
      void this.editor.tell({ level: 'warning', text: 'The editor has lost the key of earlier sign-ins. Sign in again.' }, []);
    }
    if (answer.kind === 'none') {
      this.log(answer.reason);
      return { reason: answer.reason };
    }
    return { key: seal.close(answer.key, STORAGE_KEY, question.question) };
  }

  private async editorToken(question: EditorTokenQuestion, cancel: Cancellation): Promise<EditorTokenAnswer> {
    const seal = this.seal();
    const none: EditorTokenAnswer = { expiresInSeconds: 0 };
    if (!this.editor.trusted || cancel.isCancellationRequested) {
      return none;
    }
    const ask = () => this.editor.accountToken(accountQuestion(question));
    try {
      // What asks nobody need not wait behind a prompt that is open.
      const token = await (question.mayAsk ? this.turns.take(ask) : ask());
      return token === undefined
        ? none
        : { token: seal.close(Buffer.from(token, 'utf8'), EDITOR_TOKEN, question.question), expiresInSeconds: 0 };
    } catch (error) {
      this.log(`The editor gave no token: ${error instanceof Error ? error.message : String(error)}`);
      return none;
    }
  }
}

function secretPrompt(question: SecretQuestion): string {
  const what = question.what.charAt(0).toUpperCase() + question.what.slice(1);
  return question.reason === '' ? what : `${what}. ${question.reason}`;
}
