// The server, as the session sees it.
import type { ClientRequests, WorkspaceParams } from '../protocol';
import type { Cancellation, Editor } from './editor';

/** Answers requests. */
export interface Server {
  /** Asks; rejects if the server refuses, or there is none. */
  request<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
    cancel?: Cancellation,
  ): Promise<ClientRequests[M]['result']>;
}

/** The language client, as far as requests go. */
export interface Sender {
  sendRequest<R>(method: string, ...parameters: unknown[]): Promise<R>;
}

/** The server behind a language client, which rejects if there is none. */
export function serverBehind(client: () => Promise<Sender>): Server {
  return {
    request: async (method, params, cancel) => {
      const sender = await client();
      // The client would take a token that is undefined for a second parameter, and send both as a list.
      return cancel === undefined ? sender.sendRequest(method, params) : sender.sendRequest(method, params, cancel);
    },
  };
}

/** The workspace, which may have chosen a connection of its own. */
export function workspaceOf(editor: Pick<Editor, 'workspaceFolder'>): WorkspaceParams {
  return editor.workspaceFolder === '' ? {} : { workspaceFolder: editor.workspaceFolder };
}
