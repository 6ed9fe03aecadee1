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

/** The workspace, which may have chosen a connection of its own. */
export function workspaceOf(editor: Pick<Editor, 'workspaceFolder'>): WorkspaceParams {
  return editor.workspaceFolder === '' ? {} : { workspaceFolder: editor.workspaceFolder };
}
