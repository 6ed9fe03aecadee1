// The server, as the session sees it.
import { randomUUID } from 'node:crypto';
import type { ClientRequests, WorkspaceParams } from '../protocol';
import type { Cancellation, Editor } from './editor';

/** Answers requests. */
export interface Server {
  /** Asks; rejects if the server refuses, or there is none. With `report`, tells how far it has come. */
  request<M extends keyof ClientRequests>(
    method: M,
    params: ClientRequests[M]['params'],
    cancel?: Cancellation,
    report?: (message: string) => void,
  ): Promise<ClientRequests[M]['result']>;
}

/** The language client, as far as requests go. */
export interface Sender {
  sendRequest<R>(method: string, ...parameters: unknown[]): Promise<R>;
  /** Listens to `$/progress` for a token. */
  onWorkProgress(token: string, report: (message: string) => void): { dispose(): void };
}

/** The server behind a language client, which rejects if there is none. */
export function serverBehind(client: () => Promise<Sender>): Server {
  return {
    request: async (method, params, cancel, report) => {
      const sender = await client();
      if (report === undefined) {
        // The client would take a token that is undefined for a second parameter, and send both as a list.
        return cancel === undefined ? sender.sendRequest(method, params) : sender.sendRequest(method, params, cancel);
      }
      const workDoneToken = randomUUID();
      const listening = sender.onWorkProgress(workDoneToken, report);
      try {
        return await sender.sendRequest(method, { ...params, workDoneToken }, ...(cancel === undefined ? [] : [cancel]));
      } finally {
        listening.dispose();
      }
    },
  };
}

/** The workspace, which may have chosen a connection of its own. */
export function workspaceOf(editor: Pick<Editor, 'workspaceFolder'>): WorkspaceParams {
  return editor.workspaceFolder === '' ? {} : { workspaceFolder: editor.workspaceFolder };
}
